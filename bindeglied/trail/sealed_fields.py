"""Columns whose content only the key of its owner opens: `SealedTextField`, `SealedBytesField`.

A model with such columns says in `key_owner_id` whose key it is. The value is sealed when the row
is saved and opened each time it is read, bound to table, row and column: copied into another row
it opens nothing. Only `save()` and `create()` can write it, nothing can search it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from bindeglied.trail.chain import canonical
from bindeglied.trail.sealing import seal, unseal

# What may be set and what is read, as the types of Django's own columns have it.
_ST = TypeVar("_ST", contravariant=True)
_GT = TypeVar("_GT", covariant=True)

if TYPE_CHECKING:

    class _BinaryField(models.Field[_ST, _GT]): ...
else:

    class _BinaryField(models.BinaryField):
        def __class_getitem__(cls, _types: object) -> type:
            return cls


class Sealed(bytes):
    """A value as it lies in the database."""


class _OpenedOnReading(DeferredAttribute):
    field: Any

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        return self.field.opened(instance, value) if isinstance(value, Sealed) else value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class _SealedField(_BinaryField[_ST, _GT], ABC):
    descriptor_class = _OpenedOnReading

    def opened(self, instance: models.Model, sealed: bytes) -> Any:
        """The content of a sealed value of this row. Raises KeyGone or Unreadable."""
        return self._from_bytes(unseal(_key_of(instance), sealed, self._place(instance)))

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
        if self.has_default():
            return super().get_default()
        return None if self.null else self._from_bytes(b"")

    @abstractmethod
    def _from_bytes(self, content: bytes) -> Any:
        """The value that was sealed as these bytes."""

    @abstractmethod
    def _as_bytes(self, content: Any) -> bytes:
        """What of a value is sealed."""

    def _place(self, instance: models.Model) -> bytes:
        table = instance._meta.db_table
        return canonical(table.encode(), instance.pk.bytes, (self.column or "").encode())


class SealedBytesField(_SealedField[_ST, _GT]):
    """Bytes, sealed in the database."""

    _pyi_private_set_type: bytes
    _pyi_private_get_type: bytes

    def _from_bytes(self, content: bytes) -> bytes:
        return content

    def _as_bytes(self, content: bytes) -> bytes:
        return bytes(content)


class SealedTextField(_SealedField[_ST, _GT]):
    """Text, sealed in the database."""

    _pyi_private_set_type: str
    _pyi_private_get_type: str

    def _from_bytes(self, content: bytes) -> str:
        return content.decode()

    def _as_bytes(self, content: str) -> bytes:
        return str(content).encode()


def _key_of(instance: Any) -> bytes:
    # Keys are rows themselves, and models have columns of this kind: neither can come first.
    from bindeglied.trail.data_keys import data_key

    return data_key(instance.key_owner_id)
