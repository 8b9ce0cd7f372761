"""Amounts as people type them become exact figures, or a fault that says what is wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.forms import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from bindeglied.funding.forms.figures import FigureField, WeightField

cents = st.integers(min_value=0, max_value=10**11)


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("0", "0"),
        ("292.750,37", "292750.37"),
        ("292,750.37", "292750.37"),
        ("292750.37", "292750.37"),
        ("292750,3", "292750.3"),
        ("292 750,37 €", "292750.37"),
        ("1.234", "1234"),
        ("1,234", "1234"),
        ("1.234.567", "1234567"),
        ("1.234.567,89", "1234567.89"),
        ("1,5", "1.5"),
        ("0,25", "0.25"),
    ],
)
def test_a_figure_is_read_as_it_is_meant(typed: str, figure: str) -> None:
    assert FigureField().clean(typed) == Decimal(figure)


@pytest.mark.parametrize(
    "typed",
    ["-1", "−1", "viel", "1,2,3", "1.234.56", "1.2345", "=1+1", "1e3", "٣", "12.34,56"]
    + ["0,125", "0.125", "0.000", "00,125", "012.345", "0.125.000", "0.125,50"],
)
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        FigureField().clean(typed)


@pytest.mark.parametrize("typed", ["1,250", "1.250", "12 .345", "999,000"])
def test_a_weight_that_can_be_read_in_two_ways_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="nicht eindeutig"):
        WeightField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "weight"), [("1250", "1250"), ("1.250,00", "1250"), ("1.250.000", "1250000")]
)
def test_a_weight_that_can_be_read_in_one_way_is_read(typed: str, weight: str) -> None:
    assert WeightField().clean(typed) == Decimal(weight)


def test_nothing_typed_is_nothing() -> None:
    assert FigureField(required=False).clean(" ") is None


@given(cents)
def test_german_and_english_writing_give_the_same_cents(number: int) -> None:
    exact = Decimal(number) / 100
    english = f"{exact:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    if exact < 10**10:
        assert FigureField().clean(english) == FigureField().clean(german) == exact
