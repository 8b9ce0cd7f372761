"""Events end after twelve months; their seals stay, and the chain still holds."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.utils import timezone

from bindeglied.trail.actions import end_old_events, seal_all_events
from bindeglied.trail.models import Event
from tests.trail.sealing import Chain, chain, sql

__all__ = ["chain"]

# The package shows the function under the name of its module.
MODULE = import_module("bindeglied.trail.actions.end_old_events")
YEAR = timedelta(days=366)


@pytest.fixture
def grown(chain: Chain) -> Chain:
    """A batch that is old, one of which only a part is, and a fresh one."""
    now = timezone.now()
    old, fresh = now - YEAR, now - timedelta(days=3)
    for moments in ([old, old], [old, fresh], [fresh]):
        for moment in moments:
            chain.write(at=moment)
        chain.seal(at=moments[-1])
    return chain


def events_left(chain: Chain) -> list[int]:
    return [seal.events.count() for seal in chain.seals]


def test_only_batches_that_are_old_as_a_whole_end(grown: Chain) -> None:
    assert end_old_events() == 2
    assert events_left(grown) == [0, 2, 1]
    assert [seal.ended_at is not None for seal in grown.seals] == [True, False, False]


def test_the_chain_holds_after_the_end(grown: Chain) -> None:
    end_old_events()
    assert grown.faults() == []


def test_the_end_is_an_event_of_the_same_chain(grown: Chain) -> None:
    end_old_events()
    event = Event.objects.get(organisation_id=grown.id, verb="events ended")
    assert event.record_key == str(grown.id)
    with grown.commit():
        seal_all_events()
    assert grown.faults() == []


def test_nothing_ends_a_moment_too_early(chain: Chain) -> None:
    written = timezone.now().replace(year=2025, month=3, day=1)
    chain.write(at=written)
    chain.seal(at=written)
    a_year_later = written.replace(year=2026)
    assert end_old_events(now=a_year_later - timedelta(microseconds=1)) == 0
    assert end_old_events(now=a_year_later) == 1
    assert chain.faults() == []


def test_whoever_stops_in_between_goes_on_there(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        chain.write(2, at=timezone.now() - YEAR)
        chain.seal(at=timezone.now() - YEAR)
    monkeypatch.setattr(MODULE, "SEALS_AT_ONCE", 2)
    calls: list[Any] = []

    def stop_after_two(*words: Any, **more: Any) -> None:
        calls.append(more)
        if len(calls) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(MODULE, "record_event", stop_after_two)
    with pytest.raises(KeyboardInterrupt):
        end_old_events()
    assert events_left(chain) == [0, 0, 0, 0, 2]
    assert chain.faults() == []
    assert end_old_events() == 2
    assert end_old_events() == 0
    assert chain.faults() == []


def test_a_row_removed_before_its_time_is_found_beside_ended_ones(grown: Chain) -> None:
    end_old_events()
    sql("DELETE FROM trail_event WHERE id = %s", grown.seals[1].events.first().pk)
    assert grown.faults() == ["Siegel 2: 1 von 2 Ereignissen fehlen."]


def test_an_ended_seal_with_events_is_found(grown: Chain) -> None:
    end_old_events()
    event = grown.write()[0]
    sql("UPDATE trail_event SET seal_id = %s WHERE id = %s", grown.seals[0].pk, event.pk)
    assert grown.faults() == ["Siegel 1 ist beendet, aber 1 Ereignisse sind da."]


def test_an_ended_seal_cannot_be_called_alive_again(grown: Chain) -> None:
    end_old_events()
    sql("UPDATE trail_seal SET ended_at = NULL WHERE id = %s", grown.seals[0].pk)
    assert grown.faults() == ["Siegel 1: 2 von 2 Ereignissen fehlen."]
