"""Give an invented person a plan: a draft, or an agreed version and the draft of the next."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from bindeglied.casework import actions
from bindeglied.casework.models import (
    AgreedHow,
    Domain,
    Goal,
    MeasureState,
    Person,
    PlanVersion,
    Priority,
    Who,
)

AGREED_DAYS_AGO = 140
REVIEW_AFTER = timedelta(days=182)
Step = tuple[str, Who, str, int]

RATINGS = (
    (Domain.RESIDENCE, 1, 2, 3, ""),
    (
        Domain.LANGUAGE,
        3,
        3,
        3,
        "Ich möchte wieder in meinem Beruf arbeiten. Dafür brauche ich gutes Deutsch.",
    ),
    (Domain.WORK, 2, 4, 2, "Am liebsten im Büro und vormittags."),
)
LANGUAGE_STEPS: tuple[Step, ...] = (
    ("Einstufungstest bei der Volkshochschule", Who.CLIENT, "", 30),
    ("Im Kurs B1 anmelden", Who.CASE_MANAGER, "", 60),
    ("Betreuung am Vormittag klären", Who.SERVICE, "Kita-Vergabe der Stadt", 90),
)
WORK_STEPS: tuple[Step, ...] = (
    ("Zeugnisse übersetzen lassen", Who.CLIENT, "", 60),
    ("Termin bei der Anerkennungsberatung begleiten", Who.VOLUNTEER, "Frau Lindner", 100),
)


def add_demo_plan(*, person: Person, is_agreed: bool, by: UUID) -> None:
    """Write the plan of an invented person as `by` would."""
    version = actions.begin_plan(person=person, by=by)
    for domain, need, resource, independence, wish in RATINGS[: 3 if is_agreed else 2]:
        actions.rate_domain(
            plan_version=version,
            expected_version=version.version,
            domain=domain,
            need=need,
            resource=resource,
            independence=independence,
            wish=wish,
            by=by,
        )
    language = _goal(version, Domain.LANGUAGE, "Ich bestehe die Deutschprüfung B1.", by)
    if not is_agreed:
        _steps(version, language, LANGUAGE_STEPS[:1], by)
        return
    _steps(version, language, LANGUAGE_STEPS, by)
    work = _goal(version, Domain.WORK, "Mein Abschluss ist hier anerkannt.", by)
    _steps(version, work, WORK_STEPS, by)
    _agree(version, by)
    done, planned, waiting = language.measures.order_by("position")
    for measure, state in (
        (done, MeasureState.DONE),
        (planned, MeasureState.IN_PROGRESS),
        (waiting, MeasureState.WAITING),
    ):
        actions.record_progress(measure=measure, state=state, by=by)
    actions.begin_next_version(plan=version.plan, by=by)


def _goal(version: PlanVersion, domain: Domain, wording: str, by: UUID) -> Goal:
    return actions.save_goal(
        plan_version=version,
        expected_version=version.version,
        goal=None,
        domain=domain,
        wording=wording,
        indicator="Das Zeugnis liegt vor.",
        target_on=timezone.localdate() + timedelta(days=150),
        priority=Priority.HIGH,
        by=by,
    )


def _steps(version: PlanVersion, goal: Goal, steps: tuple[Step, ...], by: UUID) -> None:
    for text, who, who_name, days in steps:
        actions.save_measure(
            goal=goal,
            expected_version=version.version,
            measure=None,
            text=text,
            who=who,
            who_name=who_name,
            due_on=_agreed_on() + timedelta(days=days),
            by=by,
        )


def _agree(version: PlanVersion, by: UUID) -> None:
    actions.save_contributions(
        plan_version=version,
        expected_version=version.version,
        client="Ich lerne jeden Vormittag und komme zu den Terminen.",
        office="Ich frage nach Kursplätzen und begleite die ersten Schritte.",
        review_on=_agreed_on() + REVIEW_AFTER,
        language=version.language,
        by=by,
    )
    actions.agree_plan(
        plan_version=version,
        expected_version=version.version,
        how=AgreedHow.PAPER,
        place="Rathaus Weinheim",
        interpreting="",
        reason="",
        agreed_on=_agreed_on(),
        by=by,
    )


def _agreed_on() -> date:
    return timezone.localdate() - timedelta(days=AGREED_DAYS_AGO)
