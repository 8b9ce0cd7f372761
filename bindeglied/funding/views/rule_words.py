"""A value of a rule as people read it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language, gettext, gettext_noop
from django.utils.translation import gettext as _

from bindeglied.funding.models import ConfirmationState, RuleConfirmation
from bindeglied.funding.rule_confirmations import NEVER_CONFIRMED, value_of
from bindeglied.funding.wording import source_text, value_text
from bindeglied.law.rules import Rules
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
    """A value of one version, as people read it, with how sure we are and why.

    `confirmed_on` is the day on which two persons confirmed it, `is_proposed` says that it waits
    for the second; who they are stays out of the page. `is_confirmable` says that one may propose.
    """

    version: str
    key: str
    text: str
    certainty: str
    source: str
    is_sourced: bool
    is_unknown: bool
    confirmed_on: date | None = None
    is_proposed: bool = False
    is_confirmable: bool = True


def cell_of(
    version: str, key: str, rule: RuleValue[Value], row: RuleConfirmation | None = None
) -> Cell:
    """The cell of one value; `row` is what is proposed or confirmed for it."""
    is_confirmed = row is not None and row.state == ConfirmationState.CONFIRMED
    return Cell(
        version=version,
        key=key,
        text=rule_text(rule),
        certainty=_("bestätigt") if is_confirmed else _(SHORT[rule.certainty]),
        source=source_text(rule.source, gettext),
        is_sourced=rule.certainty is Certainty.SOURCED,
        is_unknown=rule.certainty is Certainty.UNKNOWN,
        confirmed_on=row.decided_at if row is not None and is_confirmed else None,
        is_proposed=row is not None and not is_confirmed,
        is_confirmable=key not in NEVER_CONFIRMED,
    )


def least_of(rules: Rules) -> Cell:
    """From which frame on a municipality may apply alone, for the maps that show who may."""
    return cell_of(rules.version, "min_own_claim_eur", rules.min_own_claim_eur)


def proposal_text(version: Rules, row: RuleConfirmation) -> str:
    """A proposed or confirmed value, as people read it."""
    rule = version.value_of(row.key)
    value = value_of(row.key, row.value)
    return rule_text(replace(rule, value=value, certainty=Certainty.SOURCED))


def rule_text(rule: RuleValue[Value]) -> str:
    """The value in words or figures, with its unit where that is money."""
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
