"""Confirmed values stand in for unverified ones, and their text is read back as it was written."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bindeglied.funding.models import ConfirmationState, RuleConfirmation
from bindeglied.funding.rule_confirmations import (
    confirmed_rules_on,
    confirmed_version,
    text_of,
    value_of,
)
from bindeglied.law.rulebook import all_versions

VALUES = [
    (key, rule.value)
    for version in all_versions()
    for key, rule in version.values()
    if rule.value is not None
]


@pytest.mark.parametrize(("key", "value"), VALUES)
def test_each_value_of_each_version_is_read_back(key: str, value: object) -> None:
    read = value_of(key, text_of(value))
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("pool_eur", "viel"),
        ("counted_on", "15.9.2017"),
        ("interim_proof", "ja"),
        ("first_tranche_share", "60 %"),
        ("applicants", "everybody"),
        ("allocation_key", "luck"),
    ],
)
def test_a_text_of_another_kind_is_refused(key: str, text: str) -> None:
    with pytest.raises(ValueError):
        value_of(key, text)


def confirmation(state: str, *, same: bool = False) -> RuleConfirmation:
    proposer = uuid4()
    decided = state == ConfirmationState.CONFIRMED
    return RuleConfirmation.objects.create(
        rule_version="2025-01-01",
        key="rate_graduate_eur",
        value="68000",
        source_title="Ein Erlass",
        source_place="Akte 1",
        state=state,
        proposed_at=timezone.now(),
        proposed_by=proposer,
        decided_at=timezone.now() if decided else None,
        decided_by=(proposer if same else uuid4()) if decided else None,
    )


@pytest.mark.django_db
def test_only_what_two_persons_confirmed_counts() -> None:
    day = confirmed_version("2025-01-01").in_force
    confirmation(ConfirmationState.WITHDRAWN)
    proposed = confirmation(ConfirmationState.PROPOSED)
    assert confirmed_rules_on(day).rate_graduate_eur.is_unverified
    proposed.delete()
    confirmation(ConfirmationState.CONFIRMED)
    assert not confirmed_rules_on(day).rate_graduate_eur.is_unverified
    assert confirmed_rules_on(day).rate_vocational_eur.is_unverified


@pytest.mark.django_db
def test_the_same_person_is_not_two() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        confirmation(ConfirmationState.CONFIRMED, same=True)
