"""Suggested goals: complete, found in their domain, filled in without losing what was typed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bindeglied.casework.forms.plan import GoalForm
from bindeglied.casework.forms.suggested import filled_in
from bindeglied.casework.models import Domain, Goal, PlanVersion
from bindeglied.casework.suggestions import (
    Suggestion,
    suggestion_of,
    suggestion_with,
    suggestions_for,
)
from tests.casework import cases
from tests.casework import plan_pages as pages
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

B1 = "Ich bestehe die Deutschprüfung B1."


def b1() -> Suggestion:
    found = suggestion_with(B1)
    assert found is not None
    return found


@pytest.mark.parametrize("domain", Domain)
def test_every_domain_has_four_to_eight_suggestions(domain: Domain) -> None:
    found = suggestions_for(domain)
    assert 4 <= len(found) <= 8
    for one in found:
        assert one.goal.endswith(".") and 15 <= len(one.goal) <= 120
        assert one.indicator and one.step and 1 <= one.months <= 12


def test_no_suggestion_counts_as_checked_yet() -> None:
    assert not any(one.is_checked for domain in Domain for one in suggestions_for(domain))


def test_a_wording_leads_to_one_suggestion_only() -> None:
    goals = [one.goal for domain in Domain for one in suggestions_for(domain)]
    assert len(set(goals)) == len(goals)
    assert suggestion_with("Ich will etwas Eigenes.") is None
    assert suggestion_of("999") is suggestion_of("") is None


def form_with(**typed: str) -> GoalForm:
    usual = {"version": "1", "domain": "language", "wording": "", "indicator": "", "priority": "2"}
    return GoalForm({**usual, **typed}, initial={"domain": "language"})


@pytest.mark.parametrize(
    ("typed", "stays"),
    [
        ("", False),
        ("prüfung b1", False),  # typed to find it
        ("Ich möchte tanzen lernen.", True),
    ],
)
def test_what_somebody_typed_is_not_overwritten(typed: str, stays: bool) -> None:
    values, left = filled_in(form_with(wording=typed), b1(), None)
    assert values["wording"] == (typed if stays else B1)
    assert [one.proposed for one in left] == ([B1] if stays else [])
    assert values["indicator"] == b1().indicator
    assert values["target_on"] == b1().values()["target_on"]


def test_another_suggestion_takes_the_place_of_the_first() -> None:
    other = suggestions_for("language")[0]
    sent = {key: words for key, words in other.values().items() if key in GoalForm.base_fields}
    values, left = filled_in(form_with(**sent), b1(), other)
    assert (values["wording"], left) == (B1, [])
    kept, left = filled_in(form_with(**sent), b1(), None)
    assert kept["wording"] == other.goal and len(left) == 3


def test_choosing_fills_in_and_saves_nothing(cast: CastFixture, draft: PlanVersion) -> None:
    words: dict[str, Any] = pages.goal_words(draft, wording="B1", indicator="", target_on="")
    words |= {"domain": "language", "vorschlag": b1().key}
    where = pages.address("new_goal", draft.pk)
    answer = pages.sent(cast("Amira"), where, **words)
    text = answer.content.decode()
    assert answer.status_code == 200 and 'role="alert"' not in text
    assert B1 in text and b1().indicator in text and b1().values()["target_on"] in text
    assert f'name="vorschlag-bisher" value="{b1().key}"' in text
    assert Goal.objects.filter(plan_version=draft).count() == 1


def test_a_text_of_ones_own_stays_and_the_proposal_is_told(
    cast: CastFixture, draft: PlanVersion
) -> None:
    words = pages.goal_words(draft, wording="Mein eigener Satz.", vorschlag=b1().key)
    answer = pages.sent(cast("Amira"), pages.address("new_goal", draft.pk), **words)
    text = re.sub(r"\s+", " ", answer.content.decode())
    assert "Mein eigener Satz.</textarea>" in text
    assert "bleibt stehen" in text and f'<span lang="de">{B1}</span>' in text


def test_the_page_of_a_new_goal_suggests_for_its_domain_only(
    cast: CastFixture, draft: PlanVersion
) -> None:
    where = pages.address("new_goal", draft.pk)
    language = cast("Amira").get(f"{where}?bereich=language").content.decode()
    assert B1 in language and suggestions_for("work")[0].goal not in language
    asked = cast("Amira").get(f"{where}?domain=work").content.decode()
    assert suggestions_for("work")[0].goal in asked
    assert 'name="vorschlag"' not in cast("Amira").get(f"{where}?domain=x").content.decode()


def test_what_stands_in_the_plan_is_not_replaced_by_a_suggestion(
    cast: CastFixture, draft: PlanVersion
) -> None:
    goal = pages.goal_in(draft)
    page = cast("Amira").get(pages.address("goal", goal.pk)).content.decode()
    assert 'name="vorschlag"' not in page


def test_the_first_step_of_a_suggested_goal_is_proposed_once(
    cast: CastFixture, draft: PlanVersion
) -> None:
    goal = cases.goal_of(draft, B1)
    where = pages.address("new_measure", goal.pk)
    assert b1().step in cast("Amira").get(where).content.decode()
    cases.measure_of(goal)
    assert b1().step not in cast("Amira").get(where).content.decode()
