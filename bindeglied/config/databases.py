"""The two databases of an installation: content, and the keys that open it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ

SQLITE = "django.db.backends.sqlite3"
# To open a connection to SQLite takes 1 ms, as it reads the whole schema; to PostgreSQL longer.
KEPT_OPEN_SECONDS = 60


def keys_database(address: str, content: dict[str, Any]) -> dict[str, Any]:
    """Where the data keys lie: at `address`, else beside the content under a name of their own."""
    if address:
        return dict(environ.Env.db_url_config(address))
    if content["ENGINE"] == SQLITE:
        return {**content, "NAME": str(Path(content["NAME"]).with_name("keys.sqlite3"))}
    return {**content, "NAME": f"{content['NAME']}_keys"}


def opened_as_we_need(database: dict[str, Any]) -> dict[str, Any]:
    """The same database with what every connection must be told."""
    if database["ENGINE"] == SQLITE:
        # Read-then-write under the default mode fails as soon as two do it at once.
        options = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            # What is deleted is overwritten at once: a key that is gone is gone from the file too.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
            ),
        }
        return {**database, "OPTIONS": options, "CONN_MAX_AGE": KEPT_OPEN_SECONDS}
    return {**database, "CONN_MAX_AGE": KEPT_OPEN_SECONDS, "CONN_HEALTH_CHECKS": True}
