"""One's people by the week of their last contact, as a small picture with the words for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from bindeglied.casework.day_rows import CaseOfDay

LONG_AGO = 90
WEEKS = 26
# Of the picture, in its own units.
LEFT, STEP, GROUND, HIGHEST = 12, 10.6, 78, 66
USUAL_GAP = 7.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One case; its place in the picture, and whether its last contact was long ago."""

    x: str
    y: str
    is_long_ago: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """The picture, and in words what it shows.

    `long_ago` are the cases without a contact for more than LONG_AGO days, the longest first;
    `never` have none at all and stand outside of the picture.
    """

    dots: tuple[Dot, ...]
    border: str
    number: int
    within_30: int
    long_ago: tuple[CaseOfDay, ...]
    never: tuple[CaseOfDay, ...]


def strip_of(cases: Sequence[CaseOfDay], today: date) -> Strip:
    """The strip of these cases as seen on a day."""
    days = {id(one): _days(one, today) for one in cases}
    known = sorted((one for one in cases if days[id(one)] >= 0), key=lambda one: days[id(one)])
    return Strip(
        dots=_dots([days[id(one)] for one in known]),
        border=_place(LONG_AGO // 7 + 0.5),
        number=len(cases),
        within_30=sum(days[id(one)] <= 30 for one in known),
        long_ago=tuple(one for one in reversed(known) if days[id(one)] > LONG_AGO),
        never=tuple(one for one in cases if days[id(one)] < 0),
    )


def _days(one: CaseOfDay, today: date) -> int:
    """Days since the last contact, -1 if there was none."""
    last = one.first.case.last_contact_at
    return -1 if last is None else max((today - timezone.localdate(last)).days, 0)


def _dots(days: list[int]) -> tuple[Dot, ...]:
    weeks = [min(number // 7, WEEKS) for number in days]
    highest = max(Counter(weeks).values(), default=1)
    gap = min(USUAL_GAP, HIGHEST / highest)
    stacks: Counter[int] = Counter()
    dots = []
    for week, number in zip(weeks, days, strict=True):
        # Where 90 days lie within a week, those beyond stand on the other side of the border.
        aside = 1 if number > LONG_AGO and week == LONG_AGO // 7 else 0
        dots.append(Dot(_place(week + aside), f"{GROUND - 5 - stacks[week + aside] * gap:.1f}",
                        number > LONG_AGO))  # fmt: skip
        stacks[week + aside] += 1
    return tuple(dots)


def _place(week: float) -> str:
    return f"{LEFT + week * STEP:.1f}"
