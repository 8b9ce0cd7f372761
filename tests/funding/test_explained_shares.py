"""What explains a share says the same as the share, also where somebody's weight got nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bindeglied.accounts.actions import add_organisation
from bindeglied.accounts.models import OrganisationKind
from bindeglied.funding import actions
from bindeglied.funding.models import SubShare
from bindeglied.funding.queries.dividing import computation_of_shares
from bindeglied.funding.queries.why_share import why_share
from bindeglied.funding.reconciliation import Reconciliation
from bindeglied.places.models import Kreis
from tests.funding.notice_steps import (
    RHEIN_NECKAR,
    SCHRIESHEIM,
    WEINHEIM,
    released,
    who,
    words_of_a_notice,
)

pytestmark = pytest.mark.django_db


def test_a_weight_that_got_nothing_is_kept_and_explains_the_others() -> None:
    provider = add_organisation(
        kind=OrganisationKind.PROVIDER, name="Träger e. V.", kreis=None, municipality=None, by=None
    )
    notice = actions.enter_notice(
        kreis=Kreis.objects.get(pk=RHEIN_NECKAR),
        year=2026,
        words=words_of_a_notice(amount_eur=Decimal("2.30")),
        **who("Clara"),
    )
    weights = {WEINHEIM: 4000, SCHRIESHEIM: 1500, str(provider.pk): 600}
    kept = released(notice, key="weights", weights=weights, weights_source="x", to_the_euro=True)
    shares = {one.recipient_key: one for one in SubShare.objects.filter(sub_allocation=kept)}
    amounts = {key: share.amount_eur for key, share in shares.items() if share.amount_eur}
    assert amounts == {WEINHEIM: Decimal("1.30"), SCHRIESHEIM: Decimal(1)}
    assert shares[str(provider.pk)].weight == 600
    computation = computation_of_shares(kept)
    for share in shares.values():
        assert why_share(computation, share).by_key_eur == share.amount_eur
    assert list(Reconciliation().faults()) == []
