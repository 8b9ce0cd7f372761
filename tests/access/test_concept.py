"""The access concept, walked with real requests: every address, every person, every record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.access.addresses import all_addresses, ask, meaning_of, path_to
from tests.access.concept import CONCEPT, Answer, Screen, Thing
from tests.access.people import (
    AMIRA,
    BERND_FOR_MONEY,
    EVERYBODY,
    HALF_SIGNED_IN,
    HEIDI,
    JONAS,
    NOBODY_YET,
    PEOPLE,
    SIGNED_IN,
    Person,
    browser_of,
)
from tests.access.undone import undone
from tests.conftest import CastFixture

# One of each kind of answer, for what need not be tried with everybody.
SOME_PEOPLE = (NOBODY_YET, HALF_SIGNED_IN, JONAS, AMIRA, BERND_FOR_MONEY, HEIDI)
ROWS = [(screen, thing) for screen in CONCEPT for thing in screen.records()]


def in_words(value: object) -> str:
    if isinstance(value, Screen):
        return value.address
    return value.words if isinstance(value, Thing | Person) else str(value)


def test_every_address_has_exactly_one_row_in_the_concept() -> None:
    assert sorted(all_addresses()) == sorted(screen.address for screen in CONCEPT)


def test_every_row_says_who_needs_it_for_which_task() -> None:
    assert all(screen.who and screen.task for screen in CONCEPT)


def who_asks(screen: Screen, thing: Thing) -> Iterator[Person]:
    """Everybody; whose task it is not gets the same for every record of a case, so asks once."""
    is_first = thing == screen.records()[0]
    for person in PEOPLE:
        if is_first or person in screen.open_to or not screen.address.startswith("casework:"):
            yield person


@pytest.mark.parametrize(("screen", "thing"), ROWS, ids=in_words)
def test_everybody_gets_the_answer_of_the_concept(
    screen: Screen, thing: Thing, cast: CastFixture
) -> None:
    answers, expected = {}, {}
    for person in who_asks(screen, thing):
        with undone():
            answers[person] = meaning_of(ask(browser_of(person, cast), screen, thing))
        expected[person] = screen.expected(person, thing)
    assert answers == expected


@pytest.mark.parametrize("person", SOME_PEOPLE, ids=in_words)
def test_asking_for_the_head_only_gives_the_same_answer(person: Person, cast: CastFixture) -> None:
    browser = browser_of(person, cast)
    for screen, thing in ROWS:
        if screen.sent is None and screen.address != "account_logout":
            answer = browser.head(path_to(screen, thing))
            assert meaning_of(answer) == screen.expected(person, thing), screen.address
            assert answer.content == b""


@pytest.mark.parametrize("person", SOME_PEOPLE, ids=in_words)
def test_a_fragment_gives_no_more_than_its_page(person: Person, cast: CastFixture) -> None:
    browser = browser_of(person, cast)
    for screen, thing in ROWS:
        if screen.sent is not None or screen.address == "account_logout":
            continue
        answer = browser.get(path_to(screen, thing), headers={"HX-Request": "true"})
        expected = screen.expected(person, thing)
        if expected is Answer.SIGN_IN and screen.open_to != EVERYBODY:
            assert answer.content == b"", screen.address
            assert answer.headers["HX-Redirect"].startswith("/konto/anmelden/?next="), (
                screen.address
            )
        else:
            assert meaning_of(answer) == expected, screen.address


@pytest.mark.parametrize("person", SOME_PEOPLE, ids=in_words)
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_an_address_for_reading_takes_nothing_in(
    person: Person, method: str, cast: CastFixture
) -> None:
    browser = browser_of(person, cast)
    ours = [row for row in ROWS if ":" in row[0].address and row[0].sent is None]
    for screen, thing in ours:
        answer = getattr(browser, method)(path_to(screen, thing))
        if person in screen.open_to:
            # A form without its key is turned away before anybody looks for the record.
            refused = 400 if screen.shows_form and method == "post" else 405
            assert answer.status_code == refused, screen.address
        else:
            assert meaning_of(answer) == screen.expected(person, thing), screen.address


def test_an_address_for_sending_cannot_be_read(cast: CastFixture) -> None:
    for screen, thing in ROWS:
        if screen.sent is not None and screen.address != "set_language":
            somebody = AMIRA if AMIRA in screen.open_to else min(screen.open_to, key=str)
            browser = browser_of(somebody, cast)
            assert browser.get(path_to(screen, thing)).status_code == 405, screen.address


def test_what_is_open_to_everybody_stands_on_the_reviewed_list_and_nothing_else_does() -> None:
    in_concept = {screen.address for screen in CONCEPT if screen.open_to == EVERYBODY}
    assert in_concept == set(settings.OPEN_ADDRESSES)


def test_what_opens_before_the_second_factor_stands_on_its_list_and_nothing_else_does() -> None:
    in_concept = {screen.address for screen in CONCEPT if screen.open_to == SIGNED_IN}
    assert in_concept == set(settings.OWN_ACCOUNT_ADDRESSES)


def test_every_line_of_the_reviewed_lists_gives_its_reason() -> None:
    lists = {**settings.OPEN_ADDRESSES, **settings.OWN_ACCOUNT_ADDRESSES}
    assert all(len(reason) >= len("leaving") for reason in lists.values())
    assert not settings.OPEN_ADDRESSES.keys() & settings.OWN_ACCOUNT_ADDRESSES.keys()


def test_a_visitor_comes_back_to_the_page_after_signing_in(cast: CastFixture) -> None:
    answer = cast(NOBODY_YET.name).get("/foerderung/planungsrahmen/?sortierung=name")
    assert answer.headers["Location"] == (
        "/konto/anmelden/?next=%2Ffoerderung%2Fplanungsrahmen%2F%3Fsortierung%3Dname"
    )


@pytest.mark.parametrize(
    ("shown_on", "next_page"),
    [
        ("http://localhost/orte/?sortierung=personen#x", "%2Forte%2F%3Fsortierung%3Dpersonen"),
        ("http://elsewhere.example/orte/", "%2Fkonto%2Fmitgliedschaft%2F"),
        ("http://[", "%2Fkonto%2Fmitgliedschaft%2F"),
        ("http://localhost//elsewhere.example/", "%2Fkonto%2Fmitgliedschaft%2F"),
    ],
)
def test_after_a_form_a_visitor_comes_back_to_the_page_it_stood_on(
    cast: CastFixture, shown_on: str, next_page: str
) -> None:
    browser = cast(NOBODY_YET.name, SERVER_NAME="localhost")
    answer = browser.post("/konto/mitgliedschaft/", headers={"Referer": shown_on})
    assert answer.headers["Location"] == f"/konto/anmelden/?next={next_page}"


def test_a_refusal_gives_the_reason_and_names_the_task(cast: CastFixture) -> None:
    answer = cast("Amira").get("/foerderung/planungsrahmen/")
    assert answer.status_code == 403
    assert "Integrationsmanagement" in answer.content.decode()
