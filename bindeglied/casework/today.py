"""What casework puts on the page of the day: who was announced, what is due, what is overdue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.access import CASE_WORKERS
from bindeglied.casework.models import CaseState
from bindeglied.casework.queries import ListedCase, cases_of
from bindeglied.casework.templatetags.cases import since
from bindeglied.ui.registry import TodayRow
from bindeglied.ui.templatetags.formats import short_date

AHEAD = timedelta(days=7)
AT_MOST = 20


def case_rows(member: Any) -> Iterable[TodayRow]:
    """Overdue dates, those of the next seven days, then new announcements."""
    if member.role not in CASE_WORKERS:
        return
    today = timezone.localdate()
    due = cases_of(member, sort="due", at_most=AT_MOST).rows
    yield from (_due(one, today) for one in due if _is_near(one, today))
    announced = cases_of(member, state=CaseState.ANNOUNCED, at_most=AT_MOST).rows
    yield from (_announced(one) for one in announced if not _is_near(one, today))


def _is_near(listed: ListedCase, today: date) -> bool:
    day = listed.case.next_due_on
    return day is not None and day <= today + AHEAD


def _due(listed: ListedCase, today: date) -> TodayRow:
    day = listed.case.next_due_on
    assert day is not None
    late = day < today
    last = listed.case.last_contact_at
    return TodayRow(
        icon="circle-alert" if late else "calendar",
        title=listed.title,
        text=_("Termin am %(day)s") % {"day": short_date(day)}
        + (f" · {_('letzter Kontakt')} {since(last)}" if last else ""),
        deed=_("Notiz schreiben"),
        href=reverse("casework:contact", args=(listed.case.pk,)),
        since=_("überfällig") if late else _("heute") if day == today else _("diese Woche"),
    )


def _announced(listed: ListedCase) -> TodayRow:
    return TodayRow(
        icon="inbox",
        title=listed.title,
        text=_("Angekündigt am %(day)s, %(place)s")
        % {"day": short_date(listed.case.announced_on), "place": listed.case.municipality.name},
        deed=_("Kontakt aufnehmen"),
        href=reverse("casework:case", args=(listed.case.pk,)),
        since=since(listed.case.announced_on),
    )
