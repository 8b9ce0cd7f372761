"""One case as it goes on: its dice, its clock, its rows, and what was done when.

What is told of no case (advice at the counter) has the same dice, clock and events.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Model

from bindeglied.casework.models import Case
from bindeglied.demo.actions.generated.rows import Batch, table_of
from bindeglied.demo.actions.generated.shares import Outline
from bindeglied.trail.chain import digest, event_bytes
from bindeglied.trail.data_keys import wrap
from bindeglied.trail.models import DataKey, Event
from bindeglied.trail.sealing import KEY_LENGTH, Sealer

# Offices open and close so early in UTC that the day is the same in Germany.
OPENS, OPEN_SECONDS = time(7), 7 * 3600


@dataclass(frozen=True, slots=True)
class Employee:
    """An integration manager whose cases are told; the number is the same in every such Land."""

    number: int
    user: UUID
    organisation: UUID
    colleagues: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all stories share: the first day of work, today, since when events are kept."""

    seed: int
    vendor: str
    since: date
    today: date
    now: datetime
    events_from: datetime
    trail_key: bytes = field(repr=False)


class WrittenEvent(NamedTuple):
    """An event as its digest sees it, and as its row is made."""

    id: UUID
    occurred_at: datetime
    organisation_id: UUID
    user_id: UUID
    verb: str
    record_kind: str
    record_key: str
    content_digest: None = None


class EventRow(NamedTuple):
    """An event that waits for its seal: what the seal needs, and its values but the seal."""

    occurred_at: datetime
    digest: bytes
    values: list[Any]


class ToldPerson(NamedTuple):
    """Somebody of a case, as plans and notes speak of them."""

    id: UUID
    given_name: str
    family_name: str
    birth_on: date


class Teller:
    """Whoever tells: own dice, a clock, ids, and the events of the last twelve months."""

    def __init__(self, setting: Setting, manager: Employee, dice: str, batch: Batch) -> None:
        self.setting, self.manager, self.batch = setting, manager, batch
        self.random = Random(f"{setting.seed} {dice}")
        self.events: list[EventRow] = []
        self._ids = 0

    def at(self, day: date, part_of_the_day: float | None = None) -> datetime:
        """A moment of a day while offices are open, by chance or at a part of the day (0 to 1)."""
        part = self.random.random() if part_of_the_day is None else part_of_the_day
        opened = datetime.combine(day, OPENS, UTC)
        return opened + timedelta(seconds=int(part * OPEN_SECONDS))

    def new_id(self, at: datetime) -> UUID:
        """An id as it would have been made at this moment (UUID version 7), later ones after it."""
        self._ids = (self._ids + 1) & 0xFFF
        milliseconds = int(at.timestamp() * 1000)
        by_chance = self.random.getrandbits(62)
        return UUID(int=milliseconds << 80 | 7 << 76 | self._ids << 64 | 2 << 62 | by_chance)

    def event(self, verb: str, at: datetime, record_kind: str, record: UUID) -> None:
        """Say what was done to a record, unless it is so long ago that it would have ended."""
        if at < self.setting.events_from:
            return
        manager = self.manager
        event = WrittenEvent(
            self.new_id(at), at, manager.organisation, manager.user, verb, record_kind, str(record)
        )
        made = digest(self.setting.trail_key, event_bytes(event))
        table = table_of(Event, self.setting.vendor)
        values = table.values({**event._asdict(), "digest": made})
        self.events.append(EventRow(at, made, values[:-1]))


class Story(Teller):
    """A case being told. Content modules add rows with `add` and say with `deed` what was done.

    `people`, `language` and the columns `keep_lists` would keep are filled while it is told.
    """

    def __init__(self, setting: Setting, manager: Employee, outline: Outline, batch: Batch) -> None:
        super().__init__(setting, manager, f"{outline.municipality} {outline.number}", batch)
        self.outline = outline
        self.registered_at = self.at(outline.registered_on, 0.15)
        self.case_id = self.new_id(self.registered_at)
        key = os.urandom(KEY_LENGTH)
        self.sealer = Sealer(key)
        owner = {"owner": self.case_id, "wrapped": wrap(self.case_id, key)}
        batch.add(DataKey, {**owner, "made_at": self.registered_at})
        self.people: list[ToldPerson] = []
        self.version = 1
        self.language = ""
        self.sort_name = ""
        self.informed_on: date | None = None
        self.last_contact_at: datetime | None = None
        self.due: list[date] = []

    def add(self, model: type[Model], at: datetime, **columns: Any) -> UUID:
        """Write down a row of this case at a moment; gives its id."""
        row = {
            "id": self.new_id(at),
            "case_id": self.case_id,
            "recorded_at": at,
            "recorded_by": self.manager.user,
            **columns,
        }
        self.batch.add(model, row, self.sealer)
        found: UUID = row["id"]
        return found

    def deed(self, verb: str, at: datetime) -> None:
        """Say what was done: the version of the case rises, its event is kept for a year."""
        self.version += 1
        self.event(verb, at, "case", self.case_id)

    def end(self) -> None:
        """Write the case itself, once everything that it keeps is known."""
        outline = self.outline
        case = {
            "id": self.case_id,
            "organisation_id": self.manager.organisation,
            "municipality_id": outline.municipality,
            "number": outline.number,
            "kind": "family" if outline.people > 1 else "individual",
            "state": outline.state,
            "announced_on": outline.announced_on,
            "informed_on": self.informed_on,
            "sort_name": self.sort_name,
            "language": self.language,
            "next_due_on": min(self.due, default=None),
            "last_contact_at": self.last_contact_at,
            "version": self.version,
            "recorded_at": self.registered_at,
            "recorded_by": self.manager.user,
        }
        self.batch.add(Case, case)
