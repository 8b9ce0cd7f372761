"""What was agreed, as bytes that never change: canonical JSON with a salt, and its digest.

Canonical: keys sorted, UTF-8, no spaces, no floating point; days and moments as ISO text. What
may go on after the agreement (states of goals and measures) is no part of it.
"""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, date, datetime
from typing import Any

from bindeglied.casework.household import is_adult, people_of_plan
from bindeglied.casework.models import (
    Abstention,
    Agreement,
    Domain,
    DomainRating,
    Goal,
    Measure,
    PlanVersion,
)

# Form 2 is that of a plan of the family: whom it covers, whom a goal is for, who did not agree.
# A plan of one person keeps form 1, so that what was frozen before stays as it is. In form 3 the
# ratings of other adults than the first name their person; without such ratings form 2 stays.
FORM, FORM_OF_FAMILY, FORM_WITH_ADULTS = 1, 2, 3
FORMS = frozenset({FORM, FORM_OF_FAMILY, FORM_WITH_ADULTS})
SALT_BYTES = 32
Content = dict[str, Any]


def frozen_bytes(version: PlanVersion) -> bytes:
    """The content of a version that is being agreed, with a fresh salt."""
    return canonical_json({**content_of(version), "salt": os.urandom(SALT_BYTES).hex()})


def canonical_json(content: Content) -> bytes:
    """The one text that this content has. Raises TypeError for what has no exact text."""
    _require_exact(content)
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def digest_of(frozen: bytes) -> str:
    """The SHA-256 of the frozen bytes, in hexadecimal letters."""
    return hashlib.sha256(frozen).hexdigest()


def content_of(version: PlanVersion) -> Content:
    """Everything that was agreed, read from the rows as they are now."""
    content = _content(version)
    return _for_family(content, version) if version.plan.is_for_family else content


def _content(version: PlanVersion) -> Content:
    person = version.plan.person
    return {
        "form": FORM,
        "case": version.case.number,
        "plan": {"id": str(version.plan_id), "number": version.plan.number},
        "person": {
            "id": str(person.pk),
            "given_name": person.given_name,
            "family_name": person.family_name,
        },
        "version": {
            "id": str(version.pk),
            "number": version.number,
            "language": version.language,
            "review_on": _day(version.review_on),
            "agreed_on": _day(version.agreed_on),
            "agreed_at": _moment(version.agreed_at),
            "agreed_by": str(version.agreed_by),
        },
        "contributions": {
            "client": version.client_contributes,
            "office": version.office_contributes,
        },
        "ratings": _ratings(version),
        "goals": _goals(version),
        "agreements": [
            _agreement(one) for one in Agreement.objects.filter(plan_version=version).order_by("id")
        ],
    }


def _for_family(content: Content, version: PlanVersion) -> Content:
    goals = Goal.objects.filter(plan_version=version).order_by("position")
    abstentions = Abstention.objects.filter(plan_version=version).order_by("id")
    agreements = Agreement.objects.filter(plan_version=version)
    if version.agreed_at:
        # Whoever agrees later does so in a row of their own, after the content was frozen.
        agreements = agreements.filter(recorded_at__lte=version.agreed_at)
    has_adults = any("person" in one for one in content["ratings"])
    return {
        **content,
        "form": FORM_WITH_ADULTS if has_adults else FORM_OF_FAMILY,
        "people": covered_by(version),
        "goals": [
            {**told, "applies_to": str(goal.applies_to_id) if goal.applies_to_id else None}
            for told, goal in zip(content["goals"], goals, strict=True)
        ],
        "agreements": [_agreement(one) for one in agreements.order_by("id")],
        "abstentions": [{"person": str(one.person_id), "why": one.why} for one in abstentions],
    }


def covered_by(version: PlanVersion) -> list[Content]:
    """Whom a version covers: id, names, whether adult; of an agreed one as it was then.

    Who belonged to the household that day stands in the frozen content only.
    """
    if version.frozen:
        kept: Content = json.loads(version.frozen)
        return kept.get("people") or [{**kept["person"], "is_adult": True}]
    return [
        {
            "id": str(one.pk),
            "given_name": one.given_name,
            "family_name": one.family_name,
            "is_adult": is_adult(one),
        }
        for one in people_of_plan(version.plan)
    ]


def adults_covered(version: PlanVersion) -> list[Content]:
    """The adults whom a version covers, as `covered_by` tells them; first whoever began the plan.

    A version that covers no adult any more has nobody.
    """
    adults = [one for one in covered_by(version) if one["is_adult"]]
    return sorted(adults, key=lambda one: one["id"] != str(version.plan.person_id))


def _ratings(version: PlanVersion) -> list[Content]:
    found = DomainRating.objects.filter(assessment=version.assessment_id)
    in_order = sorted(found, key=lambda one: (Domain.values.index(one.domain), _of_whom(one)))
    return [
        {"domain": one.domain, "levels": one.levels, "wish": one.wish}
        | ({"person": _of_whom(one)} if one.person_id else {})
        for one in in_order
    ]


def _of_whom(rating: DomainRating) -> str:
    return str(rating.person_id or "")


def _goals(version: PlanVersion) -> list[Content]:
    measures: dict[Any, list[Content]] = {}
    of_version = Measure.objects.filter(goal__plan_version=version)
    for measure in of_version.order_by("goal__position", "position"):
        measures.setdefault(measure.goal_id, []).append(_measure(measure))
    goals = Goal.objects.filter(plan_version=version).order_by("position")
    return [{**_goal(goal), "measures": measures.get(goal.pk, [])} for goal in goals]


def _goal(goal: Goal) -> Content:
    return {
        "id": str(goal.pk),
        "position": goal.position,
        "domain": goal.domain,
        "wording": goal.wording,
        "indicator": goal.indicator,
        "target_on": _day(goal.target_on),
        "priority": goal.priority,
        "origin": None if goal.origin_id is None else str(goal.origin_id),
    }


def _measure(measure: Measure) -> Content:
    return {
        "id": str(measure.pk),
        "position": measure.position,
        "text": measure.text,
        "who": measure.who,
        "who_name": measure.who_name,
        "due_on": _day(measure.due_on),
    }


def _agreement(agreement: Agreement) -> Content:
    return {
        "person": str(agreement.person_id),
        "how": agreement.how,
        "place": agreement.place,
        "reason": agreement.reason,
        "interpreting": agreement.interpreting,
        "agreed_on": _day(agreement.agreed_on),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()


def _require_exact(value: Any) -> None:
    if isinstance(value, dict):
        for one in value.values():
            _require_exact(one)
    elif isinstance(value, list):
        for one in value:
            _require_exact(one)
    elif value is not None and not isinstance(value, str | int):
        raise TypeError(f"{type(value).__name__} has no exact text")
