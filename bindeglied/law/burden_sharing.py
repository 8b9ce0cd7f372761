"""The relief for municipalities (Integrationslastenausgleich): a pool divided by persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bindeglied.law import sources
from bindeglied.law.allocation import exact_frame, frames_eur
from bindeglied.law.planning_frame import shown_euros
from bindeglied.law.values import Certainty, Line, Origin, Rounding, RuleValue, Unit

LEGAL_BASIS = sources.FAG_29D_2017
# The section says by whom and by what; how cents are rounded stands nowhere that we have read.
ROUNDING = RuleValue(
    Rounding.HALF_UP_TO_EURO, Unit.NONE, sources.ROUNDING_AS_FRAMES, Certainty.INFERRED
)


@dataclass(frozen=True, slots=True)
class ReliefShares:
    """The shares of a list of municipalities in whole euros, in the order of the list."""

    pool_cents: int
    persons: tuple[int, ...]
    total_persons: int
    shares_eur: tuple[int, ...]

    @property
    def rounding_difference_eur(self) -> Fraction:
        """What rounding adds to the part of these persons (above 0) or leaves of it, in euros."""
        part = Fraction(self.pool_cents, 100) * sum(self.persons) / self.total_persons
        return sum(self.shares_eur) - part

    @property
    def per_person_eur(self) -> Fraction:
        """What falls to each person, in euros."""
        return Fraction(self.pool_cents, 100) / self.total_persons

    def lines(self, position: int) -> tuple[Line, ...]:
        """Why this municipality gets this amount, step by step."""
        exact = exact_frame(
            pool_cents=self.pool_cents,
            persons=self.persons[position],
            total_persons=self.total_persons,
        )
        pool = shown_euros(Fraction(self.pool_cents, 100))
        return (
            Line("pool_eur", pool, Unit.EURO_PER_YEAR, LEGAL_BASIS),
            Line("persons", self.persons[position], Unit.PERSONS, Origin.COUNTED),
            Line("total_persons", self.total_persons, Unit.PERSONS, Origin.COUNTED),
            Line("exact_eur", shown_euros(exact), Unit.EURO, Origin.COMPUTED),
            Line("allocation_rounding", Rounding.HALF_UP_TO_EURO, Unit.NONE, ROUNDING.source),
            Line("share_eur", self.shares_eur[position], Unit.EURO, Origin.COMPUTED),
        )


def relief_shares(
    *, pool_cents: int, persons: Sequence[int], total_persons: int | None = None
) -> ReliefShares:
    """Divide the pool of a year by persons: pool x n / N, each share half up to the euro.

    `pool_cents` is the pool of the year in cents (0 or more), `persons` the counts of the
    municipalities (0 or more each), `total_persons` those of the whole Land (1 or more; the sum of
    the list if None). Raises ValueError for a figure outside its range.
    Source: § 29d Abs. 1 FAG in the version of 21.02.2017; the rounding is inferred from the
    planning frames of the same count.
    """
    total = sum(persons) if total_persons is None else total_persons
    shares = frames_eur(pool_cents=pool_cents, persons=persons, total_persons=total)
    return ReliefShares(pool_cents, tuple(persons), total, tuple(shares))
