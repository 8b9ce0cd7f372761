"""The sheet of a case writes itself from what is known, and holds nothing that was confided."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bindeglied.accounts.models import Membership, User
from bindeglied.casework import actions
from bindeglied.casework.access import get_case_for
from bindeglied.casework.models import (
    Case,
    FactKind,
    GoalState,
    HouseholdRole,
    MeasureState,
    PlanVersion,
)
from bindeglied.casework.queries.case_sheet import case_sheet
from tests.casework import cases, households
from tests.casework.crowded import PEOPLE, crowded_case
from tests.casework.screens import path, read, verbs_of
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


def test_it_says_who_what_next_what_is_agreed_and_whom_to_call(
    browser: Client, agreed: PlanVersion, colleague: User
) -> None:
    case = agreed.case
    cases.told(case, FactKind.TELEPHONE, "06201 000 14")
    cases.told(case, FactKind.INTERPRETER, "needed")
    cases.told(case, FactKind.ADDRESS, "Musterweg 4")
    cases.deputised(case, colleague)
    cases.promised(case)
    cases.tasked(case)
    page = read(browser, path("sheet", case.pk))
    expected = ("Oksana Verbenko", "05.04.1991", "Ukrainisch", "nötig", "Musterweg 4")
    expected += ("Sprachkurs besprechen", "Frau Sanders", "Kita anrufen", "Nächste Überprüfung")
    expected += ("Ich bestehe die Prüfung B1.", "Im Kurs anmelden", "Ich lerne jeden Vormittag.")
    expected += ("06201 000 14", "Amira Benkert", "Jonathan Pfitzer")
    for words in expected:
        assert words in page, words


def test_a_new_case_has_a_sheet_too(browser: Client, announced: Case) -> None:
    page = read(browser, path("sheet", announced.pk))
    assert "Noch ist kein Plan vereinbart." in page
    assert "Nichts vereinbart." in page
    assert "None" not in page


def test_neither_notes_nor_drafts_nor_what_was_confided_stand_on_it(
    browser: Client, agreed: PlanVersion
) -> None:
    case = agreed.case
    cases.noted(case, text="only noted", confided="only confided", for_deputy=True)
    draft = cases.next_version(agreed)
    cases.goal_of(draft, "Only in the draft.")
    page = read(browser, path("sheet", case.pk))
    for words in ("only noted", "only confided", "Only in the draft."):
        assert words not in page


def test_an_earlier_telephone_is_called_no_more(browser: Client, announced: Case) -> None:
    earlier = cases.today() - timedelta(days=5)
    cases.told(announced, FactKind.TELEPHONE, "06201 1", valid_from=earlier)
    cases.told(announced, FactKind.TELEPHONE, "06201 2")
    page = read(browser, path("sheet", announced.pk))
    assert "<bdi>06201 2</bdi>" in page
    assert "<bdi>06201 1</bdi>" not in page


def test_that_it_was_opened_is_noted(browser: Client, announced: Case) -> None:
    before = verbs_of(announced)
    read(browser, path("sheet", announced.pk))
    assert verbs_of(announced) == [*before, "case sheet printed"]
    assert "Fallblatt geöffnet" in read(browser, path("looks", announced.pk))


def test_it_stands_behind_the_page_of_the_case(browser: Client, announced: Case) -> None:
    assert f'href="{path("sheet", announced.pk)}"' in read(browser, path("case", announced.pk))


def test_of_much_the_first_is_shown_and_how_much_more_there_is(amira: Membership) -> None:
    sheet = case_sheet(get_case_for(amira, crowded_case().pk))
    assert (len(sheet.people.shown), sheet.people.more) == (6, PEOPLE - 6)
    assert (len(sheet.agenda.shown), sheet.agenda.more) == (6, 14)
    assert [one.on for one in sheet.agenda.shown] == sorted(one.on for one in sheet.agenda.shown)
    (plan,) = sheet.plans
    assert (len(plan.goals.shown), plan.goals.more) == (5, 4)
    assert {(len(one.steps.shown), one.steps.more) for one in plan.goals.shown} == {(2, 3)}


def test_what_is_finished_makes_room(browser: Client, agreed: PlanVersion) -> None:
    goal = agreed.goals.get()
    by = cases.adviser_of(agreed.case).pk
    actions.record_progress(measure=goal.measures.get(), state=MeasureState.DONE, by=by)
    page = read(browser, path("sheet", agreed.case_id))
    assert goal.wording in page
    assert "Im Kurs anmelden" not in page
    actions.record_goal_result(goal=goal, state=GoalState.DROPPED, by=by)
    page = read(browser, path("sheet", agreed.case_id))
    assert goal.wording not in page
    assert "Ein weiteres Ziel steht im Plan." in page


def test_who_lives_together_has_one_address(browser: Client, agreed: PlanVersion) -> None:
    home = {FactKind.ADDRESS: "Musterweg 4", FactKind.BIRTH: "2015-09-17"}
    cases.told(agreed.case, FactKind.ADDRESS, "Musterweg 4")
    together = households.related(agreed.case, household_role=HouseholdRole.CHILD, facts=home)
    page = read(browser, path("sheet", agreed.case_id))
    assert str(together) in page
    assert page.count("Musterweg 4") == 1


def test_a_long_history_takes_no_more_statements(agreed: PlanVersion, amira: Membership) -> None:
    def statements() -> int:
        case = get_case_for(amira, agreed.case_id)
        with CaptureQueriesContext(connections["default"]) as captured:
            sheet = case_sheet(case)
            assert [goal.steps.shown for plan in sheet.plans for goal in plan.goals.shown]
        return len(captured)

    cases.tasked(agreed.case)
    before = statements()
    for number in range(5):
        cases.tasked(agreed.case, number + 1)
        cases.promised(agreed.case, number + 1)
        cases.told(agreed.case, FactKind.ADDRESS, f"Musterweg {number}")
    assert statements() == before <= 9
