"""A version of a plan that was agreed: frozen in the form of `casework.freezing`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from bindeglied.casework.freezing import FORM, SALT_BYTES, canonical_json, digest_of
from bindeglied.casework.models import (
    AgreedHow,
    Agreement,
    Domain,
    PlanState,
    PlanVersion,
)
from bindeglied.demo.actions.generated.story import Story
from bindeglied.demo.actions.generated.words import sentence

HOW = (AgreedHow.PAPER, AgreedHow.PAPER, AgreedHow.SCREEN)
Content = dict[str, Any]


@dataclass(slots=True)
class Told:
    """A version while it is told: its goals as rows and as what was agreed, and its changes."""

    id: UUID
    number: int
    state: PlanState
    begun_at: datetime
    goals: list[Content]
    ratings: list[Content]
    version: int = 1


def tell_agreement(story: Story, told: Told, columns: Content, agreed_on: date) -> None:
    """The version as it was agreed and frozen, with its agreement."""
    assert story.first_person is not None
    told.version += 1
    at = story.at(agreed_on, 1)
    story.deed("plan agreed", at)
    agreement = {"how": story.random.choice(HOW), "place": sentence(story.random, "place")}
    person, given_name, family_name = story.first_person
    columns |= {"agreed_on": agreed_on, "agreed_at": at, "agreed_by": story.manager.user}
    content = _content(story, told, columns, agreement)
    content["person"] = {
        "id": str(person), "given_name": given_name, "family_name": family_name,
    }  # fmt: skip
    frozen = canonical_json({**content, "salt": os.urandom(SALT_BYTES).hex()})
    story.add(
        PlanVersion, told.begun_at, **columns, frozen=frozen, digest=digest_of(frozen),
        version=told.version,
    )  # fmt: skip
    words = {"plan_version_id": told.id, "person_id": person, "agreed_on": agreed_on}
    story.add(Agreement, at, **words, **agreement)


def _content(story: Story, told: Told, columns: Content, agreement: Content) -> Content:
    """What was agreed, in the form of `casework.freezing`; verify-plans compares it."""
    assert story.first_person is not None
    agreed_at = columns["agreed_at"].astimezone(UTC)
    ratings = sorted(told.ratings, key=lambda one: Domain.values.index(one["domain"]))
    kept = {
        "person": str(story.first_person[0]), "how": str(agreement["how"]),
        "place": agreement["place"], "reason": "", "interpreting": "",
        "agreed_on": columns["agreed_on"].isoformat(),
    }  # fmt: skip
    return {
        "form": FORM,
        "case": story.outline.number,
        "plan": {"id": str(columns["plan_id"]), "number": 1},
        "version": {
            "id": str(told.id), "number": told.number, "language": columns["language"],
            "review_on": columns["review_on"].isoformat(),
            "agreed_on": columns["agreed_on"].isoformat(), "agreed_at": agreed_at.isoformat(),
            "agreed_by": str(columns["agreed_by"]),
        },
        "contributions": {
            "client": columns["client_contributes"], "office": columns["office_contributes"],
        },
        "ratings": ratings,
        "goals": _agreed(told.goals, "origin"),
        "agreements": [kept],
    }  # fmt: skip


def _agreed(rows: Sequence[Content], *more: str) -> list[Content]:
    """Goals or measures as they are agreed: without the state that goes on."""
    found = []
    for row in rows:
        one = {name: _exact(value) for name, value in row.items() if name != "state"}
        if more:
            one["origin"] = one.pop("origin_id")
            one["measures"] = _agreed(row["measures"])
        found.append(one)
    return found


def _exact(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
