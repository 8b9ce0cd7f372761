"""A notice is entered, corrected and passed on by one at a time, and never more than its amount."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Sum

from bindeglied.funding import actions
from bindeglied.funding.models import (
    FrameNotice,
    LedgerEntry,
    LedgerKind,
    SubAllocation,
    SubAllocationState,
)
from bindeglied.funding.transitions import NotAllowed
from tests.funding.notice_steps import (
    AMOUNT,
    RHEIN_NECKAR,
    a_notice,
    prepared,
    released,
    who,
    words_of_a_notice,
)
from tests.servers.two_at_once import EVERY_PAUSE, Deed, Pause, two_at_once

pytestmark = pytest.mark.django_db
BOTH_ORDERS = pytest.mark.parametrize("is_released_first", [True, False])
YEAR = 2026


def releases(waiting: SubAllocation, by: str = "Mara") -> Deed:
    return lambda: actions.release_sub_allocation(sub_allocation=waiting, **who(by))


def withdraws(waiting: SubAllocation) -> Deed:
    about: dict[str, Any] = {"by": uuid4(), "organisation": who("Mara")["organisation"]}
    return lambda: actions.withdraw_sub_allocation(sub_allocation=waiting, **about)


def corrects(notice: FrameNotice, amount_eur: Decimal = AMOUNT - 1000) -> Deed:
    words = words_of_a_notice(amount_eur=amount_eur)
    about: dict[str, Any] = {"words": words, "reason": "Zahlendreher"}
    return lambda: actions.correct_notice(notice=notice, **about, **who("Mara"))


def in_the_ledger(kind: LedgerKind) -> Decimal:
    """What the Kreis was given or has passed on in the year, in euros."""
    entries = LedgerEntry.objects.filter(kreis=RHEIN_NECKAR, year=YEAR, kind=kind)
    return entries.aggregate(all=Sum("amount_eur"))["all"] or Decimal(0)


def states() -> list[str]:
    found = SubAllocation.objects.filter(notice__kreis=RHEIN_NECKAR, notice__year=YEAR)
    return list(found.order_by("pk").values_list("state", flat=True))


@EVERY_PAUSE
def test_two_release_the_same_shares_and_they_are_granted_once(pause: Pause) -> None:
    waiting = prepared(a_notice())
    became = two_at_once(releases(waiting), releases(waiting, "Heidi"), pause=pause)
    assert isinstance(became[1], NotAllowed)
    assert in_the_ledger(LedgerKind.GRANTED) == AMOUNT == in_the_ledger(LedgerKind.ALLOCATED)


def test_two_divide_a_notice_and_one_division_waits() -> None:
    notice = a_notice()
    became = two_at_once(lambda: prepared(notice), lambda: prepared(notice, by="Mara"))
    assert "wartet schon" in str(became[1])
    assert states() == [SubAllocationState.PREPARED]


@EVERY_PAUSE
@BOTH_ORDERS
def test_shares_of_a_notice_that_is_just_being_corrected(
    pause: Pause, is_released_first: bool
) -> None:
    notice = a_notice()
    waiting = prepared(notice)
    deeds = [releases(waiting), corrects(notice)]
    first, second = deeds if is_released_first else reversed(deeds)
    became = two_at_once(first, second, pause=pause)
    assert isinstance(became[1], NotAllowed) == (not is_released_first)
    assert states() == ["released" if is_released_first else "withdrawn"]
    assert in_the_ledger(LedgerKind.ALLOCATED) == AMOUNT - 1000
    assert in_the_ledger(LedgerKind.GRANTED) == (AMOUNT if is_released_first else 0)


def test_no_shares_are_computed_from_a_notice_that_is_just_being_corrected() -> None:
    notice = a_notice()
    became = two_at_once(corrects(notice), lambda: prepared(notice))
    assert "inzwischen berichtigt" in str(became[1])
    assert not states()


@BOTH_ORDERS
def test_shares_are_released_or_withdrawn(is_released_first: bool) -> None:
    waiting = prepared(a_notice())
    deeds = [releases(waiting), withdraws(waiting)]
    first, second = deeds if is_released_first else reversed(deeds)
    became = two_at_once(first, second)
    assert isinstance(became[1], NotAllowed)
    assert in_the_ledger(LedgerKind.GRANTED) == (AMOUNT if is_released_first else 0)


def test_a_release_that_replaces_another_is_done_once() -> None:
    notice = a_notice()
    released(notice)
    waiting = prepared(notice, own_share_eur=Decimal("750.37"))
    became = two_at_once(releases(waiting), releases(waiting, "Heidi"))
    assert isinstance(became[1], NotAllowed)
    assert states() == [SubAllocationState.REPLACED, SubAllocationState.RELEASED]
    assert in_the_ledger(LedgerKind.GRANTED) == AMOUNT - Decimal("750.37")


def test_two_enter_the_notice_of_a_year_and_it_is_entered_once() -> None:
    became = two_at_once(a_notice, lambda: a_notice(by="Mara"))
    assert "schon ein Bescheid" in str(became[1])
    assert in_the_ledger(LedgerKind.ALLOCATED) == AMOUNT


def test_two_correct_a_notice_and_the_second_is_told() -> None:
    notice = a_notice()
    became = two_at_once(corrects(notice), corrects(notice, AMOUNT + 1))
    assert "inzwischen berichtigt" in str(became[1])
    assert in_the_ledger(LedgerKind.ALLOCATED) == AMOUNT - 1000
