"""The way of a file of notices over its pages: nothing is entered before it is taken over."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone, translation

from bindeglied.funding.forms.notice_files import HEADINGS, TITLES
from bindeglied.funding.models import FrameNotice, LedgerEntry
from bindeglied.funding.uploaded_tables import MOST_BYTES
from bindeglied.trail.models import Event
from tests.conftest import CastFixture
from tests.funding.notice_steps import RHEIN_NECKAR, a_notice
from tests.funding.test_notice_files import GOOD, HEAD, read, said
from tests.funding.workbooks import rows_of, xlsx

pytestmark = pytest.mark.django_db
LIST = "/foerderung/bescheide/"
PAGE = f"{LIST}datei/"


def words(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def send(browser: Client, **fields: object) -> Any:
    return browser.post(PAGE, {"once": str(uuid4()), **fields})


def file_of(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("bescheide.xlsx", xlsx(rows_of(text)))


def signed(answer: Any) -> str:
    found = re.search(r'name="rows" value="([^"]+)"', answer.content.decode())
    assert found, words(answer)
    return found[1]


def test_nothing_is_entered_before_it_is_taken_over_and_then_once(cast: CastFixture) -> None:
    clara = cast("Clara")
    preview = send(clara, file=file_of(GOOD))
    shown = words(preview)
    assert "2025 793.000,00 € Zuwendungsbescheid 2025 15.2-0001 03.02.2025" in shown
    assert not FrameNotice.objects.exists() and not LedgerEntry.objects.filter(
        source_kind="frame notice"
    )
    fields = {"rows": signed(preview), "once": str(uuid4())}
    for _again in range(2):
        assert clara.post(PAGE, fields)["Location"] == LIST
    assert "Übernommen: 2 Bescheide." in words(clara.get(LIST))
    kept = FrameNotice.objects.order_by("year").values_list("kreis", "year", "amount_eur")
    assert list(kept) == [
        (RHEIN_NECKAR, 2025, Decimal("793000.00")),
        (RHEIN_NECKAR, 2026, Decimal("292750.37")),
    ]
    entries = LedgerEntry.objects.filter(source_kind="frame notice", kreis=RHEIN_NECKAR)
    assert sorted(entries.values_list("amount_eur", flat=True)) == [
        Decimal("292750.37"), Decimal("793000.00"),
    ]  # fmt: skip
    assert Event.objects.filter(verb="frame notice entered").count() == 2
    # The same preview with a new key: the notices hold by now.
    again = send(clara, rows=fields["rows"])
    assert "Für 2025 ist schon ein Bescheid eingetragen" in words(again)
    assert FrameNotice.objects.count() == 2


def test_a_year_that_holds_is_a_fault_that_leads_to_its_correction(cast: CastFixture) -> None:
    held, clara = a_notice(), cast("Clara")
    answer = send(clara, file=file_of(GOOD))
    assert "berichtigen Sie bei diesem Bescheid" in words(answer)
    assert f'href="{LIST}{held.pk}/berichtigen/"' in answer.content.decode()
    assert 'name="rows"' not in answer.content.decode()
    assert FrameNotice.objects.count() == 1


def test_all_or_nothing_where_one_was_entered_meanwhile(cast: CastFixture) -> None:
    clara = cast("Clara")
    rows = signed(send(clara, file=file_of(GOOD)))
    a_notice(by="Mara")
    assert "Es ist nichts eingetragen" in words(send(clara, rows=rows))
    assert FrameNotice.objects.count() == 1


def test_a_preview_holds_for_whom_it_was_drawn_and_for_a_day(
    cast: CastFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    clara = cast("Clara")
    rows = signed(send(clara, file=file_of(GOOD)))
    for browser, sent in (
        (cast("Mara"), rows),
        (cast("Ingo"), rows),
        (clara, rows[:-1] + ("A" if rows[-1] != "A" else "B")),
        (clara, ""),
        (clara, "x" * 3000),
    ):
        assert "gilt nicht mehr" in words(send(browser, rows=sent))
    monkeypatch.setattr(
        "django.core.signing.time.time", lambda: timezone.now().timestamp() + 86_401
    )
    assert "gilt nicht mehr" in words(send(clara, rows=rows))
    assert not FrameNotice.objects.exists()


def test_a_file_that_is_too_big_missing_or_empty_gets_a_sentence(cast: CastFixture) -> None:
    clara = cast("Clara")
    for content, part in (
        (b"x" * (MOST_BYTES + 1), "zu groß"),
        (b"x" * (11 << 20), "zu groß"),
        (b"", "Die Datei ist leer"),
    ):
        answer = send(clara, file=SimpleUploadedFile("bescheide.csv", content))
        assert part in words(answer) and "Es ist nichts eingetragen" in words(answer)
    assert "wählen Sie eine Datei" in words(send(clara))


def test_faults_are_shown_as_text_and_never_run(cast: CastFixture) -> None:
    text = f"{HEAD}2026;<script>alert(1)</script>;B;;2026-02-03\n"
    answer = send(cast("Clara"), file=SimpleUploadedFile("x.csv", text.encode()))
    assert "<script>alert(1)" not in answer.content.decode()
    assert "Ein Fehler in der Datei" in words(answer)


@pytest.mark.parametrize("name", ["Heidi", "Ingo", "Bernd", "Frank"])
def test_nobody_else_enters_notices_of_this_kreis(cast: CastFixture, name: str) -> None:
    answer = send(cast(name), file=file_of(GOOD))
    assert 'name="rows"' not in answer.content.decode()
    assert not FrameNotice.objects.exists()


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_template_is_read_with_all_its_columns(cast: CastFixture, language: str) -> None:
    clara = cast("Clara")
    clara.cookies["language"] = language
    for form in ("csv", "xlsx"):
        answer = clara.get(f"{LIST}vorlage.{form}", headers={"accept-language": language})
        # The language of a request stays in force in the process of the test.
        with translation.override("de"):
            found = read(answer.content)
        assert [one.sentence for one in found.faults] == [
            "Unter der Kopfzeile steht kein einziger Bescheid."
        ]
    assert clara.get(f"{LIST}vorlage.pdf").status_code == 404
    with translation.override(language):
        assert {HEADINGS[str(title).casefold()] for title in TITLES.values()} == set(TITLES)


def test_our_own_list_names_what_it_lacks(cast: CastFixture) -> None:
    a_notice()
    found = said(cast("Clara").get(f"{LIST}bescheide.csv").content)
    assert found == ["1, Tag des Bescheids: Diese Spalte fehlt."]
