"""`reconcile` of relief, notices and shares: in order as entered, a planted cent is found."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bindeglied.accounts.actions import add_organisation
from bindeglied.accounts.models import OrganisationKind
from bindeglied.funding import actions
from bindeglied.funding.models import FrameNotice, LedgerEntry, ReliefShare, SubShare
from bindeglied.funding.reconciliation import AMOUNT_DIFFERS, LedgerFault, Reconciliation
from bindeglied.trail.ids import new_id
from tests.funding.notice_steps import (
    AMOUNT,
    WEINHEIM,
    a_notice,
    released,
    who,
    words_of_a_notice,
)
from tests.funding.planting import change, copy, without_guards

pytestmark = pytest.mark.django_db

CENT = Decimal("0.01")


def found() -> list[LedgerFault]:
    return list(Reconciliation().faults())


def the_fault() -> tuple[str, str, object, object]:
    (fault,) = found()
    assert fault.entered_eur is not None and fault.due_eur is not None
    difference = fault.entered_eur - fault.due_eur
    return fault.words, fault.row.source_kind, fault.row.source_key, difference


def plant_a_cent(entry: LedgerEntry) -> None:
    copy(entry, id=new_id(), amount_eur=1)


def test_a_cent_more_in_a_relief_share_is_found() -> None:
    share = ReliefShare.objects.get(municipality=WEINHEIM, allocation__state="released")
    plant_a_cent(LedgerEntry.objects.get(source_key=share.pk))
    assert the_fault() == (AMOUNT_DIFFERS, "relief share", share.pk, CENT)


def test_a_cent_more_in_the_relief_share_itself_is_found() -> None:
    without_guards()
    share = ReliefShare.objects.get(municipality=WEINHEIM, allocation__state="released")
    change(share, "share_eur", int(share.share_eur * 100) + 1)
    assert the_fault() == (AMOUNT_DIFFERS, "relief share", share.pk, -CENT)


def test_a_cent_more_in_a_notice_is_found() -> None:
    notice = a_notice()
    assert found() == []
    plant_a_cent(LedgerEntry.objects.get(source_key=notice.pk))
    assert the_fault() == (AMOUNT_DIFFERS, "frame notice", notice.pk, CENT)


def test_a_cent_left_of_a_corrected_notice_is_found() -> None:
    notice = a_notice()
    words = words_of_a_notice(amount_eur=AMOUNT - 100)
    actions.correct_notice(notice=notice, words=words, reason="Schreibfehler", **who("Clara"))
    assert found() == []
    plant_a_cent(LedgerEntry.objects.get(source_key=notice.pk, amount_eur=AMOUNT))
    assert the_fault() == (AMOUNT_DIFFERS, "frame notice", notice.pk, CENT)


def test_a_cent_more_in_a_share_of_a_municipality_is_found() -> None:
    released(a_notice())
    assert found() == []
    share = SubShare.objects.get(municipality=WEINHEIM)
    plant_a_cent(LedgerEntry.objects.get(source_key=share.pk))
    assert the_fault() == (AMOUNT_DIFFERS, "sub share", share.pk, CENT)


def test_a_cent_more_in_a_share_of_a_provider_is_found() -> None:
    provider = add_organisation(
        kind=OrganisationKind.PROVIDER, name="Träger e. V.", kreis=None, municipality=None, by=None
    )
    released(a_notice(), fixed_eur={str(provider.pk): Decimal(1000)})
    assert found() == []
    share = SubShare.objects.get(provider=provider)
    plant_a_cent(LedgerEntry.objects.get(source_key=share.pk))
    assert the_fault() == (AMOUNT_DIFFERS, "sub share", share.pk, CENT)


def test_a_cent_left_of_replaced_shares_is_found() -> None:
    notice = a_notice()
    first = released(notice)
    actions.correct_notice(
        notice=notice, words=words_of_a_notice(), reason="Aktenzeichen", **who("Clara")
    )
    released(FrameNotice.objects.get(replaces=notice))
    assert found() == []
    share = SubShare.objects.get(sub_allocation=first, municipality=WEINHEIM)
    plant_a_cent(LedgerEntry.objects.get(source_key=share.pk, amount_eur__gt=0))
    assert the_fault() == (AMOUNT_DIFFERS, "sub share", share.pk, CENT)
