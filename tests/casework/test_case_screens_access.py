"""Nobody but adviser and deputy comes to a case, by whatever address of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from bindeglied.accounts.models import Membership, User
from bindeglied.casework.models import Case, SupportOffer
from bindeglied.trail.models import Event
from tests.casework import cases
from tests.casework.screens import path, read, sent, verbs_of
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

# Who meets a foreign case as if it did not exist, and whose task it is not at all.
SAME_TASK = [("Bernd", "integration_manager")]
OTHER_TASKS = [
    ("Bernd", "funding_officer"),
    *((name, None) for name in ("Clara", "Deniz", "Eva", "Frank", "Gesa", "Heidi", "Ingo")),
    ("Kerstin", None),
    ("Jonas", None),
]
CANARY = "Kanarienvogel"


@pytest.fixture
def filled(announced: Case, colleague: User) -> Case:
    cases.noted(announced, text=CANARY, confided=CANARY)
    cases.offered(announced)
    cases.deputised(announced, colleague)
    return announced


def addresses_of(case: Case) -> list[str]:
    """Every address that leads to something of a case."""
    contact = case.contacts.get()
    of_case = ("case", "deputy", "attempt", "give_up", "contact", "offer", "looks", "looks_file")
    return [
        *(path(name, case.pk) for name in of_case),
        path("fact", cases.person_of(case).pk),
        path("end_deputy", case.assignments.get(part="deputy").pk),
        path("correct", contact.pk),
        path("confided", contact.pk),
        path("answer", SupportOffer.objects.get(case=case).pk),
    ]


def invented(address: str, case: Case) -> str:
    """The same address with an id that nothing has."""
    parts = [str(uuid4()) if len(part) == 36 else part for part in address.split("/")]
    return "/".join(parts)


def test_the_adviser_comes_everywhere(cast: CastFixture, filled: Case) -> None:
    for address in addresses_of(filled):
        assert cast("Amira").get(address).status_code == 200, address


@pytest.mark.parametrize(("name", "role"), SAME_TASK)
def test_a_foreign_case_answers_like_one_that_does_not_exist(
    cast: CastFixture, filled: Case, name: str, role: str | None
) -> None:
    browser = cast(name, role)
    for address in addresses_of(filled):
        there, not_there = browser.get(address), browser.get(invented(address, filled))
        assert (there.status_code, there.content) == (404, not_there.content), address
        assert sent(browser, address).status_code in (404, 405), address
    assert "Verbenko" not in read(browser, path("cases"))


@pytest.mark.parametrize(("name", "role"), OTHER_TASKS)
def test_whose_task_it_is_not_is_refused_without_a_word_about_the_case(
    cast: CastFixture, filled: Case, name: str, role: str | None
) -> None:
    browser = cast(name, role)
    for address in (*addresses_of(filled), path("cases"), path("cases_file"), path("announce")):
        answer = browser.get(address)
        assert answer.status_code == 403, address
        assert "Verbenko" not in answer.content.decode()
        assert CANARY not in answer.content.decode()


def test_a_visitor_is_asked_to_sign_in(cast: CastFixture, filled: Case) -> None:
    for address in (*addresses_of(filled), path("cases"), path("announce")):
        answer = cast("visitor").get(address)
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith("/konto/anmelden/")


def test_a_refused_look_leaves_no_look(cast: CastFixture, filled: Case) -> None:
    before = Event.objects.count()
    for address in addresses_of(filled):
        cast("Bernd", "integration_manager").get(address)
    assert Event.objects.count() == before


def of_colleague(filled: Case, cast: CastFixture, colleague: User) -> Client:
    browser = cast("Amira")
    browser.force_login(colleague, "allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session["second_factor_proved"] = str(colleague.pk)
    session.save()
    return browser


def test_the_deputy_reads_the_case_but_only_what_was_released_of_the_confided(
    cast: CastFixture, filled: Case, colleague: User
) -> None:
    browser = of_colleague(filled, cast, colleague)
    contact = filled.contacts.get()
    page = read(browser, path("case", filled.pk))
    assert CANARY in page
    assert path("confided", contact.pk) not in page
    refused = browser.get(path("confided", contact.pk))
    assert refused.status_code == 403
    assert CANARY not in refused.content.decode()
    free = cases.noted(filled, confided="für beide", for_deputy=True)
    assert path("confided", free.pk) in read(browser, path("case", filled.pk))
    assert "für beide" in read(browser, path("confided", free.pk))


def test_when_the_deputy_is_over_the_case_is_gone(
    cast: CastFixture, filled: Case, colleague: User
) -> None:
    yesterday = cases.today() - timedelta(days=1)
    filled.assignments.filter(user=colleague).update(valid_from=yesterday, valid_until=yesterday)
    browser = of_colleague(filled, cast, colleague)
    assert browser.get(path("case", filled.pk)).status_code == 404


def test_every_page_of_a_case_notes_the_look(cast: CastFixture, filled: Case) -> None:
    for address in addresses_of(filled):
        before = len(verbs_of(filled))
        cast("Amira").get(address)
        assert len(verbs_of(filled)) == before + 1, address


def test_the_search_finds_own_cases_only(
    cast: CastFixture, filled: Case, amira: Membership
) -> None:
    for text in ("verben", filled.number, "Oksana"):
        mine = read(cast("Amira"), f"/suche/?q={text}")
        assert path("case", filled.pk) in mine, text
        for name, role in (*SAME_TASK, ("Kerstin", None), ("Deniz", None), ("visitor", None)):
            assert str(filled.pk) not in read(cast(name, role), f"/suche/?q={text}"), (name, text)
    assert str(filled.pk) not in read(cast("Amira"), f"/suche/?q={CANARY}")


def test_the_day_shows_own_cases_only(cast: CastFixture, filled: Case) -> None:
    cases.noted(filled, next_due_on=cases.today() - timedelta(days=2))
    assert path("contact", filled.pk) in read(cast("Amira"), "/")
    for name in ("Bernd", "Deniz", "Kerstin", "Heidi"):
        assert str(filled.pk) not in read(cast(name), "/")
