"""No hidden count follows from what is shown: tried against every count that fits."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bindeglied.law.suppression import PublicCounts, Visibility, public_counts

LEAST = 3
COUNTS = st.lists(st.integers(0, 9), min_size=1, max_size=4)
GROUPS = st.lists(COUNTS, min_size=1, max_size=3)


def named(groups: list[list[int]]) -> dict[str, dict[str, int]]:
    return {
        f"k{one}": {f"k{one}m{two}": count for two, count in enumerate(counts)}
        for one, counts in enumerate(groups)
    }


def possible(
    groups: dict[str, dict[str, int]], shown: PublicCounts, hidden: list[str], rest: int
) -> list[tuple[int, ...]]:
    """Every way to fill in hidden cells that fits their sum and the words in their place."""

    def range_of(cell: str) -> range:
        if shown.cells[cell] is Visibility.FEW:
            return range(LEAST)
        is_whole = shown.groups[cell.split("m")[0]] is Visibility.WITHHELD
        return range(0 if is_whole else LEAST, rest + 1)

    return [one for one in product(*map(range_of, hidden)) if sum(one) == rest]


def each_has_a_choice(ways: list[tuple[int, ...]]) -> bool:
    return all(len(set(values)) > 1 for values in zip(*ways, strict=True))


@settings(max_examples=150, deadline=None)
@given(GROUPS)
def test_every_hidden_count_may_be_at_least_two_numbers(numbers: list[list[int]]) -> None:
    groups = named(numbers)
    shown = public_counts(groups, least=LEAST)
    for key, cells in groups.items():
        hidden = [cell for cell in cells if shown.cells[cell] is not Visibility.SHOWN]
        if shown.groups[key] is Visibility.SHOWN and hidden:
            rest = sum(cells[cell] for cell in hidden)
            assert each_has_a_choice(possible(groups, shown, hidden, rest))
    withheld = [key for key in groups if shown.groups[key] is Visibility.WITHHELD]
    if withheld and shown.total_is_shown:
        hidden = [cell for key in withheld for cell in groups[key]]
        rest = sum(groups[key][cell] for key in withheld for cell in groups[key])
        # With values from 0 to the rest and two cells, each may be 0 or not, or the rest or not.
        assert len(hidden) > 1 and rest > 0


@given(GROUPS)
def test_nothing_below_the_least_is_ever_shown(numbers: list[list[int]]) -> None:
    groups = named(numbers)
    shown = public_counts(groups, least=LEAST)
    for cells in groups.values():
        for cell, count in cells.items():
            assert count >= LEAST or shown.cells[cell] is not Visibility.SHOWN


@given(GROUPS)
def test_a_withheld_group_shows_nothing_of_its_own(numbers: list[list[int]]) -> None:
    groups = named(numbers)
    shown = public_counts(groups, least=LEAST)
    for key, cells in groups.items():
        if shown.groups[key] is Visibility.WITHHELD:
            assert {shown.cells[cell] for cell in cells} == {Visibility.WITHHELD}


def test_without_a_small_count_everything_is_shown() -> None:
    shown = public_counts({"k": {"a": 5, "b": 80}, "l": {"c": 7}})
    assert set(shown.cells.values()) == {Visibility.SHOWN}
    assert shown.total_is_shown


def test_one_small_count_takes_the_smallest_other_with_it() -> None:
    shown = public_counts({"k": {"a": 2, "b": 80, "c": 9}})
    assert shown.cells == {
        "a": Visibility.FEW,
        "b": Visibility.SHOWN,
        "c": Visibility.WITHHELD,
    }


def test_two_small_counts_whose_sum_gives_them_away_take_a_third() -> None:
    shown = public_counts({"k": {"a": 0, "b": 0, "c": 9}})
    assert shown.cells["c"] is Visibility.WITHHELD


def test_a_stadtkreis_below_five_takes_the_smallest_kreis_with_it() -> None:
    shown = public_counts({"k": {"a": 2}, "l": {"b": 40}, "m": {"c": 30}})
    assert shown.groups == {
        "k": Visibility.WITHHELD,
        "l": Visibility.SHOWN,
        "m": Visibility.WITHHELD,
    }


@pytest.mark.parametrize("groups", [{}, {"k": {}}, {"k": {"a": -1}}])
def test_what_is_no_table_is_refused(groups: dict[str, dict[str, int]]) -> None:
    with pytest.raises(ValueError):
        public_counts(groups)
