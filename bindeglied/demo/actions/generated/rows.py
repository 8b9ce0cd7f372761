"""Rows as an engine takes them, made from the columns of a model without an instance of each.

Whatever a caller leaves out gets the default of its column; sealed columns are sealed as `save()`
would seal them. SQLite takes tuples, PostgreSQL the text of COPY.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Field, Model

from bindeglied.trail.chain import canonical
from bindeglied.trail.sealed_fields import SealedBytesField, SealedTextField
from bindeglied.trail.sealing import Sealer
from bindeglied.trail.table_rows import columns

SQLITE, POSTGRESQL = "sqlite", "postgresql"
# A row as one engine takes it: values in the order of the columns, or a line of COPY.
Row = Any


class Column(NamedTuple):
    """A column: its value where none is given, how it is written, its place if it is sealed.

    `prepared` is what a kind of column of our own makes of a value first.
    """

    name: str
    default: Any
    prepared: Callable[[Any], Any] | None
    written: Callable[[Any], Any]
    sealed_at: bytes | None
    is_text: bool


class Shape(NamedTuple):
    """Rows with the same columns given: what is equal in all of them, and what each has its own."""

    constants: list[Any]
    moving: list[tuple[int, Column]]


class Table:
    """How rows of one model are written for one engine."""

    def __init__(self, model: type[Model], vendor: str) -> None:
        self.model, self.vendor = model, vendor
        fields = columns(model)
        self.columns = [_column(field, vendor) for field in fields]
        self.names = frozenset(column.name for column in self.columns)
        self._table = canonical(model._meta.db_table.encode())
        self._is_sealed = any(column.sealed_at for column in self.columns)
        self._shapes: dict[tuple[str, ...], Shape] = {}
        self._empty = None if vendor == SQLITE else "\\N"

    def values(self, given: dict[str, Any], sealer: Sealer | None = None) -> list[Any]:
        """The values of a row in the order of the columns, each as this engine writes it.

        Raises TypeError for a column that the model does not have.
        """
        shape = self._shapes.get(tuple(given))
        if shape is None:
            shape = self._shapes[tuple(given)] = self._shape(given)
        found = list(shape.constants)
        place = self._table + canonical(given["id"].bytes) if sealer and self._is_sealed else b""
        for at, (name, default, prepared, written, sealed_at, is_text) in shape.moving:
            value = given.get(name, default)
            if prepared is not None:
                value = prepared(value)
            if value is None:
                continue
            if sealed_at is not None and sealer is not None:
                value = sealer.seal(value.encode() if is_text else value, place + sealed_at)
            found[at] = written(value)
        return found

    def _shape(self, given: dict[str, Any]) -> Shape:
        """How rows with these columns are made. Raises TypeError for one that the model lacks."""
        if not given.keys() <= self.names:
            raise TypeError(f"{self.model.__name__}: {given.keys() - self.names}")
        shape = Shape([self._empty] * len(self.columns), [])
        for at, column in enumerate(self.columns):
            default = column.prepared(column.default) if column.prepared else column.default
            if column.name in given or (column.sealed_at is not None and default is not None):
                shape.moving.append((at, column))
            elif default is not None:
                shape.constants[at] = column.written(default)
        return shape

    def row(self, values: list[Any]) -> Row:
        """The values put together."""
        return tuple(values) if self.vendor == SQLITE else "\t".join(values) + "\n"


@cache
def table_of(model: type[Model], vendor: str) -> Table:
    """The table of a model, looked through once."""
    return Table(model, vendor)


class Batch:
    """Rows of many tables, in the order in which they came."""

    def __init__(self, vendor: str) -> None:
        self.vendor = vendor
        self.rows: dict[type[Model], list[Row]] = {}

    def add(self, model: type[Model], given: dict[str, Any], sealer: Sealer | None = None) -> None:
        """Take in one row."""
        table = table_of(model, self.vendor)
        self.rows.setdefault(model, []).append(table.row(table.values(given, sealer)))


def _column(field: Field[Any, Any], vendor: str) -> Column:
    is_text = isinstance(field, SealedTextField)
    is_sealed = is_text or isinstance(field, SealedBytesField)
    real = field.target_field if field.is_relation else field  # type: ignore[attr-defined]
    of_our_own = type(field).__module__.startswith("bindeglied.") and not is_sealed
    return Column(
        name=field.attname,
        default=None if field.primary_key else field.get_default(),
        prepared=field.get_prep_value if of_our_own else None,
        written=_WRITTEN[vendor].get(real.get_internal_type(), _WRITTEN[vendor][""]),
        sealed_at=canonical(str(field.column).encode()) if is_sealed else None,
        is_text=is_text,
    )


def _escaped(value: Any) -> str:
    text = str(value).replace("\\", "\\\\")
    return text.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _moment_in_utc(value: datetime) -> str:
    return value.isoformat(" ")[:-6]  # without +00:00


def _copied_bytes(value: bytes) -> str:
    return "\\\\x" + value.hex()


# How a value is written, by the kind of its column; moments come in UTC.
_WRITTEN: dict[str, dict[str, Callable[[Any], Any]]] = {
    SQLITE: {
        "": str,
        "UUIDField": attrgetter("hex"),
        "DateTimeField": _moment_in_utc,
        "BinaryField": bytes,
        "BooleanField": int,
        "PositiveIntegerField": int,
        "PositiveSmallIntegerField": int,
    },
    POSTGRESQL: {
        "": _escaped,
        "UUIDField": attrgetter("hex"),
        "DateTimeField": str,
        "DateField": str,
        "BinaryField": _copied_bytes,
        "BooleanField": lambda value: "t" if value else "f",
        "PositiveIntegerField": lambda value: str(int(value)),
        "PositiveSmallIntegerField": lambda value: str(int(value)),
    },
}
