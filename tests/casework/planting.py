"""Changes to rows as only the owner of the database can make them."""

from __future__ import annotations

from importlib import import_module
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

GUARDS = (
    *import_module("bindeglied.casework.migrations.0002_what_is_written_stays").GUARDS,
    *import_module("bindeglied.casework.migrations.0005_households").NEW_GUARDS,
    *import_module("bindeglied.casework.migrations.0008_signed_scans").NEW_GUARDS,
    *import_module("bindeglied.casework.migrations.0011_declined_later").NEW_GUARDS,
)


def without_guards() -> None:
    """Drop the guards; the transaction of the test brings them back."""
    for name, table, *_rest in GUARDS:
        on = f" ON casework_{table}" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {name}{on}")


def run(statement: str, *words: Any) -> None:
    """Run a statement; ids as this engine keeps them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [_kept(one) for one in words])


def change(row: models.Model, column: str, value: Any) -> None:
    """Write a value into one column of a row."""
    run(f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s", value, row.pk)


def delete(row: models.Model) -> None:
    """Delete one row."""
    run(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk)


def copy(row: models.Model, **changed: Any) -> None:
    """Insert a copy of a row with a few other values."""
    columns = [str(field.column) for field in row._meta.concrete_fields]
    values = {one: row.__dict__[one] for one in columns} | changed
    marks = ", ".join("%s" for _ in columns)
    names = ", ".join(columns)
    table = row._meta.db_table
    run(f"INSERT INTO {table} ({names}) VALUES ({marks})", *(values[one] for one in columns))


def _kept(value: Any) -> Any:
    if isinstance(value, UUID) and connection.vendor == "sqlite":
        return value.hex
    return value
