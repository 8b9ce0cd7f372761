"""The allocation, held against exact fractions."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindeglied.law.allocation import exact_frame, frame_eur, frames_eur

pools = st.integers(min_value=0, max_value=10**12)
counts = st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=40).filter(any)
tranches = st.builds(
    lambda part, whole: Fraction(part, max(part, whole)),
    st.integers(min_value=1, max_value=10**6),
    st.integers(min_value=1, max_value=10**6),
)


def exactly(pool_cents: int, persons: int, total: int, tranche: Fraction) -> int:
    """Rounded half up, written as the rule says it."""
    return floor(Fraction(pool_cents, 100) * tranche * persons / total + Fraction(1, 2))


@given(pools, counts, tranches, st.integers(min_value=0, max_value=10**9))
def test_every_frame_is_the_exact_share_rounded_half_up(pool, persons, tranche, others):
    total = sum(persons) + others
    frames = frames_eur(pool_cents=pool, persons=persons, total_persons=total, tranche=tranche)
    assert frames == [exactly(pool, count, total, tranche) for count in persons]


@given(pools, counts, tranches)
def test_the_list_and_the_single_municipality_agree(pool, persons, tranche):
    total = sum(persons)
    frames = frames_eur(pool_cents=pool, persons=persons, total_persons=total, tranche=tranche)
    assert frames == [
        frame_eur(pool_cents=pool, persons=count, total_persons=total, tranche=tranche)
        for count in persons
    ]


@given(pools, counts, st.randoms())
def test_the_order_of_the_municipalities_changes_nothing(pool, persons, random):
    places = list(range(len(persons)))
    random.shuffle(places)
    total = sum(persons)
    frames = frames_eur(pool_cents=pool, persons=persons, total_persons=total)
    shuffled = frames_eur(
        pool_cents=pool, persons=[persons[place] for place in places], total_persons=total
    )
    assert shuffled == [frames[place] for place in places]


@given(pools, counts)
def test_more_persons_never_mean_less_money(pool, persons):
    ordered = sorted(persons)
    frames = frames_eur(pool_cents=pool, persons=ordered, total_persons=sum(ordered))
    assert frames == sorted(frames)


@given(pools, counts)
def test_the_sum_misses_the_pool_by_at_most_half_a_euro_per_municipality(pool, persons):
    frames = frames_eur(pool_cents=pool, persons=persons, total_persons=sum(persons))
    assert abs(sum(frames) - Fraction(pool, 100)) <= Fraction(len(persons), 2)


@given(pools, counts, st.integers(min_value=1, max_value=1000))
def test_counting_everybody_several_times_changes_nothing(pool, persons, factor):
    once = frames_eur(pool_cents=pool, persons=persons, total_persons=sum(persons))
    often = [count * factor for count in persons]
    assert frames_eur(pool_cents=pool, persons=often, total_persons=sum(often)) == once


@given(pools, counts, tranches)
def test_the_exact_amount_lies_within_half_a_euro_of_the_frame(pool, persons, tranche):
    terms = {
        "pool_cents": pool,
        "persons": persons[0],
        "total_persons": sum(persons),
        "tranche": tranche,
    }
    assert -Fraction(1, 2) < frame_eur(**terms) - exact_frame(**terms) <= Fraction(1, 2)


def test_a_tie_rounds_up():
    assert frame_eur(pool_cents=500, persons=1, total_persons=2) == 3


def test_just_below_a_tie_rounds_down_at_any_size():
    total = 2 * 10**12
    below = frame_eur(pool_cents=100 * (10**12 - 1), persons=1, total_persons=total)
    exact = frame_eur(pool_cents=100 * 10**12, persons=1, total_persons=total)
    assert (below, exact) == (0, 1)


def test_an_empty_pool_gives_everybody_nothing():
    assert frames_eur(pool_cents=0, persons=[3, 0, 5], total_persons=8) == [0, 0, 0]


def test_a_part_of_the_municipalities_gets_what_it_would_get_among_all():
    assert frames_eur(pool_cents=5_800_000_000, persons=[352], total_persons=72_857) == [280_220]


@pytest.mark.parametrize(
    "wrong",
    [
        {"pool_cents": -1},
        {"persons": [-1]},
        {"persons": [6, 5]},
        {"total_persons": 0},
        {"total_persons": -10},
        {"tranche": Fraction(0)},
        {"tranche": Fraction(-3, 5)},
        {"tranche": Fraction(11, 10)},
    ],
    ids=str,
)
def test_figures_out_of_range_are_refused(wrong):
    terms = {"pool_cents": 100, "persons": [3, 4], "total_persons": 10, **wrong}
    with pytest.raises(ValueError, match="."):
        frames_eur(**terms)
