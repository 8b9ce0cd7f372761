"""What everybody may know of counts of persons: of a small one that it is small, and no more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bindeglied.law.allocation import frame_eur

LEAST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class KnownCount:
    """What is said of a count or of a sum of counts: at least and at most so many persons."""

    least: int
    most: int

    @property
    def is_exact(self) -> bool:
        """Whether it is said to the person."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class PublicCounts:
    """What is said of each cell and of each group's sum, by key, and of the sum of all."""

    cells: Mapping[str, KnownCount]
    groups: Mapping[str, KnownCount]
    total: KnownCount


def public_counts(
    groups: Mapping[str, Mapping[str, int]], *, least: int = LEAST_SHOWN
) -> PublicCounts:
    """What a table of groups (Kreise) and cells (municipalities) with their sums may say.

    Counts are 0 or more. A cell below `least` is said to be below it, every other one exactly. A
    sum is computed from what is said of its cells and never from the counts themselves, so two
    tables whose cells differ only below `least` are the same to the letter: whoever knows the
    rule, all other counts, or several tables of one count learns nothing more of a small cell.
    Not covered: a sum or a frame that somebody else publishes, or that a member sees by right.
    Raises ValueError for a negative count, no group or a group without a cell.
    Source: own rule (pact: no data about single families); see docs/decisions/0039.
    """
    if not groups or any(min(cells.values(), default=-1) < 0 for cells in groups.values()):
        raise ValueError("counts are 0 or more, in at least one group, with a cell in each")
    cells = {
        name: KnownCount(count, count) if count >= least else KnownCount(0, least - 1)
        for members in groups.values()
        for name, count in members.items()
    }
    sums = {key: _sum_of(cells[name] for name in members) for key, members in groups.items()}
    return PublicCounts(cells=cells, groups=sums, total=_sum_of(sums.values()))


def _sum_of(counts: Iterable[KnownCount]) -> KnownCount:
    known = list(counts)
    return KnownCount(sum(one.least for one in known), sum(one.most for one in known))


def frame_reaches(
    least_eur: int, *, own: KnownCount, total: KnownCount, pool_cents: int
) -> bool | None:
    """Whether a municipality's frame is `least_eur` a year or more; None where it may be or not.

    A frame follows from the exact sum of the Land, so it is judged by what everybody knows: `own`
    of the municipality's count, `total` of that sum, in which it is contained. `pool_cents` is
    the pool of the year in cents. Raises ValueError for figures out of range.
    Source: as for `frame_eur`.
    """
    if_others_are_many = own.least + total.most - own.most
    lowest = frame_eur(
        pool_cents=pool_cents, persons=own.least, total_persons=max(if_others_are_many, 1)
    )
    if lowest >= least_eur:
        return True
    if_others_are_few = own.most + total.least - own.least
    highest = frame_eur(
        pool_cents=pool_cents, persons=own.most, total_persons=max(if_others_are_few, 1)
    )
    return None if highest >= least_eur else False
