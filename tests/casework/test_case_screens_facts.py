"""What is known about a person, who stands in, and how the page of a case shows both."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from bindeglied.accounts.models import Membership, User
from bindeglied.casework.models import Case, Fact, FactKind, FactSource
from tests.casework import cases
from tests.casework.screens import faults_in, path, read, sent
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


@pytest.mark.parametrize(
    ("kind", "words", "kept"),
    [
        ("address", {"value": "Neue Gasse 3"}, "Neue Gasse 3"),
        ("birth", {"value": "1990-05-06"}, "1990-05-06"),
        ("language", {"value": "ar"}, "ar"),
        ("interpreter", {"value": "at_times"}, "at_times"),
        ("moved_in", {"value": "2026-02-01"}, "2026-02-01"),
        ("name", {"given_name": "Oxana", "family_name": "Verbenko"}, "Verbenko, Oxana"),
    ],
)
def test_a_new_value_of_every_kind(
    browser: Client, announced: Case, kind: str, words: dict[str, str], kept: str
) -> None:
    where = f"{path('fact', cases.person_of(announced).pk)}?art={kind}"
    read(browser, where)
    typed = {
        **words,
        "valid_from": cases.today().isoformat(),
        "source": "document",
        "source_on": cases.today().isoformat(),
        "source_detail": "Ausweis",
    }
    named = {f"{kind}-{name}": value for name, value in typed.items()}
    assert sent(browser, where, **named).status_code == 302
    newest = Fact.objects.filter(case=announced, kind=kind).order_by("-id").first()
    assert newest is not None
    assert (newest.value, newest.source) == (kept, FactSource.DOCUMENT)
    assert "Dokument gesehen: <bdi>Ausweis</bdi>" in read(browser, path("case", announced.pk))


def test_an_earlier_address_stays_readable(browser: Client, announced: Case) -> None:
    cases.told(announced, FactKind.ADDRESS, "Alte Gasse 1", valid_from=date(2026, 1, 1))
    cases.told(announced, FactKind.ADDRESS, "Neue Gasse 3")
    page = read(browser, path("case", announced.pk))
    assert page.index("Neue Gasse 3") < page.index("Früher") < page.index("Alte Gasse 1")


def test_a_deputy_is_named_and_ended(
    browser: Client, announced: Case, colleague: User, amira: Membership
) -> None:
    where = path("deputy", announced.pk)
    page = read(browser, where)
    assert str(colleague) in page
    assert "Bernd" not in page
    day = cases.today().isoformat()
    words = {"user": str(colleague.pk), "valid_from": day, "valid_until": ""}
    assert sent(browser, where, **words).status_code == 302
    shown = read(browser, path("case", announced.pk))
    assert f"/ {colleague}" in shown
    assignment = announced.assignments.get(user=colleague)
    end = path("end_deputy", assignment.pk)
    read(browser, end)
    assert "schon vorbei" in faults_in(sent(browser, end, on="2020-01-01"))
    assert sent(browser, end, on=day).status_code == 302


def test_without_colleagues_the_page_says_what_to_do(browser: Client, announced: Case) -> None:
    page = read(browser, path("deputy", announced.pk))
    assert "noch niemanden" in page
    assert "button--primary" not in page


def test_the_parts_of_the_phone_need_no_script(browser: Client, announced: Case) -> None:
    for part in ("menschen", "plan", "verlauf"):
        page = read(browser, f"{path('case', announced.pk)}?teil={part}")
        assert f'href="?teil={part}" aria-current="page"' in page
        assert f"case--{part}" in page
    assert "case--plan" in read(browser, f"{path('case', announced.pk)}?teil=x")


def test_typed_text_is_never_markup(browser: Client, announced: Case) -> None:
    bad = "<script>alert(1)</script>"
    cases.noted(announced, text=bad, place=bad)
    cases.tried(announced, remark=bad)
    cases.told(announced, FactKind.ADDRESS, bad, source_detail=bad)
    assert bad not in read(browser, path("case", announced.pk))
