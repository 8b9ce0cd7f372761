"""The pages of a plan as Amira sees them, and how they refuse everybody else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connections
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from bindeglied.casework.models import (
    Case,
    Domain,
    DomainRating,
    Goal,
    GoalState,
    Measure,
    MeasureState,
    Plan,
    PlanVersion,
)
from bindeglied.trail.models import Event
from tests.casework import cases
from tests.casework import plan_pages as pages
from tests.conftest import CastFixture
from tests.desk.test_query_counts import NOT_COUNTED

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
MOST_STATEMENTS = 14


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def rated_work(version: PlanVersion) -> QuerySet[DomainRating]:
    return DomainRating.objects.filter(assessment=version.assessment_id, domain=Domain.WORK)


def test_a_new_plan_says_of_every_domain_that_it_was_not_discussed(
    cast: CastFixture, opened: Case
) -> None:
    version = cases.begun(opened)
    answer = cast("Amira").get(pages.address("plan", version.pk))
    assert answer.status_code == 200
    assert text_of(answer).count("nicht besprochen") == len(Domain)
    assert "keiner" not in text_of(answer)


def test_a_plan_begins_with_a_button_and_once_only(cast: CastFixture, opened: Case) -> None:
    browser, person = cast("Amira"), cases.person_of(opened)
    answer = pages.sent(browser, pages.address("begin_plan", person.pk))
    version = PlanVersion.objects.get(plan__person=person)
    assert answer["Location"] == pages.address("plan", version.pk)
    again = pages.sent(browser, pages.address("begin_plan", person.pk))
    assert again["Location"] == pages.address("case", opened.pk)
    assert Plan.objects.filter(person=person).count() == 1


def test_no_plan_begins_before_support_was_accepted(cast: CastFixture, announced: Case) -> None:
    person = cases.person_of(announced)
    pages.sent(cast("Amira"), pages.address("begin_plan", person.pk))
    assert not Plan.objects.filter(person=person).exists()


def test_a_saved_domain_stays_in_view_and_shows_words_not_numbers(
    cast: CastFixture, draft: PlanVersion
) -> None:
    browser, where = cast("Amira"), pages.rate_address(draft)
    answer = pages.sent(browser, where, **pages.rating_words(draft))
    assert answer["Location"].endswith("?bereich=work#bereich-work")
    rating = rated_work(draft).get()
    assert (rating.levels, rating.wish) == ("2 4 -", "Arbeit.")
    page = browser.get(answer["Location"])
    text = text_of(page)
    assert "Bedarf: Beratung" in text and "Stärken: stark" in text and "noch kein Ziel" in text
    assert "Selbstständig offen" in text and "„Arbeit.“" in text
    assert not re.search(r"\b[0-4] von [0-4]\b|\b[0-4]/4\b", text)


def test_a_need_of_none_is_not_the_same_as_not_discussed(
    cast: CastFixture, draft: PlanVersion
) -> None:
    words = pages.rating_words(draft, need="0", resource="", wish="")
    pages.sent(cast("Amira"), pages.rate_address(draft), **words)
    answer = cast("Amira").get(pages.address("plan", draft.pk))
    assert "Bedarf: keiner" in text_of(answer)
    assert text_of(answer).count("nicht besprochen") == len(Domain) - 2


def test_a_domain_with_nothing_chosen_is_not_saved(cast: CastFixture, draft: PlanVersion) -> None:
    where = pages.rate_address(draft)
    words = pages.rating_words(draft, need="", resource="", wish="")
    answer = pages.sent(cast("Amira"), where, **words)
    assert answer.status_code == 200
    assert "Bitte wählen Sie mindestens eine Stufe" in text_of(answer)
    assert not rated_work(draft).exists()


def test_a_domain_can_be_taken_back(cast: CastFixture, draft: PlanVersion) -> None:
    where, version = pages.rate_address(draft, Domain.LANGUAGE), pages.fresh(draft).version
    pages.sent(cast("Amira"), where, version=version, leeren="1")
    assert not DomainRating.objects.filter(assessment=draft.assessment_id).exists()


def test_an_unknown_domain_is_not_there(cast: CastFixture, draft: PlanVersion) -> None:
    assert cast("Amira").get(pages.rate_address(draft, "astrology")).status_code == 404


def test_a_second_writer_sees_both_texts_and_may_send_again(
    cast: CastFixture, draft: PlanVersion
) -> None:
    browser, where = cast("Amira"), pages.rate_address(draft)
    first = pages.rating_words(draft, wish="Der erste Wunsch.")
    second = pages.rating_words(draft, wish="Der zweite Wunsch.")
    pages.sent(browser, where, **first)
    answer = pages.sent(browser, where, **second)
    assert answer.status_code == 409
    text = text_of(answer)
    assert "Der erste Wunsch." in text and "Der zweite Wunsch." in text
    assert "Amira Benkert hat inzwischen gespeichert" in text
    assert f'name="version" value="{pages.fresh(draft).version}"' in answer.content.decode()
    again = pages.sent(browser, where, **{**second, "version": pages.fresh(draft).version})
    assert again.status_code == 302
    assert rated_work(draft).get().wish == "Der zweite Wunsch."


@pytest.mark.parametrize("name", ["goal", "measure", "contributions"])
def test_every_form_of_the_plan_tells_of_a_conflict(
    name: str, cast: CastFixture, draft: PlanVersion
) -> None:
    where = {
        "goal": pages.address("goal", pages.goal_in(draft).pk),
        "measure": pages.address("measure", pages.measure_in(draft).pk),
        "contributions": pages.address("contributions", draft.pk),
    }[name]
    words = {
        "goal": pages.goal_words(draft),
        "measure": pages.measure_words(draft),
        "contributions": pages.contribution_words(draft),
    }[name]
    cases.rated(pages.fresh(draft), Domain.HEALTH)
    answer = pages.sent(cast("Amira"), where, **words)
    assert answer.status_code == 409
    assert "data-both-texts" in answer.content.decode()


def test_a_goal_comes_into_its_domain_with_its_step(cast: CastFixture, draft: PlanVersion) -> None:
    browser = cast("Amira")
    form = browser.get(pages.address("new_goal", draft.pk), {"bereich": "language"})
    assert "„Gutes Deutsch.“" in text_of(form)
    answer = pages.sent(browser, pages.address("new_goal", draft.pk), **pages.goal_words(draft))
    goal = Goal.objects.get(plan_version=draft, domain=Domain.WORK)
    assert answer["Location"].endswith(f"?bereich=work#ziel-{goal.pk}")
    step = pages.address("new_measure", goal.pk)
    pages.sent(browser, step, **pages.measure_words(draft))
    text = text_of(browser.get(answer["Location"]))
    assert "Ich arbeite wieder als Buchhalterin." in text
    assert "Vertrag ist unterschrieben" in text and "Zeugnisse übersetzen" in text


def test_goal_and_step_are_changed_and_removed(cast: CastFixture, draft: PlanVersion) -> None:
    browser, goal, step = cast("Amira"), pages.goal_in(draft), pages.measure_in(draft)
    words = pages.goal_words(draft, wording="Ich bestehe B2.")
    pages.sent(browser, pages.address("goal", goal.pk), **words)
    words = pages.measure_words(draft, text="Anders", who="service", who_name="Jobcenter")
    pages.sent(browser, pages.address("measure", step.pk), **words)
    assert (pages.goal_in(draft).wording, pages.measure_in(draft).who_name) == (
        "Ich bestehe B2.",
        "Jobcenter",
    )
    for name, pk in (("remove_measure", step.pk), ("remove_goal", goal.pk)):
        asked = browser.get(pages.address(name, pk))
        assert "entfernen?" in text_of(asked)
        pages.sent(browser, pages.address(name, pk), version=pages.fresh(draft).version)
    assert not Goal.objects.filter(plan_version=draft).exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"wording": ""}, "Ziel"),
        ({"target_on": "2020-01-01"}, "Dieser Tag ist schon vorbei."),
        ({"domain": "astrology"}, "Lebensbereich"),
    ],
)
def test_a_faulty_goal_is_not_saved(
    words: dict[str, str], said: str, cast: CastFixture, draft: PlanVersion
) -> None:
    where = pages.address("new_goal", draft.pk)
    answer = pages.sent(cast("Amira"), where, **pages.goal_words(draft, **words))
    assert answer.status_code == 200
    assert said in text_of(answer)
    assert Goal.objects.filter(plan_version=draft).count() == 1


def test_a_step_of_somebody_else_names_them(cast: CastFixture, draft: PlanVersion) -> None:
    where = pages.address("new_measure", pages.goal_in(draft).pk)
    answer = pages.sent(cast("Amira"), where, **pages.measure_words(draft, who="service"))
    assert "Bitte nennen Sie, wer es tut." in text_of(answer)
    assert Measure.objects.filter(case=draft.case_id).count() == 1


def test_progress_is_noted_step_by_step(cast: CastFixture, agreed: PlanVersion) -> None:
    browser, step, goal = cast("Amira"), pages.measure_in(agreed), pages.goal_in(agreed)
    where = pages.address("progress", step.pk)
    answer = pages.sent(browser, where, state="done")
    assert answer["Location"].endswith(f"#schritt-{step.pk}")
    assert pages.measure_in(agreed).state == MeasureState.DONE
    for wanted in ("planned", "finished"):
        pages.sent(browser, where, state=wanted)
        assert pages.measure_in(agreed).state == MeasureState.DONE
    pages.sent(browser, pages.address("goal_result", goal.pk), state="reached")
    assert pages.goal_in(agreed).state == GoalState.REACHED


def test_a_look_at_the_plan_is_an_event_of_its_case(cast: CastFixture, draft: PlanVersion) -> None:
    for where in (*pages.read_addresses(draft), *pages.edit_addresses(draft)):
        looks = Event.objects.filter(
            record_key=str(draft.case_id), verb__in=("plan looked at", "plan printed")
        )
        before = looks.count()
        assert cast("Amira").get(where).status_code == 200, where
        assert looks.count() == before + 1, where


@pytest.mark.parametrize(
    ("name", "status"),
    [("Bernd", 404), ("Clara", 403), ("Deniz", 403), ("Heidi", 403), ("Kerstin", 403)],
)
def test_strangers_find_no_plan(
    name: str, status: int, cast: CastFixture, draft: PlanVersion
) -> None:
    browser = cast(name)
    for where in (*pages.read_addresses(draft), *pages.edit_addresses(draft)):
        assert browser.get(where).status_code == status, where
    for where in (*pages.edit_addresses(draft), *pages.button_addresses(draft)):
        assert pages.sent(browser, where).status_code == status, where


def test_what_is_not_ones_own_looks_like_what_does_not_exist(
    cast: CastFixture, draft: PlanVersion
) -> None:
    browser, nobody = cast("Bernd"), "018f0000-0000-7000-8000-000000000000"
    theirs = browser.get(pages.address("plan", draft.pk))
    missing = browser.get(pages.address("plan", nobody))
    assert theirs.content.replace(str(draft.pk).encode(), b"") == missing.content.replace(
        nobody.encode(), b""
    )


def test_the_page_takes_few_statements_however_many_goals_there_are(
    cast: CastFixture, agreed: PlanVersion
) -> None:
    version = cases.next_version(agreed)
    for number in range(3):
        goal = cases.goal_of(version, f"Ziel {number}")
        cases.measure_of(goal)
        cases.measure_of(goal, "noch einer")
    browser = cast("Amira")
    for one in (version, agreed):
        where = pages.address("plan", one.pk)
        browser.get(where)
        with CaptureQueriesContext(connections["default"]) as captured:
            browser.get(where)
        statements = [row["sql"] for row in captured if not NOT_COUNTED.match(row["sql"])]
        assert len(statements) <= MOST_STATEMENTS, "\n".join(statements)
