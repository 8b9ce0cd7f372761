"""The planning frame of every municipality under one rule version, with its explanation."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bindeglied.law.allocation import exact_frame, frames_eur
from bindeglied.law.rules import Rules
from bindeglied.law.values import AllocationKey, Line, Origin, RuleValue, Unit, Value

_USED = (
    "in_force_on",
    "allocation_key",
    "allocation_formula",
    "pool_eur",
    "counted_on",
    "allocation_rounding",
    "min_own_claim_eur",
)


class NoFrameByFormula(Exception):
    """Under these rules no frame follows from a count of persons."""

    def __init__(self, rules: Rules) -> None:
        super().__init__(f"version {rules.version} divides by {rules.allocation_key.value}")
        self.rules = rules


@dataclass(frozen=True, slots=True)
class PlanningFrames:
    """The frames of a list of municipalities in the order of the list, all in whole euros."""

    rules: Rules
    persons: tuple[int, ...]
    total_persons: int
    pool_cents: int  # of the whole year
    tranche: Decimal
    pool_is_stated: bool
    total_is_stated: bool
    frames_eur: tuple[int, ...]
    year_frames_eur: tuple[int, ...]

    @property
    def whole_pool_eur(self) -> Fraction:
        """The pool of the whole year, in euros."""
        return Fraction(self.pool_cents, 100)

    @property
    def tranche_pool_eur(self) -> Fraction:
        """The part of the pool that is divided, in euros."""
        return self.whole_pool_eur * Fraction(self.tranche)

    @property
    def listed_pool_eur(self) -> Fraction:
        """The exact share of the listed municipalities in that part, in euros.

        It is the whole part when the list holds all persons.
        """
        return self.tranche_pool_eur * sum(self.persons) / self.total_persons

    @property
    def rounding_difference_eur(self) -> Fraction:
        """What rounding adds to the pool (above 0) or leaves in it (below 0), in euros."""
        return sum(self.frames_eur) - self.listed_pool_eur

    def own_claim_possible(self, position: int) -> bool:
        """Whether the full year's frame suffices for an application of the municipality's own."""
        least = self.rules.min_own_claim_eur.value
        return least is not None and self.year_frames_eur[position] >= least

    def unverified(self) -> tuple[str, ...]:
        """The keys of the rule values this computation used that no source confirms."""
        return tuple(
            key
            for key in _USED
            if self.rules.value_of(key).is_unverified
            and not (key == "pool_eur" and self.pool_is_stated)
        )

    def lines(self, position: int) -> tuple[Line, ...]:
        """Why this municipality gets this amount, step by step."""
        return (*self._rule_lines(), *self._pool_lines(), *self._amount_lines(position))

    def _rule_lines(self) -> tuple[Line, ...]:
        rules = self.rules
        lines = [Line("rule_version", rules.in_force, Unit.DAY, rules.source)]
        if rules.retroactive_from.value is not None:
            lines.append(_line_of("retroactive_from", rules.retroactive_from))
        lines.append(_line_of("allocation_key", rules.allocation_key))
        lines.append(_line_of("allocation_formula", rules.allocation_formula))
        if rules.counted_on.value is not None:
            lines.append(_line_of("counted_on", rules.counted_on))
        return tuple(lines)

    def _pool_lines(self) -> tuple[Line, ...]:
        source = Origin.STATED if self.pool_is_stated else self.rules.pool_eur.source
        pool = _whole_if_it_is(self.whole_pool_eur)
        lines = [Line("pool_eur", pool, Unit.EURO_PER_YEAR, source)]
        if self.tranche != 1:
            part = _whole_if_it_is(self.tranche_pool_eur)
            lines.append(Line("tranche_share", self.tranche, Unit.SHARE, Origin.STATED))
            lines.append(Line("tranche_pool_eur", part, Unit.EURO, Origin.COMPUTED))
        return tuple(lines)

    def _amount_lines(self, position: int) -> tuple[Line, ...]:
        persons, rules = self.persons[position], self.rules
        exact = exact_frame(
            pool_cents=self.pool_cents,
            persons=persons,
            total_persons=self.total_persons,
            tranche=Fraction(self.tranche),
        )
        total_origin = Origin.STATED if self.total_is_stated else Origin.COUNTED
        return (
            Line("persons", persons, Unit.PERSONS, Origin.COUNTED),
            Line("total_persons", self.total_persons, Unit.PERSONS, total_origin),
            Line("exact_eur", shown_euros(exact), Unit.EURO, Origin.COMPUTED),
            _line_of("allocation_rounding", rules.allocation_rounding),
            Line("frame_eur", self.frames_eur[position], Unit.EURO, Origin.COMPUTED),
            *self._claim_lines(position),
        )

    def _claim_lines(self, position: int) -> tuple[Line, ...]:
        year, possible = self.year_frames_eur[position], self.own_claim_possible(position)
        lines = [
            _line_of("min_own_claim_eur", self.rules.min_own_claim_eur),
            Line("own_claim_possible", possible, Unit.NONE, Origin.COMPUTED),
        ]
        if self.tranche != 1:
            lines.insert(0, Line("year_frame_eur", year, Unit.EURO_PER_YEAR, Origin.COMPUTED))
        return tuple(lines)


def divides_by_persons(rules: Rules) -> bool:
    """Whether frames follow from counts of persons under these rules, by a formula we know."""
    by_persons = rules.allocation_key.value is AllocationKey.PERSONS
    return by_persons and rules.allocation_formula.value is not None


def planning_frames(
    rules: Rules,
    persons: Sequence[int],
    *,
    pool_cents: int | None = None,
    total_persons: int | None = None,
    tranche: Decimal | None = None,
) -> PlanningFrames:
    """Divides a year's pool, or a tranche of it, among municipalities by their persons.

    `persons` are the counts of the municipalities (0 or more each), `pool_cents` is the pool of
    the whole year in cents (the version's own if None), `total_persons` the persons of the whole
    Land (the sum of the list if None), `tranche` the share of the pool (above 0, at most 1).
    Raises NoFrameByFormula if the version does not divide by persons or its formula or pool is
    not known, ValueError for figures out of range.
    Source: VwV Integrationsmanagement of 11.12.2017; see docs/law/vwv-integrationsmanagement.md.
    """
    pool = pool_cents
    if pool is None and rules.pool_eur.value is not None:
        pool = 100 * rules.pool_eur.value
    if pool is None or not divides_by_persons(rules):
        raise NoFrameByFormula(rules)
    total = total_persons if total_persons is not None else sum(persons)
    share = tranche if tranche is not None else Decimal(1)
    year = frames_eur(pool_cents=pool, persons=persons, total_persons=total)
    part = frames_eur(
        pool_cents=pool, persons=persons, total_persons=total, tranche=Fraction(share)
    )
    return PlanningFrames(
        rules=rules,
        persons=tuple(persons),
        total_persons=total,
        pool_cents=pool,
        tranche=share,
        pool_is_stated=pool_cents is not None,
        total_is_stated=total_persons is not None,
        frames_eur=tuple(part),
        year_frames_eur=tuple(year),
    )


def shown_euros(amount: Fraction) -> Decimal:
    """An exact amount with two decimals, rounded half up, yet never up to a half it falls short of.

    What is shown must not contradict the rounding to whole euros that follows: 49.499 becomes
    49.49, because 49.50 would promise 50.
    """
    exact_cents = abs(amount) * 100
    cents = int(exact_cents + Fraction(1, 2))
    if cents % 100 == 50 and cents > exact_cents:
        cents -= 1
    return Decimal(cents if amount >= 0 else -cents).scaleb(-2)


def _whole_if_it_is(amount: Fraction) -> int | Decimal:
    return amount.numerator if amount.denominator == 1 else shown_euros(amount)


def _line_of(key: str, rule: RuleValue[Value]) -> Line:
    assert rule.value is not None  # only values that a frame by formula needs come here
    return Line(key, rule.value, rule.unit, rule.source)
