"""What a calendar program gets of somebody's appointments: when, how, and the number of the case.

No name, no matter, no place: whoever sees the screen of a telephone learns of nobody. Nothing
sealed is read at all.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.accounts.models import Membership
from bindeglied.casework.access import cases_visible_to
from bindeglied.casework.models import Appointment, AppointmentState
from bindeglied.documents.icalendar import CalendarEntry
from bindeglied.trail.models import Event

# Our own figures: what is over stays for a while, and nobody plans further ahead.
WEEKS_BACK, WEEKS_AHEAD = 4, 52
AT_MOST = 1000
FEED_READ = "calendar feed read"
# Neither called off nor moved.
TAKES_PLACE = (
    AppointmentState.REQUESTED,
    AppointmentState.CONFIRMED,
    AppointmentState.ATTENDED,
    AppointmentState.NO_SHOW,
)


def feed_of(member: Membership) -> list[CalendarEntry]:
    """The appointments in visible cases that take place, WEEKS_BACK to WEEKS_AHEAD, in order."""
    now = timezone.now()
    period = (now - timedelta(weeks=WEEKS_BACK), now + timedelta(weeks=WEEKS_AHEAD))
    found = Appointment.objects.filter(
        case__in=cases_visible_to(member), state__in=TAKES_PLACE, starts_at__range=period
    )
    own = ("starts_at", "minutes", "form", "state", "version", "recorded_at", "case")
    shown = found.select_related("case").only(*own, "case__number")
    return [
        CalendarEntry(
            uid=f"{one.pk}@bindeglied",
            written_at=one.recorded_at,
            starts_at=one.starts_at,
            minutes=one.minutes,
            summary=_("Termin %(number)s") % {"number": one.case.number},
            location=one.get_form_display(),
            is_tentative=one.state == AppointmentState.REQUESTED,
            changes=one.version - 1,
        )
        for one in shown.order_by("starts_at", "id")[:AT_MOST]
    ]


def was_read_today(member: Membership) -> bool:
    """Whether the log says already that a program fetched this calendar today."""
    begin = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    reads = Event.objects.filter(
        record_kind="membership", record_key=str(member.pk), verb=FEED_READ
    )
    return reads.filter(occurred_at__gte=begin).exists()
