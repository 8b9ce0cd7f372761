"""What stands on the page that is shown to the person, and what never does."""

from __future__ import annotations

import re

import pytest

from bindeglied.casework.models import (
    Domain,
    Independence,
    Need,
    PlanVersion,
    Resource,
    Who,
)
from bindeglied.casework.printing import GERMAN, SECOND_LANGUAGES, catalogue_of
from bindeglied.casework.showing import shown_plan
from bindeglied.trail.models import Event
from tests.casework import cases
from tests.casework import plan_pages as pages
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def where(version: PlanVersion) -> str:
    return pages.address("show", version.pk)


@pytest.mark.parametrize("language", SECOND_LANGUAGES)
def test_every_language_has_every_label(language: str) -> None:
    assert catalogue_of(language)["showing"].keys() == catalogue_of(GERMAN)["showing"].keys()
    assert all(catalogue_of(language)["showing"].values())


def test_german_labels_are_those_of_the_product() -> None:
    german = catalogue_of(GERMAN)["showing"]
    for name, scale in (("need", Need), ("resource", Resource), ("independence", Independence)):
        for level in scale:
            if level is not Resource.NOT_LOOKED_AT:
                assert german[f"{name}_{level.value}"] == level.label


def test_the_plan_stands_in_two_languages(cast: CastFixture, draft: PlanVersion) -> None:
    text = cast("Amira").get(f"{where(draft)}?sprache=uk").content.decode()
    for words in ("Gutes Deutsch.", "Ich bestehe die Prüfung B1.", "Im Kurs anmelden"):
        assert words in text
    assert "Ich lerne jeden Vormittag." in text and "Ich frage nach Kursplätzen." in text
    assert "Sprache" in text and "Мова" in text
    assert "Nächste Überprüfung" in text and "Наступна перевірка" in text
    assert '<html lang="de"' in text and 'lang="uk" dir="ltr"' in text


def test_arabic_runs_from_the_right_beside_german(cast: CastFixture, draft: PlanVersion) -> None:
    text = cast("Amira").get(f"{where(draft)}?sprache=ar").content.decode()
    assert '<html lang="de" dir="ltr"' in text
    assert re.search(r'lang="ar" dir="rtl">[^<]*الاحتياج', text)
    assert not re.search(r'lang="ar" dir="ltr"', text)


def test_unchecked_labels_and_drafts_are_marked(cast: CastFixture, draft: PlanVersion) -> None:
    text = cast("Amira").get(f"{where(draft)}?sprache=uk").content.decode()
    assert "Beschriftung: Entwurf, ungeprüft" in text
    assert "Попередній переклад, не перевірено" in text
    assert "Entwurf, noch nicht vereinbart" in text


def test_an_unknown_language_falls_back_to_that_of_the_plan(
    cast: CastFixture, draft: PlanVersion
) -> None:
    assert 'lang="uk" dir="ltr"' in cast("Amira").get(f"{where(draft)}?sprache=x").content.decode()


def test_nothing_of_the_product_stands_beside_it(cast: CastFixture, draft: PlanVersion) -> None:
    cases.noted(draft.case, text="Nur für uns.", confided="Ganz geheim.")
    text = cast("Amira").get(where(draft)).content.decode()
    for hidden in (
        "Nur für uns.",
        "Ganz geheim.",
        "<form",
        "<input",
        "bar__search",
        'class="rail"',
    ):
        assert hidden not in text
    links = set(re.findall(r'href="(/[^"]*)"', text))
    assert {link for link in links if not link.startswith("/static/")} == {
        pages.address("plan", draft.pk)
    }


def test_protection_is_never_shown(cast: CastFixture, draft: PlanVersion) -> None:
    cases.rated(draft, Domain.SAFETY, wish="Niemand soll es wissen.")
    cases.goal_of(draft, "Ich entscheide, wer meine Adresse kennt.", domain=Domain.SAFETY)
    text = cast("Amira").get(where(draft)).content.decode()
    assert "Niemand soll es wissen." not in text and "wer meine Adresse kennt" not in text
    assert "Schutz" not in text


def test_levels_are_words_and_what_was_left_open_is_not_there(draft: PlanVersion) -> None:
    cases.rated(draft, Domain.WORK, need=0, resource=0, wish="")
    domains = {one.name.german: one for one in shown_plan(draft, "uk").domains}
    work = domains[str(Domain.WORK.label)]
    assert [(label.german, level.german) for label, level in work.levels] == [("Bedarf", "keiner")]
    assert set(domains) == {str(Domain.LANGUAGE.label), str(Domain.WORK.label)}


def test_who_does_a_step_has_a_name_or_a_label(draft: PlanVersion) -> None:
    goal = pages.goal_in(draft)
    goal.plan_version = pages.fresh(draft)
    cases.measure_of(goal, "Platz anfragen", who=Who.CASE_MANAGER)
    cases.measure_of(goal, "Beraten", who=Who.SERVICE, who_name="Volkshochschule")
    steps = shown_plan(draft, "uk").domains[0].goals[0].steps
    assert [one.who_name for one in steps] == [str(draft.plan.person), "", "Volkshochschule"]
    assert steps[1].who is not None and steps[1].who.second == "Інтеграційний менеджмент"


def test_looking_together_is_logged_under_its_own_words(
    cast: CastFixture, draft: PlanVersion
) -> None:
    cast("Amira").get(where(draft))
    looks = Event.objects.filter(record_key=str(draft.case_id), verb="plan shown and looked at")
    assert looks.count() == 1
