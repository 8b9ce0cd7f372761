"""Rows of any table as lines of text that both engines can write and read.

The first line names the columns, every further one is a row: JSON, with bytes as base64 and
moments, days, ids and amounts as text. Sealed columns stay sealed.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

AT_ONCE = 500
# A session's row is what the cookie of somebody signed in opens: it has no place in an archive.
LEFT_OUT = frozenset({"sessions.session"})


def tables(alias: str, registry: Any = apps) -> list[type[Model]]:
    """The tables of a database that are worth keeping, by name."""
    found = (
        model
        for model in registry.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        if router.allow_migrate_model(alias, model) and model._meta.label_lower not in LEFT_OUT
    )
    return sorted(found, key=lambda model: model._meta.db_table)


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns that a row must bring along."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def lines_of(model: type[Model], alias: str) -> Iterator[bytes]:
    """A table as lines, in the order of its primary key, in constant memory."""
    names = [field.attname for field in columns(model)]
    yield _line(names)
    rows = model._base_manager.using(alias).order_by("pk").values_list(*names)
    for row in rows.iterator(AT_ONCE):
        yield _line([_as_text(value) for value in row])


def insert_lines(
    model: type[Model], alias: str, lines: Iterable[bytes], *, there_wins: bool = False
) -> int:
    """Insert the rows of a table; gives how many lines of rows there were.

    Raises ValueError where the lines do not fit the table. With `there_wins` a row whose key is
    there already stays as it is.
    """
    waiting = iter(lines)
    fields = {field.attname: field for field in columns(model)}
    names = json.loads(next(waiting, b"null"))
    if not isinstance(names, list) or set(names) != set(fields):
        raise ValueError(f"other columns: {model._meta.db_table}")
    chosen, connection, count = [fields[name] for name in names], connections[alias], 0
    statement = _insertion(model, chosen, connection, there_wins=there_wins)
    with connection.cursor() as cursor:
        while some := [_values(chosen, line, connection) for line in islice(waiting, AT_ONCE)]:
            cursor.executemany(statement, some)
            count += len(some)
    return count


@contextmanager
def without_triggers(alias: str, models: list[type[Model]]) -> Iterator[None]:
    """Let rows in that triggers of our own would refuse, in the running transaction.

    They guard against changes by people; what was frozen before must be able to come back frozen.
    """
    connection = connections[alias]
    quoted = [connection.ops.quote_name(model._meta.db_table) for model in models]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in quoted:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            # Keys between tables are looked at when everything is there.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in quoted:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


def reset_counters(alias: str, models: list[type[Model]]) -> None:
    """Let the next row that is given a number get one that is free."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _insertion(
    model: type[Model],
    fields: list[Field[Any, Any]],
    connection: BaseDatabaseWrapper,
    *,
    there_wins: bool,
) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    ending = " ON CONFLICT DO NOTHING" if there_wins else ""
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places}){ending}"  # noqa: S608


def _values(
    fields: list[Field[Any, Any]], line: bytes, connection: BaseDatabaseWrapper
) -> list[Any]:
    row = json.loads(line)
    if not isinstance(row, list) or len(row) != len(fields):
        raise ValueError("a line that is no row")
    return [
        None
        if value is None
        else field.get_db_prep_value(field.to_python(value), connection, prepared=False)
        for field, value in zip(fields, row, strict=True)
    ]


def _line(row: list[Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _as_text(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value
