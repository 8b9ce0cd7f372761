"""How long one person may be counselled, to the day, leap years and ends of months included."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindeglied.law.counselling import counselling_from, last_day, months_begun, months_of
from bindeglied.law.rulebook import all_versions
from bindeglied.law.values import Confirmation, Source

DAYS = st.dates(date(2017, 12, 11), date(2060, 12, 31))
MONTHS = st.integers(1, 60)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2025, 3, 1), 36, date(2028, 2, 29)),
        (date(2024, 3, 1), 36, date(2027, 2, 28)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
        (date(2025, 6, 17), 36, date(2028, 6, 16)),
        (date(2025, 1, 1), 36, date(2027, 12, 31)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 8, 31), 1, date(2025, 9, 30)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 2, 1), 1, date(2025, 2, 28)),
    ],
)
def test_a_time_ends_the_day_before_its_number_comes_again(
    first: date, months: int, last: date
) -> None:
    assert last_day(first, months) == last


@given(DAYS, MONTHS)
def test_the_day_after_the_end_has_the_number_of_the_first_or_begins_a_month(
    first: date, months: int
) -> None:
    after = last_day(first, months) + ONE_DAY
    assert after.day in (first.day, 1)
    later = (after.year - first.year) * 12 + after.month - first.month
    assert later == (months if after.day == first.day else months + 1)


@given(DAYS, MONTHS)
def test_a_month_more_is_28_to_31_days_more(first: date, months: int) -> None:
    more = last_day(first, months + 1) - last_day(first, months)
    assert timedelta(days=27) <= more <= timedelta(days=32)


@given(DAYS, MONTHS)
def test_who_begins_later_does_not_end_earlier(first: date, months: int) -> None:
    assert last_day(first, months) <= last_day(first + ONE_DAY, months)


@given(DAYS, MONTHS)
def test_on_the_last_day_all_months_have_begun_and_the_next_begins_after_it(
    first: date, months: int
) -> None:
    last = last_day(first, months)
    assert months_begun(first, last) == months
    assert months_begun(first, last + ONE_DAY) == months + 1


@given(DAYS, st.integers(0, 2000))
def test_months_begin_one_after_the_other(first: date, days: int) -> None:
    day = first + timedelta(days=days)
    assert 0 <= months_begun(first, day + ONE_DAY) - months_begun(first, day) <= 1


@given(DAYS)
def test_the_first_day_is_in_the_first_month_and_the_day_before_in_none(first: date) -> None:
    assert months_begun(first, first) == 1
    assert months_begun(first, first - ONE_DAY) == 0


def test_a_time_of_no_months_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one month"):
        last_day(date(2025, 1, 1), 0)


def test_from_2023_on_there_are_36_months_sourced_then_and_inferred_later() -> None:
    then, later = counselling_from(date(2023, 6, 6)), counselling_from(date(2025, 1, 1))
    assert (then.months.value, then.is_unverified) == (36, False)
    assert (later.months.value, later.is_unverified) == (36, True)
    assert (then.rule_version, later.rule_version) == ("2023-06-06", "2025-01-01")
    assert then.ends_on == date(2026, 6, 5)


@pytest.mark.parametrize("day", [date(2017, 12, 11), date(2023, 6, 5)])
def test_before_2023_no_end_is_invented(day: date) -> None:
    counselling = counselling_from(day)
    assert counselling.ends_on is None
    assert counselling.months.value is None
    assert counselling.is_unverified


def test_before_the_first_version_there_is_no_rule() -> None:
    with pytest.raises(LookupError):
        counselling_from(date(2017, 12, 10))


def test_a_confirmed_number_of_months_counts() -> None:
    confirmed = [Confirmation("2022-01-26", "counselling_months", 24, Source("a paper"))]
    counselling = counselling_from(date(2022, 3, 1), confirmed)
    assert (counselling.ends_on, counselling.is_unverified) == (date(2024, 2, 29), False)
    assert months_of("2022-01-26", confirmed).value == 24


def test_the_months_of_every_version_are_found_by_its_name() -> None:
    for rules in all_versions():
        assert months_of(rules.version) == rules.counselling_months
    with pytest.raises(LookupError):
        months_of("2016-01-01")
