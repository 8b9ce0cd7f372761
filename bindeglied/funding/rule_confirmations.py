"""Rule values that two persons confirmed, as the law reads them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from bindeglied.funding.models import ConfirmationState, RuleConfirmation
from bindeglied.law.rulebook import all_versions, rules_on
from bindeglied.law.rules import Rules, kind_of
from bindeglied.law.values import Applicant, Confirmation, Source, Value

# A time of counselling that runs keeps the last day it was given, and casework reckons with the
# published version only: a value confirmed here would not count there.
NEVER_CONFIRMED = frozenset({"counselling_months"})


def confirmations(until: datetime | None = None) -> tuple[Confirmation, ...]:
    """What holds for every version of what two persons confirmed up to a moment. One statement."""
    rows = RuleConfirmation.objects.filter(state=ConfirmationState.CONFIRMED)
    rows = rows.order_by("decided_at", "pk")
    if until is not None:
        rows = rows.filter(decided_at__lte=until)
    return confirmations_in(rows)


def confirmations_in(rows: Iterable[RuleConfirmation]) -> tuple[Confirmation, ...]:
    """Those of these rows that two persons confirmed, as the law reads them, oldest decision first.

    Of several for one value the last one holds.
    """
    found = {
        (row.rule_version, row.key): Confirmation(
            version=row.rule_version,
            key=row.key,
            value=value_of(row.key, row.value),
            source=Source(row.source_title, row.source_place),
        )
        for row in rows
        if row.state == ConfirmationState.CONFIRMED
    }
    return tuple(found.values())


def confirmed_versions() -> tuple[Rules, ...]:
    """Every rule version, oldest first, with what was confirmed. One statement."""
    return all_versions(confirmations())


def confirmed_rules_on(day: date) -> Rules:
    """The rules in force on `day` with what was confirmed. Raises LookupError before the first."""
    return rules_on(day, confirmations())


def confirmed_version(version: str, until: datetime | None = None) -> Rules:
    """The version with this name, with what was confirmed up to a moment (None: up to now).

    One statement. Raises LookupError if there is none.
    """
    return _named(version, all_versions(confirmations(until)))


def plain_version(version: str) -> Rules:
    """The version with this name as it was published. Raises LookupError if there is none."""
    return _named(version, all_versions())


def _named(version: str, versions: Iterable[Rules]) -> Rules:
    for rules in versions:
        if rules.version == version:
            return rules
    raise LookupError(version)


def value_of(key: str, text: str) -> Value:
    """The value that a text means for this rule: days as ISO text, shares with a full stop.

    Raises KeyError for an unknown rule, ValueError for a text that is no value of its kind.
    """
    kind = kind_of(key)
    if kind is bool:
        if text not in ("true", "false"):
            raise ValueError(text)
        return text == "true"
    if kind is date:
        return date.fromisoformat(text)
    if kind is Decimal:
        try:
            return Decimal(text)
        except InvalidOperation:
            raise ValueError(text) from None
    if kind is tuple:
        return tuple(Applicant(part) for part in text.split(",") if part)
    if issubclass(kind, StrEnum):
        return kind(text)
    return int(text) if kind is int else text


def text_of(value: Value) -> str:
    """The text that `value_of` reads back."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ",".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)
