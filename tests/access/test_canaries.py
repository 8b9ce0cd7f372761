"""A word planted in each class of content of a case is found by those it is for and nobody else."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import product

import pytest
from django.http import HttpResponseBase

from tests.access.addresses import OF_CASES, path_to
from tests.access.canaries import ADVISERS, PLAIN, SEALED, found_in, word
from tests.access.concept import CONCEPT, Screen, Thing
from tests.access.concept_people import A_KEY
from tests.access.people import AMIRA, BERND, DEPUTY, PEOPLE, Person, browser_of
from tests.conftest import CastFixture

ALL = {*PLAIN, *SEALED}
STRANGERS = [person for person in PEOPLE if person not in (AMIRA, DEPUTY)]
# Leaving would end the walk.
LEFT_OUT = ("account_logout", "demo:sign_in")
BROKEN = (
    *("/faelle/0/", "/faelle/?nach=0&stand=x&sortierung=x", "/faelle/faelle.csv?nach=0"),
    *("/plaene/0/druck.pdf", "/plaene/druck.pdf", "/faelle/menschen/", "/faelle/kontakt/"),
)


def content_of(answer: HttpResponseBase) -> bytes:
    """All that reaches a browser, files and compressed streams opened."""
    head = f"{answer.headers}{answer.cookies.output()}".encode()
    body = answer.getvalue()
    return b"\n".join((head, body, *opened(body)))


def opened(file: bytes) -> Iterator[bytes]:
    """The parts of a ZIP file (which XLSX is), the streams of a PDF."""
    if file.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            yield from map(parts.read, parts.namelist())
    if file.startswith(b"%PDF"):
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL):
            try:
                yield zlib.decompress(stream)
            except zlib.error:
                yield stream


def everything_read(person: Person, cast: CastFixture) -> Iterator[bytes]:
    """Every address with every record, read as a page and, where it is a case, as a fragment."""
    browser = browser_of(person, cast)
    for screen, thing in walked(person):
        path = path_to(screen, thing)
        yield content_of(browser.get(path))
        if screen.address.startswith("casework:") and person in screen.open_to:
            yield content_of(browser.get(path, headers={"HX-Request": "true"}))
    for path in (*BROKEN, *lists()):
        yield content_of(browser.get(path))


def walked(person: Person) -> Iterator[tuple[Screen, Thing]]:
    """Whose task it is not gets the same for every record (see the concept): one is enough."""
    for screen in CONCEPT:
        if screen.address not in LEFT_OUT:
            records = screen.records() if person in screen.open_to else screen.records()[:1]
            yield from ((screen, thing) for thing in records)


def lists() -> Iterator[str]:
    """Lists, filtered, sorted, paged behind a foreign case, as page and as file."""
    after = OF_CASES["Amira"]["case"]
    for path in ("/faelle/", "/faelle/faelle.csv"):
        for asked in ("stand=open", "stand=announced", "sortierung=termin", f"nach={after}"):
            yield f"{path}?{asked}"


def everything_answered(person: Person, cast: CastFixture) -> Iterator[bytes]:
    """What is said to whoever sends something to a case."""
    browser = browser_of(person, cast)
    for screen, thing in walked(person):
        if screen.address.startswith("casework:"):
            path = path_to(screen, thing)
            yield content_of(browser.post(path, A_KEY | {"zwischenspeichern": "1"}))
            yield content_of(browser.post(path, A_KEY))
            yield content_of(browser.put(path))


def found_by(texts: Iterator[bytes], adviser: str) -> set[str]:
    found: set[str] = set()
    for text in texts:
        found |= found_in(text, adviser)
    return found


@pytest.mark.parametrize("person", STRANGERS, ids=str)
def test_a_stranger_finds_no_word_of_a_case_at_any_address(
    person: Person, cast: CastFixture
) -> None:
    assert found_by(everything_read(person, cast), "Amira") == set()
    assert found_by(everything_answered(person, cast), "Amira") == set()


@pytest.mark.parametrize("person", STRANGERS, ids=str)
def test_a_stranger_finds_nobody_by_searching(person: Person, cast: CastFixture) -> None:
    browser = browser_of(person, cast)
    given, family = word("given", "Amira"), word("family", "Amira")
    texts = (family, given[:5], given[2:10], word("note", "Amira"))
    paths = ("/suche/?q=", "/faelle/?text=", "/faelle/faelle.csv?text=")
    for path, text in product(paths, texts):
        answer = browser.get(path + text)
        # What was typed is repeated by the page.
        said = content_of(answer).replace(text.encode(), b"")
        assert found_in(said, "Amira") == set(), text
        for ids in OF_CASES["Amira"].values():
            assert str(ids).encode() not in said


def test_the_adviser_finds_each_word_of_the_own_case_and_none_of_another(cast: CastFixture) -> None:
    for person in (AMIRA, BERND):
        texts = list(everything_read(person, cast))
        for adviser in ADVISERS:
            expected = ALL if adviser == person.name else set()
            assert found_by(iter(texts), adviser) == expected, (person, adviser)


def test_the_deputy_finds_all_but_what_was_confided_and_what_another_types(
    cast: CastFixture,
) -> None:
    assert found_by(everything_read(DEPUTY, cast), "Amira") == ALL - {"confided", "draft"}


def test_the_adviser_finds_people_by_name_and_nothing_by_what_a_note_says(
    cast: CastFixture,
) -> None:
    browser = browser_of(AMIRA, cast)
    case = str(OF_CASES["Amira"]["case"]).encode()
    for path in ("/suche/?q=", "/faelle/?text="):
        assert case in browser.get(path + word("family", "Amira")).content
        for kind in SEALED:
            assert case not in browser.get(path + word(kind, "Amira")).content, kind
