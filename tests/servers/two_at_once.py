"""Two deeds at the same moment, each in a thread with connections of its own.

The first one pauses with what it has locked; the second begins and is seen waiting for it; then
the first goes on. So the race happens each time, and does not depend on who is faster.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from enum import IntEnum
from functools import partial
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction

from bindeglied.trail.steps import NotAllowed
from bindeglied.trail.versions import ChangedMeanwhile

Deed = Callable[[], Any]
# Nobody waits longer for what somebody else has locked; as long as SQLite lets a writer wait.
LONGEST_SECONDS = 5
# So slow may the machine be that the tests run on.
PATIENCE_SECONDS = 30
# Within a statement for so long, somebody on SQLite waits for whoever writes.
SEEN_WAITING_SECONDS = 0.1
LOCKS = re.compile(r"^(BEGIN IMMEDIATE|INSERT|UPDATE|DELETE)\b|\bFOR (NO KEY )?UPDATE\b")


class Pause(IntEnum):
    """Where the first of two pauses: before its commit, or after so many locks."""

    DONE = 0
    LOCKED = 1


EVERY_PAUSE = pytest.mark.parametrize("pause", Pause, ids=lambda one: one.name.lower())


def two_at_once(
    first: Deed,
    second: Deed,
    *,
    pause: int = Pause.DONE,
    refused: tuple[type[Exception], ...] = (NotAllowed, ChangedMeanwhile),
    waits: bool = True,
) -> tuple[Any, Any]:
    """What became of both: what each gave, or how it was refused, in the order of beginning.

    `pause` is a Pause, or how many locks the first has when it pauses. Without `waits` the second
    may also end meanwhile. Raises AssertionError where it did not wait though, or somebody waits
    too long, and whatever else one of them raises, as of a deadlock.
    """
    one, other = _Doing(first, refused, pause), _Doing(second, refused)
    one.start()
    one.paused.wait(PATIENCE_SECONDS)
    other.start()
    try:
        has_waited = _is_seen_waiting(other)
    finally:
        one.goes_on.set()
    became = one.became(), other.became()
    assert has_waited or not waits, f"the second did not wait for the first: {became}"
    return became


def all_at_once(
    *deeds: Deed, refused: tuple[type[Exception], ...] = (NotAllowed, ChangedMeanwhile)
) -> list[Any]:
    """What became of each, where all begin at the same moment and whoever is faster is first."""
    line = Barrier(len(deeds))

    def begun(deed: Deed) -> Any:
        connection.ensure_connection()
        line.wait(PATIENCE_SECONDS)
        return deed()

    doing = [_Doing(partial(begun, deed), refused) for deed in deeds]
    for one in doing:
        one.start()
    return [one.became() for one in doing]


def _is_seen_waiting(other: _Doing) -> bool:
    last = time.monotonic() + PATIENCE_SECONDS
    while other.is_alive() and time.monotonic() < last:
        if other.waits:
            return True
        time.sleep(0.005)
    return False


class _Doing(Thread):
    """Somebody who does a deed; with a pause they hold its transaction open until `goes_on`."""

    def __init__(
        self, deed: Deed, refused: tuple[type[Exception], ...], pause: int | None = None
    ) -> None:
        super().__init__(daemon=True)
        self.deed, self.refused, self.pause = deed, refused, pause
        self.locks = 0
        self.paused, self.goes_on = Event(), Event()
        self.gave: Any = None
        self.fault: BaseException | None = None
        self.process: int | None = None
        self.asked_at: float | None = None

    def run(self) -> None:
        try:
            self._connect()
            with connection.execute_wrapper(self._watched):
                self.gave = self.deed() if self.pause is None else self._paused()
        except self.refused as reason:
            self.gave = reason
        except BaseException as fault:  # told to whoever asks what became of it
            self.fault = fault
        finally:
            self.paused.set()
            connections.close_all()

    @property
    def waits(self) -> bool:
        """Whether this one waits for what somebody else has locked; asked by another thread."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [self.process or 0])
                return bool(cursor.fetchone()[0])
        asked_at = self.asked_at
        return asked_at is not None and time.monotonic() - asked_at > SEEN_WAITING_SECONDS

    def became(self) -> Any:
        """What the deed gave or how it was refused; raises its fault."""
        self.join(PATIENCE_SECONDS)
        assert not self.is_alive(), "somebody waits for ever"
        if self.fault:
            raise self.fault
        return self.gave

    def _connect(self) -> None:
        connection.ensure_connection()
        if connection.vendor == "postgresql":
            self.process = connection.connection.info.backend_pid
            with connection.cursor() as cursor:
                cursor.execute(f"SET lock_timeout = '{LONGEST_SECONDS}s'")

    def _paused(self) -> Any:
        with transaction.atomic():
            gave = self.deed()
            self._pause()
            return gave

    def _watched(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.asked_at = time.monotonic()
        try:
            answer = execute(sql, params, many, context)
        finally:
            self.asked_at = None
        self.locks += bool(LOCKS.search(sql))
        if self.pause and self.locks == self.pause:
            self._pause()
        return answer

    def _pause(self) -> None:
        self.paused.set()
        assert self.goes_on.wait(PATIENCE_SECONDS), "nobody let it go on"
