"""The lines of the timeline and of facts in words.

A page has dozens of them: each is put together here in one go, because a tag for each of its words
takes several times as long.
"""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.languages import language_name
from bindeglied.casework.models import Contact, ContactForm, Interpreting
from bindeglied.casework.queries import TimelineRow
from bindeglied.casework.queries.facts import CurrentFact
from bindeglied.ui.templatetags.formats import short_date

register = template.Library()


@register.filter
def form_name(form: str) -> str:
    """Call, visit: how somebody was talked to."""
    return str(ContactForm(form).label)


@register.filter
def duration(minutes: int) -> str:
    """How long, for lists."""
    return _("%(minutes)s Min.") % {"minutes": minutes}


@register.filter
def talk_line(entry: TimelineRow) -> str:
    """What stands beside the day of a contact: its form, how long it took, who wrote it."""
    words = [form_name(entry.row.form)]
    if entry.row.is_first:
        words.append(_("Erstkontakt"))
    return ", ".join((*words, duration(entry.row.minutes), str(entry.by or "–")))


@register.filter
def clock(moment: datetime) -> str:
    """The time of day."""
    return _("%(time)s Uhr") % {"time": f"{timezone.localtime(moment):%H:%M}"}


@register.filter
def spoken_in(contact: Contact) -> str:
    """The language, and who interpreted."""
    language = language_name(contact.language)
    if contact.interpreting == Interpreting.NONE:
        return language
    return f"{language}, {Interpreting(contact.interpreting).label}"


@register.filter
def noted_line(fact: CurrentFact) -> str:
    """From when a fact counts, and who wrote it down when."""
    counts = _("gilt ab %(day)s") % {"day": short_date(fact.valid_from)}
    day = short_date(fact.recorded_on)
    if fact.recorded_by is None:
        noted = _("festgehalten am %(day)s") % {"day": day}
    else:
        words = {"person": fact.recorded_by, "day": day}
        noted = _("festgehalten von %(person)s am %(day)s") % words
    return f"{counts} · {noted}"
