"""A confirmed value that was wrong: replaced by two persons, and what was released keeps it."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from bindeglied.funding import actions
from bindeglied.funding.models import ConfirmationState, FrameKind, RuleConfirmation
from bindeglied.funding.queries.frames import rules_of
from bindeglied.funding.release_faults import faults_of
from bindeglied.funding.rule_confirmations import confirmed_version
from bindeglied.funding.transitions import NotAllowed
from bindeglied.law.values import AllocationKey, Formula, Source, Value
from tests.conftest import CastFixture
from tests.funding.counted import UNVERIFIED, VERSION, closed_survey, confirm, prepared, released
from tests.funding.counted import user as somebody
from tests.funding.notice_steps import who
from tests.funding.test_confirming import RULES, sent, words

pytestmark = pytest.mark.django_db
KEY = "rate_graduate_eur"
PAGE = f"/foerderung/regeln/bestaetigen/{VERSION}/{KEY}/"
SOURCE = Source("VwV Integrationsmanagement vom 11.12.2017", "GABl. 2018 S. 12")


def proposed(value: Value, **more: Any) -> RuleConfirmation:
    words = {"rule_version": VERSION, "key": KEY, "value": value, "source": SOURCE, **more}
    return actions.propose_rule_value(**words, **who("Heidi"))


def replaced(value: int) -> RuleConfirmation:
    waiting = proposed(value, reason="Zahlendreher")
    return actions.confirm_rule_value(confirmation=waiting, **who("Lukas"))


def rate() -> int | None:
    return confirmed_version(VERSION).rate_graduate_eur.value


def test_a_confirmed_value_is_replaced_by_two_persons_with_a_reason() -> None:
    actions.confirm_rule_value(confirmation=proposed(46_000), **who("Lukas"))
    with pytest.raises(NotAllowed, match="Grund"):
        proposed(64_000)
    waiting = proposed(64_000, reason="Zahlendreher")
    assert rate() == 46_000
    with pytest.raises(NotAllowed, match="schon einen Vorschlag"):
        proposed(64_000, reason="Zahlendreher")
    with pytest.raises(NotAllowed, match="selbst vorgeschlagen"):
        actions.confirm_rule_value(confirmation=waiting, **who("Heidi"))
    actions.confirm_rule_value(confirmation=waiting, **who("Lukas"))
    assert rate() == 64_000
    assert replaced(65_000).reason == "Zahlendreher"
    assert rate() == 65_000


def test_what_was_released_keeps_the_value_it_was_released_on() -> None:
    actions.confirm_rule_value(confirmation=proposed(46_000), **who("Lukas"))
    confirm(*UNVERIFIED)
    release = released(closed_survey(2018))
    replaced(64_000)
    assert rules_of(release).rate_graduate_eur.value == 46_000
    assert not list(faults_of(release))
    assert rate() == 64_000


def test_a_tranche_prepared_with_another_share_is_prepared_anew() -> None:
    confirm(*UNVERIFIED)
    release = prepared(closed_survey(2016), FrameKind.PROVISIONAL)
    type(release).objects.filter(pk=release.pk).update(tranche_share=5000)
    with pytest.raises(NotAllowed, match="neu vorbereiten"):
        actions.release_prepared_frames(release=release, by=somebody("Lukas"))


def test_frames_whose_version_divides_otherwise_by_now_stay_readable(cast: CastFixture) -> None:
    version = {"rule_version": "2019-08-28"}
    for key, value in (
        ("allocation_key", AllocationKey.PERSONS),
        ("allocation_formula", Formula.PROPORTIONAL),
    ):
        waiting = proposed(value, key=key, **version)
        actions.confirm_rule_value(confirmation=waiting, **who("Lukas"))
    release = actions.prepare_frames(
        survey=closed_survey(2018),
        rules_on=date(2019, 9, 1),
        pool_eur=None,
        by=somebody("Heidi"),
        kind=FrameKind.FINAL,
        first_year=2019,
        last_year=2019,
    )
    other = {"key": "allocation_key", "reason": "verlesen", **version}
    waiting = proposed(AllocationKey.FROZEN_POSTS, **other)
    actions.confirm_rule_value(confirmation=waiting, **who("Lukas"))
    page = f"/foerderung/planungsrahmen/freigaben/{release.pk}/"
    assert cast("Lukas").get(page).status_code == 200
    with pytest.raises(NotAllowed, match="neu vorbereiten"):
        actions.release_prepared_frames(release=release, by=somebody("Lukas"))


def test_the_way_through_the_pages(cast: CastFixture) -> None:
    actions.confirm_rule_value(confirmation=proposed(46_000), **who("Lukas"))
    heidi, lukas = cast("Heidi"), cast("Lukas")
    assert PAGE in heidi.get(RULES).content.decode()
    fields = {"value": "64000", "source_title": "VwV 2017", "source_place": "Nr. 5.1"}
    assert "Bitte füllen Sie das aus." in words(sent(heidi, PAGE, **fields))
    assert sent(heidi, PAGE, **fields, reason="Zahlendreher").status_code == 302
    assert PAGE in lukas.get("/foerderung/regeln/bestaetigen/").content.decode()
    page = words(lukas.get(PAGE))
    assert "Bisher: 46.000 €" in page and "Zahlendreher" in page
    assert "46.000 €" in words(cast("visitor").get(RULES))
    assert sent(lukas, PAGE, decision="confirm").status_code == 302
    assert "46.000 €" not in words(cast("visitor").get(RULES))


def test_going_back_only_what_holds_stays() -> None:
    actions.confirm_rule_value(confirmation=proposed(46_000), **who("Lukas"))
    holds = replaced(64_000)
    proposed(65_000, reason="Erhöht")
    name = "bindeglied.funding.migrations.0008_closed_counts_and_replaced_values"
    import_module(name).one_of_each(apps, SimpleNamespace(connection=connection))
    live = RuleConfirmation.objects.exclude(state=ConfirmationState.WITHDRAWN)
    assert [one.pk for one in live] == [holds.pk]
