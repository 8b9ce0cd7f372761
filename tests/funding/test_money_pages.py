"""The way of money on the screen: what each role reads there, and what it costs."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from bindeglied.funding.actions import Entered, enter_in_ledger
from bindeglied.funding.models import LedgerEntry, LedgerKind, PlanningFrame
from bindeglied.trail.ids import new_id
from bindeglied.trail.models import Event
from tests.conftest import CastFixture
from tests.funding.test_exports import plain, table_on_screen
from tests.funding.test_frame_pages import words

pytestmark = pytest.mark.django_db

MONEY = "/foerderung/geld/"
PACTS = f"{MONEY}pakte/"
PROGRAMME = f"{MONEY}2017/integrationsmanagement/"
KREIS = f"{PROGRAMME}08226/"
STATEMENTS = ("SELECT", "INSERT", "UPDATE", "DELETE")


def granted(amount: str = "1000.50", kreis: str = "08226", municipality: str | None = None) -> None:
    """An entry as a later part of the product makes it."""
    enter_in_ledger(
        [
            Entered(
                kind=LedgerKind.GRANTED,
                programme="integrationsmanagement",
                year=2017,
                amount_eur=Decimal(amount),
                source_kind="sub share",
                source_key=new_id(),
                kreis=kreis,
                municipality=municipality,
            )
        ],
        by=None,
    )


def test_the_land_reads_160_million_as_90_and_70_with_what_is_not_proven(cast: CastFixture) -> None:
    shown = words(cast("Heidi"), f"{MONEY}?jahr=2017")
    assert "2017 zusammen 160.000.000 € = 90.000.000 € Lastenausgleich + 70.000.000 €" in shown
    assert "davon 8.650.000 € nicht belegt" in shown
    frames = sum(frame.frame_eur for frame in PlanningFrame.objects.all())
    assert f"{frames:,.0f} €".replace(",", ".") in shown
    assert "2018 zusammen" not in shown


def test_columns_without_an_entry_stay_away_and_are_named(cast: CastFixture) -> None:
    shown = words(cast("Heidi"), MONEY)
    assert "Programm geplant zugeteilt 2026" in shown
    later = "beantragt, bewilligt, angeordnet, ausgezahlt, nachgewiesen, zurückgefordert."
    assert f"Diese Spalten kommen, sobald dazu etwas eingetragen ist: {later}" in shown
    granted()
    assert "Programm geplant zugeteilt bewilligt 2026" in words(cast("Heidi"), MONEY)


def test_a_budget_without_an_amount_is_unknown_and_says_why(cast: CastFixture) -> None:
    shown = words(cast("Heidi"), f"{MONEY}?jahr=2024")
    assert re.search(r"Integrationsmanagement \S*unbekannt mehr dazu nicht gefunden", shown)


@pytest.mark.parametrize(("name", "role"), [("Frank", None), ("Gesa", None)])
def test_the_granting_authority_reads_what_was_allocated_and_after(
    cast: CastFixture, name: str, role: str | None
) -> None:
    shown = words(cast(name, role), MONEY)
    assert "zugeteilt" in shown
    assert "160.000.000" not in shown
    assert cast(name).get(KREIS).status_code == 200
    planned = f"{PROGRAMME}planned/quellen/land/"
    assert cast(name).get(planned).status_code == 404
    assert cast("Heidi").get(planned).status_code == 200


def test_a_municipality_reads_its_own_amount_only(cast: CastFixture) -> None:
    bernd = cast("Bernd", "funding_officer")
    shown = words(bernd, MONEY)
    assert re.search(r"2017 ((?!2018).)*Integrationsmanagement 67\.667 €", shown)
    assert bernd.get(PROGRAMME).status_code == 403
    page = words(bernd, KREIS)
    assert "67.667 €" in page
    assert "280.220" not in page
    assert "67.667,00 €" in words(bernd, f"{PROGRAMME}allocated/quellen/08226082/")
    assert bernd.get(f"{PROGRAMME}allocated/quellen/08226096/").status_code == 404


def test_a_kreis_reads_its_own_and_what_it_has_for_itself(cast: CastFixture) -> None:
    granted()
    granted("7", "08226", "08226096")
    granted("5", "08317")
    clara = cast("Clara")
    assert f'href="{KREIS}"' in clara.get(MONEY).content.decode()
    page = words(clara, KREIS)
    assert "Kreis selbst, keiner Gemeinde zugeordnet – 1.000,50 €" in page
    assert "Weinheim 280.220 € : Woher dieser Betrag? 7 €" in page
    assert "Kreis zusammen" in page
    assert "1.007,50 €" in page
    assert clara.get(f"{PROGRAMME}08317/").status_code == 404
    own = f"{PROGRAMME}granted/quellen/kreis-08226/"
    assert "1.000,50 € bewilligt" in words(clara, own)
    assert cast("Ingo").get(own).status_code == 404


def test_the_land_goes_down_from_programme_to_municipality(cast: CastFixture) -> None:
    heidi = cast("Heidi")
    page = heidi.get(PROGRAMME).content.decode()
    assert set(re.findall(rf"{PROGRAMME}(08\d{{3}})/", page)) >= {"08226", "08317", "08111"}
    assert words(heidi, PROGRAMME).count("Land, keinem Kreis zugeordnet") == 1
    assert "Weinheim 280.220 €" in words(heidi, KREIS)


def test_the_largest_amount_comes_first_where_asked(cast: CastFixture) -> None:
    rows = table_on_screen(cast("Clara").get(KREIS, {"sortierung": "allocated"}).content.decode())
    assert rows[0][0] == "Weinheim"
    by_name = table_on_screen(cast("Clara").get(KREIS, {"sortierung": "?"}).content.decode())
    names = [row[0] for row in by_name if "zusammen" not in row[0]]
    assert names == sorted(names)


def test_a_budget_opens_its_source(cast: CastFixture) -> None:
    shown = words(cast("Heidi"), f"{MONEY}2017/avdual/planned/quellen/alle/")
    assert "2.650.000,00 € geplant" in shown
    assert "Rest von 12 Mio. Euro nach den anderen Programmen" in shown
    assert "erschlossen" in shown


def test_frames_open_their_release(cast: CastFixture) -> None:
    shown = words(cast("Heidi"), f"{PROGRAMME}allocated/quellen/alle/")
    assert "1.101 Einträge" in shown
    assert "58.000.000 € im Jahr, geteilt nach 72.857 Personen am 15.09.2017." in shown
    assert "und 1.041 weitere Einträge" in shown


def test_the_pacts_stand_side_by_side_with_the_certainty_of_each_amount(cast: CastFixture) -> None:
    shown = words(cast("Clara"), PACTS)
    for pact in ("Pakt für Integration 2017/18", "Fortführung 2019 bis 2024", "Erneuerter Pakt"):
        assert pact in shown
    assert "zusammen, soweit bekannt 160.000.000 € 160.000.000 €" in shown
    assert "davon Lastenausgleich 90.000.000 € 90.000.000 €" in shown
    assert "davon Programme 70.000.000 € 70.000.000 €" in shown
    assert "davon nicht belegt 8.650.000 € 8.650.000 €" in shown
    assert "nicht vollständig" in shown


@pytest.mark.parametrize("address", [
    f"{MONEY}2017/nichts/", f"{MONEY}2016/integrationsmanagement/", f"{PROGRAMME}08999/",
    f"{PROGRAMME}allocated/quellen/08226999/", f"{PROGRAMME}perhaps/quellen/alle/",
    f"{PROGRAMME}allocated/quellen/x/", f"{MONEY}99999999999999999999/integrationsmanagement/",
    f"{PROGRAMME}kreise.pdf", f"{MONEY}programme.pdf", f"{MONEY}pakte.pdf",
])  # fmt: skip
def test_what_is_not_there_is_not_found(cast: CastFixture, address: str) -> None:
    assert cast("Heidi").get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "page", "file"),
    [
        ("Heidi", f"{PROGRAMME}?sortierung=allocated", "kreise"),
        ("Clara", f"{KREIS}?sortierung=allocated", "gemeinden"),
        ("Bernd", KREIS, "gemeinden"),
    ],
)
def test_a_csv_is_the_table_on_the_screen(
    cast: CastFixture, name: str, page: str, file: str
) -> None:
    browser = cast(name, "funding_officer" if name == "Bernd" else None)
    shown = [plain(row) for row in table_on_screen(browser.get(page).content.decode())]
    answer = browser.get(f"{page.split('?')[0]}{file}.csv?{page.partition('?')[2]}")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    # `plain` takes the full stop out of names, too.
    written = [
        [cell.replace(".", "").removesuffix(",00") or "–" for cell in row[1:]] for row in rows[1:]
    ]
    assert written == [row for row in shown if "zusammen" not in row[0]]


def test_the_overview_as_a_file_is_what_is_shown(cast: CastFixture) -> None:
    answer = cast("Heidi").get(f"{MONEY}programme.xlsx?jahr=2017")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:4] == ["Jahr", "Programm", "geplant in Euro", "zugeteilt in Euro"]
    assert rows[1][:3] == ["2017", "Integrationslastenausgleich", 90_000_000.0]
    assert [row[4] for row in rows[1:] if row[1] == "AVdual-Begleitung"] == ["erschlossen"]
    assert len(rows) == 8


def test_the_pacts_as_a_file_say_how_each_amount_is_known(cast: CastFixture) -> None:
    answer = cast("Frank").get(f"{MONEY}pakte.csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["Programm", "2017", "2017: Beleg"]
    assert rows[2][1] == "58000000"
    assert rows[2][2].startswith("belegt; ")


def test_looks_at_single_municipalities_are_logged(cast: CastFixture) -> None:
    def logged(name: str, address: str) -> list[tuple[str, str]]:
        before = Event.objects.count()
        assert cast(name, "funding_officer" if name == "Bernd" else None).get(address).status_code
        new = Event.objects.order_by("-id")[: Event.objects.count() - before]
        return [(event.verb, event.record_key) for event in new]

    assert logged("Heidi", MONEY) == []
    assert logged("Bernd", MONEY) == [("money looked at", "08226082")]
    assert logged("Clara", KREIS) == [("money looked at", "08226")]
    assert logged("Clara", f"{KREIS}gemeinden.csv") == [("money exported", "08226")]
    assert logged("Ingo", KREIS) == []


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Heidi", MONEY),
        ("Clara", MONEY),
        ("Heidi", PACTS),
        ("Heidi", PROGRAMME),
        ("Heidi", KREIS),
        ("Clara", KREIS),
    ],
)
def test_a_page_of_money_costs_at_most_eight_statements(
    cast: CastFixture, name: str, address: str
) -> None:
    browser = cast(name)
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    asked = [one["sql"] for one in captured if one["sql"].startswith(STATEMENTS)]
    # Where a look is noted its event may be sealed, which a test's transaction does not do.
    is_noted = any(one.startswith("INSERT") for one in asked)
    assert len(asked) + is_noted <= 8, asked


def test_texts_of_sources_come_back_inert_from_files(cast: CastFixture) -> None:
    from bindeglied.funding.models import Budget

    Budget.objects.filter(year=2017, programme="avdual").update(source="=1+1")
    answer = cast("Heidi").get(f"{MONEY}programme.csv?jahr=2017")
    assert ";'=1+1;" in answer.content.decode("utf-8-sig")
    assert LedgerEntry.objects.exists()
