"""The pages of notices and shares: what a Kreis, a municipality and the Land read and do there."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from bindeglied.funding.models import FrameNotice, SubAllocation
from tests.conftest import CastFixture
from tests.funding.notice_steps import (
    SCHRIESHEIM,
    WEINHEIM,
    a_notice,
    prepared,
    released,
    words_of_a_notice,
)
from tests.funding.planting import without_counts

pytestmark = pytest.mark.django_db
LIST = "/foerderung/bescheide/"


def words(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.status_code
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def page_of(sub_allocation: SubAllocation) -> str:
    return f"/foerderung/verteilungen/{sub_allocation.pk}/"


def sent(browser: Client, address: str, **fields: str) -> Any:
    return browser.post(address, {"once": str(uuid4()), **fields})


def test_clara_enters_a_notice_and_prepares_and_mara_releases(cast: CastFixture) -> None:
    clara = cast("Clara")
    fields = {
        "year": "2026",
        "amount_eur": "292.750,37",
        "document": "Zuwendungsbescheid 2026",
        "file_number": "15.2",
        "issued_on": "2026-02-03",
    }
    assert sent(clara, f"{LIST}neu/", **fields)["Location"] == LIST
    notice = FrameNotice.objects.get()
    assert notice.amount_eur == Decimal("292750.37")
    assert "noch nicht verteilt" in words(clara.get(LIST))
    division = {"key": "inhabitants", "own_share_eur": "10.000", "own_share_reason": "Koordination"}
    answer = sent(clara, f"{LIST}{notice.pk}/verteilen/", **division)
    assert answer["Location"] == f"{LIST}{notice.pk}/"
    kept = SubAllocation.objects.get()
    assert "wartet auf Freigabe" in words(clara.get(LIST))
    assert "Freigeben" not in words(clara.get(f"{page_of(kept)}freigabe/"))
    refused = sent(clara, f"{page_of(kept)}freigabe/", decision="release")
    assert "selbst vorbereitet" in words(refused)
    mara = cast("Mara")
    assert "wartet auf Ihre Freigabe" in words(mara.get("/"))
    assert sent(mara, f"{page_of(kept)}freigabe/", decision="release")["Location"] == page_of(kept)
    assert "282.750,37 € verteilt" in words(mara.get(page_of(kept)))


def test_a_municipality_sees_its_own_share_and_why(cast: CastFixture) -> None:
    kept = released(a_notice(), own_share_eur=Decimal(10_000))
    bernd = cast("Bernd", "funding_officer")
    listed = words(bernd.get(LIST))
    assert "Ihr Anteil" in listed
    page = words(bernd.get(page_of(kept)))
    share = kept.shares.get(municipality=SCHRIESHEIM)
    for part in ("Warum dieser Betrag?", "292.750,37 €", "behält der Kreis: Koordination"):
        assert part in page
    assert f"{share.amount_eur:.2f}".replace(".", ",")[-6:] in page
    assert "Weinheim" not in page
    assert "Ihr Anteil 2026" in words(bernd.get("/"))


def test_before_the_release_a_municipality_sees_nothing(cast: CastFixture) -> None:
    kept = prepared(a_notice())
    bernd = cast("Bernd", "funding_officer")
    assert bernd.get(page_of(kept)).status_code == 404
    assert "noch keinen Anteil" in words(bernd.get(LIST))
    assert cast("Heidi").get(page_of(kept)).status_code == 404


def test_the_land_sees_all_notices_with_their_sums(cast: CastFixture) -> None:
    released(a_notice(), own_share_eur=Decimal(10_000))
    a_notice("08317", by="Ingo")
    page = words(cast("Heidi").get(LIST))
    assert "Rhein-Neckar-Kreis 2026" in page and "Ortenaukreis 2026" in page
    assert "zusammen 585.500,74 € 10.000,00 € 282.750,37 € 292.750,37 €" in page


def test_a_correction_shows_that_the_sub_allocation_is_of_before(cast: CastFixture) -> None:
    from bindeglied.funding import actions
    from tests.funding.notice_steps import who

    notice = a_notice()
    released(notice)
    lower = words_of_a_notice(amount_eur=Decimal(200_000))
    actions.correct_notice(notice=notice, words=lower, reason="Änderung", **who("Clara"))
    page = words(cast("Clara").get(LIST))
    assert "beruht noch auf dem Betrag vor der Berichtigung" in page
    assert "−92.750,37 €" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"key": "inhabitants", f"fixed_{WEINHEIM}": "1.000.000"}, "höher als der Bescheid"),
        ({"key": "fixed", f"fixed_{WEINHEIM}": "1"}, "bleiben 292.749,37 €"),
        ({"key": "inhabitants", f"fixed_{WEINHEIM}": "viel"}, "keine Zahl"),
        ({"key": "counted"}, "gültige Auswahl"),
        ({"key": "inhabitants", "own_share_eur": "5"}, "wofür der Kreis"),
    ],
)
def test_faults_are_said_and_what_was_typed_stays(
    cast: CastFixture, fields: dict[str, str], said: str
) -> None:
    without_counts()
    page = f"{LIST}{a_notice().pk}/verteilen/"
    answer = sent(cast("Clara"), page, **fields)
    assert said in words(answer)
    typed = fields.get(f"fixed_{WEINHEIM}")
    assert not typed or f'value="{typed}"' in answer.content.decode()
    assert not SubAllocation.objects.exists()


def test_keys_are_compared_with_what_was_typed_and_nothing_is_stored(cast: CastFixture) -> None:
    clara, notice = cast("Clara"), a_notice()
    page = f"{LIST}{notice.pk}/verteilen/"
    form = clara.get(page).content.decode()
    token = re.search(r'name="entwurf" value="([^"]+)"', form)
    assert token
    typed = {f"weight_{WEINHEIM}": "3", f"weight_{SCHRIESHEIM}": "1", "key": "weights"}
    kept = clara.post(page, {"entwurf": token[1], "zwischenspeichern": "1", **typed})
    assert kept.status_code == 302
    shown = words(clara.get(f"{LIST}{notice.pk}/vergleich/?a=inhabitants&b=weights"))
    assert "219.562,78 €" in shown and "73.187,59 €" in shown
    assert "2 bekommen mehr" in shown and "52 bekommen weniger" in shown
    assert not SubAllocation.objects.exists()


def test_a_key_that_leaves_something_over_says_so(cast: CastFixture) -> None:
    shown = words(cast("Clara").get(f"{LIST}{a_notice().pk}/vergleich/?a=inhabitants&b=weights"))
    assert "Es bleiben 292.750,37 € übrig" in shown


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_exported_is_what_is_shown(cast: CastFixture, form: str) -> None:
    kept = released(a_notice())
    for address in (f"{LIST}bescheide.{form}", f"{page_of(kept)}anteile.{form}"):
        assert cast("Clara").get(address).status_code == 200
    rows = cast("Clara").get(f"{page_of(kept)}anteile.csv?sortierung=name").content
    table = list(csv.reader(StringIO(rows.decode("utf-8-sig")), delimiter=";"))
    assert len(table) == 55
    total = sum(Decimal(row[-1].replace(",", ".")) for row in table[1:])
    assert total == Decimal("292750.37")
    own = cast("Bernd", "funding_officer").get(f"{page_of(kept)}anteile.csv").content
    assert len(own.decode("utf-8-sig").splitlines()) == 2


def test_formulas_come_back_inert(cast: CastFixture) -> None:
    from bindeglied.funding import actions
    from bindeglied.places.models import Kreis
    from tests.funding.notice_steps import RHEIN_NECKAR, who

    wording = words_of_a_notice(document="=1+1", file_number="@SUM(A1)")
    actions.enter_notice(
        kreis=Kreis.objects.get(pk=RHEIN_NECKAR), year=2026, words=wording, **who("Clara")
    )
    text = cast("Clara").get(f"{LIST}bescheide.csv").content.decode("utf-8-sig")
    assert "'=1+1;'@SUM(A1)" in text


def test_letters_are_printed_for_one_and_for_all(cast: CastFixture) -> None:
    kept = released(a_notice(), own_text="Mit freundlichen Grüßen #let x = 1")
    everybody = cast("Clara").get(f"{page_of(kept)}mitteilungen.pdf")
    assert everybody.status_code == 200
    assert everybody.content.startswith(b"%PDF")
    own = cast("Bernd", "funding_officer").get(f"{page_of(kept)}mitteilungen.pdf")
    assert own.content.startswith(b"%PDF")
    assert len(own.content) < len(everybody.content)
    foreign = f"{page_of(kept)}mitteilungen.pdf?an={WEINHEIM}"
    assert cast("Bernd", "funding_officer").get(foreign).status_code == 404
    assert cast("Clara").get(foreign).content.startswith(b"%PDF")


def test_what_is_not_released_has_no_letter(cast: CastFixture) -> None:
    kept = prepared(a_notice())
    assert cast("Clara").get(f"{page_of(kept)}mitteilungen.pdf").status_code == 404


def test_a_page_of_shares_costs_few_queries(
    cast: CastFixture, django_assert_max_num_queries: Any
) -> None:
    kept = released(a_notice())
    clara = cast("Clara")
    for address, most in ((LIST, 12), (page_of(kept), 14)):
        with django_assert_max_num_queries(most):
            assert clara.get(address).status_code == 200
