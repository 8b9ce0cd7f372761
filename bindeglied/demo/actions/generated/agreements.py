"""A version of a plan that was agreed: frozen in the form of `casework.freezing`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

from bindeglied.casework.freezing import (
    FORM,
    FORM_OF_FAMILY,
    SALT_BYTES,
    canonical_json,
    digest_of,
)
from bindeglied.casework.household import ADULT_AT, years_on
from bindeglied.casework.models import (
    Abstention,
    AgreedHow,
    Agreement,
    Domain,
    LateDecline,
    NotAgreed,
    PlanState,
    PlanVersion,
)
from bindeglied.demo.actions.generated.story import Story, ToldPerson
from bindeglied.demo.actions.generated.words import between, pick, sentence

HOW = (*[AgreedHow.PAPER] * 5, *[AgreedHow.SCREEN] * 3, AgreedHow.ORAL)
ABSTAINED_SHARE, LATER_SHARE, DECLINED_SHARE = 0.15, 0.4, 0.4
NOT_AGREED = tuple(NotAgreed)
Content = dict[str, Any]


@dataclass(slots=True)
class Told:
    """A version while it is told: its goals as rows and as what was agreed, and its changes."""

    id: UUID
    number: int
    state: PlanState
    begun_at: datetime
    is_for_family: bool
    goals: list[Content]
    ratings: list[Content]
    version: int = 1


def tell_agreement(story: Story, told: Told, columns: Content, agreed_on: date) -> None:
    """The version as it was agreed and frozen, with the answer of each who had to agree."""
    told.version += 1
    at = story.at(agreed_on, 1)
    story.deed("plan agreed", at)
    columns |= {"agreed_on": agreed_on, "agreed_at": at, "agreed_by": story.manager.user}
    answers = _tell_answers(story, told, agreed_on, at)
    frozen = canonical_json(
        {**_content(story, told, columns, answers), "salt": os.urandom(SALT_BYTES).hex()}
    )
    story.add(
        PlanVersion, told.begun_at, **columns, frozen=frozen, digest=digest_of(frozen),
        version=told.version,
    )  # fmt: skip


def is_adult_on(person: ToldPerson, on: date) -> bool:
    """Whether somebody was of age on a day."""
    return years_on(person.birth_on, on) >= ADULT_AT


def _tell_answers(story: Story, told: Told, agreed_on: date, at: datetime) -> Content:
    """Agreements and abstentions as rows; gives both as they are frozen, in the order of ids."""
    first, *others = story.people
    how = pick(story.random, HOW)
    words = {
        "how": how.value, "place": sentence(story.random, "place"),
        "reason": sentence(story.random, "oral") if how == AgreedHow.ORAL else "",
        "agreed_on": agreed_on,
    }  # fmt: skip
    agreements, abstentions = [], []
    for person in (first, *(one for one in others if told.is_for_family)):
        about = {"plan_version_id": told.id, "person_id": person.id}
        if not is_adult_on(person, agreed_on):
            continue
        if person is first or story.random.random() >= ABSTAINED_SHARE:
            agreement = story.add(Agreement, at, **about, **words)
            kept = {"person": str(person.id), "interpreting": "", **words}
            agreements.append((agreement, kept | {"agreed_on": agreed_on.isoformat()}))
            continue
        why = pick(story.random, NOT_AGREED).value
        abstention = story.add(Abstention, at, **about, why=why)
        abstentions.append((abstention, {"person": str(person.id), "why": why}))
        absent = abstention if why == NotAgreed.ABSENT else None
        _answer_later(story, told, {**about, **words}, absent)
    return {
        name: [kept for _id, kept in sorted(rows, key=itemgetter(0))]
        for name, rows in (("agreements", agreements), ("abstentions", abstentions))
    }


def _answer_later(story: Story, told: Told, words: Content, absent: UUID | None) -> None:
    """Some of those who did not agree at first do so days later; some who were absent decline.

    `absent` is the id of the abstention of somebody who was absent.
    """
    day = words["agreed_on"] + timedelta(days=between(story.random, 1, 20))
    is_in_force = told.state == PlanState.ACTIVE and day < story.setting.today
    answer = story.random.random()
    if answer < LATER_SHARE and is_in_force:
        at = story.at(day)
        story.add(Agreement, at, **{**words, "agreed_on": day})
        story.deed("plan agreed later", at)
    elif answer < LATER_SHARE + DECLINED_SHARE and is_in_force and absent:
        at = story.at(day)
        story.add(LateDecline, at, abstention_id=absent, declined_on=day)
        story.deed("plan declined later", at)


def _content(story: Story, told: Told, columns: Content, answers: Content) -> Content:
    """What was agreed, in the form of `casework.freezing`; verify-plans compares it."""
    agreed_at = columns["agreed_at"].astimezone(UTC)
    content = {
        "form": FORM,
        "case": story.outline.number,
        "plan": {"id": str(columns["plan_id"]), "number": 1},
        "person": _named(story.people[0]),
        "version": {
            "id": str(told.id), "number": told.number, "language": columns["language"],
            "review_on": columns["review_on"].isoformat(),
            "agreed_on": columns["agreed_on"].isoformat(), "agreed_at": agreed_at.isoformat(),
            "agreed_by": str(columns["agreed_by"]),
        },
        "contributions": {
            "client": columns["client_contributes"], "office": columns["office_contributes"],
        },
        "ratings": sorted(told.ratings, key=lambda one: Domain.values.index(one["domain"])),
        "goals": [_agreed_goal(goal, is_for_family=told.is_for_family) for goal in told.goals],
        "agreements": answers["agreements"],
    }  # fmt: skip
    if not told.is_for_family:
        return content
    people = [
        {**_named(one), "is_adult": is_adult_on(one, columns["agreed_on"])} for one in story.people
    ]
    family = {"form": FORM_OF_FAMILY, "people": people, "abstentions": answers["abstentions"]}
    return {**content, **family}


def _named(person: ToldPerson) -> Content:
    return {
        "id": str(person.id), "given_name": person.given_name, "family_name": person.family_name,
    }  # fmt: skip


def _agreed_goal(goal: Content, *, is_for_family: bool) -> Content:
    found = _agreed(goal)
    origin, applies_to = found.pop("origin_id"), found.pop("applies_to_id")
    measures: Sequence[Content] = goal["measures"]
    found |= {"origin": origin, "measures": [_agreed(measure) for measure in measures]}
    return found | {"applies_to": applies_to} if is_for_family else found


def _agreed(row: Content) -> Content:
    """A goal or measure as it is agreed: without the state that goes on."""
    return {name: _exact(value) for name, value in row.items() if name not in ("state", "at")}


def _exact(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
