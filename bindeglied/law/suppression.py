"""Which counts a public table may show, so that no small one can be worked out from its sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

LEAST_SHOWN = 5


class Visibility(StrEnum):
    """What a public table shows of a count."""

    SHOWN = "shown"
    FEW = "few"  # below the least that is shown, and the table says so
    WITHHELD = "withheld"  # not said, because another count would follow from it


@dataclass(frozen=True, slots=True)
class PublicCounts:
    """What is shown of each cell and of each group's sum, by key; and whether the total is."""

    cells: Mapping[str, Visibility]
    groups: Mapping[str, Visibility]
    total_is_shown: bool


def public_counts(
    groups: Mapping[str, Mapping[str, int]], *, least: int = LEAST_SHOWN
) -> PublicCounts:
    """What a table of groups (Kreise) and cells (municipalities) with all sums may show.

    Counts are 0 or more. A cell below `least` is never shown. In a group with one, the smallest
    further cells are withheld until at least two counts are possible for every hidden cell, given
    the sum and what the words "few" and "shown" tell. A group that cannot be protected so is
    withheld with its sum and all its cells; then further whole groups, the smallest first.
    Raises ValueError for a negative count, no group or a group without a cell.
    Source: own rule (pact: no data about single families); see docs/decisions/0034.
    """
    if not groups or any(min(cells.values(), default=-1) < 0 for cells in groups.values()):
        raise ValueError("counts are 0 or more, in at least one group, with a cell in each")
    within = {key: _within(list(cells.values()), least) for key, cells in groups.items()}
    withheld = _withheld_groups(
        {key: sum(cells.values()) for key, cells in groups.items()},
        {key for key, kinds in within.items() if kinds is None},
    )
    cells = {
        name: Visibility.WITHHELD if key in withheld else kind
        for key, members in groups.items()
        for name, kind in zip(
            members, within[key] or [Visibility.WITHHELD] * len(members), strict=True
        )
    }
    return PublicCounts(
        cells=cells,
        groups={
            key: Visibility.WITHHELD if key in withheld else Visibility.SHOWN for key in groups
        },
        total_is_shown=len(withheld) < len(groups),
    )


def _within(counts: Sequence[int], least: int) -> list[Visibility] | None:
    """What is shown of the cells of one group whose sum is shown; None if that protects none."""
    kinds = [Visibility.FEW if count < least else Visibility.SHOWN for count in counts]
    if Visibility.FEW not in kinds:
        return kinds
    shown = sorted(
        (position for position, kind in enumerate(kinds) if kind is Visibility.SHOWN),
        key=lambda position: counts[position],
    )
    while not _is_protected(counts, kinds, least):
        if not shown:
            return None
        kinds[shown.pop(0)] = Visibility.WITHHELD
    return kinds


def _is_protected(counts: Sequence[int], kinds: Sequence[Visibility], least: int) -> bool:
    """Whether each hidden cell may be at least two numbers, given the sum of the hidden ones."""
    hidden = [position for position, kind in enumerate(kinds) if kind is not Visibility.SHOWN]
    rest = sum(counts[position] for position in hidden)
    lowest = {one: least if kinds[one] is Visibility.WITHHELD else 0 for one in hidden}
    highest = {one: rest if kinds[one] is Visibility.WITHHELD else least - 1 for one in hidden}
    all_low, all_high = sum(lowest.values()), sum(highest.values())
    for one in hidden:
        low = max(lowest[one], rest - (all_high - highest[one]))
        high = min(highest[one], rest - (all_low - lowest[one]))
        if high <= low:
            return False
    return True


def _withheld_groups(sums: Mapping[str, int], unprotected: set[str]) -> set[str]:
    """The groups to withhold whole: one alone, or with nobody in it, would follow from the total.

    Groups withheld need not be small, so nothing is known of a cell but that it is 0 or more.
    """
    withheld = set(unprotected)
    others = sorted(sums.keys() - withheld, key=lambda key: (sums[key], key))
    while withheld and others and (len(withheld) < 2 or sum(sums[key] for key in withheld) < 1):
        withheld.add(others.pop(0))
    return withheld
