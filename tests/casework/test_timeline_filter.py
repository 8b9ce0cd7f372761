"""A part of the timeline: by kind, topic, form, writer and period, without script."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bindeglied.accounts.models import Membership, User
from bindeglied.casework.actions import Marks
from bindeglied.casework.models import Case, ContactForm, Domain
from bindeglied.casework.queries import TimelineRow, timeline
from bindeglied.casework.queries.timeline_filter import TimelineFilter, narrowed
from bindeglied.casework.views.case import NEWEST
from tests.casework import cases
from tests.casework.screens import path, read
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
WORK, HOUSING = Marks(topics=(Domain.WORK,)), Marks(topics=(Domain.HOUSING, Domain.WORK))


@pytest.fixture
def rows(opened: Case, amira: Membership, colleague: User) -> list[TimelineRow]:
    """An attempt, three talks, the last one by a deputy, an offer and its answer."""
    cases.deputised(opened, colleague)
    cases.tried(opened, tried_at=cases.days_ago(40), form=ContactForm.CALL)
    cases.noted(opened, happened_at=cases.days_ago(30), text="visit", form=ContactForm.VISIT)
    call = {"form": ContactForm.CALL, "marks": WORK}
    cases.noted(opened, happened_at=cases.days_ago(20), text="call", **call)
    by = {"by": colleague.pk, "marks": HOUSING}
    cases.noted(opened, happened_at=cases.days_ago(10), text="talk", **by)
    return timeline(opened, amira)


def said(rows: list[TimelineRow]) -> list[str]:
    """The texts of contacts, the kinds of everything else."""
    return [row.row.text if row.kind == "contact" else row.kind for row in rows]


def days_ago(number: int) -> Any:
    return cases.today() - timedelta(days=number)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["answer", "offer", "talk", "call", "visit", "attempt"]),
        ({"kind": "contact"}, ["talk", "call", "visit"]),
        ({"kind": "offer"}, ["answer", "offer"]),
        ({"kind": "agreement"}, []),
        ({"topic": "work"}, ["talk", "call"]),
        ({"topic": "housing"}, ["talk"]),
        ({"form": "call"}, ["call", "attempt"]),
        ({"form": "call", "kind": "attempt"}, ["attempt"]),
        ({"topic": "work", "form": "call"}, ["call"]),
        ({"topic": "housing", "form": "call"}, []),
    ],
    ids=str,
)
def test_what_is_wanted_narrows_the_timeline(
    wanted: dict[str, str], expected: list[str], rows: list[TimelineRow]
) -> None:
    assert said(narrowed(rows, TimelineFilter(**wanted))) == expected  # type: ignore[arg-type]


def test_the_days_of_a_period_belong_to_it(rows: list[TimelineRow]) -> None:
    found = narrowed(rows, TimelineFilter(first=days_ago(30), last=days_ago(20)))
    assert said(found) == ["call", "visit"]


def test_by_whom_tells_deputies_apart(rows: list[TimelineRow], colleague: User) -> None:
    assert said(narrowed(rows, TimelineFilter(by=colleague.pk))) == ["talk"]


def test_whoever_corrected_a_note_wrote_it_too(
    opened: Case, amira: Membership, colleague: User
) -> None:
    cases.deputised(opened, colleague)
    first = cases.noted(opened, text="first")
    cases.corrected(first, text="corrected", by=colleague.pk)
    for by in (colleague.pk, amira.user_id):
        found = narrowed(timeline(opened, amira), TimelineFilter(by=by, kind="contact"))
        assert said(found) == ["corrected"]


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


def log_of(page: str) -> str:
    return page[page.index('id="verlauf"') :]


def test_the_page_shows_what_the_address_asks_for(
    browser: Client, opened: Case, rows: list[TimelineRow]
) -> None:
    log = log_of(read(browser, path("case", opened.pk) + "?teil=verlauf&thema=housing"))
    assert ">talk</p>" in log
    assert ">call</p>" not in log
    assert "1 von 6" in log
    assert '<details class="sift" open>' in log
    assert '<option value="housing" selected>' in log


def test_only_what_occurs_is_offered_and_all_else_narrows_nothing(
    browser: Client, opened: Case, rows: list[TimelineRow]
) -> None:
    log = log_of(read(browser, path("case", opened.pk) + "?thema=health&art=x&von=0&ab=heute"))
    assert ">talk</p>" in log
    assert '<details class="sift">' in log
    assert '<option value="health"' not in log
    assert '<option value="letter"' not in log


def test_the_rest_of_what_is_found_is_one_link_away(browser: Client, opened: Case) -> None:
    for number in range(NEWEST + 2):
        cases.noted(opened, text=f"Talk {number}.", marks=WORK)
    cases.noted(opened, text="About something else.")
    where = path("case", opened.pk)
    log = log_of(read(browser, f"{where}?teil=verlauf&thema=work"))
    assert log.count('class="log__row"') == NEWEST
    whole = "?teil=verlauf&amp;verlauf=alle&amp;thema=work"
    assert f'href="{whole}"' in log
    log = log_of(read(browser, where + whole.replace("&amp;", "&")))
    assert log.count('class="log__row"') == NEWEST + 2
    assert "About something else." not in log


def test_what_the_page_proposes_does_not_depend_on_what_is_shown(
    browser: Client, announced: Case
) -> None:
    cases.tried(announced)
    page = read(browser, path("case", announced.pk) + "?ab=2099-01-01")
    assert "1 Versuch bisher" in page
    assert "Dazu steht nichts im Verlauf." in page
