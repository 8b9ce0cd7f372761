"""The rules of one version of the VwV Integrationsmanagement, as one record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self

from bindeglied.law.values import (
    AllocationKey,
    Applicant,
    Certainty,
    Confirmation,
    Formula,
    Interval,
    Rounding,
    RuleValue,
    Source,
    Value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """One dated version; the order of the fields is the order in which pages show them."""

    version: str  # the day on which it comes into force, ISO; also the name of its file
    source: Source

    issued_on: RuleValue[date]
    in_force_on: RuleValue[date]
    retroactive_from: RuleValue[date]
    funded_until: RuleValue[date]

    allocation_key: RuleValue[AllocationKey]
    allocation_formula: RuleValue[Formula]
    allocation_rounding: RuleValue[Rounding]
    pool_eur: RuleValue[int]
    counted_on: RuleValue[date]
    posts_frozen_on: RuleValue[date]
    first_tranche_share: RuleValue[Decimal]

    min_own_claim_eur: RuleValue[int]
    min_post_share_fte: RuleValue[Decimal]
    fte_decimals: RuleValue[int]
    rate_graduate_eur: RuleValue[int]
    rate_vocational_eur: RuleValue[int]
    max_period_months: RuleValue[int]
    refill_with_graduate: RuleValue[bool]
    pay_break_months: RuleValue[int]

    applicants: RuleValue[tuple[Applicant, ...]]
    counselling_months: RuleValue[int]
    counselling_months_exception: RuleValue[int]
    report_interval: RuleValue[Interval]
    report_due: RuleValue[str]  # day of the year, MM-DD
    interim_proof: RuleValue[bool]
    proof_months: RuleValue[int]

    @property
    def in_force(self) -> date:
        """The first day of this version."""
        return date.fromisoformat(self.version)

    def values(self) -> Iterator[tuple[str, RuleValue[Value]]]:
        """Every value with its key, in the order of the fields, the same for every version."""
        for name in RULE_KEYS:
            yield name, getattr(self, name)

    def value_of(self, key: str) -> RuleValue[Value]:
        """The value with this key. Raises KeyError if there is no such key."""
        if key not in RULE_KEYS:
            raise KeyError(key)
        value: RuleValue[Value] = getattr(self, key)
        return value

    def carried_over(self) -> Self:
        """These rules with every value known at best by inference: the start of the next version.

        What a source says about one version is only a conclusion about the next one.
        """
        weaker: dict[str, Any] = {
            key: replace(rule, certainty=Certainty.INFERRED)
            for key, rule in self.values()
            if rule.certainty is not Certainty.UNKNOWN
        }
        return replace(self, **weaker)

    def confirmed_by(self, confirmations: Iterable[Confirmation]) -> Self:
        """These rules with the confirmed values in the place of unverified ones.

        Confirmations of other versions are passed over. Raises KeyError for a key that does not
        exist, ValueError for a value that a source already gives: nothing is overwritten, and
        TypeError for a value of another kind than the rule's.
        """
        changed: dict[str, Any] = {}
        for confirmation in confirmations:
            if confirmation.version != self.version:
                continue
            rule = self.value_of(confirmation.key)
            if not rule.is_unverified or confirmation.key in changed:
                raise ValueError(f"{confirmation.key} of {self.version} is already sourced")
            _require_kind(confirmation)
            changed[confirmation.key] = replace(
                rule,
                value=confirmation.value,
                source=confirmation.source,
                certainty=Certainty.SOURCED,
            )
        return replace(self, **changed)


RULE_KEYS = tuple(field.name for field in fields(Rules) if field.name not in ("version", "source"))

_KINDS: dict[str, type] = {
    "allocation_key": AllocationKey,
    "allocation_formula": Formula,
    "allocation_rounding": Rounding,
    "first_tranche_share": Decimal,
    "min_post_share_fte": Decimal,
    "refill_with_graduate": bool,
    "interim_proof": bool,
    "applicants": tuple,
    "report_interval": Interval,
    "report_due": str,
}


def kind_of(key: str) -> type:
    """The Python type of a rule's value: int for euros, months and decimals, date for days."""
    if key in _KINDS:
        return _KINDS[key]
    is_day = key.endswith(("_on", "_from", "_until"))
    return date if is_day else int


# The least and the most a value may be, both included; what a computation could not use is out.
_EUROS = (1, 2_000_000_000)
_DAYS = (date(2000, 1, 1), date(2099, 12, 31))
_MONTHS = (1, 120)
_PART = (Decimal("0.01"), Decimal(1))
_RANGES: dict[str, tuple[Any, Any]] = {
    "min_own_claim_eur": (0, _EUROS[1]),
    "fte_decimals": (0, 4),
    "counselling_months_exception": _MONTHS,
}


def range_of(key: str) -> tuple[Any, Any] | None:
    """The least and the most of a rule's value, both included; None where it has no order.

    Euros up to 2 billion, months up to 10 years, parts above 0 and up to 1, days of this century.
    The limits are ours: they keep out slips, such as 60 for a share of 0.60.
    """
    kind = kind_of(key)
    usual = {date: _DAYS, Decimal: _PART, int: _MONTHS if key.endswith("_months") else _EUROS}
    return _RANGES.get(key, usual.get(kind))


def is_possible(key: str, value: Value) -> bool:
    """Whether a value of the rule's kind is one that the law could say, and computations can use.

    Raises KeyError for a key that does not exist.
    """
    if key not in RULE_KEYS:
        raise KeyError(key)
    limits = range_of(key)
    if limits is not None:
        least, most = limits
        return bool(least <= value <= most)
    if kind_of(key) is str:
        return _is_day_of_year(str(value))
    return value not in (AllocationKey.UNKNOWN, ())


def _is_day_of_year(text: str) -> bool:
    """Whether MM-DD is a day of every year."""
    try:
        return date.fromisoformat(f"2001-{text}").strftime("%m-%d") == text
    except ValueError:
        return False


def _require_kind(confirmation: Confirmation) -> None:
    # type() and not isinstance(): True is an int and would pass for one euro.
    if type(confirmation.value) is not kind_of(confirmation.key):
        raise TypeError(f"{confirmation.key} must be {kind_of(confirmation.key).__name__}")
