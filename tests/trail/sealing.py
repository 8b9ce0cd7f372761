"""A chain of its own for a test, and changes to its rows as only the database's owner can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from bindeglied.trail.actions import seal_events
from bindeglied.trail.chain import digest, event_bytes
from bindeglied.trail.heads import FILE_NAME, length_of_heads
from bindeglied.trail.ids import new_id
from bindeglied.trail.models import Event, Seal
from bindeglied.trail.queries import trail_key
from bindeglied.trail.verification import ChainWalk, Logged, compare_heads

# Longer ago than a head may be on its way.
EARLIER = timedelta(hours=1)


@dataclass
class Chain:
    """One organisation's chain; what is sealed here reaches `heads.log` as after a commit."""

    id: UUID
    callbacks: Callable[..., Any]
    heads: Path

    @contextmanager
    def commit(self) -> Iterator[list[Callable[[], Any]]]:
        """Do at the end of the block what would be done after its commit; gives these steps."""
        with self.callbacks(execute=True) as planned:
            yield planned
        # The transaction of the test goes on, and would remember the steps as still to be done.
        connection.run_on_commit.clear()

    def write(self, count: int = 1, *, at: datetime | None = None, **columns: Any) -> list[Event]:
        """Events as `record_event` writes them, at a moment of one's choice."""
        return [self._write(at or timezone.now() - EARLIER, columns) for _ in range(count)]

    def _write(self, at: datetime, columns: dict[str, Any]) -> Event:
        usual = {
            "organisation_id": self.id,
            "user_id": new_id(),
            "verb": "looked at",
            "record_kind": "case",
            "record_key": str(new_id()),
            "content_digest": bytes(32),
        }
        event = Event(occurred_at=at, **usual | columns)
        event.digest = digest(trail_key(), event_bytes(event))
        event.save(force_insert=True)
        return event

    def seal(self, *, at: datetime | None = None) -> Seal:
        """Seal what waits and give the new seal."""
        with self.commit():
            assert seal_events(chain=self.id, at_once=True, now=at or timezone.now() - EARLIER)
        return self.seals[-1]

    @property
    def seals(self) -> list[Seal]:
        return list(Seal.objects.filter(chain=self.id).order_by("number"))

    def faults(self, *, now: datetime | None = None) -> list[str]:
        """What verification says, as on a screen."""
        logged = compare_heads(length_of_heads()).get(self.id, Logged())
        walk = ChainWalk(self.id, logged, now or timezone.now())
        return [fault.text(str) for fault in walk.faults()]


@pytest.fixture
def chain(
    db: None, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Callable[..., Any]
) -> Iterator[Chain]:
    settings.DATA_DIR = tmp_path
    yield Chain(new_id(), django_capture_on_commit_callbacks, tmp_path / FILE_NAME)
    # Some tests leave rows behind whose keys point nowhere: not to be looked at on the way out.
    transaction.set_rollback(True)


@pytest.fixture
def sealed(chain: Chain) -> Chain:
    """Three seals over two, three and two events."""
    for count in (2, 3, 2):
        chain.write(count)
        chain.seal()
    return chain


def sql(statement: str, *values: Any) -> None:
    """Change rows beside the product."""
    plain = [value.hex if isinstance(value, UUID) else value for value in values]
    with connection.cursor() as cursor:
        cursor.execute(statement, plain)
        assert cursor.rowcount, "nothing was changed"
