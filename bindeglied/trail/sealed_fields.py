"""Columns whose content only the key of its owner opens: `SealedTextField`, `SealedBytesField`.

A model with such columns says in `key_owner_id` whose key it is. The value is sealed when the row
is saved and opened each time it is read, bound to table, row and column: copied into another row
it opens nothing. Only `save()` and `create()` can write it, nothing can search it.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from bindeglied.trail.chain import canonical
from bindeglied.trail.data_keys import data_key
from bindeglied.trail.sealing import seal, unseal


class Sealed(bytes):
    """A value as it lies in the database."""


class _OpenedOnReading(DeferredAttribute):
    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        return self.field.opened(instance, value) if isinstance(value, Sealed) else value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedBytesField(models.BinaryField):
    """Bytes, sealed in the database."""

    descriptor_class = _OpenedOnReading

    def opened(self, instance: models.Model, sealed: bytes) -> Any:
        """The content of a sealed value of this row. Raises KeyGone or Unreadable."""
        return unseal(_key_of(instance), sealed, self._place(instance))

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        value = instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        sealed = Sealed(seal(_key_of(instance), self._as_bytes(value), self._place(instance)))
        instance.__dict__[self.attname] = sealed
        return sealed

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is sealed by save() only, never by update()")
        return super().get_db_prep_save(value, connection)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise TypeError(f"{self.name} is sealed: nothing can be searched in it")
        return super().get_lookup(lookup_name)

    def get_default(self) -> Any:
        return self.default() if callable(self.default) else self._empty()

    def _empty(self) -> Any:
        return None if self.null else b""

    def _as_bytes(self, value: Any) -> bytes:
        return bytes(value)

    def _place(self, instance: models.Model) -> bytes:
        table = instance._meta.db_table
        return canonical(table.encode(), instance.pk.bytes, (self.column or "").encode())


class SealedTextField(SealedBytesField):
    """Text, sealed in the database."""

    def opened(self, instance: models.Model, sealed: bytes) -> Any:
        """The text of a sealed value of this row. Raises KeyGone or Unreadable."""
        return super().opened(instance, sealed).decode()

    def _empty(self) -> Any:
        return None if self.null else ""

    def _as_bytes(self, value: Any) -> bytes:
        return str(value).encode()


def _key_of(instance: Any) -> bytes:
    return data_key(instance.key_owner_id)
