"""How facts, ages and languages stand on the pages of casework."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from bindeglied.accounts.models import User
from bindeglied.casework.household import years_on
from bindeglied.casework.languages import language_name, need_of_interpreter
from bindeglied.casework.models import (
    CaseState,
    Contact,
    ContactForm,
    Domain,
    FactKind,
    Person,
    ThirdPerson,
)
from bindeglied.ui.templatetags.formats import icon, short_date

register = template.Library()

ICONS_OF_FORMS = {
    ContactForm.TALK: "message-square",
    ContactForm.VISIT: "house",
    ContactForm.CALL: "phone",
    ContactForm.LETTER: "mail",
    ContactForm.MESSAGE: "send",
    ContactForm.VIDEO: "video",
}
# State of a case -> tone and sign of its badge.
BADGES = {
    CaseState.ANNOUNCED: ("info", "inbox"),
    CaseState.OFFERED: ("warning", "hourglass"),
    CaseState.OPEN: ("success", "circle-check"),
    CaseState.DECLINED: ("calm", "circle-x"),
    CaseState.NOT_REACHED: ("calm", "phone-off"),
}

register.filter("language_name", language_name)
register.filter("need_of_interpreter", need_of_interpreter)


@register.filter
def fact_value(value: str, kind: str) -> str:
    """A value of a fact in words: days in order, languages by name."""
    match kind:
        case FactKind.BIRTH | FactKind.MOVED_IN:
            return short_date(date.fromisoformat(value))
        case FactKind.LANGUAGE:
            return language_name(value)
        case FactKind.INTERPRETER:
            return need_of_interpreter(value)
        case FactKind.NAME:
            family, _comma, given = value.partition(", ")
            return f"{given} {family}".strip()
    return value


@register.filter
def age(birth: date | None) -> int | None:
    """Full years today."""
    return None if birth is None else years_on(birth, timezone.localdate())


@register.filter
def years_old(birth: date) -> str:
    """The age of today in words."""
    years = years_on(birth, timezone.localdate())
    return ngettext("%(years)s Jahr", "%(years)s Jahre", years) % {"years": years}


@register.filter
def since(moment: date | datetime | None) -> str:
    """How long ago a day is, in words: today, yesterday, 5 days ago."""
    if moment is None:
        return _("noch nie")
    day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    days = (timezone.localdate() - day).days
    if days <= 0:
        return _("heute")
    return _("gestern") if days == 1 else _("vor %(days)s Tagen") % {"days": days}


@register.filter
def log_date(day: date | datetime) -> str:
    """Mo., 23.11.; with the year where it is not this one."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return _day_of_log(day, timezone.localdate().year, get_language() or "")


@lru_cache(maxsize=2048)
def _day_of_log(day: date, this_year: int, _language: str) -> str:
    """A timeline says the same few days again and again, and each has one wording a language."""
    if day.year == this_year:
        return date_format(day, pgettext("weekday, day and month", "D., d.m."))
    return date_format(day, pgettext("weekday, day, month and year", "D., d.m.Y"))


@register.filter
def icon_of(form: str) -> str:
    """The sign of a form of contact."""
    return ICONS_OF_FORMS.get(ContactForm(form), "message-square")


@register.filter
def topics_of(contact: Contact) -> list[str]:
    """What a note is about, in words."""
    return [str(Domain(one).label) for one in contact.topics]


@register.simple_tag
def took_part(contact: Contact, people: Sequence[Person]) -> str:
    """Who was there; empty where that is the only person of the case, or nobody noted it."""
    own = [str(one) for one in people if str(one.pk) in contact.people]
    others = [str(ThirdPerson(one).label) for one in contact.third_persons]
    if others and not contact.people:
        return _("nur mit Dritten: %(who)s") % {"who": ", ".join(others)}
    if not others and len(people) < 2:
        return ""
    return _("mit %(who)s") % {"who": ", ".join((*own, *others))} if own or others else ""


@register.filter
def named(people: Mapping[UUID, User], user: UUID) -> str:
    """The name of somebody by id, as far as it is among the people."""
    found = people.get(user)
    return str(found) if found else _("unbekannt")


@register.simple_tag
def state_badge(state: str, css: str = "badge") -> SafeString:
    """The state of a case as sign and word; `css` "state" is without a frame, for lists."""
    known = CaseState(state)
    tone, sign = BADGES[known]
    return format_html(
        '<span class="{0} {0}--{1}">{2}{3}</span>', css, tone, icon(sign, 16), known.label
    )
