"""A version of a plan on paper, in German and a second language beside it.

Only the plan's own content is read: nothing confided, nobody else's data. States that go on after
the agreement are left out, the boxes are ticked by pen: the same version gives the same bytes.
Who may print is decided by the view.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from bindeglied.accounts.models import User
from bindeglied.casework.freezing import adults_covered, covered_by
from bindeglied.casework.models import (
    AgreedHow,
    Agreement,
    Assignment,
    Goal,
    Measure,
    Part,
    PlanState,
    PlanVersion,
    Who,
)
from bindeglied.documents.typesetting import Sheet, made_with, typeset
from bindeglied.trail.data_keys import key_ring

PARTS = Path(__file__).resolve().parent / "print"
TEMPLATE = PARTS / "plan.typ"
GERMAN = "de"
SECOND_LANGUAGES = ("en", "uk", "ar")


@dataclass(frozen=True, slots=True)
class PrintLanguage:
    """A second language of the print: its own name, its direction, whether somebody checked it."""

    code: str
    name: str
    is_rtl: bool
    is_reviewed: bool


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    """The PDF, by what it was made, and the letters that no font could show."""

    pdf: bytes
    made_with: str
    replaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepOnPaper:
    """What somebody does, who it is (a label where nobody is named), until when."""

    text: str
    who_is: str
    who_name: str
    due_on: str


@dataclass(frozen=True, slots=True)
class GoalOnPaper:
    """A goal with its steps; `for_whom` names the one person whom it is for in a family."""

    number: int
    domain: str
    wording: str
    indicator: str
    target_on: str
    steps: tuple[StepOnPaper, ...]
    for_whom: str = ""


@dataclass(frozen=True, slots=True)
class AgreementOnPaper:
    """How and where the person agreed; `is_signed` where lines for signatures are needed."""

    how: str
    place: str
    interpreting: str
    is_signed: bool


@dataclass(frozen=True, slots=True)
class PlanOnPaper:
    """All that stands on the paper besides labels. `made_on` is the day of the agreement.

    `signers` are the adults of a family who agreed, `abstained` maps why to the names of those who
    did not; for one person both are empty.
    """

    title: str
    number: str
    version: int
    is_draft: bool
    made_on: str
    digest: str
    organisation: str
    person: str
    adviser: str
    goals: tuple[GoalOnPaper, ...]
    client_contributes: str
    office_contributes: str
    review_on: str
    agreement: AgreementOnPaper
    is_for_family: bool = False
    signers: tuple[str, ...] = ()
    abstained: dict[str, str] = field(default_factory=dict)


def print_plan(plan_version: PlanVersion, language: str) -> PrintedPlan:
    """The plan as PDF/UA-1 and PDF/A-2a, labelled in German and in `language`.

    `language` is a code of PRINT_LANGUAGES; KeyError for any other. Raises trail.KeyGone if the
    content was deleted. Dated by the agreement, a draft by the day on which it was begun.
    """
    second = PRINT_LANGUAGES[language].code
    with key_ring():
        version = _with_content(plan_version)
        plan = plan_on_paper(version)
    done = typeset(sheet_of(plan, second, made_on=_made_on(version)))
    parts = (Path(__file__), TEMPLATE, _file_of(GERMAN), _file_of(second))
    return PrintedPlan(done.pdf, made_with(*parts), done.replaced)


def sheet_of(plan: PlanOnPaper, language: str, *, made_on: date) -> Sheet:
    """The plan with its template and the labels of both languages."""
    labels = {"german": _catalogue(GERMAN), "second": _catalogue(language)}
    return Sheet(TEMPLATE, asdict(plan), labels, language=GERMAN, made_on=made_on)


def plan_on_paper(version: PlanVersion) -> PlanOnPaper:
    """What is printed of a version; best fetched with its goals, measures and agreements."""
    is_draft = version.state == PlanState.DRAFT
    plan = version.plan
    names, adviser = _names_of_person(version), _adviser(version)
    family_names = (names[1], adviser.family_name)
    # The family name says who does it, unless both bear the same.
    short = family_names if len(set(family_names)) == 2 else (" ".join(names), str(adviser))
    acting = {Who.CLIENT.value: short[0], Who.CASE_MANAGER.value: short[1]}
    number = f"{plan.case.number}/{plan.number}"
    return PlanOnPaper(
        title=f"Integrationsplan {number}, Fassung {version.number}",
        number=number,
        version=version.number,
        is_draft=is_draft,
        made_on=_day(_made_on(version)),
        digest=version.digest,
        organisation=plan.case.organisation.name,
        person=_whose(version, names),
        adviser=str(adviser),
        goals=_goals(version, acting),
        client_contributes=version.client_contributes,
        office_contributes=version.office_contributes,
        review_on=_day(version.review_on),
        agreement=_agreement(version),
        is_for_family=plan.is_for_family,
        **_answers(version),
    )


def _with_content(version: PlanVersion) -> PlanVersion:
    """The version as it is in the database, with all that is printed.

    Four queries; for a family up to three more.
    """
    related = ("plan__person", "plan__case__organisation")
    whole = PlanVersion.objects.select_related(*related).get(pk=version.pk)
    content: tuple[str, ...] = ("goals__measures", "agreements")
    if whole.plan.is_for_family:
        content += ("goals__applies_to", "agreements__person", "abstentions__person")
    prefetch_related_objects([whole], *content)
    return whole


def _made_on(version: PlanVersion) -> date:
    return version.agreed_on or timezone.localdate(version.recorded_at)


def _names_of_person(version: PlanVersion) -> tuple[str, str]:
    """Given and family name; of an agreed version as they were at the agreement.

    Of a family those of whoever began the plan, or once it does not cover them of another adult.
    """
    if version.plan.is_for_family and (adults := adults_covered(version)):
        return adults[0]["given_name"], adults[0]["family_name"]
    if version.frozen is None:
        person = version.plan.person
        return person.given_name, person.family_name
    frozen = json.loads(version.frozen)["person"]
    return frozen["given_name"], frozen["family_name"]


def _whose(version: PlanVersion, names: tuple[str, str]) -> str:
    """The person, or the adults of a family, by name."""
    if not version.plan.is_for_family:
        return " ".join(names)
    adults = [one for one in covered_by(version) if one["is_adult"]]
    return ", ".join(f"{one['given_name']} {one['family_name']}" for one in adults)


def _answers(version: PlanVersion) -> dict[str, Any]:
    """Which adults of a family agreed when it was frozen, and which did not; of a draft nobody."""
    if not version.plan.is_for_family or version.agreed_at is None:
        return {}
    agreed = [one for one in version.agreements.all() if one.recorded_at <= version.agreed_at]
    abstained: dict[str, list[str]] = {}
    for one in sorted(version.abstentions.all(), key=lambda one: one.pk):
        abstained.setdefault(one.why, []).append(str(one.person))
    return {
        "signers": tuple(str(one.person) for one in sorted(agreed, key=lambda one: one.pk)),
        "abstained": {why: ", ".join(names) for why, names in abstained.items()},
    }


def _adviser(version: PlanVersion) -> User:
    """Who agreed for the office; as long as nobody did, the adviser of the case."""
    if version.agreed_by is not None:
        return User.objects.get(pk=version.agreed_by)
    running = Assignment.objects.select_related("user").get(
        case=version.case_id, part=Part.ADVISER, valid_until__isnull=True
    )
    return running.user


def _goals(version: PlanVersion, acting: dict[str, str]) -> tuple[GoalOnPaper, ...]:
    goals = sorted(version.goals.all(), key=lambda goal: goal.position)
    return tuple(_goal(number, goal, acting) for number, goal in enumerate(goals, start=1))


def _goal(number: int, goal: Goal, acting: dict[str, str]) -> GoalOnPaper:
    measures = sorted(goal.measures.all(), key=lambda measure: measure.position)
    for_whom = str(goal.applies_to or "")
    acting = acting | {Who.CLIENT.value: for_whom} if for_whom else acting
    return GoalOnPaper(
        number=number,
        domain=goal.domain,
        wording=goal.wording,
        indicator=goal.indicator,
        target_on=_day(goal.target_on),
        steps=tuple(_step(measure, acting) for measure in measures),
        for_whom=for_whom,
    )


def _step(measure: Measure, acting: dict[str, str]) -> StepOnPaper:
    name = measure.who_name or acting.get(measure.who, "")
    who_is = "" if name else f"who_{measure.who}"
    return StepOnPaper(measure.text, who_is, name, _day(measure.due_on))


def _agreement(version: PlanVersion) -> AgreementOnPaper:
    """That of the person of the plan, or the first of a family; nothing as long as none is."""
    found: list[Agreement] = [
        one
        for one in sorted(version.agreements.all(), key=lambda one: one.pk)
        if version.plan.is_for_family or one.person_id == version.plan.person_id
    ]
    if not found:
        return AgreementOnPaper("", "", "", is_signed=False)
    one = found[0]
    return AgreementOnPaper(one.how, one.place, one.interpreting, one.how == AgreedHow.PAPER)


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d.%m.%Y}"


def catalogue_of(language: str) -> dict[str, Any]:
    """What the file of a language says: its name, direction, labels, and whether it was checked."""
    return _catalogue(language)


def _file_of(language: str) -> Path:
    return PARTS / "labels" / f"{language}.toml"


@cache
def _catalogue(language: str) -> dict[str, Any]:
    return {"code": language, **tomllib.loads(_file_of(language).read_text("utf-8"))}


def _print_language(code: str) -> PrintLanguage:
    words = _catalogue(code)
    return PrintLanguage(code, words["name"], words["is_rtl"], words["is_reviewed"])


PRINT_LANGUAGES = {code: _print_language(code) for code in SECOND_LANGUAGES}
