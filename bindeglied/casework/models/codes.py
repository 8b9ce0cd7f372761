"""A column for several codes: what was chosen among many, or ids of rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _TextField = models.TextField[Iterable[object], tuple[str, ...]]
else:
    _TextField = models.TextField


class CodesField(_TextField):
    """Codes without spaces: a tuple in Python, one text in the database, NULL where there is none.

    A column that may be empty can be added to a table of notes without building it anew, so that
    its guards stay (see migration 0002).
    """

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"null": True, "blank": True, "default": tuple, **options})

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> tuple[str, ...]:
        return tuple((value or "").split())

    def to_python(self, value: Any) -> tuple[str, ...]:
        return tuple(value.split()) if isinstance(value, str) else tuple(value or ())

    def get_prep_value(self, value: Iterable[object] | None) -> str | None:
        return " ".join(str(one) for one in value or ()) or None
