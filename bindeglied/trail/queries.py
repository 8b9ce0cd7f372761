"""Reads of the trail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Q, Subquery

from bindeglied.trail.chain import INSTALLATION, chain_of
from bindeglied.trail.models import Event, Seal


class WaitingEvent(NamedTuple):
    """An event without a seal, and the newest seal of its chain, both seen at one moment."""

    id: UUID
    digest: bytes | memoryview
    occurred_at: datetime
    newest_number: int | None
    newest_digest: bytes | memoryview | None


def trail_keys() -> tuple[bytes, ...]:
    """The keys for digests of events and seals, the oldest first; the last one is in use."""
    return tuple(reversed(settings.TRAIL_KEYS))


def trail_key() -> bytes:
    """The key with which digests of events and seals are made now."""
    return trail_keys()[-1]


def of_chain(chain: UUID) -> Q:
    """The events that stand in this chain."""
    return Q(organisation_id=None if chain == INSTALLATION else chain)


def waiting_events(chain: UUID, *, at_most: int) -> list[WaitingEvent]:
    """The oldest events of a chain that wait for a seal, in the order of their ids.

    One statement, so that newest seal and waiting events are of one moment.
    """
    newest = Seal.objects.filter(chain=chain).order_by("-number")
    found = (
        Event.objects.filter(of_chain(chain), seal=None)
        .order_by("id")
        .annotate(
            newest_number=Subquery(newest.values("number")[:1]),
            newest_digest=Subquery(newest.values("digest")[:1]),
        )
        .values_list("id", "digest", "occurred_at", "newest_number", "newest_digest")
    )
    return [WaitingEvent(*row) for row in found[:at_most]]


def chains_that_wait() -> list[UUID]:
    """The chains with events that wait for a seal."""
    found = Event.objects.filter(seal=None).values_list("organisation_id", flat=True)
    return sorted(chain_of(organisation) for organisation in found.distinct())


def all_chains() -> set[UUID]:
    """Every chain that has a seal or an event."""
    organisations: Iterator[UUID | None] = (
        Event.objects.order_by().values_list("organisation_id", flat=True).distinct().iterator()
    )
    sealed = Seal.objects.order_by().values_list("chain", flat=True).distinct()
    return {chain_of(one) for one in organisations} | set(sealed)
