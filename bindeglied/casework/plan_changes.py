"""What differs between two versions of a plan, one change each; nothing here asks a database.

Versions are contents as `freezing` makes them. A goal is the same goal where one names the other
as its origin; a step where goal and wording are the same, so a step worded anew is one left behind
and a new one. Steps of a goal that came or went are not told besides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Content = Mapping[str, Any]


class Kind(StrEnum):
    """What kind of change it is; those with `before` and `after` are their own opposite."""

    GOAL_NEW = "goal_new"
    GOAL_GONE = "goal_gone"
    GOAL_CHANGED = "goal_changed"
    STEP_NEW = "step_new"
    STEP_GONE = "step_gone"
    STEP_CHANGED = "step_changed"
    DOMAIN_NEW = "domain_new"
    DOMAIN_GONE = "domain_gone"
    RATING_CHANGED = "rating_changed"
    CONTRIBUTION_CHANGED = "contribution_changed"
    REVIEW_MOVED = "review_moved"
    COVERED_NEW = "covered_new"
    COVERED_GONE = "covered_gone"
    AGREED_NEW = "agreed_new"
    AGREED_GONE = "agreed_gone"


OPPOSITE = {
    Kind.GOAL_NEW: Kind.GOAL_GONE,
    Kind.STEP_NEW: Kind.STEP_GONE,
    Kind.DOMAIN_NEW: Kind.DOMAIN_GONE,
    Kind.COVERED_NEW: Kind.COVERED_GONE,
    Kind.AGREED_NEW: Kind.AGREED_GONE,
}
OPPOSITE |= {gone: new for new, gone in OPPOSITE.items()}
OF_GOAL = ("wording", "domain", "indicator", "target_on", "priority", "applies_to")
OF_RATING = ("need", "resource", "independence", "wish")


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `about` names the goal, step, domain, side or person; `part` the column that
    differs; `before` and `after` are values as they are kept, `ended_as` how the earlier one ended.
    `person` is whose rating it is, empty for whoever began the plan.
    """

    kind: Kind
    about: str = ""
    part: str = ""
    before: Any = None
    after: Any = None
    ended_as: str = ""
    person: str = ""


def changes_between(
    before: Content, after: Content, states: Mapping[str, str] | None = None
) -> list[Change]:
    """All changes in the order of the page; none between a version and itself.

    `states` says how goals and steps of the earlier version ended, by id. Where one of the two is
    a draft, to which nobody agreed yet, agreements are not compared.
    """
    return [
        *_goals(before, after, states or {}),
        *_ratings(before, after),
        *_contributions(before, after),
        *_covered(before, after),
        *_agreements(before, after),
    ]


def _goals(before: Content, after: Content, states: Mapping[str, str]) -> Iterator[Change]:
    earlier = list(before["goals"])
    for goal in after["goals"]:
        origin = next((one for one in earlier if _is_same(one, goal)), None)
        if origin is None:
            yield Change(Kind.GOAL_NEW, goal["wording"])
            continue
        earlier.remove(origin)
        for part in OF_GOAL:
            if origin.get(part) != goal.get(part):
                values = (origin.get(part), goal.get(part))
                yield Change(Kind.GOAL_CHANGED, goal["wording"], part, *values)
        yield from _steps(origin["measures"], goal["measures"], states)
    for goal in earlier:
        yield Change(Kind.GOAL_GONE, goal["wording"], ended_as=states.get(goal["id"], ""))


def _is_same(one: Content, other: Content) -> bool:
    return one["id"] in (other["id"], other["origin"]) or other["id"] == one["origin"]


def _steps(before: Any, after: Any, states: Mapping[str, str]) -> Iterator[Change]:
    earlier = list(before)
    for step in after:
        origin = next((one for one in earlier if one["text"] == step["text"]), None)
        if origin is None:
            yield Change(Kind.STEP_NEW, step["text"])
            continue
        earlier.remove(origin)
        people = [(one["who"], one["who_name"]) for one in (origin, step)]
        if people[0] != people[1]:
            yield Change(Kind.STEP_CHANGED, step["text"], "who", people[0], people[1])
        if origin["due_on"] != step["due_on"]:
            days = (origin["due_on"], step["due_on"])
            yield Change(Kind.STEP_CHANGED, step["text"], "due_on", *days)
    for step in earlier:
        yield Change(Kind.STEP_GONE, step["text"], ended_as=states.get(step["id"], ""))


def _ratings(before: Content, after: Content) -> Iterator[Change]:
    earlier, later = (
        {(one["domain"], one.get("person", "")): _levels(one) for one in version["ratings"]}
        for version in (before, after)
    )
    for key in dict.fromkeys([*earlier, *later]):
        domain, person = key
        if key not in earlier:
            yield Change(Kind.DOMAIN_NEW, domain, person=person)
        elif key not in later:
            yield Change(Kind.DOMAIN_GONE, domain, person=person)
        else:
            for part in OF_RATING:
                values = (earlier[key][part], later[key][part])
                if values[0] != values[1]:
                    yield Change(Kind.RATING_CHANGED, domain, part, *values, person=person)


def _levels(rating: Content) -> dict[str, Any]:
    need, resource, independence = rating["levels"].split()
    return dict(zip(OF_RATING, (need, resource, independence, rating["wish"]), strict=True))


def _contributions(before: Content, after: Content) -> Iterator[Change]:
    for side in ("client", "office"):
        values = (before["contributions"][side], after["contributions"][side])
        if values[0] != values[1]:
            yield Change(Kind.CONTRIBUTION_CHANGED, side, "", *values)
    days = (before["version"]["review_on"], after["version"]["review_on"])
    if days[0] != days[1]:
        yield Change(Kind.REVIEW_MOVED, "", "", *days)


def _covered(before: Content, after: Content) -> Iterator[Change]:
    earlier, later = (
        [one["id"] for one in version.get("people", ())] for version in (before, after)
    )
    yield from (Change(Kind.COVERED_NEW, one) for one in later if one not in earlier)
    yield from (Change(Kind.COVERED_GONE, one) for one in earlier if one not in later)


def _agreements(before: Content, after: Content) -> Iterator[Change]:
    earlier, later = (
        [one["person"] for one in version["agreements"]] for version in (before, after)
    )
    if earlier and later:
        yield from (Change(Kind.AGREED_NEW, one) for one in later if one not in earlier)
        yield from (Change(Kind.AGREED_GONE, one) for one in earlier if one not in later)
