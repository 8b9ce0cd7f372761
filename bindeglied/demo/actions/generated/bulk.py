"""Bringing many rows into the database at once, in one transaction that may take minutes.

While they come, triggers and indexes are away; both engines can take that back with the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from bindeglied.demo.actions.generated.rows import POSTGRESQL, Row
from bindeglied.trail.routers import CONTENT, KEYS
from bindeglied.trail.table_rows import columns, without_triggers

CACHE_KILOBYTES = 500_000
# Unique constraints and primary keys stay: these are the further indexes, and how each is made.
INDEXES_OF_POSTGRESQL = """
    SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
    LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x')
    WHERE c.oid IS NULL AND i.indrelid = %s::regclass
"""
REFERENCES_OF_POSTGRESQL = """
    SELECT quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND conrelid = %s::regclass
"""
INDEXES_OF_SQLITE = """
    SELECT '"' || name || '"', sql FROM sqlite_master
    WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = %s
"""


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """One transaction over both databases for very many rows.

    The keys are committed first, as always. Stopped on the way, nothing is there.
    """
    with ExitStack() as ways:
        for alias in (CONTENT, KEYS):
            ways.enter_context(_journal_of_one_writer(connections[alias]))
        ways.enter_context(transaction.atomic(CONTENT))
        ways.enter_context(transaction.atomic(KEYS))  # the last to be entered commits first
        yield


@contextmanager
def bare(models: list[type[Model]]) -> Iterator[None]:
    """Let triggers, further indexes and references of these tables be away while rows come."""
    connection = connections[CONTENT]
    with connection.cursor() as cursor, ExitStack() as ways:
        if connection.vendor == POSTGRESQL:
            # What waits to be looked at would stand in the way of changes to tables.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        ways.enter_context(without_triggers(CONTENT, models))
        away = []
        for model in models:
            table = model._meta.db_table
            for name, made in _found(cursor, table, connection.vendor):
                away.append(made)
                cursor.execute(f"DROP INDEX {name}")
        again = _without_references(cursor, models) if connection.vendor == POSTGRESQL else []
        yield
        for statement in (*away, *again):
            cursor.execute(statement)


def write(alias: str, model: type[Model], rows: list[Row]) -> None:
    """Write rows of one table as `rows.Table` made them."""
    connection = connections[alias]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in columns(model))
    into = f"{quote(model._meta.db_table)} ({names})"
    with connection.cursor() as cursor:
        if connection.vendor == POSTGRESQL:
            with cursor.cursor.copy(f"COPY {into} FROM STDIN") as copy:
                copy.write("".join(rows))
            return
        places = ", ".join(["%s"] * len(columns(model)))
        cursor.executemany(f"INSERT INTO {into} VALUES ({places})", rows)  # noqa: S608


@contextmanager
def _journal_of_one_writer(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """On SQLite: write into the file itself, which nobody else reads meanwhile.

    Many new pages need no journal then: what is undone is cut off again.
    """
    if connection.vendor == POSTGRESQL or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode = DELETE")
        cursor.execute("PRAGMA synchronous = OFF")
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute("PRAGMA cache_size = -2000")
            cursor.execute("PRAGMA journal_mode = WAL")


def _found(cursor: object, table: str, vendor: str) -> list[tuple[str, str]]:
    statement = INDEXES_OF_POSTGRESQL if vendor == POSTGRESQL else INDEXES_OF_SQLITE
    cursor.execute(statement, [table])  # type: ignore[attr-defined]
    return cursor.fetchall()  # type: ignore[attr-defined, no-any-return]


def _without_references(cursor: object, models: list[type[Model]]) -> list[str]:
    again = []
    for model in models:
        table = model._meta.db_table
        cursor.execute(REFERENCES_OF_POSTGRESQL, [table])  # type: ignore[attr-defined]
        for name, made in cursor.fetchall():  # type: ignore[attr-defined]
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")  # type: ignore[attr-defined]
            again.append(f"ALTER TABLE {table} ADD CONSTRAINT {name} {made}")
    return again
