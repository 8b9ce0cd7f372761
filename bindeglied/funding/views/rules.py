"""The rule versions side by side: law is public, and so is how sure we are of each value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bindeglied.funding.wording import CERTAINTIES, label_of, source_text, value_text
from bindeglied.law.rulebook import all_versions
from bindeglied.law.rules import RULE_KEYS
from bindeglied.law.values import Certainty, RuleValue, Unit, Value
from bindeglied.ui.templatetags.formats import euro, number, short_date

# One word in the table; the legend above it says what the word means.
SHORT = {
    Certainty.SOURCED: gettext_noop("belegt"),
    Certainty.DERIVED: gettext_noop("berechnet"),
    Certainty.INFERRED: gettext_noop("erschlossen"),
    Certainty.GENERAL: gettext_noop("üblich"),
    Certainty.UNKNOWN: gettext_noop("unbekannt"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of one version, as people read it, with how sure we are and why."""

    text: str
    certainty: str
    source: str
    is_sourced: bool
    is_unknown: bool


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """One column per version, oldest first; one row per value."""
    versions = all_versions()
    rows = [
        (label_of(key, gettext), [_cell(version.value_of(key)) for version in versions])
        for key in RULE_KEYS
    ]
    legend = [(gettext(SHORT[how]), gettext(CERTAINTIES[how])) for how in Certainty]
    page = {"versions": versions, "rows": rows, "legend": legend}
    return render(request, "funding/rules.html", page)


def _cell(rule: RuleValue[Value]) -> Cell:
    unknown = rule.certainty is Certainty.UNKNOWN
    return Cell(
        text=_text(rule),
        certainty=_(SHORT[rule.certainty]),
        source=source_text(rule.source, gettext),
        is_sourced=rule.certainty is Certainty.SOURCED,
        is_unknown=unknown,
    )


def _text(rule: RuleValue[Value]) -> str:
    value = rule.value
    if value is None:
        return _("unbekannt") if rule.certainty is Certainty.UNKNOWN else "–"
    words = value_text(value, gettext)
    if words is not None:
        return words
    if isinstance(value, date):
        return short_date(value)
    if rule.unit in (Unit.EURO, Unit.EURO_PER_YEAR, Unit.EURO_PER_FTE_YEAR):
        return euro(Decimal(str(value)))
    if isinstance(value, Decimal):
        return number(value, 2)
    return number(value) if isinstance(value, int) else _day_of_year(str(value))


def _day_of_year(text: str) -> str:
    """MM-DD as people write it."""
    month, _dash, day = text.partition("-")
    return f"{day}.{month}." if get_language() == "de" else f"{day}/{month}"
