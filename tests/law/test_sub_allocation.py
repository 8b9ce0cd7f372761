"""Passing on an amount, held against exact fractions: nothing left over, nothing too much."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindeglied.law.sub_allocation import (
    CENT,
    EURO,
    Leftover,
    Overdraft,
    Recipient,
    SubAllocated,
    sub_allocate,
)

rests = st.integers(min_value=0, max_value=10**11)
owns = st.integers(min_value=0, max_value=10**9)
steps = st.sampled_from((CENT, EURO))
some_recipients = st.lists(
    st.tuples(st.integers(min_value=0, max_value=10**7), st.integers(0, 10**8) | st.just(0)),
    min_size=1,
    max_size=60,
).map(
    lambda pairs: [
        Recipient(f"082260{place:02}", weight, fixed) for place, (weight, fixed) in enumerate(pairs)
    ]
)
with_weight = some_recipients.filter(lambda some: any(one.weight for one in some))


def divided(rest: int, own: int, some: list[Recipient], step: int = CENT) -> SubAllocated:
    """A notice that leaves this rest after own share and fixed amounts."""
    amount = rest + own + sum(one.fixed_cents for one in some)
    return sub_allocate(amount_cents=amount, own_cents=own, recipients=some, step_cents=step)


@given(rests, owns, with_weight, steps)
def test_own_share_and_shares_are_the_amount_to_the_cent(rest, own, some, step):
    done = divided(rest, own, some, step)
    assert own + sum(share.cents for share in done.shares) == done.amount_cents
    assert done.rest_cents == rest


@given(rests, owns, with_weight, steps)
def test_every_share_is_the_exact_one_down_or_up_to_the_next_step(rest, own, some, step):
    total = sum(one.weight for one in some)
    for one, share in zip(some, divided(rest, own, some, step).shares, strict=True):
        exact = Fraction(rest * one.weight, total)
        assert share.exact_cents == exact
        assert floor(exact / step) * step <= share.by_key_cents <= ceil(exact / step) * step
        assert share.cents == one.fixed_cents + share.by_key_cents


@given(rests, with_weight)
def test_to_the_euro_at_most_one_share_has_cents(rest, some):
    done = divided(rest, 0, some, EURO)
    with_cents = [share for share in done.shares if share.by_key_cents % EURO]
    assert len(with_cents) == (1 if rest % EURO else 0)


@given(rests, with_weight, steps, st.randoms())
def test_the_order_of_the_recipients_changes_nothing(rest, some, step, random):
    shuffled = random.sample(some, len(some))
    first, other = divided(rest, 0, some, step), divided(rest, 0, shuffled, step)
    by_key = {share.recipient.key: share for share in other.shares}
    assert all(share == by_key[share.recipient.key] for share in first.shares)


@given(rests, with_weight, steps)
def test_more_weight_never_means_less_money(rest, some, step):
    shares = sorted(divided(rest, 0, some, step).shares, key=lambda one: one.recipient.weight)
    for less, more in zip(shares, shares[1:], strict=False):
        if less.recipient.weight < more.recipient.weight:
            assert less.by_key_cents <= more.by_key_cents


@given(rests, with_weight, steps)
def test_whoever_has_no_weight_gets_the_fixed_amount_only(rest, some, step):
    for share in divided(rest, 0, some, step).shares:
        if not share.recipient.weight:
            assert share.cents == share.recipient.fixed_cents


@given(rests, st.integers(min_value=2, max_value=60), steps)
def test_equal_remainders_go_by_the_key(rest, number, step):
    some = [Recipient(f"082260{place:02}", 1) for place in range(number)]
    cents = [share.cents for share in divided(rest, 0, some, step).shares]
    assert cents == sorted(cents, reverse=True)
    assert max(cents) - min(cents) <= step


@given(some_recipients, owns, st.integers(min_value=1, max_value=10**9))
def test_too_much_is_refused_with_the_sum_that_is_missing(some, own, missing):
    amount = sum(one.fixed_cents for one in some) + own - missing
    if amount < 0:
        return
    with pytest.raises(Overdraft) as refused:
        sub_allocate(amount_cents=amount, own_cents=own, recipients=some)
    assert refused.value.cents == missing


@given(some_recipients, st.integers(min_value=1, max_value=10**9))
def test_nothing_is_left_over_that_nobody_takes(some, rest):
    bare = [Recipient(one.key, 0, one.fixed_cents) for one in some]
    with pytest.raises(Leftover) as refused:
        divided(rest, 0, bare)
    assert refused.value.cents == rest


def test_fixed_amounts_alone_that_are_the_amount_are_fine():
    done = sub_allocate(
        amount_cents=30_000,
        own_cents=10_000,
        recipients=[Recipient("a", 0, 5_000), Recipient("b", 0, 15_000)],
    )
    assert [share.cents for share in done.shares] == [5_000, 15_000]


def test_an_amount_of_a_published_kreis_by_three_municipalities():
    some = [Recipient("08226082", 85), Recipient("08226096", 352), Recipient("08226107", 30)]
    done = sub_allocate(amount_cents=29_275_000, recipients=some, step_cents=EURO)
    assert [share.cents for share in done.shares] == [5_328_400, 22_066_000, 1_880_600]


@pytest.mark.parametrize(
    "words",
    [
        {"amount_cents": -1},
        {"amount_cents": 1, "own_cents": -1},
        {"amount_cents": 1, "step_cents": 7},
        {"amount_cents": 1, "recipients": [Recipient("a", -1)]},
        {"amount_cents": 1, "recipients": [Recipient("a", 1, -1)]},
        {"amount_cents": 1, "recipients": [Recipient("a", 1), Recipient("a", 1)]},
    ],
)
def test_figures_out_of_range_are_refused(words):
    with pytest.raises(ValueError):
        sub_allocate(**{"recipients": [Recipient("a", 1)], **words})
