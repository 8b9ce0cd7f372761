"""Events are sealed in batches, one chain per organisation, beside the deed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from bindeglied.trail.actions import (
    record_event,
    seal_all_events,
    seal_events,
)
from bindeglied.trail.actions.seal_events import BATCH, PATIENCE
from bindeglied.trail.chain import INSTALLATION
from bindeglied.trail.ids import new_id
from bindeglied.trail.models import Event, Seal
from bindeglied.trail.queries import waiting_events
from tests.trail.sealing import Chain, chain

__all__ = ["chain"]

# The package shows the function under the name of its module.
MODULE = import_module("bindeglied.trail.actions.seal_events")


def do(chain: Chain, times: int = 1) -> None:
    """A deed of the organisation, with its events, and what follows its commit."""
    with chain.commit(), transaction.atomic():
        for _ in range(times):
            record_event("did", record_kind="case", record_key="1", by=None, organisation=chain.id)


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    moment = timezone.now() + by
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def test_the_write_a_minute_later_seals_what_waits_and_itself(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(chain)
    do(chain)
    assert chain.seals == []
    later(monkeypatch, PATIENCE + timedelta(seconds=1))
    do(chain)
    assert [seal.events_count for seal in chain.seals] == [3]
    assert chain.faults() == []


def test_a_full_batch_is_sealed_at_once(chain: Chain) -> None:
    do(chain, BATCH + 5)
    assert [seal.events_count for seal in chain.seals] == [BATCH]
    assert len(waiting_events(chain.id, at_most=BATCH)) == 5


def test_a_deed_with_many_events_looks_after_its_chain_once(
    chain: Chain, django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(2 + 7 + 1):  # savepoint, its release, events, one look
        do(chain, 7)


def test_a_write_costs_one_statement_more_and_three_when_it_seals(
    chain: Chain, django_assert_num_queries: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    do(chain)
    with django_assert_num_queries(1):
        seal_events(chain=chain.id)
    later(monkeypatch, PATIENCE)
    with django_assert_num_queries(3 + 2):  # and the savepoint, which is a BEGIN in life
        assert seal_events(chain=chain.id) == 1


def test_chains_know_nothing_of_each_other(chain: Chain) -> None:
    other = Chain(new_id(), chain.callbacks, chain.heads)
    for one in (chain, other, chain):
        one.write()
        one.seal()
    assert [seal.number for seal in chain.seals] == [1, 2]
    assert [seal.number for seal in other.seals] == [1]
    assert chain.faults() == other.faults() == []


def test_events_without_organisation_stand_in_the_chain_of_the_installation(chain: Chain) -> None:
    chain.write(organisation_id=None)
    Chain(INSTALLATION, chain.callbacks, chain.heads).seal()
    assert Seal.objects.filter(chain=INSTALLATION).exists()
    assert not chain.seals


def test_a_row_committed_late_is_sealed_in_a_later_batch(chain: Chain) -> None:
    early = new_id()
    chain.write(2)
    chain.seal()
    chain.write(id=early)
    chain.seal()
    assert list(chain.seals[1].events.values_list("pk", flat=True)) == [early]
    assert chain.faults() == []


def test_whoever_lost_the_race_leaves_the_events_to_the_other(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain.write(3)
    seen_before = waiting_events(chain.id, at_most=BATCH)
    chain.seal()
    monkeypatch.setattr(MODULE, "waiting_events", lambda *_, **__: seen_before)
    assert seal_events(chain=chain.id, at_once=True) == 0
    monkeypatch.undo()
    assert [seal.number for seal in chain.seals] == [1]
    assert chain.faults() == []


def test_an_event_that_vanished_meanwhile_makes_no_seal(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, _ = chain.write(2)
    seen_before = waiting_events(chain.id, at_most=BATCH)
    Event.objects.filter(pk=gone.pk).delete()
    monkeypatch.setattr(MODULE, "waiting_events", lambda *_, **__: seen_before)
    assert seal_events(chain=chain.id, at_once=True) == 0
    assert chain.seals == []


def test_a_sealing_that_fails_does_not_fail_the_deed(
    chain: Chain, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise DatabaseError("database is locked")

    monkeypatch.setattr(MODULE, "waiting_events", fail)
    do(chain)
    assert Event.objects.filter(organisation_id=chain.id).count() == 1
    assert f"chain {chain.id} could not be sealed" in caplog.text


def test_a_deed_that_is_undone_leaves_no_event_and_asks_for_no_seal(chain: Chain) -> None:
    with chain.commit() as planned:
        try:
            with transaction.atomic():
                record_event(
                    "did", record_kind="case", record_key="1", by=None, organisation=chain.id
                )
                raise DatabaseError
        except DatabaseError:
            pass
    assert planned == []
    assert not Event.objects.filter(organisation_id=chain.id).exists()


def test_tidying_seals_every_chain_in_batches(chain: Chain) -> None:
    chain.write(2 * BATCH + 1)
    with chain.commit():
        assert seal_all_events() >= 2 * BATCH + 1
    assert [seal.events_count for seal in chain.seals] == [BATCH, BATCH, 1]
    assert not Event.objects.filter(seal=None).exists()
    assert chain.faults() == []


def test_on_postgresql_the_head_goes_to_the_log_too(
    chain: Chain, caplog: pytest.LogCaptureFixture
) -> None:
    chain.write()
    seal = chain.seal()
    logged = f"{chain.id} 1 {bytes(seal.digest).hex()}" in caplog.text
    assert logged == (connection.vendor == "postgresql")
