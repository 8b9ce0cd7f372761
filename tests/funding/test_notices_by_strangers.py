"""Notices asked for by people they are none of the business of, and typed as nobody should."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from bindeglied.funding.models import FrameNotice, LedgerEntry, SubAllocation
from tests.conftest import CastFixture
from tests.funding.notice_steps import a_notice, prepared, released

pytestmark = pytest.mark.django_db
LIST = "/foerderung/bescheide/"
SHARES = "/foerderung/verteilungen/"
GOOD = {
    "year": "2026",
    "amount_eur": "292.750,37",
    "document": "Zuwendungsbescheid",
    "file_number": "",
    "issued_on": "2026-02-03",
    "reason": "Änderungsbescheid",
    "key": "inhabitants",
    "decision": "release",
}


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def send(browser: Client, path: str, **fields: str) -> Any:
    return browser.post(path, {"once": str(uuid4()), **GOOD, **fields})


def addresses(notice: FrameNotice, kept: SubAllocation) -> list[str]:
    below = f"{LIST}{notice.pk}/"
    return [
        below,
        *(f"{below}{deed}/" for deed in ("berichtigen", "verteilen", "vergleich")),
        f"{SHARES}{kept.pk}/",
        *(f"{SHARES}{kept.pk}/{rest}" for rest in ("freigabe/", "anteile.csv", "mitteilungen.pdf")),
    ]


@pytest.mark.parametrize("name", ["Ingo", "Frank", "Gesa", "Eva", "Amira"])
def test_another_kreis_and_other_roles_get_nothing_and_change_nothing(
    cast: CastFixture, name: str
) -> None:
    kept = prepared(a_notice())
    browser = cast(name)
    nothing = {browser.get(f"{LIST}{uuid4()}/").status_code}
    for address in addresses(kept.notice, kept):
        assert {browser.get(address).status_code} <= nothing | {403, 404}, address
        assert send(browser, address).status_code in (403, 404, 405), address
    assert (FrameNotice.objects.count(), SubAllocation.objects.count()) == (1, 1)
    kept.refresh_from_db()
    assert kept.state == "prepared"


def test_the_land_reads_notices_and_changes_none(cast: CastFixture) -> None:
    kept = released(a_notice())
    heidi = cast("Heidi")
    assert heidi.get(f"{LIST}{kept.notice_id}/").status_code == 200
    for deed in ("berichtigen", "verteilen", "vergleich"):
        assert send(heidi, f"{LIST}{kept.notice_id}/{deed}/").status_code in (403, 404, 405)
    for rest in ("neu/", "datei/"):
        assert send(heidi, f"{LIST}{rest}").status_code in (403, 404)
    assert FrameNotice.objects.count() == 1


def test_the_kreis_that_is_written_into_a_form_does_not_count(cast: CastFixture) -> None:
    answer = send(cast("Ingo"), f"{LIST}neu/", kreis="08226", kreis_id="08226", ags="08226")
    assert answer["Location"] == LIST
    assert FrameNotice.objects.get().kreis_id == "08317"


def test_one_key_enters_once_and_with_other_words_not_at_all(cast: CastFixture) -> None:
    clara = cast("Clara")
    fields = {**GOOD, "once": str(uuid4())}
    for _again in range(3):
        assert clara.post(f"{LIST}neu/", fields)["Location"] == LIST
    assert clara.post(f"{LIST}neu/", {**fields, "amount_eur": "5"}).status_code == 409
    assert FrameNotice.objects.count() == 1
    assert LedgerEntry.objects.filter(source_kind="frame notice").count() == 1
    # Another window with a key of its own, and a colleague.
    for browser in (clara, cast("Mara")):
        assert "schon ein Bescheid eingetragen" in words(send(browser, f"{LIST}neu/"))
    assert FrameNotice.objects.count() == 1


def test_a_corrected_notice_is_not_corrected_again_from_an_old_window(cast: CastFixture) -> None:
    clara, notice = cast("Clara"), a_notice()
    page = f"{LIST}{notice.pk}/berichtigen/"
    assert send(clara, page, amount_eur="5")["Location"] == LIST
    answer = send(cast("Mara"), page, amount_eur="6")
    assert "inzwischen berichtigt" in words(answer)
    answer = send(clara, f"{LIST}{notice.pk}/verteilen/")
    assert answer.status_code in (200, 404)
    assert (FrameNotice.objects.count(), SubAllocation.objects.count()) == (2, 0)


AMOUNTS = [
    *(
        "0",
        "0,00",
        "-1",
        "-0",
        "\N{MINUS SIGN}5",
        "+5",
        "1e400",
        "1E9",
        "inf",
        "NaN",
        "0x10",
        "1_000",
    ),
    *(
        "999999999999.99",
        "10000000000",
        "9" * 400,
        "1" * 21,
        "",
        " ",
        "€",
        "' '",
        "\u2009",
        "\xa0€",
    ),
    *("=1+1", "5 000 00,5,5", "1.23.456", "٢٩٢", "²", "½", "1\n2x", "5€€", "€5", "null", "5;6"),
]


@pytest.mark.parametrize("amount", AMOUNTS)
@pytest.mark.parametrize("deed", ["neu", "berichtigen"])
def test_an_amount_that_is_none_is_refused_with_a_sentence(
    cast: CastFixture, amount: str, deed: str
) -> None:
    page = f"{LIST}neu/" if deed == "neu" else f"{LIST}{a_notice().pk}/berichtigen/"
    before = FrameNotice.objects.count()
    answer = send(cast("Clara"), page, amount_eur=amount)
    assert answer.status_code == 200
    assert "Noch ist nichts gespeichert" in words(answer)
    assert FrameNotice.objects.count() == before


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        ("9.999.999.999,99", 999_999_999_999),
        ("0,01", 1),
        ("292\u2009750,37\u2009€", 29_275_037),
        ("292\u202f750,37", 29_275_037),
        ("292'750.37", 29_275_037),
        (" 292 750.37 ", 29_275_037),
        ("292’750,37", 29_275_037),
    ],
)
def test_amounts_as_people_write_them_are_kept_to_the_cent(
    cast: CastFixture, amount: str, cents: int
) -> None:
    assert send(cast("Clara"), f"{LIST}neu/", amount_eur=amount)["Location"] == LIST
    with connection.cursor() as cursor:
        cursor.execute("SELECT amount_eur FROM funding_framenotice")
        assert cursor.fetchone() == (cents,)
    assert cast("Clara").get(LIST).status_code == 200
    assert cast("Heidi").get(f"{LIST}bescheide.xlsx").status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"year": "2024"},
        {"year": "99999"},
        {"year": "-1"},
        {"year": "2026.0"},
        {"year": ""},
        {"year": "２０２６"},
        {"issued_on": "2099-01-01"},
        {"issued_on": "0000-00-00"},
        {"issued_on": "99999-01-01"},
        {"issued_on": "gestern"},
        {"document": " "},
        {"document": "x" * 201},
        {"document": "a\0b"},
        {"file_number": "x" * 81},
        {"file_number": "a\0b"},
    ],
)
def test_other_fields_are_refused_with_a_sentence_too(
    cast: CastFixture, fields: dict[str, str]
) -> None:
    answer = send(cast("Clara"), f"{LIST}neu/", **fields)
    assert answer.status_code == 200
    assert "Noch ist nichts gespeichert" in words(answer)
    assert not FrameNotice.objects.exists()


@pytest.mark.parametrize(
    "asked", ["9999", "0000", "abcd", "２０２６", "-1", "2026'--", "1e10", "\0"]
)
def test_a_year_that_nobody_has_shows_an_empty_list(cast: CastFixture, asked: str) -> None:
    a_notice()
    for name in ("Clara", "Heidi"):
        for address in (LIST, f"{LIST}bescheide.csv"):
            assert cast(name).get(address, {"jahr": asked}).status_code == 200


@pytest.mark.parametrize(
    "query", ["?a=x&b=y", "?a=&b=", "?a=counted&b=fixed", "?a=weights&a=inhabitants&b=%00"]
)
def test_a_comparison_of_keys_that_are_none_is_no_error(cast: CastFixture, query: str) -> None:
    answer = cast("Clara").get(f"{LIST}{a_notice().pk}/vergleich/{query}")
    assert answer.status_code in (200, 404)


FIELDS: list[dict[str, str]] = [
    {"own_share_eur": "1e400"},
    {"own_share_eur": "999999999999.99", "own_share_reason": "x"},
    {"own_share_eur": "-1", "own_share_reason": "x"},
    {"key": "weights", "weight_08226096": "9999999999.99"},
    {"key": "weights", "weight_08226096": "0", "weight_08226082": "0"},
    {"key": "fixed"},
    {"key": "nothing"},
    {"key": "inhabitants", "fixed_08317057": "5"},
    {"key": "weights", "weight_08226096": "NaN"},
    {"own_text": "a\0b"},
]


@pytest.mark.parametrize("fields", FIELDS)
def test_dividing_with_odd_figures_is_no_error(cast: CastFixture, fields: dict[str, str]) -> None:
    notice = a_notice()
    answer = send(cast("Clara"), f"{LIST}{notice.pk}/verteilen/", **fields)
    assert answer.status_code in (200, 302)
    for kept in SubAllocation.objects.all():
        given = sum(share.amount_eur for share in kept.shares.all()) + kept.own_share_eur
        assert given == notice.amount_eur
        assert all(str(share.municipality_id).startswith("08226") for share in kept.shares.all())


@pytest.mark.parametrize("decision", ["", "RELEASE", "delete", "\0"])
def test_a_decision_that_is_none_decides_nothing(cast: CastFixture, decision: str) -> None:
    kept = prepared(a_notice())
    answer = send(cast("Mara"), f"{SHARES}{kept.pk}/freigabe/", decision=decision)
    assert answer.status_code in (200, 302, 400, 404)
    kept.refresh_from_db()
    assert kept.state == "prepared"


@pytest.mark.parametrize("make", [lambda kept: kept.pk, lambda _: uuid4()])
def test_what_is_decided_is_not_decided_again(
    cast: CastFixture, make: Callable[[SubAllocation], UUID]
) -> None:
    kept = released(a_notice())
    for name in ("Clara", "Mara"):
        answer = send(cast(name), f"{SHARES}{make(kept)}/freigabe/", decision="withdraw")
        assert answer.status_code == 404
    kept.refresh_from_db()
    assert kept.state == "released"
