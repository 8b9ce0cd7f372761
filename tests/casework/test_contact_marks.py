"""What a note is about and who took part: on the page, in the row, through corrections."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from bindeglied.accounts.models import Membership
from bindeglied.casework import actions
from bindeglied.casework.actions import Marks
from bindeglied.casework.models import (
    Case,
    Contact,
    Domain,
    Goal,
    GoalState,
    PlanVersion,
    ThirdPerson,
)
from bindeglied.casework.queries.talks import open_goals
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.ids import new_id
from tests.casework import cases
from tests.casework.screens import note, path, read, sent
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


def only_with(*third_persons: str) -> Marks:
    return Marks(third_persons=third_persons)


def test_a_note_keeps_topics_goals_and_who_took_part(draft: PlanVersion) -> None:
    goal, person = Goal.objects.get(plan_version=draft), draft.plan.person
    marks = Marks((Domain.WORK, Domain.HEALTH), (goal.pk,), (person.pk,), (ThirdPerson.TEACHER,))
    noted = cases.noted(draft.case, marks=marks)
    fresh = Contact.objects.get(pk=noted.pk)
    assert actions.marks_of(fresh) == marks
    assert fresh.goal_lines == ["Ich bestehe die Prüfung B1."]


def test_the_words_of_a_goal_are_sealed(draft: PlanVersion) -> None:
    goal = Goal.objects.get(plan_version=draft)
    cases.noted(draft.case, marks=Marks(goals=(goal.pk,)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT goal_words FROM casework_contact WHERE goal_words IS NOT NULL")
        (sealed,) = cursor.fetchone()
    assert b"B1" not in bytes(sealed)


def test_a_note_stays_readable_when_its_goal_leaves_the_draft(draft: PlanVersion) -> None:
    goal = Goal.objects.get(plan_version=draft)
    noted = cases.noted(draft.case, marks=Marks(goals=(goal.pk,)))
    draft.refresh_from_db()
    actions.remove_goal(
        plan_version=draft,
        expected_version=draft.version,
        goal=goal,
        by=cases.adviser_of(draft.case).pk,
    )
    corrected = cases.corrected(Contact.objects.get(pk=noted.pk))
    assert Contact.objects.get(pk=corrected.pk).goal_lines == ["Ich bestehe die Prüfung B1."]


def test_a_note_without_marks_says_nothing_about_them(announced: Case) -> None:
    fresh = Contact.objects.get(pk=cases.noted(announced).pk)
    assert actions.marks_of(fresh) == Marks()
    assert fresh.goal_words is None


@pytest.mark.parametrize(
    "marks",
    [
        Marks(topics=("weather",)),
        Marks(third_persons=("neighbour",)),
        Marks(goals=(new_id(),)),
        Marks(people=(new_id(),)),
    ],
    ids=["topic", "kind", "goal", "person"],
)
def test_what_nobody_knows_or_is_of_another_case_is_refused(marks: Marks, announced: Case) -> None:
    with pytest.raises(NotAllowed):
        cases.noted(announced, marks=marks)


def test_people_and_goals_of_another_case_are_refused(
    draft: PlanVersion, amira: Membership
) -> None:
    other = cases.registered(amira)
    goal = Goal.objects.get(plan_version=draft)
    for marks in (Marks(goals=(goal.pk,)), Marks(people=(draft.plan.person_id,))):
        with pytest.raises(NotAllowed):
            cases.noted(other, marks=marks)


def test_a_correction_carries_the_marks_over_unless_it_says_others(announced: Case) -> None:
    first = cases.noted(announced, marks=Marks(topics=(Domain.WORK,)))
    second = cases.corrected(first)
    assert second.topics == (Domain.WORK,)
    third = cases.corrected(second, marks=Marks(topics=(Domain.HOUSING,)))
    assert Contact.objects.get(pk=third.pk).topics == (Domain.HOUSING,)
    assert Contact.objects.get(pk=second.pk).topics == (Domain.WORK,)


def test_a_first_contact_is_with_the_person(announced: Case) -> None:
    with pytest.raises(NotAllowed, match="Person selbst"):
        cases.noted(announced, is_first=True, marks=only_with(ThirdPerson.LANDLORD))
    first = cases.noted(announced, is_first=True)
    with pytest.raises(NotAllowed, match="Person selbst"):
        cases.corrected(first, marks=only_with(ThirdPerson.LANDLORD))


def test_third_persons_alone_are_no_last_contact_but_agree_on_a_next_day(announced: Case) -> None:
    person = cases.person_of(announced).pk
    met = cases.noted(announced, marks=Marks(people=(person,)))
    soon = cases.today()
    third = only_with(ThirdPerson.LANDLORD)
    cases.noted(announced, happened_at=cases.days_ago(1), next_due_on=soon, marks=third)
    announced.refresh_from_db()
    assert announced.last_contact_at == met.happened_at
    assert announced.next_due_on == soon


def test_goals_to_choose_are_those_one_works_on(agreed: PlanVersion) -> None:
    by = cases.adviser_of(agreed.case).pk
    (goal,) = open_goals(agreed.case)
    assert goal == Goal.objects.get(plan_version=agreed)
    actions.record_goal_result(goal=goal, state=GoalState.REACHED, by=by)
    assert open_goals(agreed.case) == ()


def test_once_a_draft_is_begun_its_goals_are_the_ones_to_choose(agreed: PlanVersion) -> None:
    draft = cases.next_version(agreed)
    copy = Goal.objects.get(plan_version=draft)
    added = cases.goal_of(draft, "Ich finde eine Wohnung.")
    assert open_goals(agreed.case) == (copy, added)


def quick_note(browser: Client, case: Case) -> str:
    """What the page of the case fetches when its note is opened."""
    answer = browser.get(path("contact", case.pk), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_note_beside_the_case_opens_by_a_link_that_works_without_a_script(
    browser: Client, announced: Case
) -> None:
    address = path("contact", announced.pk)
    page = read(browser, path("case", announced.pk))
    assert f'href="{address}" data-keys="n" hx-get="{address}"' in page
    assert 'name="text"' not in page
    opened = quick_note(browser, announced)
    assert opened.count("<form") == 1
    assert "<html" not in opened
    assert "autofocus" in opened
    assert "<html" in read(browser, address)


@pytest.mark.parametrize("is_continued", [False, True], ids=["agreed", "draft"])
def test_the_quick_note_offers_the_goals_that_its_address_takes(
    browser: Client, agreed: PlanVersion, is_continued: bool
) -> None:
    if is_continued:
        cases.next_version(agreed)
    page = quick_note(browser, agreed.case)
    for goal in Goal.objects.filter(case=agreed.case):
        is_offered = f'name="goals" value="{goal.pk}"' in page
        assert is_offered == (goal in open_goals(agreed.case))


def test_before_support_is_accepted_there_are_no_goals(announced: Case) -> None:
    assert open_goals(announced) == ()


def marked(**words: Any) -> dict[str, Any]:
    return note(topics=["work", "health"], third_persons=["teacher"], **words)


def test_chips_are_sent_and_shown_in_the_timeline(browser: Client, draft: PlanVersion) -> None:
    case, goal = draft.case, Goal.objects.get(plan_version=draft)
    words = marked(goals=[str(goal.pk)], people=[str(draft.plan.person_id)])
    assert sent(browser, path("contact", case.pk), **words).status_code == 302
    page = read(browser, path("case", case.pk))
    log = page[page.index('<ol class="log">') :]
    assert "<li>Arbeit und Beruf</li><li>Gesundheit</li>" in log
    assert "<bdi>Ich bestehe die Prüfung B1.</bdi>" in log
    assert "mit Oksana Verbenko, Schule oder Kita" in log


def test_a_contact_may_be_with_third_persons_only(browser: Client, announced: Case) -> None:
    words = note(third_persons=["landlord"])
    assert sent(browser, path("contact", announced.pk), **words).status_code == 302
    contact = Contact.objects.get(case=announced)
    assert (contact.people, contact.third_persons) == ((), ("landlord",))
    assert "nur mit Dritten: Vermietung" in read(browser, path("case", announced.pk))


def test_the_person_is_proposed_and_the_chips_stay_folded(browser: Client, announced: Case) -> None:
    person = cases.person_of(announced)
    for page in (quick_note(browser, announced), read(browser, path("contact", announced.pk))):
        assert '<details class="marks">' in page
        assert "wer dabei war <span>Oksana Verbenko</span>" in page
        assert f'value="{person.pk}" id="id_people_0" checked' in page
        assert 'name="goals"' not in page


def test_a_fault_gives_the_chips_back_unfolded(browser: Client, announced: Case) -> None:
    answer = sent(browser, path("contact", announced.pk), **marked(minutes="0"))
    page = answer.content.decode()
    assert '<details class="marks" open>' in page
    assert 'value="health" id="id_topics_8" checked' in page


def test_a_correction_begins_with_what_was_chosen(browser: Client, draft: PlanVersion) -> None:
    goal = Goal.objects.get(plan_version=draft)
    marks = Marks((Domain.WORK,), (goal.pk,), (draft.plan.person_id,), ())
    first = cases.noted(draft.case, marks=marks)
    where = path("correct", first.pk)
    page = read(browser, where)
    for chosen in ("work", str(goal.pk), str(draft.plan.person_id)):
        assert f'value="{chosen}" id=' in page
        assert "checked" in page[page.index(f'value="{chosen}"') :][:90]
    names = ("form", "minutes", "place", "language", "interpreting", "text")
    right = {name: note()[name] for name in names} | {"goals": [str(goal.pk)]}
    assert sent(browser, where, **right).status_code == 302
    corrected = Contact.objects.get(corrects=first)
    assert (corrected.topics, list(map(UUID, corrected.goals))) == ((), [goal.pk])
