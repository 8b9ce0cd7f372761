"""What tests of notices begin with: the people of a Kreis, a notice, a sub-allocation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bindeglied.accounts.models import Membership
from bindeglied.funding import actions
from bindeglied.funding.models import FrameNotice, SubAllocation
from bindeglied.funding.queries.dividing import Division
from bindeglied.places.models import Kreis

RHEIN_NECKAR, WEINHEIM, SCHRIESHEIM = "08226", "08226096", "08226082"
AMOUNT = Decimal("292750.37")


def who(name: str) -> dict[str, Any]:
    """The words `by` and `organisation` of a member of the cast."""
    member = Membership.objects.filter(user__given_name=name).order_by("pk").last()
    assert member is not None
    return {"by": member.user_id, "organisation": member.organisation_id}


def words_of_a_notice(**more: Any) -> actions.NoticeWords:
    usual: dict[str, Any] = {
        "amount_eur": AMOUNT,
        "document": "Zuwendungsbescheid Integrationsmanagement 2026",
        "file_number": "15.2-0000",
        "issued_on": date(2026, 2, 3),
    }
    return actions.NoticeWords(**{**usual, **more})


def a_notice(kreis: str = RHEIN_NECKAR, *, year: int = 2026, by: str = "Clara") -> FrameNotice:
    return actions.enter_notice(
        kreis=Kreis.objects.get(pk=kreis), year=year, words=words_of_a_notice(), **who(by)
    )


def prepared(notice: FrameNotice, *, by: str = "Clara", **more: Any) -> SubAllocation:
    usual: dict[str, Any] = {"key": "inhabitants"}
    own = {"own_share_reason": "Koordination"} if more.get("own_share_eur") else {}
    texts = {name: more.pop(name) for name in ("weights_source", "own_text") if name in more}
    return actions.prepare_sub_allocation(
        notice=notice,
        division=Division(**{**usual, **more}),
        words=actions.PassingOn(**own, **texts),
        **who(by),
    )


def released(notice: FrameNotice, *, by: str = "Mara", **more: Any) -> SubAllocation:
    return actions.release_sub_allocation(sub_allocation=prepared(notice, **more), **who(by))
