"""What the pages of a case read, in few statements, and in the right order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import get_args
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from bindeglied.accounts.models import Membership
from bindeglied.casework.access import get_case_for, get_plan_version_for
from bindeglied.casework.models import Case, CaseState, FactKind, PlanVersion
from bindeglied.casework.queries import (
    Narrowed,
    Place,
    case_header,
    cases_of,
    domains_of,
    facts_of,
    looks_at,
    timeline,
)
from bindeglied.casework.queries.case_list import Sort
from bindeglied.trail.data_keys import key_ring
from tests.casework import cases

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@contextmanager
def at_most(statements: int) -> Iterator[None]:
    """No more statements than these in both databases together."""
    with (
        key_ring(),
        CaptureQueriesContext(connections["default"]) as content,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        yield
    run = [one["sql"] for one in (*content, *keys)]
    assert len(run) <= statements, "\n".join(run)


def large(opened: Case) -> PlanVersion:
    """One person, 30 contacts, 6 goals, and a little of everything else."""
    for number in range(30):
        contact = cases.noted(
            opened, happened_at=cases.days_ago(number + 1), confided="x" * (number % 5)
        )
        if number % 10 == 0:
            cases.corrected(contact)
    cases.tried(opened)
    cases.told(opened, FactKind.LANGUAGE, "ru")
    version = cases.begun(opened)
    cases.rated(version)
    for number in range(6):
        cases.measure_of(cases.goal_of(version, f"Ziel {number}"))
    cases.contributed(version)
    return cases.agreed(version)


def test_a_large_case_opens_with_14_statements(opened: Case, amira: Membership) -> None:
    version_id = large(opened).pk
    with at_most(14):
        case = get_case_for(amira, opened.pk)
        header = case_header(case)
        facts = [one.value for person in header.people for one in facts_of(person)]
        rows = timeline(case, amira)
        texts = [one.row.text for one in rows if one.kind == "contact"]
        domains = domains_of(get_plan_version_for(amira, version_id))
        words = [
            (goal.wording, [one.text for one in goal.measures.all()])
            for row in domains
            for goal in row.goals
        ]
        assert str(header.adviser) == "Amira Benkert"
        assert header.title == "Oksana Verbenko"
        assert {str(row.by) for row in rows if row.by} == {"Amira Benkert"}
    assert facts == ["Verbenko, Oksana", "1991-04-05", "ru"]
    assert len(texts) == 30
    assert len(words) == 6


def test_the_list_takes_8_statements_however_long(amira: Membership) -> None:
    for number in range(12):
        cases.registered(amira, family_name=f"Ahmadi{number:02}")
    with at_most(8):
        found = cases_of(amira, sort="due", at_most=10)
        assert len([(row.title, str(row.case.municipality)) for row in found.rows]) == 10
    with at_most(8):
        assert cases_of(amira, at_most=10, place=Place(after=found.next_after)).rows


@pytest.mark.parametrize("sort", get_args(Sort))
def test_pages_of_the_list_give_every_case_once_and_in_order(sort: str, amira: Membership) -> None:
    for number, name in enumerate(["Ahmadi", "Ähren", "Ahmadi", "Zedan", "Вербенко"]):
        case = cases.registered(amira, family_name=name)
        due = cases.today() + timedelta(days=number % 2) if number < 3 else None
        cases.noted(case, next_due_on=due)
    whole = [one.case.pk for one in cases_of(amira, sort=sort, at_most=500).rows]  # type: ignore[arg-type]
    paged: list[UUID] = []
    place = Place()
    while True:
        page = cases_of(amira, sort=sort, place=place, at_most=2)  # type: ignore[arg-type]
        paged += [one.case.pk for one in page.rows]
        if page.next_after is None:
            break
        place = Place(after=page.next_after)
    assert paged == whole
    assert len(set(whole)) == len(whole)
    place, backwards = Place(at_end=True), []
    while True:
        page = cases_of(amira, sort=sort, place=place, at_most=2)  # type: ignore[arg-type]
        backwards = [one.case.pk for one in page.rows] + backwards
        if page.previous_before is None:
            break
        place = Place(before=page.previous_before)
    assert backwards == whole


def test_the_list_is_found_through_by_name_number_and_state(amira: Membership) -> None:
    case = cases.registered(amira, given_name="Nadia", family_name="Šimůnková-Groß")

    def found(text: str, state: CaseState | None = None) -> bool:
        rows = cases_of(amira, text=text, narrowed=Narrowed(state=state)).rows
        return case in [one.case for one in rows]

    for text in ("simun", "Nadia ŠIMŮN", "gross", case.number, case.number[-4:], ""):
        assert found(text), text
    # A mistyped letter hides nobody (decision 0022), so "nadia x" finds her as well.
    for text in ("munk", "nadia weber", "Rathaus"):
        assert not found(text), text
    assert found("simun", CaseState.ANNOUNCED)
    assert not found("simun", CaseState.OPEN)


def test_what_is_due_comes_first_and_nothing_due_last(amira: Membership) -> None:
    later, soon, never = (cases.registered(amira, family_name=f"Zz{n}") for n in range(3))
    cases.noted(later, next_due_on=cases.today() + timedelta(days=9))
    cases.noted(soon, next_due_on=cases.today() - timedelta(days=900))
    listed = [one.case for one in cases_of(amira, sort="due").rows]
    assert [one for one in listed if one in (later, soon, never)] == [soon, later, never]
    assert listed[0] == soon


def test_the_timeline_tells_everything_newest_first(announced: Case, amira: Membership) -> None:
    cases.tried(announced, tried_at=cases.days_ago(15))
    cases.noted(announced, happened_at=cases.days_ago(10))
    cases.opened(announced)
    cases.agreed(cases.complete_draft(announced))
    rows = timeline(announced, amira)
    kinds = ["agreement", "answer", "offer", "contact", "attempt"]
    assert [one.kind for one in rows] == kinds
    days = [one.on for one in rows]
    assert days == sorted(days, reverse=True)


def test_offer_and_answer_of_one_day_stand_in_their_order(
    announced: Case, amira: Membership
) -> None:
    cases.answered(
        cases.offered(announced, offered_on=cases.today()),
        accepted=True,
        answered_on=cases.today(),
        informed_on=cases.today(),
    )
    assert [one.kind for one in timeline(announced, amira)] == ["answer", "offer"]


def test_the_header_says_who_and_how_long(announced: Case) -> None:
    header = case_header(announced)
    assert (header.title, header.languages) == ("Oksana Verbenko", ("uk",))
    assert (header.months_used, header.months_total, header.is_unverified) == (1, 36, True)
    assert (header.state, header.number) == (CaseState.ANNOUNCED, announced.number)


def test_who_did_something_is_told_newest_first(announced: Case) -> None:
    cases.tried(announced)
    found = [(one.verb, str(one.by)) for one in looks_at(announced)]
    assert found == [
        ("contact attempt logged", "Amira Benkert"),
        ("case registered", "Amira Benkert"),
    ]
