"""Reads over rule values: what is confirmed or proposed, and what changed between versions."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from bindeglied.funding.models import ConfirmationState, RuleConfirmation
from bindeglied.law.rules import Rules
from bindeglied.law.values import Certainty, RuleValue, Value

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """A rule whose value or certainty differs between two versions."""

    key: str
    before: RuleValue[Value]
    after: RuleValue[Value]

    @property
    def has_other_value(self) -> bool:
        """Whether the value itself differs, and not only how we know it."""
        return self.before.value != self.after.value

    @property
    def became_known(self) -> bool:
        """Whether nothing was known before."""
        unknown = Certainty.UNKNOWN
        return self.before.certainty is unknown and self.after.certainty is not unknown

    @property
    def became_unknown(self) -> bool:
        """Whether nothing is known any more."""
        unknown = Certainty.UNKNOWN
        return self.after.certainty is unknown and self.before.certainty is not unknown


def changes_between(before: Rules, after: Rules) -> list[Changed]:
    """The rules that differ, in the order of the pages."""
    return [
        Changed(key, rule, after.value_of(key))
        for key, rule in before.values()
        if (rule.value, rule.certainty)
        != (after.value_of(key).value, after.value_of(key).certainty)
    ]


def live_confirmations() -> dict[Place, RuleConfirmation]:
    """What is confirmed last or else proposed, by version and key. One statement."""
    rows = RuleConfirmation.objects.exclude(state=ConfirmationState.WITHDRAWN)
    rows = rows.order_by(F("decided_at").asc(nulls_first=True), "pk")
    return {(row.rule_version, row.key): row for row in rows}


def live_confirmation(rule_version: str, key: str) -> RuleConfirmation | None:
    """What is proposed or else confirmed last for one value, or None."""
    rows = RuleConfirmation.objects.filter(rule_version=rule_version, key=key)
    rows = rows.exclude(state=ConfirmationState.WITHDRAWN)
    return rows.order_by(F("decided_at").desc(nulls_first=True), "-pk").first()


def refusals_of(rule_version: str, key: str) -> list[RuleConfirmation]:
    """What was taken back or refused for one value, newest first."""
    rows = RuleConfirmation.objects.filter(rule_version=rule_version, key=key)
    return list(rows.filter(state=ConfirmationState.WITHDRAWN).order_by("-pk"))


def waiting_or_confirmed() -> dict[Place, RuleConfirmation]:
    """What waits for a second person or else is confirmed last, by version and key.

    One statement.
    """
    rows = RuleConfirmation.objects.exclude(state=ConfirmationState.WITHDRAWN)
    rows = rows.order_by(F("decided_at").asc(nulls_last=True), "pk")
    return {(row.rule_version, row.key): row for row in rows}
