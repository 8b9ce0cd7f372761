"""Attempts, contacts, corrections, the offer of support and its answer, deputies."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from bindeglied.accounts.models import Membership, Role, User
from bindeglied.casework import actions
from bindeglied.casework.actions.keep_lists import list_columns
from bindeglied.casework.models import (
    Answer,
    Case,
    CaseState,
    ConfidedText,
    Contact,
    ContactForm,
    SupportOffer,
)
from bindeglied.casework.queries import timeline
from bindeglied.casework.transitions import NotAllowed
from tests.accounts.people import user_called
from tests.casework import cases

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def state_of(case: Case) -> str:
    return Case.objects.get(pk=case.pk).state


def test_a_contact_is_noted_and_what_was_confided_apart(announced: Case) -> None:
    contact = cases.noted(announced, confided=" nur für Sie ", is_first=True)
    fresh = Contact.objects.get(pk=contact.pk)
    assert fresh.text == "Möchte vormittags lernen."
    confided = ConfidedText.objects.get(contact=contact)
    assert (confided.text, confided.for_deputy) == ("nur für Sie", False)


def test_without_a_confided_text_there_is_no_row_for_one(announced: Case) -> None:
    contact = cases.noted(announced, confided="  ")
    assert not ConfidedText.objects.filter(contact=contact).exists()


@pytest.mark.parametrize(
    "words",
    [
        {"minutes": 0},
        {"minutes": 601},
        {"language": " "},
        {"happened_at": timezone.now() + timedelta(hours=1)},
    ],
)
def test_a_contact_that_cannot_be_is_refused(words: dict[str, Any], announced: Case) -> None:
    with pytest.raises(NotAllowed):
        cases.noted(announced, **words)


def test_there_is_one_first_contact(announced: Case) -> None:
    first = cases.noted(announced, is_first=True)
    with pytest.raises(NotAllowed):
        cases.noted(announced, is_first=True)
    assert cases.corrected(first).is_first


def test_a_correction_is_a_new_row_and_the_old_one_stays(
    announced: Case, amira: Membership
) -> None:
    first = cases.noted(announced, confided="x")
    second = cases.corrected(first)
    third = cases.corrected(second, text="Möchte abends lernen.")
    (row,) = [one for one in timeline(announced, amira) if one.kind == "contact"]
    assert row.row == third
    assert row.corrections == (second, first)
    assert (row.at, row.confided, row.confided_id) == (first.happened_at, "may_open", first.pk)


def test_only_the_newest_note_is_corrected(announced: Case) -> None:
    first = cases.noted(announced)
    cases.corrected(first)
    with pytest.raises(NotAllowed):
        cases.corrected(first)


def test_lists_show_the_latest_contact_and_what_it_agreed(announced: Case) -> None:
    soon, later = cases.today() + timedelta(days=3), cases.today() + timedelta(days=30)
    newest = cases.noted(announced, happened_at=cases.days_ago(2), next_due_on=soon)
    cases.noted(announced, happened_at=cases.days_ago(5), next_due_on=later)
    announced.refresh_from_db()
    assert announced.last_contact_at == newest.happened_at
    assert announced.next_due_on == soon
    cases.noted(announced, happened_at=cases.days_ago(1))
    announced.refresh_from_db()
    assert announced.next_due_on is None


def test_an_agreed_plan_is_due_at_its_review(agreed: Any) -> None:
    case = Case.objects.get(pk=agreed.case_id)
    assert case.next_due_on == agreed.review_on
    sooner = cases.today() + timedelta(days=1)
    cases.noted(case, next_due_on=sooner)
    assert list_columns(case.pk).next_due_on == sooner


def test_support_is_offered_and_accepted_with_the_notice(announced: Case) -> None:
    offer = cases.offered(announced)
    assert state_of(announced) == CaseState.OFFERED
    with pytest.raises(NotAllowed, match="Art. 13"):
        cases.answered(offer, accepted=True, informed_on=None)
    cases.answered(offer, accepted=True)
    case = Case.objects.get(pk=announced.pk)
    assert (case.state, case.informed_on) == (CaseState.OPEN, offer.offered_on + timedelta(days=1))


def test_who_declined_may_come_back_any_time(announced: Case) -> None:
    cases.answered(cases.offered(announced), accepted=False, reason="keine Zeit")
    assert state_of(announced) == CaseState.DECLINED
    assert SupportOffer.objects.get(case=announced).reason == "keine Zeit"
    cases.answered(cases.offered(announced), accepted=True)
    assert state_of(announced) == CaseState.OPEN


@pytest.mark.parametrize(
    "days", [{"answered_on": -10}, {"answered_on": 1}, {"informed_on": 1}], ids=str
)
def test_an_answer_lies_between_its_offer_and_today(days: dict[str, int], announced: Case) -> None:
    offer = cases.offered(announced)
    words = {name: cases.today() + timedelta(days=number) for name, number in days.items()}
    with pytest.raises(NotAllowed):
        cases.answered(offer, accepted=True, **words)


def test_an_offer_is_answered_once(announced: Case) -> None:
    offer = cases.offered(announced)
    cases.answered(offer, accepted=False)
    with pytest.raises(NotAllowed):
        cases.answered(offer, accepted=True)


def test_nothing_is_offered_twice_or_in_the_future(announced: Case, opened: Case) -> None:
    with pytest.raises(NotAllowed):
        cases.offered(opened)
    with pytest.raises(NotAllowed):
        cases.offered(announced, offered_on=cases.today() + timedelta(days=1))


@pytest.mark.parametrize(
    ("forms", "is_enough"),
    [
        ((), False),
        ((ContactForm.CALL, ContactForm.VISIT), False),
        ((ContactForm.CALL,) * 4, False),
        ((ContactForm.CALL, ContactForm.CALL, ContactForm.LETTER), True),
    ],
)
def test_three_attempts_in_two_forms_are_needed_to_give_up(
    forms: tuple[ContactForm, ...], is_enough: bool, announced: Case
) -> None:
    for form in forms:
        cases.tried(announced, form)
    by = cases.adviser_of(announced).pk
    if not is_enough:
        with pytest.raises(NotAllowed, match="3 Versuche auf mindestens 2"):
            actions.give_up_reaching(case=announced, by=by)
        return
    actions.give_up_reaching(case=announced, by=by)
    assert state_of(announced) == CaseState.NOT_REACHED


def test_an_offer_that_nobody_answered_stays_so_and_another_is_possible(announced: Case) -> None:
    offer = cases.offered(announced)
    for form in (ContactForm.CALL, ContactForm.VISIT, ContactForm.LETTER):
        cases.tried(announced, form)
    actions.give_up_reaching(case=announced, by=cases.adviser_of(announced).pk)
    assert SupportOffer.objects.get(pk=offer.pk).answer == Answer.NONE
    cases.answered(cases.offered(announced), accepted=True)
    assert state_of(announced) == CaseState.OPEN


def test_an_attempt_lies_in_the_past(announced: Case) -> None:
    with pytest.raises(NotAllowed):
        cases.tried(announced, tried_at=timezone.now() + timedelta(minutes=5))


def test_a_deputy_works_there_as_integration_manager(announced: Case) -> None:
    for name in ("Bernd", "Eva", "Kerstin", "Jonas"):
        with pytest.raises(NotAllowed, match="Integrationsmanagement"):
            cases.deputised(announced, user_called(name))


def test_nobody_is_deputy_twice_at_a_time(announced: Case, colleague: User) -> None:
    week = {"valid_from": cases.today(), "valid_until": cases.today() + timedelta(days=6)}
    cases.deputised(announced, colleague, **week)
    with pytest.raises(NotAllowed, match="schon"):
        cases.deputised(announced, colleague, valid_from=week["valid_until"])
    cases.deputised(announced, colleague, valid_from=week["valid_until"] + timedelta(days=1))
    with pytest.raises(NotAllowed, match="schon"):
        cases.deputised(announced, cases.adviser_of(announced))


def test_a_deputy_ends_but_not_the_adviser(announced: Case, colleague: User) -> None:
    deputy = cases.deputised(announced, colleague)
    by = cases.adviser_of(announced).pk
    with pytest.raises(NotAllowed):
        actions.end_assignment(assignment=deputy, on=deputy.valid_from - timedelta(days=1), by=by)
    actions.end_assignment(assignment=deputy, on=cases.today(), by=by)
    with pytest.raises(NotAllowed, match="früher"):
        actions.end_assignment(assignment=deputy, on=cases.today() + timedelta(days=1), by=by)
    adviser = announced.assignments.get(user=cases.adviser_of(announced))
    with pytest.raises(NotAllowed, match="zuständig"):
        actions.end_assignment(assignment=adviser, on=cases.today(), by=by)


def test_a_membership_of_another_role_makes_no_deputy(announced: Case, colleague: User) -> None:
    Membership.objects.filter(user=colleague).update(role=Role.VOLUNTEER_COORDINATOR)
    with pytest.raises(NotAllowed):
        cases.deputised(announced, colleague)
