"""A rule value of two persons: confirmed once, and replaced with a reason."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from bindeglied.funding import actions
from bindeglied.funding.models import ConfirmationState, ReleaseState, RuleConfirmation
from bindeglied.funding.queries.frames import rules_of
from bindeglied.funding.rule_confirmations import confirmed_version
from bindeglied.funding.transitions import NotAllowed
from bindeglied.law.values import Source, Value
from tests.funding.counted import UNVERIFIED, VERSION, closed_survey, confirm, prepared, user
from tests.servers.two_at_once import EVERY_PAUSE, Deed, Pause, two_at_once

pytestmark = pytest.mark.django_db
KEY = "rate_graduate_eur"
OFFICE = uuid4()


def proposed(value: Value = 46_000, by: str = "Heidi", **more: Any) -> Any:
    return actions.propose_rule_value(
        rule_version=VERSION,
        key=KEY,
        value=value,
        source=Source("Ein Erlass", "Akte 2"),
        by=user(by),
        organisation=OFFICE,
        **more,
    )


def confirms(waiting: RuleConfirmation, by: UUID | None = None) -> Deed:
    about = {"by": by or user("Lukas"), "organisation": OFFICE}
    return lambda: actions.confirm_rule_value(confirmation=waiting, **about)


def refuses(waiting: RuleConfirmation) -> Deed:
    about = {"by": uuid4(), "organisation": OFFICE, "reason": "Zahlendreher"}
    return lambda: actions.withdraw_rule_value(confirmation=waiting, **about)


@EVERY_PAUSE
def test_two_confirm_a_value_and_one_of_them_stands_for_it(pause: Pause) -> None:
    waiting = proposed()
    became = two_at_once(confirms(waiting), confirms(waiting, uuid4()), pause=pause)
    assert isinstance(became[1], NotAllowed)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.decided_by) == (ConfirmationState.CONFIRMED, user("Lukas"))


def test_what_is_confirmed_is_not_refused_and_the_other_way_round() -> None:
    one = proposed()
    became = two_at_once(confirms(one), refuses(one))
    assert isinstance(became[1], NotAllowed)
    assert confirmed_version(VERSION).rate_graduate_eur.value == 46_000
    other = proposed(64_000, reason="Zahlendreher")
    became = two_at_once(refuses(other), confirms(other))
    assert isinstance(became[1], NotAllowed)
    assert confirmed_version(VERSION).rate_graduate_eur.value == 46_000


def test_two_propose_a_value_and_one_proposal_waits() -> None:
    became = two_at_once(proposed, lambda: proposed(64_000, by="Lukas"))
    assert "schon einen Vorschlag" in str(became[1])
    assert RuleConfirmation.objects.get(key=KEY).value == "46000"


def test_a_value_that_is_just_being_confirmed_is_replaced_with_a_reason_only() -> None:
    waiting = proposed()
    became = two_at_once(confirms(waiting), lambda: proposed(64_000, by="Lukas"))
    assert "Grund der Berichtigung" in str(became[1])
    assert RuleConfirmation.objects.get(key=KEY).value == "46000"


@pytest.mark.parametrize("is_released_first", [True, False])
def test_a_release_holds_the_values_of_its_moment(is_released_first: bool) -> None:
    confirm(*UNVERIFIED, KEY)
    release = prepared(closed_survey(2018))
    by = user("Lukas")
    deeds = [
        lambda: actions.release_prepared_frames(release=release, by=by),
        confirms(proposed(64_000, reason="Zahlendreher")),
    ]
    before = confirmed_version(VERSION).rate_graduate_eur.value
    first, second = deeds if is_released_first else reversed(deeds)
    two_at_once(first, second)
    release.refresh_from_db()
    assert release.state == ReleaseState.RELEASED
    assert confirmed_version(VERSION).rate_graduate_eur.value == 64_000
    holds = rules_of(release).rate_graduate_eur.value
    assert holds == (before if is_released_first else 64_000)
