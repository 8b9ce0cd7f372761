"""Readers and writers at the same time: nobody is turned away, and nothing is lost or doubled."""

from __future__ import annotations

import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from tests.servers import product as products
from tests.servers.fixtures import server_address
from tests.servers.people import email_of
from tests.servers.visitor import Visitor

PROCESSES = 8
ROUNDS = 13
# Each round: list, case, form, sent form with the page it leads to.
REQUESTS_OF_A_ROUND = 5
CASE = re.compile(r"/faelle/([0-9a-f]{8}-[0-9a-f-]{27})/")


@pytest.mark.journey
def test_500_requests_of_readers_and_writers_from_8_processes_meet_no_error() -> None:
    with products.installation(server_address()) as one:
        products.become_demo(one)
        with one.served(BINDEGLIED_WORKERS=str(PROCESSES)):
            with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as people:
                work = [(one.address, number) for number in range(PROCESSES)]
                statuses: Counter[int] = sum(people.map(_work, work), Counter())
            assert set(statuses) == {200}, statuses
            assert statuses.total() >= 500
            assert _notes_found(one.address) == PROCESSES * ROUNDS
        checked = one.call("verify-log")
        assert checked.returncode == 0, checked.stdout


def _work(what: tuple[str, int]) -> Counter[int]:
    """Read and write as Amira; gives how often which status was answered."""
    address, number = what
    amira, statuses = Visitor(address), Counter[int]()
    statuses[amira.sign_in(email_of("Amira")).status] += 1
    case = _case_of(amira)
    for round_ in range(ROUNDS):
        for path in ("/faelle/", f"/faelle/{case}/", f"/faelle/{case}/einsicht/"):
            statuses[amira.get(path).status] += 1
        note = amira.get(f"/faelle/{case}/kontakt/")
        text = f"Notiz {number}-{round_} unter Last"
        sent = amira.send(note, f"/faelle/{case}/kontakt/", text=text, minutes="15")
        statuses[note.status] += 1
        statuses[sent.status] += 1
        assert text in sent.text, "the page that a note leads to shows it"
    return statuses


def _case_of(amira: Visitor) -> str:
    """The first case of the list that is being accompanied."""
    found = CASE.findall(amira.get("/faelle/?stand=open").text)
    return found[0]


def _notes_found(address: str) -> int:
    amira = Visitor(address)
    amira.sign_in(email_of("Amira"))
    page = amira.get(f"/faelle/{_case_of(amira)}/?verlauf=alle").text
    return len(set(re.findall(r"Notiz (\d+-\d+) unter Last", page)))
