"""The days of a count: when people are counted, reported and corrected."""

from dataclasses import dataclass
from datetime import date

from bindeglied.law import sources
from bindeglied.law.values import Source


@dataclass(frozen=True, slots=True)
class CountDays:
    """The days of one year's count, each the last on which it may be done."""

    counted_on: date
    report_until: date
    correct_until: date
    source: Source


def count_days(year: int) -> CountDays:
    """The days on which the persons of § 29d Abs. 1 FAG are counted in `year`.

    Counted at 15 September, reported by the Kreise by 15 October, corrected in justified cases
    until 31 December. Raises ValueError before 2017, when the section came into force.
    Source: § 29d Abs. 1 FAG in the version of 21.02.2017.
    """
    if year < 2017:
        raise ValueError("§ 29d Abs. 1 FAG has been in force since 2017")
    return CountDays(
        counted_on=date(year, 9, 15),
        report_until=date(year, 10, 15),
        correct_until=date(year, 12, 31),
        source=sources.FAG_29D_2017,
    )
