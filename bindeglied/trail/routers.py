"""Which table lies in which database: data keys apart, everything else together."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

CONTENT, KEYS = "default", "keys"
_IN_KEYS = frozenset({"datakey"})


class KeysLieApart:
    """Sends data keys to the database `keys`, and no other table there."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str | None:
        return KEYS if _is_of_keys(model._meta.app_label, model._meta.model_name) else None

    db_for_write = db_for_read

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **_hints: Any
    ) -> bool:
        return (db == KEYS) == _is_of_keys(app_label, model_name)


def _is_of_keys(app_label: str, model_name: str | None) -> bool:
    return app_label == "trail" and model_name in _IN_KEYS
