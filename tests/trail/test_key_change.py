"""A new master key: data keys move in batches, and the trail stays proof against the old key."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db.models import F

from bindeglied.trail.actions import (
    renew_chains,
    rewrap_data_keys,
    seal_all_events,
    seal_events,
)
from bindeglied.trail.chain import digest, event_bytes, events_digest, seal_bytes
from bindeglied.trail.data_keys import data_key, make_data_key
from bindeglied.trail.ids import new_id
from bindeglied.trail.models import DataKey, Event, Seal
from bindeglied.trail.sealing import Unreadable
from tests.trail.sealing import Chain, chain

__all__ = ["chain"]
OLD, NEW = b"o" * 32, b"n" * 32
pytestmark = pytest.mark.django_db


def change_keys(settings: Any, *, done: bool = True) -> None:
    """From here on the new key writes; while the change is not done, both master keys are there."""
    settings.TRAIL_KEYS = (NEW, OLD)
    settings.WRAPPING_KEYS = (NEW,) if done else (NEW, OLD)


@pytest.fixture
def old_chain(chain: Chain, settings: Any) -> Chain:
    """Two seals made with the old key."""
    settings.TRAIL_KEYS = (OLD,)
    for count in (2, 3):
        chain.write(count)
        chain.seal()
    return chain


@pytest.fixture
def renewed(old_chain: Chain, settings: Any) -> Chain:
    """Two seals made with the old key, then one with the new one."""
    change_keys(settings)
    old_chain.write()
    old_chain.seal()
    assert old_chain.faults() == []
    return old_chain


def forge_event(event: Event) -> None:
    event.digest = digest(OLD, event_bytes(event))
    event.save()


def forge_seal(seal: Seal) -> None:
    seal.digest = digest(OLD, seal_bytes(seal))
    seal.save()


def test_a_chain_that_ends_with_the_old_key_is_a_fault(old_chain: Chain, settings: Any) -> None:
    assert old_chain.faults() == []
    change_keys(settings)
    (fault,) = old_chain.faults()
    assert "neuen Hauptschlüssel" in fault


def test_renewing_seals_each_chain_once(old_chain: Chain, settings: Any) -> None:
    change_keys(settings)
    with old_chain.commit():
        assert renew_chains() >= 1
    assert old_chain.faults() == []
    assert len(old_chain.seals) == 3
    with old_chain.commit():
        assert renew_chains() == 0


def test_a_waiting_event_with_the_old_key_is_found(renewed: Chain) -> None:
    (event,) = renewed.write()
    forge_event(event)
    (fault,) = renewed.faults()
    assert str(event.pk) in fault


def test_a_seal_with_the_old_key_behind_a_newer_one_is_found(renewed: Chain) -> None:
    renewed.write()
    forge_seal(renewed.seal())
    assert any("Siegel 4 wurde verändert" in fault for fault in renewed.faults())


def test_who_knows_the_old_key_cannot_change_what_was_sealed_with_it(renewed: Chain) -> None:
    second = renewed.seals[1]
    event = Event.objects.filter(seal=second).first()
    assert event
    event.verb = "did nothing"
    forge_event(event)
    assert any("Siegel 2" in fault for fault in renewed.faults())
    held = Event.objects.filter(seal=second).order_by("id")
    second.events_digest = events_digest(bytes(one.digest) for one in held)
    forge_seal(second)
    assert any("Siegel 3 schließt nicht" in fault for fault in renewed.faults())


def test_the_newest_seals_removed_leave_a_chain_that_was_not_renewed(renewed: Chain) -> None:
    newest = renewed.seals[-1]
    Event.objects.filter(seal=newest).delete()
    newest.delete()
    faults = renewed.faults()
    assert any("neuen Hauptschlüssel" in fault for fault in faults)
    assert any("heads.log" in fault for fault in faults)


def test_events_that_waited_while_the_key_changed_are_sealed_with_their_own_key(
    old_chain: Chain, settings: Any
) -> None:
    old_chain.write(3)
    change_keys(settings, done=False)
    old_chain.write(2)
    with old_chain.commit():
        assert seal_events(chain=old_chain.id, at_once=True) == 3
    with old_chain.commit():
        assert seal_all_events() >= 2
    change_keys(settings)
    assert old_chain.faults() == []
    assert [seal.events_count for seal in old_chain.seals] == [2, 3, 3, 2]


def owners(count: int, settings: Any) -> list[UUID]:
    """People with keys that the old master key wraps, when the new one has come."""
    settings.WRAPPING_KEYS = (OLD,)
    DataKey.objects.all().delete()
    found = sorted(new_id() for _ in range(count))
    for one in found:
        make_data_key(one)
    settings.WRAPPING_KEYS = (NEW, OLD)
    return found


def opened(found: list[UUID]) -> int:
    count = 0
    for one in found:
        try:
            count += len(data_key(one)) == 32
        except Unreadable:
            continue
    return count


def test_a_change_cut_off_anywhere_leaves_every_key_readable_and_goes_on(
    settings: Any,
) -> None:
    found = owners(7, settings)
    before = {one: data_key(one) for one in found}
    moving = rewrap_data_keys(at_once=2)
    assert [next(moving), next(moving)] == [2, 2]
    del moving
    assert {one: data_key(one) for one in found} == before
    settings.WRAPPING_KEYS = (OLD,)
    assert opened(found) == 3
    settings.WRAPPING_KEYS = (NEW, OLD)
    assert list(rewrap_data_keys(at_once=2)) == [0, 0, 2, 1]
    settings.WRAPPING_KEYS = (NEW,)
    assert {one: data_key(one) for one in found} == before
    settings.WRAPPING_KEYS = (OLD,)
    assert opened(found) == 0


def test_a_key_that_no_master_key_opens_stops_the_change(settings: Any) -> None:
    found = owners(2, settings)
    DataKey.objects.filter(owner=found[0]).update(wrapped=bytes(61), made_at=F("made_at"))
    with pytest.raises(Unreadable):
        list(rewrap_data_keys())


def test_a_key_made_meanwhile_is_wrapped_by_the_newest(settings: Any) -> None:
    owners(1, settings)
    late = new_id()
    make_data_key(late)
    settings.WRAPPING_KEYS = (NEW,)
    assert data_key(late)
