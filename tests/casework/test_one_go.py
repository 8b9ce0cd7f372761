"""A plan in one go: everything or nothing, once, with proposals that can be changed."""

from __future__ import annotations

from typing import Any

import pytest

from bindeglied.casework import actions
from bindeglied.casework.forms.one_go import CLIENT_CONTRIBUTES
from bindeglied.casework.models import Case, Domain, DomainRating, Goal, Measure, PlanVersion, Who
from bindeglied.casework.queries import what_is_missing
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.models import Draft
from tests.casework import cases
from tests.casework import plan_pages as pages
from tests.casework.screens import faults_in, verbs_of
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def empty(opened: Case) -> PlanVersion:
    """A plan that was begun, with nothing in it."""
    return cases.begun(opened)


def where(version: PlanVersion, domain: str = "work") -> str:
    return pages.address("one_go", version.pk, domain)


def words_for(version: PlanVersion, **words: Any) -> dict[str, Any]:
    parts = (pages.contribution_words, pages.measure_words, pages.goal_words, pages.rating_words)
    usual: dict[str, Any] = {}
    for part in parts:
        usual |= part(version)
    return {**usual, **words}


def rows_of(version: PlanVersion) -> tuple[int, int, int]:
    """How many domains, goals and steps there are."""
    ratings = DomainRating.objects.filter(assessment=version.assessment_id)
    steps = Measure.objects.filter(goal__plan_version=version)
    return ratings.count(), Goal.objects.filter(plan_version=version).count(), steps.count()


def test_one_form_gives_a_plan_that_can_be_agreed(cast: CastFixture, empty: PlanVersion) -> None:
    answer = pages.sent(cast("Amira"), where(empty), **words_for(empty))
    goal = pages.goal_in(empty)
    assert answer["Location"].endswith(f"?bereich=work#ziel-{goal.pk}")
    assert rows_of(empty) == (1, 1, 1)
    assert what_is_missing(pages.fresh(empty)) == []
    done = ["domain rated", "goal set", "measure set", "contributions changed"]
    assert [one for one in verbs_of(empty.case) if one in done] == done


def test_sent_twice_it_is_done_once(cast: CastFixture, empty: PlanVersion) -> None:
    browser, words = cast("Amira"), words_for(empty, once="0197a000-0000-7000-8000-000000000001")
    first = browser.post(where(empty), words)
    again = browser.post(where(empty), words)
    assert first["Location"] == again["Location"]
    assert rows_of(empty) == (1, 1, 1)


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        ({"need": "", "resource": "", "wish": ""}, "need"),
        ({"wording": ""}, "wording"),
        ({"text": ""}, "text"),
        ({"who": "service", "who_name": ""}, "who_name"),
        ({"client_contributes": ""}, "client_contributes"),
        ({"review_on": "2020-01-01"}, "review_on"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_is_saved(
    fault: dict[str, str], field: str, cast: CastFixture, empty: PlanVersion
) -> None:
    answer = pages.sent(cast("Amira"), where(empty), **words_for(empty, **fault))
    assert f'href="#id_{field}"' in faults_in(answer)
    assert rows_of(empty) == (0, 0, 0)


def test_a_deed_that_is_refused_takes_the_others_with_it(empty: PlanVersion) -> None:
    words: Any = {
        **{"need": 2, "resource": 1, "independence": None, "wish": "", "wording": "Ich arbeite."},
        **{"indicator": "", "target_on": None, "text": " ", "who": Who.CLIENT, "who_name": ""},
        **{"due_on": None, "client_contributes": "a", "office_contributes": "b"},
        **{"review_on": None, "language": "en"},
    }
    with pytest.raises(NotAllowed):
        actions.write_in_one_go(
            plan_version=empty,
            expected_version=empty.version,
            domain=Domain.WORK,
            words=words,
            by=cases.adviser_of(empty.case).pk,
        )
    assert rows_of(empty) == (0, 0, 0)
    assert "domain rated" not in verbs_of(empty.case)


def test_whoever_is_late_sees_both_texts(cast: CastFixture, empty: PlanVersion) -> None:
    words = words_for(empty, wish="Der zweite Wunsch.")
    cases.rated(empty, Domain.WORK, wish="Der erste Wunsch.")
    answer = pages.sent(cast("Amira"), where(empty), **words)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Der erste Wunsch." in text and "Der zweite Wunsch." in text
    assert rows_of(empty) == (1, 0, 0)


def test_days_and_contributions_are_proposed_and_said_to_be_proposals(
    cast: CastFixture, empty: PlanVersion
) -> None:
    text = cast("Amira").get(where(empty)).content.decode()
    assert CLIENT_CONTRIBUTES in text and "keine Vorgaben des Landes" in text
    assert 'name="review_on" value="2' in text and 'name="target_on" value="2' in text


def test_what_stands_in_the_plan_comes_before_a_proposal(
    cast: CastFixture, empty: PlanVersion
) -> None:
    cases.rated(empty, Domain.WORK, need=0, wish="Erst ausruhen.")
    cases.contributed(empty, client="Ich ruhe mich aus.")
    text = cast("Amira").get(where(empty)).content.decode()
    assert "Erst ausruhen." in text and "Ich ruhe mich aus." in text
    assert CLIENT_CONTRIBUTES not in text
    assert 'name="need" value="0"' in text.replace(" checked", "")


def test_what_is_typed_is_kept_until_it_is_saved(cast: CastFixture, empty: PlanVersion) -> None:
    browser, page = cast("Amira"), where(empty)
    token = cast("Amira").get(page).content.decode().split('name="entwurf" value="')[1]
    words = words_for(empty, wish="Halb getippt", entwurf=token.split('"')[0])
    pages.sent(browser, page, **words, zwischenspeichern="1")
    assert "Halb getippt" in browser.get(page).content.decode()
    pages.sent(browser, page, **words_for(empty))
    assert not Draft.objects.filter(place=page).exists()


def test_an_unknown_domain_and_an_agreed_plan_take_nothing(
    cast: CastFixture, agreed: PlanVersion
) -> None:
    assert cast("Amira").get(where(agreed, "work")).status_code == 403
    draft = cases.next_version(agreed)
    assert cast("Amira").get(where(draft, "astrology")).status_code == 404


def test_a_plan_without_a_goal_offers_the_short_way(cast: CastFixture, empty: PlanVersion) -> None:
    page = pages.address("plan", empty.pk)
    text = cast("Amira").get(page).content.decode()
    assert all(where(empty, domain) in text for domain in Domain.values)
    cases.goal_of(empty)
    assert where(empty) not in cast("Amira").get(page).content.decode()
