"""Files of counts: every fault found in text and workbook alike, nothing taken over unconfirmed."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext
from xlsxwriter import Workbook

from bindeglied.documents.tables import TOO_LARGE
from bindeglied.funding import actions, queries
from bindeglied.funding.counts_upload import read_upload, shown
from bindeglied.funding.models import CountSurvey, CountUpload
from bindeglied.funding.uploaded_tables import MOST_BYTES, MOST_FAULTS, number_of
from bindeglied.places.models import Municipality
from tests.conftest import CastFixture
from tests.funding.surveys import RHEIN_NECKAR, SCHRIESHEIM, WEINHEIM, a_survey, count
from tests.funding.workbooks import ods, rows_of, xlsx

# An upload understands the heading "Gemeinde", which the command does not.
READ_HERE = "column_of_the_place_missing"
FOLDER = Path(__file__).parent / "frame_command" / "broken"
BROKEN = sorted(file for file in FOLDER.glob("*.csv") if file.stem != READ_HERE)
# The whole Land may not add up to 0, one Kreis may.
ONLY_FOR_THE_LAND = {"Die Personen aller Gemeinden ergeben zusammen 0."}
TWO_FAULTS = "AGS;Gemeinde;Personen\n08226096;Weinheim;3,5\n08226082;Schriesheim;\n"
GOOD = "AGS;Gemeinde;Personen\n08226096;Weinheim;352\n08226082;Schriesheim;85\n"

FORMS = [str.encode, lambda text: xlsx(rows_of(text)), lambda text: ods(rows_of(text))]


def said(data: bytes) -> list[str]:
    found = shown(read_upload(data, RHEIN_NECKAR).faults, gettext)
    return [f"{one.row}, {one.column}: {one.sentence}" for one in found]


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_broken_file_is_refused_with_at_least_the_faults_of_the_command(file: Path) -> None:
    expected = file.with_suffix(".expected.txt").read_text(encoding="utf-8").splitlines()
    if any(line.endswith(tuple(ONLY_FOR_THE_LAND)) for line in expected):
        return
    faults = read_upload(file.read_bytes(), RHEIN_NECKAR).faults
    rows = {one["row"] for one in faults}
    for line in expected:
        place = re.match(r"Zeile (\d+)", line)
        if place and "Arbeitsmappe" not in line:
            assert int(place[1]) in rows, line
    assert faults


@pytest.mark.parametrize("form", FORMS)
def test_two_faults_are_named_by_row_and_column_whatever_the_form(form) -> None:  # type: ignore[no-untyped-def]
    assert said(form(TWO_FAULTS)) == [
        "2, Personen: „3,5“ ist keine ganze Zahl; bitte ohne Nachkommastellen.",
        "3, Personen: Hier fehlt die Zahl der Personen.",
    ]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_rows_come_out_whatever_the_form(form) -> None:  # type: ignore[no-untyped-def]
    read = read_upload(form(GOOD), RHEIN_NECKAR)
    assert read.faults == []
    assert [(row["ags"], row["persons"], row["row"]) for row in read.rows] == [
        (WEINHEIM, 352, 2),
        (SCHRIESHEIM, 85, 3),
    ]


def test_a_municipality_of_another_kreis_and_an_unknown_name_are_faults() -> None:
    text = "Gemeinde;Personen\nKehl;3\nHintertupfingen;2\nWeinheim;1\n"
    assert said(text.encode()) == [
        "2, Gemeinde: Kehl gehört nicht zu diesem Kreis.",
        "3, Gemeinde: „Hintertupfingen“ ist kein Gemeindename des Verzeichnisses; bitte den"
        " AGS angeben.",
    ]


def test_a_count_beyond_all_people_is_a_fault() -> None:
    assert read_upload(b"AGS;Personen\n08226096;9999999\n", RHEIN_NECKAR).faults == []
    assert said(b"AGS;Personen\n08226096;10000000\n") == [
        "2, Personen: „10000000“ ist zu groß; möglich sind höchstens 9.999.999 Personen."
    ]


def a_bomb() -> bytes:
    """Two cells, one of them in the last corner of a sheet."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_string(0, 0, "AGS")
        page.write_number(1_048_575, 16_383, 1)
    return out.getvalue()


def a_heavy_archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (70 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (a_bomb, "zu groß"),
        (a_heavy_archive, "zu groß"),
        (lambda: b"PK\x03\x04 this is no archive", "beschädigt"),
        (lambda: xlsx([["AGS", "Personen"]])[:-200], "beschädigt"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "alten oder verschlüsselten"),
        (lambda: b"\x89PNG\r\n\x1a\n\x00\x01\x02", "keine Textdatei"),
        (lambda: b"", "leer"),
        (lambda: xlsx([]), "leer"),
    ],
)
def test_what_is_no_table_gets_a_sentence(data, words: str) -> None:  # type: ignore[no-untyped-def]
    (sentence,) = said(data())
    assert words in sentence


def test_of_many_faults_the_first_are_kept_and_the_others_counted() -> None:
    read = read_upload(("AGS;Personen\n" + "x\n" * 19_000).encode(), RHEIN_NECKAR)
    found = shown(read.faults, gettext)
    assert [one.row for one in found[:-1]] == list(range(2, MOST_FAULTS + 2))
    assert found[-1].sentence == "Weitere Fehler, die hier nicht stehen: 18800."
    assert number_of(found) == 19_000


def test_of_a_foreign_text_no_more_is_kept_than_is_shown() -> None:
    head = "Personen;Gemeinde" + "x" * 9_000
    read = read_upload(f"{head};AGS\n{'y' * 9_000};a;08226096\n1\n".encode(), RHEIN_NECKAR)
    assert read.rows == [] and len(str(read.faults)) < 1_000
    assert "y" * 80 + "…" in shown(read.faults, gettext)[0].sentence


@pytest.mark.parametrize("rows", ["x\n" * 40_000, "08226096;1\n" * 20_000])
def test_a_text_may_have_no_more_rows_than_a_workbook(rows: str) -> None:
    assert said(f"AGS;Personen\n{rows}".encode()) == [f"None, : {TOO_LARGE}"]


def test_a_text_may_have_no_more_columns_than_a_workbook() -> None:
    assert said(b"AGS;Personen" + b";" * 200_000 + b"\n1\n") == [f"None, : {TOO_LARGE}"]


def send(browser: Client, path: str, **fields: object):  # type: ignore[no-untyped-def]
    return browser.post(path, {"once": str(uuid4()), **fields})


def path_of(survey: CountSurvey) -> str:
    return f"/foerderung/zaehlung/{survey.pk}/kreis/{RHEIN_NECKAR}/datei/"


def file_of(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("zaehlung.xlsx", xlsx(rows_of(text)))


def uploaded(browser: Client, survey: CountSurvey, text: str) -> str:
    answer = send(browser, path_of(survey), file=file_of(text))
    assert answer.status_code == 302
    return str(answer["Location"])


def words(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


@pytest.mark.django_db
def test_nothing_is_taken_over_before_it_is_confirmed_and_then_once(cast: CastFixture) -> None:
    survey, clara = a_survey(), cast("Clara")
    count(survey, SCHRIESHEIM, 80)
    preview = uploaded(clara, survey, GOOD)
    page = clara.get(preview)
    shown_words = words(page.content)
    assert "Schriesheim 80 85" in shown_words and "Weinheim – 352" in shown_words
    assert "52 Gemeinden fehlen auch mit dieser Datei noch" in shown_words
    assert survey.counts.count() == 1
    seen_at = re.search(r'name="seen_at" value="([^"]+)"', page.content.decode())
    assert seen_at is not None
    fields = {"seen_at": seen_at[1], "once": str(uuid4())}
    assert "nennt den Grund" in words(clara.post(preview, fields).content)
    fields["reason"] = "nachgezählt"
    for _again in range(2):
        assert clara.post(preview, fields).status_code == 302
    assert survey.counts.count() == 3
    hold = dict(queries.counts_that_hold(survey).values_list("municipality", "persons"))
    assert hold == {WEINHEIM: 352, SCHRIESHEIM: 85}
    upload = CountUpload.objects.get()
    assert upload.taken_at is not None and upload.rows == []
    assert "Diese Datei ist übernommen" in words(clara.get(preview).content)
    send(clara, preview, seen_at="", reason="x")
    assert survey.counts.count() == 3


@pytest.mark.django_db
def test_a_file_with_faults_takes_nothing_over_even_when_asked(cast: CastFixture) -> None:
    survey, clara = a_survey(), cast("Clara")
    preview = uploaded(clara, survey, TWO_FAULTS)
    shown_words = words(clara.get(preview).content)
    assert "2 Fehler in der Datei" in shown_words and "So übernehmen" not in shown_words
    send(clara, preview, seen_at="")
    assert survey.counts.count() == 0


@pytest.mark.django_db
def test_the_page_says_how_many_faults_there_are_in_all(cast: CastFixture) -> None:
    survey, clara = a_survey(), cast("Clara")
    data = ("AGS;Personen\n" + "x\n" * 300).encode()
    answer = send(clara, path_of(survey), file=SimpleUploadedFile("x.csv", data))
    shown_words = words(clara.get(str(answer["Location"])).content)
    assert "300 Fehler in der Datei" in shown_words
    assert "Weitere Fehler, die hier nicht stehen: 100." in shown_words


@pytest.mark.django_db
def test_what_changed_since_the_preview_is_looked_at_again(cast: CastFixture) -> None:
    survey, clara = a_survey(), cast("Clara")
    preview = uploaded(clara, survey, GOOD)
    count(survey, WEINHEIM, 351)
    answer = send(clara, preview, seen_at="", reason="nachgezählt")
    assert "noch einmal" in words(answer.content) and "351" in words(answer.content)
    assert survey.counts.count() == 1
    seen_at = re.search(r'name="seen_at" value="([^"]+)"', answer.content.decode())
    assert seen_at is not None
    assert send(clara, preview, seen_at=seen_at[1], reason="nachgezählt").status_code == 302


@pytest.mark.django_db
def test_a_file_that_is_too_big_or_missing_gets_a_sentence(cast: CastFixture) -> None:
    survey, clara = a_survey(), cast("Clara")
    big = SimpleUploadedFile("gross.csv", b"x" * (MOST_BYTES + 1))
    assert "zu groß" in words(send(clara, path_of(survey), file=big).content)
    assert "wählen Sie eine Datei" in words(send(clara, path_of(survey)).content)
    assert not CountUpload.objects.exists()


@pytest.mark.django_db
def test_our_own_table_can_be_uploaded_again(cast: CastFixture) -> None:
    survey, clara = a_survey(), cast("Clara")
    for ags in Municipality.objects.filter(kreis=RHEIN_NECKAR).values_list("ags", flat=True):
        count(survey, ags, 7)
    for form in ("csv", "xlsx"):
        path = f"/foerderung/zaehlung/{survey.pk}/kreis/{RHEIN_NECKAR}/gemeinden.{form}"
        read = read_upload(clara.get(path).content, RHEIN_NECKAR)
        assert (read.faults, len(read.rows)) == ([], 54)


@pytest.mark.django_db
def test_what_nobody_took_over_is_forgotten_after_a_month(cast: CastFixture) -> None:
    survey = a_survey()
    uploaded(cast("Clara"), survey, GOOD)
    assert actions.end_old_uploads(timezone.now()) == 0
    assert actions.end_old_uploads(timezone.now() + timedelta(days=31)) == 1
