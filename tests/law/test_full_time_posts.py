"""How many full-time posts an amount pays."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindeglied.law.full_time_posts import full_time_posts


@pytest.mark.parametrize(
    ("amount", "rate", "posts"),
    [
        (3_270_297, 64_000, "51.1"),  # granted to Stuttgart
        (3_164_560, 64_000, "49.4"),  # its preliminary frame
        (280_220, 51_000, "5.5"),
        (0, 64_000, "0.0"),
        (3_200, 64_000, "0.1"),  # a tie goes up
    ],
)
def test_published_and_other_cases(amount: int, rate: int, posts: str) -> None:
    assert full_time_posts(amount_eur=amount, rate_eur=rate, decimals=1) == Decimal(posts)


@given(amount=st.integers(0, 10**9), rate=st.integers(1, 10**6), decimals=st.integers(0, 4))
def test_it_is_the_nearest_step_and_a_tie_goes_up(amount: int, rate: int, decimals: int) -> None:
    step = Fraction(1, 10**decimals)
    exact = Fraction(amount, rate)
    posts = Fraction(full_time_posts(amount_eur=amount, rate_eur=rate, decimals=decimals))
    assert -step / 2 < posts - exact <= step / 2


@pytest.mark.parametrize(("amount", "rate"), [(-1, 1), (1, 0), (1, -1)])
def test_figures_out_of_range_are_refused(amount: int, rate: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        full_time_posts(amount_eur=amount, rate_eur=rate, decimals=1)
