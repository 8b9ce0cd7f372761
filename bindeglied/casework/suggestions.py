"""Goals that are suggested in a domain, each with how one knows it is reached and a first step.

All wordings are drafts of our own, in German, because the German wording is what is agreed. They
stand in `goal_suggestions.csv`, which a spreadsheet opens; `checked_by` stays empty until somebody
who knows the work has checked a line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.utils import timezone

from bindeglied.casework.models import Domain, Who
from bindeglied.law.counselling import last_day

LIST = Path(__file__).resolve().parent / "goal_suggestions.csv"
# [P] proposal of our own: how long a first step may take.
PROPOSED_STEP_DAYS = 14


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A goal as a person could say it; `months` is how long it may take, by our own estimate."""

    key: str
    domain: Domain
    goal: str
    indicator: str
    step: str
    who: Who
    months: int
    is_checked: bool

    def values(self) -> dict[str, str]:
        """What it fills into the fields of a goal and its first step, as a form sends it."""
        return {
            "wording": self.goal,
            "indicator": self.indicator,
            "target_on": in_months(self.months).isoformat(),
            **self.step_values(),
        }

    def step_values(self) -> dict[str, str]:
        """What it fills into the fields of the first step."""
        due_on = proposed_step_day().isoformat()
        return {"text": self.step, "who": self.who.value, "due_on": due_on}


def suggestions_for(domain: str) -> tuple[Suggestion, ...]:
    """The suggestions of a domain, in the order of the list; none for an unknown one."""
    return tuple(one for one in _all().values() if one.domain == domain)


def suggestion_of(key: str) -> Suggestion | None:
    """The suggestion with this key; None if there is none."""
    return _all().get(key)


def suggestion_with(goal: str) -> Suggestion | None:
    """The suggestion that is worded exactly like this goal; None if the goal is somebody's own."""
    return next((one for one in _all().values() if one.goal == goal.strip()), None)


def in_months(months: int) -> date:
    """The day so many months from today."""
    return last_day(timezone.localdate() + timedelta(days=1), months)


def proposed_step_day() -> date:
    """The day that is proposed for a first step."""
    return timezone.localdate() + timedelta(days=PROPOSED_STEP_DAYS)


@cache
def _all() -> dict[str, Suggestion]:
    return {one.key: one for one in _read()}


def _read() -> Iterator[Suggestion]:
    with LIST.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter=";"), start=1):
            yield Suggestion(
                key=str(number),
                domain=Domain(row["domain"]),
                goal=row["goal"],
                indicator=row["indicator"],
                step=row["step"],
                who=Who(row["who"]),
                months=int(row["months"]),
                is_checked=bool(row["checked_by"]),
            )
