"""A plan as both look at it together: large, German and a second language beside it.

Only this plan's own content, for the eyes of its person and of whoever sits beside them: nothing
confided, no notes, no hints. The domain of protection is never shown, since nobody knows who looks
along (casework R-SAFE-1). Labels are those of the print; typed text stays as it was typed.
Who may open it is decided by the view.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from bindeglied.casework.freezing import covered_by
from bindeglied.casework.models import (
    Domain,
    DomainRating,
    Goal,
    GoalState,
    Measure,
    MeasureState,
    PlanVersion,
    Who,
)
from bindeglied.casework.printing import GERMAN, PRINT_LANGUAGES, PrintLanguage, catalogue_of
from bindeglied.casework.queries import DomainRow, domains_of

NOT_SHOWN = frozenset({Domain.SAFETY})
# A name keeps its own direction within a label that runs the other way.
ISOLATED = "\u2068{}\u2069"


@dataclass(frozen=True, slots=True)
class Words:
    """A label in German and in the second language."""

    german: str
    second: str

    def with_name(self, name: object) -> Words:
        """The label with a name in its place."""
        named = ISOLATED.format(name)
        return Words(self.german.format(name=named), self.second.format(name=named))


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step; `who_name` says who does it, else `who` as a label."""

    text: str
    who_name: str
    who: Words | None
    due_on: date | None
    is_done: bool


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """A goal with its steps."""

    wording: str
    indicator: str
    target_on: date | None
    is_reached: bool
    steps: tuple[ShownStep, ...]


@dataclass(frozen=True, slots=True)
class ShownDomain:
    """A domain that was discussed: its levels as pairs of label and word, its wish, its goals."""

    name: Words
    levels: tuple[tuple[Words, Words], ...]
    wish: str
    goals: tuple[ShownGoal, ...]


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """What stands on the page. `labels` by their key."""

    person: str
    labels: Mapping[str, Words]
    second: PrintLanguage
    german_is_reviewed: bool
    domains: tuple[ShownDomain, ...]
    client: Words
    office: Words


def shown_plan(version: PlanVersion, language: str, person: UUID | None = None) -> ShownPlan:
    """A version with labels in German and in `language`, a code of PRINT_LANGUAGES.

    Of a plan of the family what concerns the adult with the id `person`, else whoever began it.
    Raises KeyError for any other language.
    """
    second = PRINT_LANGUAGES[language]
    labels = _labels(language)
    shown_to = person or version.plan.person_id
    name = _name_of(version, shown_to)
    rows = [
        replace(one, goals=_goals_to_show(one.goals, shown_to))
        for one in domains_of(version, person)
        if one.domain not in NOT_SHOWN
    ]
    return ShownPlan(
        person=name,
        labels=labels,
        second=second,
        german_is_reviewed=bool(catalogue_of(GERMAN)["is_reviewed"]),
        domains=tuple(_domain(row, labels, name) for row in rows if row.rating or row.goals),
        client=labels["client_contributes"].with_name(name),
        office=labels["office"],
    )


def _name_of(version: PlanVersion, person: UUID) -> str:
    if person == version.plan.person_id:
        return str(version.plan.person)
    found = [one for one in covered_by(version) if one["id"] == str(person)]
    return " ".join((found[0]["given_name"], found[0]["family_name"])) if found else ""


def _goals_to_show(goals: Sequence[Goal], person: UUID) -> tuple[Goal, ...]:
    """Those of the whole household and of the person, not those of others in the family."""
    return tuple(goal for goal in goals if goal.applies_to_id in (None, person))


def _labels(language: str) -> dict[str, Words]:
    german, second = catalogue_of(GERMAN), catalogue_of(language)
    return {
        key: Words(words, second[part][key])
        for part in ("labels", "showing")
        for key, words in german[part].items()
        if key in second[part]
    }


def _domain(row: DomainRow, labels: Mapping[str, Words], person: str) -> ShownDomain:
    return ShownDomain(
        name=labels[f"domain_{row.domain.value}"],
        levels=_levels(row.rating, labels) if row.rating else (),
        wish=row.rating.wish if row.rating else "",
        goals=tuple(_goal(goal, labels, person) for goal in row.goals),
    )


def _levels(rating: DomainRating, labels: Mapping[str, Words]) -> tuple[tuple[Words, Words], ...]:
    """The levels that were given; strengths that nobody looked at yet have no word to show."""
    scales: dict[str, Any] = {
        "need": rating.need,
        "resource": rating.resource,
        "independence": rating.independence,
    }
    keys = {name: f"{name}_{level.value}" for name, level in scales.items() if level is not None}
    return tuple((labels[name], labels[key]) for name, key in keys.items() if key in labels)


def _goal(goal: Goal, labels: Mapping[str, Words], person: str) -> ShownGoal:
    return ShownGoal(
        wording=goal.wording,
        indicator=goal.indicator,
        target_on=goal.target_on,
        is_reached=goal.state == GoalState.REACHED,
        steps=tuple(_step(measure, labels, person) for measure in goal.measures.all()),
    )


def _step(measure: Measure, labels: Mapping[str, Words], person: str) -> ShownStep:
    name = measure.who_name or (person if measure.who == Who.CLIENT else "")
    key = "office" if measure.who == Who.CASE_MANAGER else f"who_{measure.who}"
    return ShownStep(
        text=measure.text,
        who_name=name,
        who=None if name else labels[key],
        due_on=measure.due_on,
        is_done=measure.state == MeasureState.DONE,
    )
