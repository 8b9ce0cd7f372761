"""How a pool is divided by persons: exact, in integers, the same whatever the order of the rows."""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd

WHOLE_POOL = Fraction(1)


def frame_eur(
    *, pool_cents: int, persons: int, total_persons: int, tranche: Fraction = WHOLE_POOL
) -> int:
    """A municipality's planning frame in whole euros, rounded half up.

    `pool_cents` is the pool of a year in cents (0 or more), `tranche` the share of it that is
    divided (above 0, at most 1), `persons` the count of the municipality, `total_persons` that of
    all municipalities (1 or more).
    Raises ValueError for a figure outside its range.
    Source: published planning frames of 2017/18 (17 of 17 exact); the key is that of
    § 29d Abs. 1 FAG. Formula and rounding are derived from these figures, not read in the VwV.
    """
    (frame,) = frames_eur(
        pool_cents=pool_cents, persons=[persons], total_persons=total_persons, tranche=tranche
    )
    return frame


def frames_eur(
    *,
    pool_cents: int,
    persons: Sequence[int],
    total_persons: int,
    tranche: Fraction = WHOLE_POOL,
) -> list[int]:
    """The planning frames of a whole list in whole euros, in the order of the list.

    Arguments, errors and source as for `frame_eur`; the persons of the list may be fewer than
    `total_persons` (a part of the municipalities), never more.
    """
    _require_ranges(pool_cents, total_persons, tranche)
    if persons and min(persons) < 0:
        raise ValueError("a count of persons is negative")
    if sum(persons) > total_persons:
        raise ValueError("the counts together exceed the total number of persons")
    # half up: floor(x + 1/2), with x = pool x tranche x persons / (100 cents x total)
    half = 100 * total_persons * tranche.denominator
    factor = 2 * pool_cents * tranche.numerator
    # Small integers divide three times as fast, and a Land is computed at every stroke of a key.
    shared = gcd(factor, half)
    half, factor = half // shared, factor // shared
    divisor = 2 * half
    return [(factor * count + half) // divisor for count in persons]


def exact_frame(
    *, pool_cents: int, persons: int, total_persons: int, tranche: Fraction = WHOLE_POOL
) -> Fraction:
    """The same amount in euros before rounding. Arguments and errors as for `frame_eur`."""
    _require_ranges(pool_cents, total_persons, tranche)
    if not 0 <= persons <= total_persons:
        raise ValueError("a count of persons lies between 0 and the total")
    return Fraction(pool_cents, 100) * tranche * persons / total_persons


def _require_ranges(pool_cents: int, total_persons: int, tranche: Fraction) -> None:
    if pool_cents < 0:
        raise ValueError("the pool is negative")
    if total_persons < 1:
        raise ValueError("the total number of persons is below 1")
    if not 0 < tranche <= 1:
        raise ValueError("the tranche is not a share above 0 and at most 1")
