"""Invented families: somebody more in a case, and a plan for all of them."""

from __future__ import annotations

from typing import Any

from bindeglied.casework import actions
from bindeglied.casework.actions.new_person import Origin
from bindeglied.casework.models import (
    Case,
    FactKind,
    FactSource,
    HouseholdRole,
    Person,
    PlanVersion,
)
from tests.casework import cases
from tests.casework.cases import adviser_of, today


def related(case: Case, given_name: str = "Andrij", **words: Any) -> Person:
    """Somebody more in the household of a case, as the partner was told of; `told_on` a day."""
    usual = {
        "case": case,
        "given_name": given_name,
        "family_name": "Verbenko",
        "household_role": HouseholdRole.PARTNER,
        "is_said_adult": None,
        "lives_apart": False,
        "facts": {FactKind.BIRTH: "1988-09-17"},
        "origin": Origin(FactSource.SAID, "", words.pop("told_on", today())),
        "entitlement_starts_on": None,
        "by": adviser_of(case).pk,
    }
    return actions.add_person(**{**usual, **words})


def family_plan(case: Case) -> PlanVersion:
    """A draft of the plan of a family, with everything that an agreement needs."""
    by = adviser_of(case).pk
    version = actions.begin_plan(person=cases.person_of(case), by=by, is_for_family=True)
    cases.rated(version)
    cases.measure_of(cases.goal_of(version))
    cases.contributed(version)
    return version
