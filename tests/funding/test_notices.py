"""From the official amount of a Kreis to released shares: nothing left over, nothing too much."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum
from django.utils import timezone

from bindeglied.accounts.actions import add_organisation
from bindeglied.accounts.models import Organisation, OrganisationKind
from bindeglied.funding import actions
from bindeglied.funding.models import (
    CountOrigin,
    CountSurvey,
    FrameNotice,
    LedgerEntry,
    MunicipalityCount,
    SubAllocation,
    SubAllocationState,
    SubShare,
)
from bindeglied.funding.queries.dividing import computation_of_shares, known_weights
from bindeglied.funding.transitions import NotAllowed
from bindeglied.trail.models import Event
from tests.funding.notice_steps import (
    AMOUNT,
    RHEIN_NECKAR,
    SCHRIESHEIM,
    WEINHEIM,
    a_notice,
    prepared,
    released,
    who,
    words_of_a_notice,
)
from tests.funding.planting import without_counts

pytestmark = pytest.mark.django_db


def ledger(source_kind: str) -> Decimal:
    entries = LedgerEntry.objects.filter(source_kind=source_kind)
    return entries.aggregate(sum=Sum("amount_eur"))["sum"] or Decimal(0)


def a_provider() -> Organisation:
    return add_organisation(
        kind=OrganisationKind.PROVIDER, name="Träger e. V.", kreis=None, municipality=None, by=None
    )


def a_count(persons: dict[str, int], *, closed: bool = True) -> CountSurvey:
    now = timezone.now()
    survey = CountSurvey.objects.create(
        counted_on=date(2026, 9, 15),
        report_until=date(2026, 10, 15),
        correct_until=date(2026, 12, 31),
        opened_at=now,
        **({"state": "closed", "closed_at": now} if closed else {}),
    )
    for ags, number in persons.items():
        first = MunicipalityCount.objects.create(
            survey=survey,
            municipality_id=ags,
            persons=number + 7,
            origin=CountOrigin.ENTERED,
            entered_at=now,
        )
        MunicipalityCount.objects.create(
            survey=survey,
            municipality_id=ags,
            persons=number,
            origin=CountOrigin.ENTERED,
            replaces=first,
            entered_at=now,
        )
    return survey


def test_a_notice_is_allocated_in_the_ledger() -> None:
    notice = a_notice()
    entry = LedgerEntry.objects.get(source_key=notice.pk)
    assert (entry.kind, entry.year, entry.kreis_id) == ("allocated", 2026, RHEIN_NECKAR)
    assert (entry.programme_id, entry.amount_eur) == ("integrationsmanagement", AMOUNT)
    assert Event.objects.filter(verb="frame notice entered", record_key=str(notice.pk)).exists()


def test_there_is_one_notice_per_year_and_it_is_corrected_by_a_further_row() -> None:
    notice = a_notice()
    with pytest.raises(NotAllowed, match="schon ein Bescheid"):
        a_notice()
    words = words_of_a_notice(amount_eur=Decimal("300000"))
    new = actions.correct_notice(
        notice=notice, words=words, reason="Änderungsbescheid", **who("Mara")
    )
    assert ledger("frame notice") == Decimal(300_000)
    assert FrameNotice.objects.get(replaced_by__isnull=True) == new
    assert FrameNotice.objects.get(pk=notice.pk).amount_eur == AMOUNT
    with pytest.raises(NotAllowed, match="inzwischen berichtigt"):
        actions.correct_notice(notice=notice, words=words, reason="Noch einmal", **who("Clara"))


@pytest.mark.parametrize(
    ("more", "year", "said"),
    [
        ({"amount_eur": Decimal(0)}, 2026, "nicht über 0"),
        ({"document": " "}, 2026, "Dokument"),
        ({"issued_on": timezone.localdate() + timedelta(days=1)}, 2026, "Zukunft"),
        ({}, 2024, "ab 2025"),
    ],
)
def test_what_a_notice_cannot_say_is_refused(more: dict, year: int, said: str) -> None:
    from bindeglied.places.models import Kreis

    kreis = Kreis.objects.get(pk=RHEIN_NECKAR)
    with pytest.raises(NotAllowed, match=said):
        actions.enter_notice(
            kreis=kreis, year=year, words=words_of_a_notice(**more), **who("Clara")
        )


def test_a_correction_needs_its_reason() -> None:
    with pytest.raises(NotAllowed, match="Grund"):
        actions.correct_notice(
            notice=a_notice(), words=words_of_a_notice(), reason=" ", **who("Clara")
        )


@pytest.mark.parametrize("to_the_euro", [False, True])
def test_the_shares_are_the_notice_to_the_cent(to_the_euro: bool) -> None:
    kept = prepared(a_notice(), own_share_eur=Decimal("12000.01"), to_the_euro=to_the_euro)
    shares = SubShare.objects.filter(sub_allocation=kept)
    assert shares.count() == 54
    sums = shares.aggregate(sum=Sum("amount_eur"))["sum"]
    assert sums + kept.own_share_eur == AMOUNT
    assert kept.counted_on == date(2023, 12, 31)


def test_a_release_by_a_second_person_grants_each_share() -> None:
    kept = released(a_notice(), own_share_eur=Decimal(10_000))
    assert kept.state == SubAllocationState.RELEASED
    assert ledger("sub share") == AMOUNT - 10_000
    entries = LedgerEntry.objects.filter(source_kind="sub share")
    assert entries.count() == 54
    share = SubShare.objects.get(sub_allocation=kept, municipality=WEINHEIM)
    entry = entries.get(source_key=share.pk)
    assert (entry.kind, entry.municipality_id) == ("granted", WEINHEIM)
    assert entry.amount_eur == share.amount_eur


def test_whoever_prepared_it_cannot_release_it() -> None:
    kept = prepared(a_notice())
    with pytest.raises(NotAllowed, match="selbst vorbereitet"):
        actions.release_sub_allocation(sub_allocation=kept, **who("Clara"))
    assert ledger("sub share") == 0


def test_what_was_released_or_withdrawn_is_not_released_again() -> None:
    notice = a_notice()
    first = released(notice)
    with pytest.raises(NotAllowed):
        actions.release_sub_allocation(sub_allocation=first, **who("Mara"))
    second = prepared(notice)
    actions.withdraw_sub_allocation(sub_allocation=second, **who("Clara"))
    with pytest.raises(NotAllowed):
        actions.release_sub_allocation(sub_allocation=second, **who("Mara"))


def test_a_later_release_replaces_the_earlier_one_in_the_ledger() -> None:
    notice = a_notice()
    first = released(notice)
    second = released(notice, own_share_eur=Decimal(50_000))
    assert SubAllocation.objects.get(pk=first.pk).state == SubAllocationState.REPLACED
    assert ledger("sub share") == AMOUNT - 50_000
    for share in SubShare.objects.filter(sub_allocation__in=(first, second)):
        entries = LedgerEntry.objects.filter(source_key=share.pk)
        entered = entries.aggregate(sum=Sum("amount_eur"))["sum"]
        assert entered == (share.amount_eur if share.sub_allocation_id == second.pk else 0)


def test_only_one_waits_at_a_time() -> None:
    notice = a_notice()
    prepared(notice)
    with pytest.raises(NotAllowed, match="wartet schon"):
        prepared(notice)


def test_a_corrected_notice_takes_what_waits_along_and_is_divided_anew() -> None:
    notice = a_notice()
    old = released(notice)
    waiting = prepared(notice)
    words = words_of_a_notice(amount_eur=Decimal(200_000))
    new = actions.correct_notice(notice=notice, words=words, reason="Änderung", **who("Clara"))
    assert SubAllocation.objects.get(pk=waiting.pk).state == SubAllocationState.WITHDRAWN
    with pytest.raises(NotAllowed):
        actions.release_sub_allocation(sub_allocation=waiting, **who("Mara"))
    with pytest.raises(NotAllowed, match="inzwischen berichtigt"):
        prepared(notice)
    released(new)
    assert SubAllocation.objects.get(pk=old.pk).state == SubAllocationState.REPLACED
    assert ledger("sub share") == ledger("frame notice") == 200_000


def test_the_newest_closed_count_divides_with_its_corrections() -> None:
    a_count({WEINHEIM: 30, SCHRIESHEIM: 10})
    kept = prepared(a_notice(), key="counted")
    amounts = dict(
        SubShare.objects.filter(sub_allocation=kept, amount_eur__gt=0).values_list(
            "municipality", "amount_eur"
        )
    )
    assert amounts == {WEINHEIM: Decimal("219562.78"), SCHRIESHEIM: Decimal("73187.59")}
    assert kept.counted_on == date(2026, 9, 15)


def test_an_open_count_divides_nothing() -> None:
    without_counts()
    a_count({WEINHEIM: 30}, closed=False)
    assert known_weights(RHEIN_NECKAR).counted_on is None
    with pytest.raises(NotAllowed, match="bleiben 292.750,37"):
        prepared(a_notice(), key="counted")


def test_fixed_amounts_come_first_and_the_rest_goes_by_the_key() -> None:
    provider = str(a_provider().pk)
    fixed = {provider: Decimal("92750.37"), SCHRIESHEIM: Decimal(0)}
    weights = {WEINHEIM: 150, SCHRIESHEIM: 50, "08226107": 50}
    words = {"key": "weights", "weights_source": "Beschluss vom 3. März"}
    kept = prepared(a_notice(), fixed_eur=fixed, weights=weights, **words)
    shares = {
        share.recipient_key: share.amount_eur
        for share in SubShare.objects.filter(sub_allocation=kept, amount_eur__gt=0)
    }
    assert shares == {
        WEINHEIM: Decimal(150_000),
        "08226107": Decimal(50_000),
        provider: Decimal("92750.37"),
    }


def test_a_base_comes_on_top_of_the_part_by_key() -> None:
    weights = {WEINHEIM: 300, SCHRIESHEIM: 100}
    kept = prepared(
        a_notice(),
        key="persons",
        weights=weights,
        weights_source="Ausländerbehörde, 1. März",
        fixed_eur={SCHRIESHEIM: Decimal("92750.37")},
        has_base=True,
    )
    share = SubShare.objects.get(sub_allocation=kept, municipality=SCHRIESHEIM)
    assert (share.fixed_eur, share.amount_eur) == (Decimal("92750.37"), Decimal("142750.37"))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"fixed_eur": {WEINHEIM: AMOUNT + Decimal("0.01")}}, "um 0,01"),
        ({"key": "fixed", "fixed_eur": {WEINHEIM: AMOUNT - 1}}, "bleiben 1,00"),
        ({"own_share_eur": AMOUNT + 5}, "um 5,00"),
        ({"key": "weights", "weights": {WEINHEIM: 100}}, "woher"),
        ({"fixed_eur": {"08111000": Decimal(1)}}, "in Ihrem Kreis nicht"),
        ({"own_share_eur": Decimal(-1)}, "unter 0"),
    ],
)
def test_too_much_too_little_and_strangers_are_refused(more: dict, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        prepared(a_notice(), **more)
    assert not SubAllocation.objects.exists()


def test_an_own_share_says_for_what() -> None:
    from bindeglied.funding.queries.dividing import Division

    with pytest.raises(NotAllowed, match="wofür"):
        actions.prepare_sub_allocation(
            notice=a_notice(),
            division=Division(key="inhabitants", own_share_eur=Decimal(1)),
            words=actions.PassingOn(),
            **who("Clara"),
        )


def test_the_kept_shares_are_what_their_explanation_computes() -> None:
    kept = prepared(a_notice(), own_share_eur=Decimal("1.11"), to_the_euro=True)
    again = computation_of_shares(kept)
    shares = SubShare.objects.filter(sub_allocation=kept).order_by("pk")
    assert [share.cents for share in again.shares] == [
        int(share.amount_eur * 100) for share in shares
    ]
