"""How tests send the forms of a plan, as a browser would."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from bindeglied.casework.models import Domain, Goal, Measure, PlanVersion
from tests.casework.cases import today

Answer = Any


def address(name: str, *arguments: object) -> str:
    return reverse(f"casework:{name}", args=arguments)


def rate_address(version: PlanVersion, domain: str = Domain.WORK) -> str:
    return address("rate", version.pk, domain)


def sent(browser: Client, where: str, **words: Any) -> Answer:
    """A form sent with a key of its own."""
    return browser.post(where, {"once": str(uuid4()), **words})


def fresh(version: PlanVersion) -> PlanVersion:
    return PlanVersion.objects.get(pk=version.pk)


def rating_words(version: PlanVersion, **words: Any) -> dict[str, Any]:
    usual = {"version": fresh(version).version, "need": "2", "resource": "4", "wish": "Arbeit."}
    return {**usual, **words}


def goal_words(version: PlanVersion, **words: Any) -> dict[str, Any]:
    usual = {
        "version": fresh(version).version,
        "domain": Domain.WORK.value,
        "wording": "Ich arbeite wieder als Buchhalterin.",
        "indicator": "Vertrag ist unterschrieben",
        "target_on": (today() + timedelta(days=90)).isoformat(),
        "priority": "1",
    }
    return {**usual, **words}


def measure_words(version: PlanVersion, **words: Any) -> dict[str, Any]:
    usual = {"version": fresh(version).version, "text": "Zeugnisse übersetzen", "who": "client"}
    return {**usual, **words}


def contribution_words(version: PlanVersion, **words: Any) -> dict[str, Any]:
    usual = {
        "version": fresh(version).version,
        "client_contributes": "Ich komme zu den Terminen.",
        "office_contributes": "Wir fragen beim Jobcenter nach.",
        "review_on": (today() + timedelta(days=180)).isoformat(),
        "language": "en",
    }
    return {**usual, **words}


def agreement_words(version: PlanVersion, **words: Any) -> dict[str, Any]:
    usual = {
        "version": fresh(version).version,
        "how": "paper",
        "agreed_on": today().isoformat(),
        "place": "Rathaus",
    }
    return {**usual, **words}


def goal_in(version: PlanVersion) -> Goal:
    return Goal.objects.filter(plan_version=version).order_by("position").first()  # type: ignore[return-value]


def measure_in(version: PlanVersion) -> Measure:
    found = Measure.objects.filter(goal__plan_version=version).select_related("goal")
    return found.order_by("position").first()  # type: ignore[return-value]


def edit_addresses(version: PlanVersion) -> list[str]:
    """Every address that changes a draft."""
    goal, measure = goal_in(version), measure_in(version)
    return [
        rate_address(version),
        address("new_goal", version.pk),
        address("goal", goal.pk),
        address("remove_goal", goal.pk),
        address("new_measure", goal.pk),
        address("measure", measure.pk),
        address("remove_measure", measure.pk),
        address("contributions", version.pk),
        address("agree", version.pk),
    ]


def read_addresses(version: PlanVersion) -> list[str]:
    return [address("plan", version.pk), address("print", version.pk)]


def button_addresses(version: PlanVersion) -> list[str]:
    """Buttons without a page of their own."""
    return [
        address("goal_result", goal_in(version).pk),
        address("progress", measure_in(version).pk),
        address("next_version", version.pk),
        address("begin_plan", version.plan.person_id),
    ]
