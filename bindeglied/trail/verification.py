"""Walks the chains of the trail and says what does not fit, in constant memory.

Run it in one snapshot of the database, and measure the file of heads before that begins: what is
sealed meanwhile is then not half seen.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef

from bindeglied.documents.remarks import Remark, gettext_noop
from bindeglied.trail.chain import (
    BEGINNING,
    event_bytes,
    is_digest,
    seal_bytes,
    twelve_months_before,
)
from bindeglied.trail.heads import Head, read_heads
from bindeglied.trail.models import Event, Seal
from bindeglied.trail.queries import of_chain, trail_keys

AT_ONCE = 500
# Waiting longer than this means that nothing seals.
LONGEST_WAIT = timedelta(days=1)
# A head is written just after its seal: in this time it may still be on its way.
ON_ITS_WAY = timedelta(minutes=1)

EVENT_CHANGED = gettext_noop("Ereignis %(event)s wurde verändert oder eingefügt.")
EVENTS_REMOVED = gettext_noop("Siegel %(number)s: %(count)s von %(all)s Ereignissen fehlen.")
EVENTS_ADDED = gettext_noop("Siegel %(number)s: %(count)s Ereignisse sind hinzugekommen.")
EVENTS_OTHERS = gettext_noop("Siegel %(number)s hält andere Ereignisse, als versiegelt wurden.")
SEAL_CHANGED = gettext_noop("Siegel %(number)s wurde verändert.")
SEAL_TWICE = gettext_noop("Siegel %(number)s gibt es doppelt.")
SEAL_MISSING = gettext_noop("Siegel %(number)s fehlt.")
SEALS_MISSING = gettext_noop("Die Siegel %(first)s bis %(last)s fehlen.")
NOT_RENEWED = gettext_noop(
    "Nach Siegel %(number)s fehlt das Siegel mit dem neuen Hauptschlüssel: Es wurde entfernt, oder"
    " „bindeglied rotate-keys“ ist nicht zu Ende gelaufen."
)
SEAL_NOT_JOINED = gettext_noop("Siegel %(number)s schließt nicht an das vorige an.")
ENDED_TOO_EARLY = gettext_noop(
    "Siegel %(number)s: Die Ereignisse wurden vor Ablauf von zwölf Monaten beendet."
)
ENDED_AND_THERE = gettext_noop("Siegel %(number)s ist beendet, aber %(count)s Ereignisse sind da.")
SEAL_UNKNOWN = gettext_noop("%(count)s Ereignisse nennen ein Siegel, das es nicht gibt: %(seal)s.")
WAITING_TOO_LONG = gettext_noop(
    "%(count)s Ereignisse warten seit mehr als einem Tag auf ein Siegel, das älteste ist %(event)s."
    " Läuft „bindeglied tidy“ regelmäßig?"
)
HEAD_UNKNOWN = gettext_noop(
    "heads.log nennt Siegel %(first)s bis %(last)s, in der Datenbank fehlen sie oder lauten anders:"
    " Eine frühere Datenbank wurde zurückgespielt, oder Siegel wurden entfernt."
)
HEADS_MISSING = gettext_noop(
    "In heads.log fehlen die Siegel ab %(first)s: Zeilen oder die ganze Datei wurden entfernt."
)


@dataclass(slots=True)
class Logged:
    """What `heads.log` says of one chain."""

    newest: int = 0
    # The numbers, first and last, that the database does not know like this.
    unknown: tuple[int, int] | None = None

    def add(self, head: Head, *, is_known: bool) -> None:
        """Take in one line of the file."""
        self.newest = max(self.newest, head.number)
        if not is_known:
            first, last = self.unknown or (head.number, head.number)
            self.unknown = min(first, head.number), max(last, head.number)


def compare_heads(length: int) -> dict[UUID, Logged]:
    """What the first `length` bytes of `heads.log` say, by chain, compared with the seals."""
    found: defaultdict[UUID, Logged] = defaultdict(Logged)
    heads = read_heads(length)
    while some := list(islice(heads, AT_ONCE)):
        seals = Seal.objects.filter(digest__in=[head.digest for head in some])
        known = {
            (chain, number, bytes(digest))
            for chain, number, digest in seals.values_list("chain", "number", "digest")
        }
        for head in some:
            is_known = (head.chain, head.number, head.digest) in known
            found[head.chain].add(head, is_known=is_known)
    return dict(found)


@dataclass(slots=True)
class ChainWalk:
    """The way along one chain; the numbers are complete once all faults have been asked for."""

    chain: UUID
    logged: Logged
    now: datetime
    # The oldest first: once a chain has been sealed with a newer one, an older proves nothing.
    keys: tuple[bytes, ...] = field(default_factory=trail_keys, repr=False)
    age: int = 0
    seals: int = 0
    events: int = 0
    ended: int = 0
    waiting: int = 0

    def faults(self) -> Iterator[Remark]:
        """Everything that does not fit, each a remark of one line."""
        yield from self._faults_of_seals()
        yield from self._faults_of_waiting()
        yield from self._faults_of_strays()
        yield from self._faults_of_heads()

    def _faults_of_seals(self) -> Iterator[Remark]:
        previous: Seal | None = None
        seals = Seal.objects.filter(chain=self.chain).order_by("number", "pk")
        waiting = seals.iterator(AT_ONCE)
        while some := list(islice(waiting, AT_ONCE)):
            held: dict[UUID | None, _Held] = {seal.pk: _Held(self._key_of(seal)) for seal in some}
            for event in Event.objects.filter(seal__in=some).order_by("id").iterator(AT_ONCE):
                self.events += 1
                held[event.seal_id].add(event)
                yield from self._faults_of_event(event, held[event.seal_id].key)
            for seal in some:
                yield from self._faults_of_seal(seal, previous, held[seal.pk].key)
                yield from self._faults_of_content(seal, held[seal.pk])
                previous = seal
        if previous and self.age < len(self.keys) - 1:
            yield Remark(NOT_RENEWED, values={"number": previous.number})

    def _key_of(self, seal: Seal) -> bytes | None:
        for age in range(self.age, len(self.keys)):
            if is_digest(self.keys[age], seal_bytes(seal), seal.digest):
                self.age = age
                return self.keys[age]
        return None

    def _faults_of_event(self, event: Event, key: bytes | None) -> Iterator[Remark]:
        # Whatever befell its seal, the event may still be as it was written.
        possible = self.keys if key is None else (key,)
        if not any(is_digest(one, event_bytes(event), event.digest) for one in possible):
            yield Remark(EVENT_CHANGED, values={"event": event.pk})

    def _faults_of_seal(
        self, seal: Seal, previous: Seal | None, key: bytes | None
    ) -> Iterator[Remark]:
        self.seals += 1
        number = {"number": seal.number}
        expected = previous.number + 1 if previous else 1
        if key is None:
            yield Remark(SEAL_CHANGED, values=number)
        if seal.number < expected:
            yield Remark(SEAL_TWICE, values=number)
        elif seal.number == expected + 1:
            yield Remark(SEAL_MISSING, values={"number": expected})
        elif seal.number > expected:
            yield Remark(SEALS_MISSING, values={"first": expected, "last": seal.number - 1})
        elif bytes(seal.previous_digest) != bytes(previous.digest if previous else BEGINNING):
            yield Remark(SEAL_NOT_JOINED, values=number)

    def _faults_of_content(self, seal: Seal, held: _Held) -> Iterator[Remark]:
        values: dict[str, Any] = {"number": seal.number, "all": seal.events_count}
        if seal.ended_at:
            self.ended += seal.events_count
            oldest_allowed = twelve_months_before(seal.ended_at)
            if seal.newest_event_at > oldest_allowed or seal.ended_at > self.now:
                yield Remark(ENDED_TOO_EARLY, values=values)
            if held.count:
                yield Remark(ENDED_AND_THERE, values=values | {"count": held.count})
        elif lacking := seal.events_count - held.count:
            msgid = EVENTS_REMOVED if lacking > 0 else EVENTS_ADDED
            yield Remark(msgid, values=values | {"count": abs(lacking)})
        elif held.together.digest() != bytes(seal.events_digest):
            yield Remark(EVENTS_OTHERS, values=values)

    def _faults_of_waiting(self) -> Iterator[Remark]:
        waiting = Event.objects.filter(of_chain(self.chain), seal=None).order_by("id")
        for event in waiting.iterator(AT_ONCE):
            self.waiting += 1
            yield from self._faults_of_event(event, self.keys[-1])
        late = waiting.filter(occurred_at__lt=self.now - LONGEST_WAIT)
        if oldest := late.first():
            values = {"count": late.count(), "event": oldest.pk}
            yield Remark(WAITING_TOO_LONG, values=values)

    def _faults_of_strays(self) -> Iterator[Remark]:
        known = Seal.objects.filter(pk=OuterRef("seal_id"))
        strays = Event.objects.filter(~Exists(known), of_chain(self.chain), seal_id__isnull=False)
        for seal, count in strays.values_list("seal_id").annotate(count=Count("id")):
            yield Remark(SEAL_UNKNOWN, values={"seal": seal, "count": count})

    def _faults_of_heads(self) -> Iterator[Remark]:
        if self.logged.unknown:
            first, last = self.logged.unknown
            yield Remark(HEAD_UNKNOWN, values={"first": first, "last": last})
        # After a crash between commit and writing, one head is lacking until the next sealing.
        unlogged = Seal.objects.filter(
            chain=self.chain,
            number__gt=self.logged.newest,
            sealed_at__lt=self.now - ON_ITS_WAY,
        ).aggregate(count=Count("id"), first=Min("number"))
        if unlogged["count"] > 1:
            yield Remark(HEADS_MISSING, values={"first": unlogged["first"]})


class _Held:
    """The events found under one seal, as they come."""

    def __init__(self, key: bytes | None) -> None:
        self.key = key
        self.count = 0
        self.together = hashlib.sha256()

    def add(self, event: Event) -> None:
        self.count += 1
        self.together.update(bytes(event.digest))
