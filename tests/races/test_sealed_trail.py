"""Several write and seal one chain at the same moment, and it stays in order."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from bindeglied.trail.actions import record_event, seal_events
from bindeglied.trail.actions.seal_events import BATCH
from bindeglied.trail.heads import length_of_heads
from bindeglied.trail.ids import new_id
from bindeglied.trail.models import Event, Seal
from bindeglied.trail.reading_only import reading_only
from bindeglied.trail.verification import ChainWalk, Logged, compare_heads
from tests.servers.two_at_once import Deed, all_at_once, two_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> UUID:
    return new_id()


def writes(chain: UUID, count: int, at_once: int = 1) -> Callable[[], int]:
    """So many events, each few of them committed together."""

    def deed() -> int:
        for _ in range(count):
            with transaction.atomic():
                for _ in range(at_once):
                    words = {"record_kind": "test", "record_key": "1", "by": None}
                    record_event("counted", organisation=chain, **words)
        return count * at_once

    return deed


def seals(chain: UUID) -> Callable[[], int]:
    return lambda: seal_events(chain=chain, at_once=True)


def faults(chain: UUID) -> list[str]:
    """What `bindeglied verify-log` would say now."""
    length = length_of_heads()
    with reading_only(at_one_moment=True):
        logged = compare_heads(length).get(chain, Logged())
        walk = ChainWalk(chain, logged, timezone.now())
        return [fault.text(str) for fault in walk.faults()]


def again(deed: Deed, times: int) -> Deed:
    return lambda: [deed() for _ in range(times)]


def test_two_seal_at_once_and_the_second_leaves_it_to_the_first(chain: UUID) -> None:
    writes(chain, 3)()
    assert two_at_once(seals(chain), seals(chain)) == (3, 0)
    assert Seal.objects.get(chain=chain).events_count == 3
    assert not faults(chain)


def test_an_event_that_is_committed_behind_a_newer_one_is_in_the_next_seal(chain: UUID) -> None:
    def writes_and_seals() -> int:
        writes(chain, 2)()
        return seal_events(chain=chain, at_once=True)

    two_at_once(writes(chain, 1), writes_and_seals, waits=False)
    seals(chain)()
    assert sum(Seal.objects.filter(chain=chain).values_list("events_count", flat=True)) == 3
    assert not faults(chain)


def test_writers_and_sealers_at_once_leave_one_chain_in_order(chain: UUID) -> None:
    writers = [writes(chain, 2 * BATCH), writes(chain, BATCH // 2, at_once=3), writes(chain, 10)]
    became = all_at_once(*writers, again(seals(chain), 10), again(lambda: faults(chain), 10))
    written, seen = sum(became[:3]), became[-1]
    assert not any(seen)
    while seals(chain)():
        pass
    found = Seal.objects.filter(chain=chain).order_by("number")
    assert list(found.values_list("number", flat=True)) == list(range(1, len(found) + 1))
    assert sum(one.events_count for one in found) == written
    assert Event.objects.filter(organisation_id=chain, seal=None).count() == 0
    assert not faults(chain)


def test_two_organisations_do_not_wait_for_each_other(chain: UUID) -> None:
    other = uuid4()
    writes(chain, 1)()
    writes(other, 1)()
    assert two_at_once(seals(chain), seals(other), waits=False) == (1, 1)
    assert not faults(chain) and not faults(other)
