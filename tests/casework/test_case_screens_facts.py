"""What is known about a person, who stands in, and how the page of a case shows both."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from bindeglied.accounts.models import Membership, User
from bindeglied.casework.models import Case, Fact, FactKind, FactSource
from bindeglied.casework.transitions import NotAllowed
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


def fact_words(kind: str, **words: str) -> dict[str, str]:
    """What the form of a fact is sent with."""
    day = cases.today().isoformat()
    usual = {"valid_from": day, "source": "document", "source_on": day, "source_detail": ""}
    return {f"{kind}-{name}": value for name, value in (usual | words).items()}


def test_a_comma_in_a_family_name_moves_nothing_into_the_given_name(
    browser: Client, announced: Case
) -> None:
    person = cases.person_of(announced)
    where = f"{path('fact', person.pk)}?art=name"
    typed = fact_words("name", given_name="Anna", family_name="Müller, geb. Schmidt")
    assert sent(browser, where, **typed).status_code == 302
    person.refresh_from_db()
    assert (person.given_name, person.family_name) == ("Anna", "Müller geb. Schmidt")


def test_what_holds_from_tomorrow_on_does_not_count_today(browser: Client, announced: Case) -> None:
    tomorrow = (cases.today() + timedelta(days=1)).isoformat()
    where = f"{path('fact', cases.person_of(announced).pk)}?art=address"
    answer = sent(
        browser, where, **fact_words("address", value="Neue Gasse 3", valid_from=tomorrow)
    )
    assert "liegt in der Zukunft" in faults_in(answer)
    with pytest.raises(NotAllowed, match="Zukunft"):
        cases.told(announced, FactKind.ADDRESS, "x", valid_from=cases.today() + timedelta(days=1))


def test_the_draft_of_one_kind_outlives_that_of_another(browser: Client, announced: Case) -> None:
    where = path("fact", cases.person_of(announced).pk)
    half = fact_words("address", value="Halbe Gasse")
    kept_from(browser, f"{where}?art=address", half)
    kept_from(browser, f"{where}?art=telephone", fact_words("telephone", value="0621"))
    assert "Halbe Gasse" in read(browser, f"{where}?art=address")
    whole = fact_words("telephone", value="0621 1234567")
    assert sent(browser, f"{where}?art=telephone", **whole).status_code == 302
    assert "Halbe Gasse" in read(browser, f"{where}?art=address")
    assert 'value="0621"' not in read(browser, f"{where}?art=telephone")


def kept_from(browser: Client, where: str, typed: dict[str, str]) -> None:
    """Keep what is typed into the form of a page, as its button without a script does."""
    token = re.search(r'name="entwurf" value="([^"]+)"', read(browser, where))
    assert token
    words = {**typed, "entwurf": token[1], "zwischenspeichern": "1"}
    assert browser.post(where, words).status_code == 302


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
