"""The relief for municipalities against exact fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindeglied.law.burden_sharing import ROUNDING, relief_shares

POOL = 90_000_000_00
# Somebody was counted.
COUNTS = st.lists(st.integers(0, 10_000), max_size=40).map(lambda counts: [*counts, 1])


def half_up(amount: Fraction) -> int:
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def test_the_published_count_gives_weinheim_434_824_euros() -> None:
    shares = relief_shares(pool_cents=POOL, persons=[352], total_persons=72_857)
    assert shares.shares_eur == (434_824,)
    assert round(float(shares.per_person_eur), 2) == 1235.30
    lines = {line.key: line.value for line in shares.lines(0)}
    assert (lines["persons"], lines["total_persons"], lines["share_eur"]) == (352, 72_857, 434_824)
    assert ROUNDING.is_unverified


@given(pool=st.integers(0, 10**11), counts=COUNTS)
def test_each_share_is_the_exact_one_rounded_half_up(pool: int, counts: list[int]) -> None:
    shares = relief_shares(pool_cents=pool, persons=counts)
    total = sum(counts)
    exact = [Fraction(pool, 100) * count / total for count in counts]
    assert list(shares.shares_eur) == [half_up(one) for one in exact]
    difference = sum(shares.shares_eur) - Fraction(pool, 100)
    assert shares.rounding_difference_eur == difference
    assert abs(difference) <= Fraction(len(counts), 2)


@given(counts=COUNTS, order=st.randoms(use_true_random=False))
def test_the_order_of_the_municipalities_changes_nothing(counts: list[int], order) -> None:  # type: ignore[no-untyped-def]
    mixed = sorted(range(len(counts)), key=lambda _place: order.random())
    straight = relief_shares(pool_cents=POOL, persons=counts).shares_eur
    other = relief_shares(pool_cents=POOL, persons=[counts[place] for place in mixed]).shares_eur
    assert [straight[place] for place in mixed] == list(other)


@given(counts=COUNTS)
def test_more_persons_never_give_less(counts: list[int]) -> None:
    shares = relief_shares(pool_cents=POOL, persons=counts).shares_eur
    pairs = sorted(zip(counts, shares, strict=True))
    assert [share for _, share in pairs] == sorted(shares)


@pytest.mark.parametrize(
    "wrong",
    [
        {"pool_cents": -1, "persons": [1]},
        {"pool_cents": 1, "persons": [0]},
        {"pool_cents": 1, "persons": [-1, 2]},
        {"pool_cents": 1, "persons": [2], "total_persons": 1},
    ],
)
def test_figures_out_of_range_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        relief_shares(**wrong)  # type: ignore[arg-type]
