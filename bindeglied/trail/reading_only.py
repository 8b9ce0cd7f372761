"""Databases that refuse every write for a while, whatever the code says that only reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection, connections, transaction

from bindeglied.trail.routers import KEYS


@contextmanager
def reading_only(*, at_one_moment: bool = False) -> Iterator[None]:
    """Let both databases refuse every write until the end of the block, on both engines.

    `at_one_moment` lets all reads of content see it as it was at the first one.
    """
    # Most answers open no key: their database is guarded without a word to it.
    with connections[KEYS].execute_wrapper(_only_reads), _content_refuses_writes(at_one_moment):
        yield


@contextmanager
def _content_refuses_writes(at_one_moment: bool) -> Iterator[None]:
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
                if at_one_moment:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
        return
    connection.ensure_connection()
    # BEGIN IMMEDIATE counts as a write, so it would fail under query_only.
    usual = connection.transaction_mode  # type: ignore[attr-defined]
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON")
    try:
        with transaction.atomic():
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only=OFF")
        connection.transaction_mode = usual  # type: ignore[attr-defined]


def _only_reads(execute: Callable[..., Any], sql: str, *others: Any) -> Any:
    if not sql.startswith("SELECT "):
        raise DatabaseError("a reading request makes no data key, changes none and deletes none")
    return execute(sql, *others)
