"""What a value of a rule is: the value itself, its unit, its source and how certain it is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar


class Certainty(StrEnum):
    """How we know a value."""

    SOURCED = "sourced"  # seen in a source, or confirmed by two persons with its source
    DERIVED = "derived"  # calculated from published figures and checked against them
    INFERRED = "inferred"  # concluded; not written anywhere we have read
    GENERAL = "general"  # usual in German grant law; not seen for this rule
    UNKNOWN = "unknown"  # not found


class AllocationKey(StrEnum):
    """By what the yearly pool is divided."""

    PERSONS = "persons"
    FROZEN_POSTS = "frozen_posts"
    INHABITANTS = "inhabitants"
    ALLOCATIONS = "allocations"
    UNKNOWN = "unknown"


class Formula(StrEnum):
    """How the key turns into money."""

    PROPORTIONAL = "proportional"  # pool x own persons / all persons


class Rounding(StrEnum):
    """How an exact amount becomes a paid one."""

    HALF_UP_TO_EURO = "half_up_to_euro"


class Interval(StrEnum):
    """How often something is due."""

    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class Applicant(StrEnum):
    """Who may apply for the funding."""

    MUNICIPALITY = "municipality"
    UNION = "union"  # Zusammenschluss of municipalities, also across the border of a Kreis
    LANDKREIS_ON_BEHALF = "landkreis_on_behalf"
    KREIS = "kreis"


class Unit(StrEnum):
    """What a value is measured in."""

    NONE = ""
    DAY = "day"
    EURO = "EUR"
    EURO_PER_YEAR = "EUR/year"
    EURO_PER_FTE_YEAR = "EUR/FTE/year"
    PERSONS = "persons"
    SHARE = "share"
    FTE = "FTE"
    MONTHS = "months"
    DECIMALS = "decimals"


class Origin(StrEnum):
    """Where a figure comes from that no rule contains."""

    COUNTED = "counted"  # the count that was handed in
    STATED = "stated"  # given by whoever asked for this computation
    COMPUTED = "computed"  # follows from the lines above it


@dataclass(frozen=True, slots=True)
class Source:
    """A document and where it is found; titles of documents stay in their own language."""

    title: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.title} ({self.place})" if self.place else self.title


Value = bool | int | str | date | Decimal | tuple[str, ...]
T = TypeVar("T", bound=Value, covariant=True)


@dataclass(frozen=True, slots=True)
class RuleValue(Generic[T]):
    """One value of a rule version.

    A value of None means "not known" when its certainty is UNKNOWN, and "there is none" otherwise.
    """

    value: T | None
    unit: Unit
    source: Source
    certainty: Certainty

    @property
    def is_unverified(self) -> bool:
        """True unless the value was seen in a source or confirmed with one."""
        return self.certainty is not Certainty.SOURCED


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A value that two persons confirmed for one version; it stands in for an unverified one.

    It names the version, because a rate confirmed for 2022 says nothing about 2023.
    """

    version: str
    key: str
    value: Value
    source: Source


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the explanation of a result."""

    key: str
    value: Value
    unit: Unit
    source: Source | Origin
