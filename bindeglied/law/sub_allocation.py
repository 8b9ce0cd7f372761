"""How a Kreis passes on the amount of its notice: nothing left over, nothing too much.

Which key a Kreis chooses is its own decision; no provision that we could read prescribes one. What
is computed here is only that the shares add up to the cent, whatever the key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

CENT, EURO = 1, 100


class SubKey(StrEnum):
    """By what a Kreis divides the amount of its notice."""

    COUNTED = "counted"  # the persons of a count that is closed
    PERSONS = "persons"  # persons that the Kreis states itself
    INHABITANTS = "inhabitants"
    WEIGHTS = "weights"
    FIXED = "fixed"  # amounts only


class DoesNotAddUp(ValueError):
    """The shares cannot add up to the amount; `cents` is by how much they miss it (above 0)."""

    def __init__(self, cents: int) -> None:
        super().__init__(f"{cents} cents")
        self.cents = cents


class Overdraft(DoesNotAddUp):
    """Own share and fixed amounts are more than there is."""


class Leftover(DoesNotAddUp):
    """Something is left, and nobody has a weight to take it by."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a share: a key that is unique, a weight (0 or more) and a fixed amount in cents.

    Both count together: the fixed amount first, then the part of the rest that follows from the
    weight. Whoever is to get the fixed amount only has the weight 0.
    """

    key: str
    weight: int = 0
    fixed_cents: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """What one recipient gets, in cents, and how it came about.

    `exact_cents` is the part of the rest before rounding, `by_key_cents` the same after it.
    """

    recipient: Recipient
    exact_cents: Fraction
    by_key_cents: int

    @property
    def cents(self) -> int:
        """The whole share."""
        return self.recipient.fixed_cents + self.by_key_cents


@dataclass(frozen=True, slots=True)
class SubAllocated:
    """An amount divided, in cents; the shares stand in the order in which recipients were given."""

    amount_cents: int
    own_cents: int
    step_cents: int
    shares: tuple[Share, ...]

    @property
    def fixed_cents(self) -> int:
        """All fixed amounts together."""
        return sum(share.recipient.fixed_cents for share in self.shares)

    @property
    def rest_cents(self) -> int:
        """What is divided by weight."""
        return self.amount_cents - self.own_cents - self.fixed_cents

    @property
    def total_weight(self) -> int:
        """All weights together."""
        return sum(share.recipient.weight for share in self.shares)


def sub_allocate(
    *,
    amount_cents: int,
    own_cents: int = 0,
    recipients: Sequence[Recipient],
    step_cents: int = CENT,
) -> SubAllocated:
    """Divide the amount of a notice so that own share and shares add up to it exactly.

    `amount_cents` is the amount of the notice (0 or more), `own_cents` what the Kreis keeps openly
    (0 or more), `step_cents` to what the shares by weight are rounded: CENT or EURO. The rest
    after own share and fixed amounts is divided by largest remainder: everybody gets the whole
    steps of the exact share, the steps that are left go one by one to the largest remainders, and
    cents that make no whole step to the next of them. Equal remainders go by key (the AGS).
    A larger weight never gets less by weight, and the order of the recipients changes nothing.
    Raises Overdraft, Leftover, and ValueError for figures out of range or a key given twice.
    Source: arithmetic of our own (largest remainder); no provision prescribes a way (unverified).
    """
    _require_ranges(amount_cents, own_cents, step_cents, recipients)
    rest = amount_cents - own_cents - sum(one.fixed_cents for one in recipients)
    total = sum(one.weight for one in recipients)
    if rest < 0:
        raise Overdraft(-rest)
    if rest and not total:
        raise Leftover(rest)
    exact = [Fraction(rest * one.weight, total) if total else Fraction(0) for one in recipients]
    by_key = _rounded(exact, rest, [one.key for one in recipients], step_cents)
    shares = map(Share, recipients, exact, by_key)
    return SubAllocated(amount_cents, own_cents, step_cents, tuple(shares))


def _rounded(exact: list[Fraction], rest: int, keys: list[str], step: int) -> list[int]:
    """The exact parts in whole steps, by largest remainder; they add up to the rest."""
    parts = [int(one // step) * step for one in exact]
    left = rest - sum(parts)
    by_remainder = sorted(
        range(len(parts)), key=lambda place: (parts[place] - exact[place], keys[place])
    )
    # Fewer steps are left than there are remainders, so nobody comes up twice.
    for place in by_remainder:
        parts[place] += min(step, left)
        left -= min(step, left)
    return parts


def _require_ranges(
    amount_cents: int, own_cents: int, step_cents: int, recipients: Sequence[Recipient]
) -> None:
    if amount_cents < 0 or own_cents < 0:
        raise ValueError("an amount is negative")
    if step_cents not in (CENT, EURO):
        raise ValueError("shares are rounded to the cent or to the euro")
    if any(one.weight < 0 or one.fixed_cents < 0 for one in recipients):
        raise ValueError("a weight or a fixed amount is negative")
    if len({one.key for one in recipients}) < len(recipients):
        raise ValueError("a recipient is given twice")
