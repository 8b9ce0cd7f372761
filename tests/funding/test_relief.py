"""The relief of a year: from a closed count, by two persons, into ledger and list of payments."""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal
from html import unescape
from io import BytesIO, StringIO
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from python_calamine import CalamineWorkbook

from bindeglied.accounts.models import User
from bindeglied.funding import actions, queries
from bindeglied.funding.models import LedgerEntry, ReliefAllocation, ReliefState
from bindeglied.funding.transitions import NotAllowed
from tests.conftest import CastFixture
from tests.funding.surveys import (
    RHEIN_NECKAR,
    WEINHEIM,
    a_closed_survey,
    a_survey,
    count,
    report_all,
)

pytestmark = pytest.mark.django_db
PAGES = "/foerderung/lastenausgleich/"


def person(name: str) -> UUID:
    return User.objects.get(given_name=name).pk


def prepared() -> ReliefAllocation:
    return actions.prepare_relief(survey=a_closed_survey(), by=person("Heidi"))


def released() -> ReliefAllocation:
    return actions.release_relief(allocation=prepared(), by=person("Lukas"))


def words(page: bytes) -> str:
    text = re.sub(r"<[^>]+>", " ", page.decode())
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_an_open_count_gives_no_relief_and_a_year_without_a_pool_neither() -> None:
    with pytest.raises(NotAllowed, match="abgeschlossenen"):
        actions.prepare_relief(survey=a_survey(), by=person("Heidi"))
    with pytest.raises(NotAllowed, match="2019 ist kein Betrag"):
        actions.prepare_relief(survey=a_closed_survey(counted_on=date(2019, 9, 15)), by=uuid4())


def test_the_shares_are_those_of_the_law_and_the_difference_is_told() -> None:
    relief = prepared()
    persons = 352 + 1100 * 5
    assert (relief.year, relief.pool_eur, relief.total_persons) == (2018, 90_000_000, persons)
    share = relief.shares.get(municipality=WEINHEIM)
    assert share.share_eur == Decimal((2 * 90_000_000 * 352 + persons) // (2 * persons))
    total = sum(one.share_eur for one in relief.shares.all())
    assert queries.rounding_difference_eur(relief) == total - 90_000_000


def test_a_second_person_releases_and_every_share_stands_in_the_ledger() -> None:
    relief = prepared()
    with pytest.raises(NotAllowed, match="zweite Person"):
        actions.release_relief(allocation=relief, by=person("Heidi"))
    relief = actions.release_relief(allocation=relief, by=person("Lukas"))
    entries = LedgerEntry.objects.filter(source_kind="relief share", year=2018)
    assert entries.count() == relief.shares.count() == 1101
    entry = entries.get(municipality=WEINHEIM)
    assert (entry.kind, entry.programme_id, entry.kreis_id) == (
        "allocated",
        "lastenausgleich",
        RHEIN_NECKAR,
    )
    assert entry.amount_eur == relief.shares.get(municipality=WEINHEIM).share_eur
    with pytest.raises(NotAllowed):
        actions.release_relief(allocation=relief, by=person("Lukas"))


def test_the_database_wants_two_persons() -> None:
    relief = prepared()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReliefAllocation.objects.filter(pk=relief.pk).update(
            state="released", released_by=relief.prepared_by, released_at=timezone.now()
        )


def test_a_correction_before_the_release_makes_a_new_computation() -> None:
    first = prepared()
    survey = actions.reopen_survey(survey=first.survey, by=person("Heidi"))
    hold = queries.counts_that_hold(survey).get(municipality=WEINHEIM)
    count(survey, WEINHEIM, 350, seen=hold.pk, reason="zwei doppelt")
    report_all(survey, [RHEIN_NECKAR])
    actions.close_survey(survey=survey, by=person("Heidi"))
    with pytest.raises(NotAllowed, match="neu berechnen"):
        actions.release_relief(allocation=first, by=person("Lukas"))
    second = actions.prepare_relief(survey=survey, by=person("Heidi"))
    first.refresh_from_db()
    assert (first.state, second.number) == (ReliefState.REPLACED, 2)
    assert second.shares.get(municipality=WEINHEIM).persons == 350
    assert first.shares.get(municipality=WEINHEIM).persons == 352
    assert actions.release_relief(allocation=second, by=person("Lukas")).state == "released"


def test_after_the_release_nothing_is_corrected_or_computed_anew() -> None:
    relief = released()
    with pytest.raises(NotAllowed, match="freigegeben"):
        actions.reopen_survey(survey=relief.survey, by=person("Heidi"))
    with pytest.raises(NotAllowed, match="schon freigegeben"):
        actions.prepare_relief(survey=relief.survey, by=person("Heidi"))


def test_a_municipality_reads_why_and_no_other_amount(cast: CastFixture) -> None:
    relief, bernd = released(), cast("Bernd", "funding_officer")
    shown = words(bernd.get(f"{PAGES}{relief.pk}/kreis/{RHEIN_NECKAR}/").content)
    assert "Warum dieser Betrag?" in shown and "90.000.000,00 €" in shown
    assert "Schriesheim" in shown and "Weinheim" not in shown
    assert "ungeprüft" in shown and "§ 29d Abs. 1 FAG" in shown


def test_only_the_land_sees_what_is_not_released(cast: CastFixture) -> None:
    relief = prepared()
    assert cast("Heidi").get(f"{PAGES}{relief.pk}/").status_code == 200
    for name in ("Clara", "Ingo"):
        assert cast(name).get(f"{PAGES}{relief.pk}/").status_code == 404
        assert str(relief.pk) not in cast(name).get(PAGES).content.decode()


def test_the_list_of_payments_is_exported_as_shown(cast: CastFixture) -> None:
    relief, heidi = released(), cast("Heidi")
    path = f"{PAGES}{relief.pk}/"
    shown, sizes, behind = [], [], "?sortierung=betrag"
    while behind:
        page = unescape(heidi.get(f"{path}auszahlung/{behind}").content.decode())
        found = re.findall(r'<tr><td class="wide-only">(\d{8})</td><th scope="row">([^<]+)', page)
        shown, sizes = shown + found, [*sizes, len(found)]
        behind = "".join(re.findall(r'rel="next" href="([^"]+)"', page))
    assert sizes == [100] * 11 + [1]
    answer = heidi.get(f"{path}auszahlungsliste.csv?sortierung=betrag")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))[1:]
    assert [(row[0], row[1]) for row in rows] == shown
    assert len(rows) == 1101 and rows[0][:2] == [WEINHEIM, "Weinheim"]
    book = CalamineWorkbook.from_filelike(
        BytesIO(heidi.get(f"{path}auszahlungsliste.xlsx").content)
    )
    cells = book.get_sheet_by_index(0).to_python()
    assert sum(row[4] for row in cells[1:]) == sum(int(row[4]) for row in rows)
    assert cast("Clara").get(f"{path}auszahlungsliste.csv").status_code == 403


def test_the_pages_of_the_list_of_payments_lead_back_and_forth(cast: CastFixture) -> None:
    path, heidi = f"{PAGES}{released().pk}/auszahlung/", cast("Heidi")

    def page(asked: str) -> tuple[list[str], dict[str, str]]:
        text = unescape(heidi.get(f"{path}{asked}").content.decode())
        ways = dict(re.findall(r'rel="(prev|next)" href="([^"]+)"', text))
        return re.findall(r'<tr><td class="wide-only">(\d{8})', text), ways

    first, ways = page("")
    assert ways.keys() == {"next"}
    second, ways = page(ways["next"])
    assert page(ways["prev"])[0] == first
    third, ways = page(ways["next"])
    assert page(ways["prev"])[0] == second
    assert len({*first, *second, *third}) == 300
    assert page("?nach=99999999")[0] == first


def test_the_way_by_buttons(cast: CastFixture) -> None:
    survey = a_closed_survey()
    key = {"once": str(uuid4())}
    heidi, lukas = cast("Heidi"), cast("Lukas")
    assert "Lastenausgleich berechnen" in words(
        heidi.get(f"/foerderung/zaehlung/{survey.pk}/").content
    )
    heidi.post(f"{PAGES}berechnen/{survey.pk}/", key)
    relief = ReliefAllocation.objects.get(survey=survey)
    assert "zweite Person" in words(heidi.get(f"{PAGES}{relief.pk}/").content)
    assert "Lastenausgleich 2018 freigeben" in words(lukas.get(f"{PAGES}{relief.pk}/").content)
    lukas.post(f"{PAGES}{relief.pk}/freigeben/", key)
    shown = words(lukas.get(f"{PAGES}{relief.pk}/").content)
    assert "von Heidi Brandt" in shown and "von Lukas Winter" in shown


@pytest.mark.parametrize("path", ["", "auszahlung/", f"kreis/{RHEIN_NECKAR}/"])
def test_a_page_of_the_relief_costs_few_queries(
    cast: CastFixture, django_assert_max_num_queries: object, path: str
) -> None:
    relief, heidi = released(), cast("Heidi")
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        assert heidi.get(f"{PAGES}{relief.pk}/{path}").status_code == 200
