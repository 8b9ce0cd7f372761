"""The same euro on the page, in CSV, XLSX, PDF and on the command line; lists by name."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from bindeglied.cli import main
from bindeglied.demo.actions.release_demo_frame import demo_persons
from bindeglied.funding.models import FrameKind
from bindeglied.funding.printing import sheet_of
from bindeglied.funding.queries import computation_of
from bindeglied.trail.models import Event
from tests.conftest import CastFixture
from tests.funding.counted import UNVERIFIED, closed_survey, confirm, released

pytestmark = pytest.mark.django_db

KREIS = "/foerderung/planungsrahmen/08226/"
SHEET = "/foerderung/planungsrahmen/gemeinde/"
WEINHEIM, SCHRIESHEIM, KEHL = "08226096", "08226082", "08317057"


def digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def test_the_same_euro_everywhere(cast: CastFixture, tmp_path, capsys) -> None:
    persons = demo_persons()
    file = tmp_path / "counts.csv"
    lines = [f"{ags},{number}" for ags, number in sorted(persons.items())]
    file.write_text("ags,persons\n" + "\n".join(lines))
    assert main(["frame", str(file), "--on", "2017-12-11", "--format", "csv"]) == 0
    command = {row["ags"]: row for row in csv.DictReader(StringIO(capsys.readouterr().out))}
    clara = cast("Clara")
    page = clara.get(KREIS).content.decode()
    table = re.findall(r'id="warum-(\d{8})".*?<strong>(.*?)</strong>', page, re.DOTALL)
    rows = csv.reader(
        StringIO(clara.get(f"{KREIS}gemeinden.csv").content.decode("utf-8-sig")), delimiter=";"
    )
    as_csv = {row[0]: row[3] for row in list(rows)[1:]}
    book = CalamineWorkbook.from_filelike(BytesIO(clara.get(f"{KREIS}gemeinden.xlsx").content))
    as_xlsx = {row[0]: str(int(row[3])) for row in book.get_sheet_by_index(0).to_python()[1:]}
    on_page = {ags: digits(amount) for ags, amount in table}
    of_command = {ags: command[ags]["frame_eur"] for ags in on_page}
    assert on_page == as_csv == as_xlsx == of_command
    assert len(on_page) == 54
    for ags in (WEINHEIM, SCHRIESHEIM, "08226107"):
        sheet = clara.get(f"{SHEET}{ags}/").content.decode()
        assert on_page[ags] in digits(sheet)
        pdf = clara.get(f"{SHEET}{ags}/blatt.pdf").content
        assert pdf.startswith(b"%PDF")
        assert on_page[ags] in digits(amount_in(pdf))


def amount_in(pdf: bytes) -> str:
    """What the PDF names as its subject: the amount that its sheet shows in large letters."""
    (found,) = re.findall(rb"<dc:description>.*?<rdf:li[^>]*>(.*?)</rdf:li>", pdf, re.DOTALL)
    return found.decode()


def test_the_sheet_says_why_and_what_is_unverified(cast: CastFixture) -> None:
    page = cast("Clara").get(f"{SHEET}{WEINHEIM}/").content.decode()
    for words in ("280.220,16", "72.857", "kaufmännisch", "Ungeprüft", "4,4", "5,5"):
        assert words in page, words
    assert Event.objects.filter(verb="frames looked at").exists()


@pytest.mark.parametrize("ending", ["", "blatt.pdf"])
def test_a_sheet_is_for_recipient_kreis_and_land(cast: CastFixture, ending: str) -> None:
    assert cast("Bernd", "funding_officer").get(f"{SHEET}{SCHRIESHEIM}/{ending}").status_code == 200
    assert cast("Bernd", "funding_officer").get(f"{SHEET}{WEINHEIM}/{ending}").status_code == 404
    assert cast("Clara").get(f"{SHEET}{KEHL}/{ending}").status_code == 404
    assert cast("Heidi").get(f"{SHEET}{KEHL}/{ending}").status_code == 200


def test_the_table_and_its_export_go_by_the_name_typed(cast: CastFixture) -> None:
    clara = cast("Clara")
    page = clara.get(KREIS, {"name": "heim"}).content.decode()
    shown = re.findall(r'id="warum-(\d{8})"', page)
    answer = clara.get(f"{KREIS}gemeinden.csv", {"name": "heim"}).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(answer), delimiter=";"))[1:]
    assert [row[0] for row in rows] == shown
    assert 1 < len(shown) < 54
    assert "Kein Name passt" in clara.get(KREIS, {"name": "Xylophon"}).content.decode()


def test_an_older_release_is_shown_when_asked_for(cast: CastFixture) -> None:
    confirm(*UNVERIFIED)
    first = released(closed_survey(2016), FrameKind.PROVISIONAL)
    final = released(closed_survey(2018))
    clara = cast("Clara")
    assert "Rest" in clara.get(KREIS).content.decode()
    page = clara.get(KREIS, {"freigabe": str(first.pk), "warum": WEINHEIM}).content.decode()
    assert "168.132" in page and "im ganzen Jahr" in page
    sheet = clara.get(f"{SHEET}{WEINHEIM}/", {"freigabe": str(first.pk)}).content.decode()
    assert "60 %" in sheet and "168.132" in sheet
    answer = clara.get(f"{KREIS}gemeinden.csv", {"freigabe": str(final.pk)}).content
    (row,) = [one for one in answer.decode().splitlines() if one.startswith(WEINHEIM)]
    assert row.split(";")[3:6] == ["280220", "168132", "112088"]


def test_the_view_by_settlement_stands_in_the_export_too(cast: CastFixture) -> None:
    words = {"karte": "besiedlung"}
    assert "gering besiedelt" in cast("Clara").get(KREIS, words).content.decode()
    answer = cast("Clara").get(f"{KREIS}gemeinden.csv", words).content.decode()
    assert "Besiedlung" in answer.splitlines()[0] and "gering besiedelt" in answer


def test_the_paper_holds_the_lines_of_the_page(cast: CastFixture) -> None:
    confirm(*UNVERIFIED)
    release = released(closed_survey(2018), FrameKind.PROVISIONAL)
    frame = release.frames.select_related("municipality", "release").get(municipality=WEINHEIM)
    sheet = sheet_of(frame, computation_of(frame))
    lines = {line["label"]: line["value"] for line in sheet.data["lines"]}
    page = cast("Clara").get(f"{SHEET}{WEINHEIM}/").content.decode()
    for label, value in lines.items():
        assert label in page and value in page, label
    assert lines["Stichtag der Zählung"] == "15.09.2018"
    assert digits(sheet.data["amount"]) == "168132"
    assert sheet.data["unverified"] == []
