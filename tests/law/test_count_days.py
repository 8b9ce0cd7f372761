"""The days of a count."""

from __future__ import annotations

from datetime import date

import pytest

from bindeglied.law.count_days import count_days


def test_the_days_of_2018_are_those_of_the_law() -> None:
    days = count_days(2018)
    assert days.counted_on == date(2018, 9, 15)
    assert days.report_until == date(2018, 10, 15)
    assert days.correct_until == date(2018, 12, 31)


def test_before_the_law_nobody_was_counted() -> None:
    with pytest.raises(ValueError):
        count_days(2016)
