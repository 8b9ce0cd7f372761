"""The funding officer of a provider: counted nowhere, so there is no frame, count or relief."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from bindeglied.accounts.actions import add_membership, add_organisation
from bindeglied.accounts.models import OrganisationKind, Role, User
from tests.access.addresses import ask, path_to
from tests.access.concept import CONCEPT, Screen, Thing
from tests.access.concept_people import A_KEY
from tests.access.people import BERND_FOR_MONEY, CLARA, EVERYBODY, INGO
from tests.access.test_strangers import everything_of
from tests.conftest import CastFixture

OFFICERS = {BERND_FOR_MONEY, CLARA, INGO}
FUNDING = [screen for screen in CONCEPT if screen.address.startswith("funding:")]
RECORDS = [(screen, thing) for screen in FUNDING for thing in screen.records()]
KINDS_OF_FILES = ("csv", "xlsx", "pdf")
NOBODYS_RECORD = "01900000-0000-7000-8000-000000000000"
LISTS = {
    "zaehlung/": "Gezählt wird in Gemeinden und Kreisen",
    "lastenausgleich/": "Gezählt wird in Gemeinden und Kreisen",
    "planungsrahmen/": "Für Ihre Organisation ist noch kein Planungsrahmen freigegeben",
    "bescheide/": "noch keinen Anteil für Sie freigegeben",
    "geld/": "Für Ihre Organisation ist noch nichts eingetragen",
}


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    """Jonas, funding officer of a provider that belongs to no Kreis and no municipality."""
    provider = add_organisation(kind=OrganisationKind.PROVIDER, name="Verein", by=None)
    add_membership(
        user=User.objects.get(email="jonas@demo.example"),
        organisation=provider,
        role=Role.FUNDING_OFFICER,
        by=None,
        valid_from=date(2025, 1, 1),
    )
    return cast("Jonas")


@pytest.mark.parametrize(
    ("screen", "thing"), RECORDS, ids=[f"{one.address} {thing.words}" for one, thing in RECORDS]
)
def test_every_address_of_funding_answers_and_no_record_is_there(
    screen: Screen, thing: Thing, browser: Client
) -> None:
    answers = [ask(browser, screen, thing), browser.post(path_to(screen, thing), A_KEY)]
    said = {answer.status_code for answer in answers}
    assert max(said) < 500
    is_record = thing.args and thing.args[0] not in KINDS_OF_FILES
    if is_record and thing.readers != EVERYBODY:
        assert said <= {404 if OFFICERS & screen.open_to else 403, 405}


@pytest.mark.parametrize("path", LISTS)
def test_lists_are_empty_and_say_so(path: str, browser: Client) -> None:
    answer = browser.get(f"/foerderung/{path}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert LISTS[path] in page
    assert not re.search(r"[0-9] €|<tbody>", page)


def test_a_count_and_a_relief_are_like_those_that_do_not_exist(browser: Client) -> None:
    for address in ("funding:survey", "funding:relief"):
        (screen,) = (one for one in FUNDING if one.address == address)
        for thing in screen.things:
            path = path_to(screen, thing)
            missing = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", NOBODYS_RECORD, path)
            assert missing != path
            answer = everything_of(browser.get(path))
            assert answer[0] == 404
            assert answer == everything_of(browser.get(missing))


def test_the_page_of_the_day_asks_for_no_count(browser: Client) -> None:
    assert "Zählung zum" not in browser.get("/").content.decode()


def test_the_others_still_find_the_count(cast: CastFixture) -> None:
    for person in ("Clara", "Ingo", "Heidi"):
        assert "<tbody>" in cast(person).get("/foerderung/zaehlung/").content.decode()
        assert "<tbody>" in cast(person).get("/foerderung/lastenausgleich/").content.decode()


def test_the_file_of_money_holds_its_heading_only(browser: Client) -> None:
    answer = browser.get("/foerderung/geld/programme.csv")
    assert answer.status_code == 200
    assert len(answer.getvalue().decode("utf-8-sig").splitlines()) == 1
