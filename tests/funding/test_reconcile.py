"""`reconcile`: whatever differs by a cent, lacks its source or stands elsewhere is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from bindeglied.cli.reconcile import reconcile
from bindeglied.cli.words import Words
from bindeglied.funding.actions import Entered, enter_in_ledger, release_frames
from bindeglied.funding.models import (
    Budget,
    FrameRelease,
    LedgerEntry,
    LedgerKind,
    PlanningFrame,
    ReliefShare,
)
from bindeglied.funding.reckonings import RECKONINGS, Due
from bindeglied.funding.reconciliation import (
    AMOUNT_DIFFERS,
    NO_ENTRY,
    NO_RECKONING,
    NO_SOURCE,
    WRONG_PLACE,
    LedgerFault,
    Reconciliation,
)
from bindeglied.trail.ids import new_id
from tests.funding.planting import change, copy, delete, without_guards

pytestmark = pytest.mark.django_db

WEINHEIM, SCHRIESHEIM = "08226096", "08226082"
CENT = Decimal("0.01")


def of_weinheim(year: int = 2018) -> LedgerEntry:
    return LedgerEntry.objects.get(municipality=WEINHEIM, year=year, source_kind="planning frame")


def found() -> list[LedgerFault]:
    return list(Reconciliation().faults())


def said(capsys: pytest.CaptureFixture[str], language: str = "de") -> tuple[int, str]:
    number = reconcile(Words(language))
    return number, capsys.readouterr().out


def test_what_the_actions_left_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    number, text = said(capsys)
    assert number == 0
    budgets = Budget.objects.exclude(amount_eur=None).count()
    sources = budgets + PlanningFrame.objects.count() + ReliefShare.objects.count()
    entries = f"{LedgerEntry.objects.count():,}".replace(",", ".")
    shown = f"{sources:,}".replace(",", ".")
    assert f"Buch: in Ordnung (Einträge {entries}, Quellen {shown})" in text
    assert "Planungsrahmen 2017/18: in Ordnung (Gemeinden 1.101)" in text


def test_a_later_release_is_in_order_too() -> None:
    for persons in ({WEINHEIM: 1, SCHRIESHEIM: 3}, {WEINHEIM: 3, SCHRIESHEIM: 1}):
        release_frames(
            label="Probe", on=date(2018, 1, 5), persons=persons, counted_on=date(2031, 9, 15),
            by=None, years=(2031, 2031),
        )  # fmt: skip
    assert found() == []


def test_a_cent_more_is_found_and_the_row_named(capsys: pytest.CaptureFixture[str]) -> None:
    without_guards()
    entry = of_weinheim()
    change(entry, "amount_eur", 28_022_001)
    (fault,) = found()
    assert (fault.words, fault.entered_eur, fault.due_eur) == (
        *(AMOUNT_DIFFERS, Decimal("280220.01"), Decimal(280_220)),
    )
    number, text = said(capsys)
    assert number == 1
    row = "2018, Integrationsmanagement, zugeteilt, 08226096 Weinheim (Planungsrahmen"
    assert f"{row} {entry.source_key}): im Buch 280.220,01 €, nach der Quelle 280.220 €" in text
    assert "Buch: Fehler 1" in text


def test_an_added_entry_of_a_cent_is_found() -> None:
    copy(of_weinheim(), id=new_id(), amount_eur=1)
    (fault,) = found()
    assert fault.words == AMOUNT_DIFFERS
    assert fault.entered_eur == Decimal("280220.01")


def test_a_deleted_entry_leaves_a_source_without_one() -> None:
    without_guards()
    entry = of_weinheim()
    delete(entry)
    (fault,) = found()
    assert (fault.words, fault.due_eur) == (NO_ENTRY, Decimal(280_220))
    assert (fault.row.municipality, fault.row.year) == (WEINHEIM, 2018)


def test_an_entry_for_nothing_is_found() -> None:
    copy(of_weinheim(), id=new_id(), source_key=new_id(), amount_eur=28_022_000)
    (fault,) = found()
    assert (fault.words, fault.entered_eur) == (NO_SOURCE, Decimal(280_220))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("year", 2019),
        ("programme_id", "deutsch"),
        ("municipality_id", SCHRIESHEIM),
        ("municipality_id", None),
        ("kind", LedgerKind.GRANTED.value),
    ],
)
def test_a_wrong_place_programme_or_year_is_one_fault(column: str, value: object) -> None:
    without_guards()
    change(of_weinheim(), column, value)
    (fault,) = found()
    assert fault.words == WRONG_PLACE
    assert fault.row.municipality == WEINHEIM
    assert fault.elsewhere is not None
    assert fault.row.differing(fault.elsewhere) == 1


def test_a_wrong_kreis_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    without_guards()
    entry = of_weinheim()
    change(entry, "municipality_id", None)
    change(entry, "kreis_id", "08317")
    number, text = said(capsys)
    assert number == 1
    assert "eingetragen unter 2018, Integrationsmanagement, zugeteilt, 08317 Ortenaukreis" in text


def test_a_changed_budget_is_found_until_it_is_loaded() -> None:
    budget = Budget.objects.get(year=2017, programme="avdual")
    Budget.objects.filter(pk=budget.pk).update(amount_eur=Decimal(2_650_000) + CENT)
    (fault,) = found()
    assert (fault.words, fault.due_eur) == (AMOUNT_DIFFERS, Decimal("2650000.01"))


def test_entries_whose_source_nobody_reckons_are_found_and_a_reckoning_settles_them() -> None:
    key = new_id()
    words = {"kind": LedgerKind.GRANTED, "programme": "deutsch", "year": 2031}
    one = Entered(**words, amount_eur=CENT, source_kind="probe", source_key=key, kreis="08226")
    enter_in_ledger([one], by=None)
    (fault,) = found()
    assert fault.words == NO_RECKONING

    def probes() -> Iterator[Due]:
        yield Due(key, LedgerKind.GRANTED, "deutsch", 2031, CENT, kreis="08226")

    assert list(Reconciliation({**RECKONINGS, "probe": probes}).faults()) == []


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("frame_eur", 28_021_900, "08226096 Weinheim: Rahmen 280.219 €, nach der Regel 280.220 €"),
        ("persons", 353, "Personen zusammen 72.858, in der Freigabe steht 72.857"),
    ],
)
def test_a_frame_that_the_law_does_not_give_is_named(
    column: str, value: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    without_guards()
    change(PlanningFrame.objects.get(municipality=WEINHEIM), column, value)
    assert f"Planungsrahmen 2017/18: {sentence}" in said(capsys)[1]


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("pool_eur", 5_900_000_000, "vom Fördertopf 59.000.000 € weicht das weiter ab"),
        ("total_persons", 72_858, "Personen zusammen 72.857, in der Freigabe steht 72.858"),
        ("rule_version", "2020-11-11", "Nach der Fassung 2020-11-11 lässt sich kein Rahmen"),
        ("rule_version", "1999-01-01", "Nach der Fassung 1999-01-01 lässt sich kein Rahmen"),
    ],
)
def test_a_release_that_does_not_fit_its_frames_is_named(
    column: str, value: object, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    without_guards()
    change(FrameRelease.objects.get(), column, value)
    number, text = said(capsys)
    assert number >= 1
    assert sentence in text


def test_an_english_reader_gets_amounts_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    without_guards()
    change(of_weinheim(), "amount_eur", 28_022_001)
    assert "€280,220.01" in said(capsys, "en")[1]
