"""The paper itself: its labels, that all of it can be seen, that it is the same everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bindeglied.casework.models import (
    AgreedHow,
    Domain,
    Who,
)
from bindeglied.casework.printing import (
    GERMAN,
    PRINT_LANGUAGES,
    AgreementOnPaper,
    GoalOnPaper,
    PlanOnPaper,
    StepOnPaper,
    _catalogue,
    sheet_of,
)
from bindeglied.documents import typesetting
from bindeglied.documents.typesetting import as_pictures

DAY = date(2026, 6, 3)
PAPER = PlanOnPaper(
    title="Integrationsplan 2026-0147/1, Fassung 2",
    number="2026-0147/1",
    version=2,
    is_draft=False,
    made_on="03.06.2026",
    digest="0123456789abcdef" * 4,
    organisation="Stadt Weinheim",
    person="Oksana Verbenko",
    adviser="Amira Benkert",
    goals=(
        GoalOnPaper(
            1,
            "language",
            "Ich bestehe die Prüfung B1.",
            "Zertifikat liegt vor",
            "31.03.2027",
            (StepOnPaper("Im Kurs anmelden", "", "Verbenko", "15.06.2026"),),
        ),
    ),
    client_contributes="Ich lerne jeden Vormittag.",
    office_contributes="Ich frage nach Kursplätzen.",
    review_on="03.12.2026",
    agreement=AgreementOnPaper("paper", "Weinheim", "Frau Sanders", is_signed=True),
)


def strict(plan: PlanOnPaper, language: str = "en") -> typesetting.Typeset:
    """The print without the second attempt that would hide a letter missing in the labels."""
    return typesetting._typeset(sheet_of(plan, language, made_on=DAY), typesetting._a_font_has)


@pytest.mark.parametrize("language", PRINT_LANGUAGES)
def test_all_labels_of_a_language_can_be_printed(language: str) -> None:
    step = PAPER.goals[0].steps[0]
    nobody_named = [replace(step, who_name="", who_is=f"who_{who}") for who in Who.values[2:]]
    goals = [
        replace(PAPER.goals[0], number=number, domain=domain, steps=tuple(nobody_named))
        for number, domain in enumerate(Domain.values, start=1)
    ]
    for how in AgreedHow.values:
        agreement = replace(PAPER.agreement, how=how, is_signed=how == AgreedHow.PAPER)
        done = strict(replace(PAPER, goals=tuple(goals), agreement=agreement), language)
        assert done.replaced == ()


def test_the_languages_have_the_same_labels_with_the_same_places() -> None:
    def places(language: str) -> dict[str, list[str]]:
        labels = _catalogue(language)["labels"]
        return {key: sorted(p for p in PLACES if p in words) for key, words in labels.items()}

    german = places(GERMAN)
    german.pop("translation_unchecked")
    for language in PRINT_LANGUAGES:
        assert places(language) == german
        assert all(_catalogue(language)["labels"].values())


PLACES = ("{name}", "{number}", "{day}", "{page}", "{pages}")


def test_german_domains_are_called_as_on_the_screen() -> None:
    labels = _catalogue(GERMAN)["labels"]
    for domain in Domain:
        assert labels[f"domain_{domain.value}"] == domain.label


def test_no_language_claims_to_be_checked_and_arabic_runs_from_the_right() -> None:
    assert not any(language.is_reviewed for language in PRINT_LANGUAGES.values())
    assert not _catalogue(GERMAN)["is_reviewed"]
    assert {code for code, language in PRINT_LANGUAGES.items() if language.is_rtl} == {"ar"}
    assert PRINT_LANGUAGES["uk"].name == "Українська"


def seen(plan: PlanOnPaper, language: str = "en") -> list[bytes]:
    return as_pictures(sheet_of(plan, language, made_on=DAY), dots_per_inch=60)


CHANGES: tuple[dict[str, Any], ...] = (
    {"organisation": "Stadt Mannheim"},
    {"person": "Olena Verbenko"},
    {"adviser": "Bernd Benkert"},
    {"number": "2026-0148/1"},
    {"version": 3},
    {"made_on": "04.06.2026"},
    {"digest": "f" * 64},
    {"client_contributes": "Nichts."},
    {"office_contributes": "Nichts."},
    {"review_on": "04.12.2026"},
    {"goals": ()},
    {"is_draft": True, "digest": ""},
    *(
        {"agreement": replace(PAPER.agreement, **change)}
        for change in ({"how": "oral"}, {"place": ""}, {"interpreting": ""}, {"is_signed": False})
    ),
    *(
        {"goals": (replace(PAPER.goals[0], **change),)}
        for change in (
            {"domain": "work"},
            {"wording": "Ich kann lesen."},
            {"indicator": ""},
            {"target_on": ""},
            {"steps": ()},
            {"steps": (StepOnPaper("Im Kurs abmelden", "", "Verbenko", "15.06.2026"),)},
            {"steps": (StepOnPaper("Im Kurs anmelden", "", "Benkert", "15.06.2026"),)},
            {"steps": (StepOnPaper("Im Kurs anmelden", "who_service", "", "15.06.2026"),)},
            {"steps": (StepOnPaper("Im Kurs anmelden", "", "Verbenko", ""),)},
        )
    ),
)


def test_everything_that_belongs_on_the_paper_can_be_seen_on_it() -> None:
    before = seen(PAPER)
    for change in CHANGES:
        assert seen(replace(PAPER, **change)) != before, change
    assert seen(PAPER, "uk") != before
    assert seen(PAPER) == before


def test_a_usual_plan_is_one_page_and_a_long_one_runs_on() -> None:
    usual = tuple(replace(PAPER.goals[0], number=n, steps=PAPER.goals[0].steps * 3) for n in (1, 2))
    for language in PRINT_LANGUAGES:
        assert len(seen(replace(PAPER, goals=usual), language)) == 1
    long = replace(PAPER.goals[0], wording="Ich möchte lernen. " * 260)
    assert len(seen(replace(PAPER, goals=(long,), client_contributes="Ja. " * 1250))) > 1


def test_hostile_text_is_text_and_never_an_error() -> None:
    text = (
        '#read("/etc/passwd") *fett* \\ $x$ محمد ትግርኛ 🙂 ' + "x" * 500 + "\n\t\u0007" + "ü" * 4400
    )
    step = StepOnPaper(text, "", text, "01.01.2027")
    goal = GoalOnPaper(1, "health", text, text, "", (step,))
    agreement = replace(PAPER.agreement, place=text, interpreting=text)
    plan = replace(
        PAPER,
        organisation=text[:120],
        person=text[:120],
        adviser=text[:120],
        client_contributes=text,
        office_contributes=text,
        goals=(goal,),
        agreement=agreement,
    )
    assert strict(plan, "ar").replaced == ("U+0007",)


ELSEWHERE = """
import json, sys
from datetime import date
import django
django.setup()
from bindeglied.casework import printing
from bindeglied.documents.typesetting import typeset
words = json.loads(sys.stdin.read())
goals = tuple(
    printing.GoalOnPaper(**{**goal, "steps": tuple(
        printing.StepOnPaper(**step) for step in goal["steps"])})
    for goal in words["goals"]
)
agreement = printing.AgreementOnPaper(**words["agreement"])
plan = printing.PlanOnPaper(**{**words, "goals": goals, "agreement": agreement})
sheet = printing.sheet_of(plan, "ar", made_on=date(2026, 6, 3))
sys.stdout.buffer.write(typeset(sheet).pdf)
"""


def test_another_process_folder_and_time_zone_print_the_same_bytes(tmp_path: Path) -> None:
    here = typesetting.typeset(sheet_of(PAPER, "ar", made_on=DAY)).pdf
    home = tmp_path / "home"
    home.mkdir()
    surroundings = {
        **{name: value for name, value in os.environ.items() if name.startswith("BINDEGLIED")},
        "TZ": "Pacific/Kiritimati",
        "HOME": str(home),
        "PYTHONPATH": str(typesetting.ROOT.parent),
        "DJANGO_SETTINGS_MODULE": "bindeglied.config.settings",
    }
    there = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        input=json.dumps(asdict(PAPER)).encode(),
        env=surroundings,
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert there.stdout == here
    assert not list(home.iterdir())
