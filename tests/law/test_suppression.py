"""No small count follows from what is shown: asked of a reader who knows the rule by heart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindeglied.law.allocation import frame_eur
from bindeglied.law.suppression import KnownCount, PublicCounts, frame_reaches, public_counts

Groups = tuple[tuple[int, ...], ...]
SMALL = range(5)
POOL_CENTS = 5_800_000_000

# How many cells each group has, and the counts tried in each of them.
TABLES: tuple[tuple[tuple[int, ...], range], ...] = (
    *(((cells,), range(13)) for cells in (1, 2, 3, 4)),
    ((1, 1), range(13)),
    ((1, 2), range(13)),
    ((2, 2), range(9)),
    ((1, 1, 2), range(9)),
    ((5,), range(8)),
)


def named(groups: Groups) -> dict[str, dict[str, int]]:
    return {
        f"k{one}": {f"k{one}m{two}": count for two, count in enumerate(counts)}
        for one, counts in enumerate(groups)
    }


def to_the_letter(shown: PublicCounts) -> tuple[object, ...]:
    """All that is published of a table."""
    return tuple(shown.cells.items()), tuple(shown.groups.items()), shown.total


def every_table(sizes: tuple[int, ...], counts: range) -> Iterator[Groups]:
    for flat in product(counts, repeat=sum(sizes)):
        rest = iter(flat)
        yield tuple(tuple(next(rest) for _ in range(size)) for size in sizes)


@pytest.mark.parametrize(("sizes", "counts"), TABLES, ids=[str(sizes) for sizes, _ in TABLES])
def test_whoever_tries_every_table_finds_every_small_number_in_a_small_cell(
    sizes: tuple[int, ...], counts: range
) -> None:
    """The reader publishes every thinkable table and keeps those that look like the one shown."""
    alike: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for groups in every_table(sizes, counts):
        flat = tuple(count for members in groups for count in members)
        alike[to_the_letter(public_counts(named(groups)))].append(flat)
    for tables in alike.values():
        for values in map(set, zip(*tables, strict=True)):
            assert values == set(SMALL) or (len(values) == 1 and min(values) >= 5)


@pytest.mark.parametrize(
    "counts",
    [(4, 5, 5), (1, 5, 5, 40), (0, 0, 10, 20, 30), (0, 0, 0, 7, 30), (0,), (0, 0, 0), (4, 4)],
)
def test_what_followed_from_choosing_further_cells_by_their_size_follows_no_more(
    counts: tuple[int, ...],
) -> None:
    shown = to_the_letter(public_counts(named((counts,))))
    small = [position for position, count in enumerate(counts) if count < 5]
    for others in product(SMALL, repeat=len(small)):
        changed = list(counts)
        for position, other in zip(small, others, strict=True):
            changed[position] = other
        assert to_the_letter(public_counts(named((tuple(changed),)))) == shown


GROUPS = st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4), min_size=1, max_size=3)


@given(GROUPS)
def test_what_is_shown_is_true(numbers: list[list[int]]) -> None:
    groups = named(tuple(map(tuple, numbers)))
    shown = public_counts(groups)
    for key, members in groups.items():
        for name, count in members.items():
            assert shown.cells[name].least <= count <= shown.cells[name].most
            assert shown.cells[name].is_exact == (count >= 5)
        assert shown.groups[key].least <= sum(members.values()) <= shown.groups[key].most
    assert shown.total.least <= sum(map(sum, numbers)) <= shown.total.most


def test_without_a_small_count_everything_is_shown() -> None:
    shown = public_counts({"k": {"a": 5, "b": 80}, "l": {"c": 7}})
    assert all(one.is_exact for one in (*shown.cells.values(), *shown.groups.values()))
    assert shown.total == KnownCount(92, 92)


def test_a_small_count_widens_the_sums_and_hides_nothing_else() -> None:
    shown = public_counts({"k": {"a": 2, "b": 80, "c": 9}, "l": {"d": 1}})
    assert shown.cells["b"] == KnownCount(80, 80)
    assert shown.groups == {"k": KnownCount(89, 93), "l": KnownCount(0, 4)}
    assert shown.total == KnownCount(89, 97)


@pytest.mark.parametrize("groups", [{}, {"k": {}}, {"k": {"a": -1}}])
def test_what_is_no_table_is_refused(groups: dict[str, dict[str, int]]) -> None:
    with pytest.raises(ValueError):
        public_counts(groups)


def known(*counts: int) -> PublicCounts:
    return public_counts({"k": {str(position): count for position, count in enumerate(counts)}})


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4), st.integers(0, 58_000_000))
def test_an_own_claim_is_said_only_where_every_fitting_table_says_so(
    counts: list[int], least_eur: int
) -> None:
    shown = known(*counts)
    said = frame_reaches(least_eur, own=shown.cells["0"], total=shown.total, pool_cents=POOL_CENTS)
    choices = [SMALL if count < 5 else (count,) for count in counts]
    frames = {
        frame_eur(pool_cents=POOL_CENTS, persons=table[0], total_persons=max(sum(table), 1))
        for table in product(*choices)
    }
    true = {frame >= least_eur for frame in frames}
    assert said in true if said is not None else len(true) > 1


def test_an_own_claim_that_hangs_on_a_small_count_elsewhere_is_not_said() -> None:
    """10 of 60 to 64 persons: a sixth of the pool, or less."""
    shown = known(10, 50, 2)
    for least_eur, said in ((9_000_000, True), (9_500_000, None), (9_700_000, False)):
        own = shown.cells["0"]
        assert frame_reaches(least_eur, own=own, total=shown.total, pool_cents=POOL_CENTS) is said
