"""The second database, made by `bindeglied setup` where the server lets us."""

from __future__ import annotations

from bindeglied.cli.words import Translate
from bindeglied.documents.remarks import gettext_noop

NOT_MADE = gettext_noop(
    "Die Datenbank der Schlüssel „%(name)s“ fehlt und ließ sich nicht anlegen; bitte auf dem Server"
    " anlegen (CREATE DATABASE %(quoted)s OWNER …) oder KEYS_DATABASE_URL setzen."
)


class NotMade(Exception):
    """The database of keys is lacking; the message says what to do."""


def make_keys_database(_: Translate) -> None:
    """Make the database of the data keys on PostgreSQL, unless it is there. Raises NotMade.

    SQLite makes its file by itself.
    """
    from django.db import DatabaseError, connections

    from bindeglied.trail.routers import KEYS

    keys = connections[KEYS]
    if keys.vendor != "postgresql" or keys_answer():
        return
    name = keys.settings_dict["NAME"]
    quoted = keys.ops.quote_name(name)
    try:
        # Django's own way to a server whose database does not exist yet.
        with keys._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {quoted}")
    except DatabaseError as reason:
        raise NotMade(_(NOT_MADE) % {"name": name, "quoted": quoted}) from reason


def keys_answer() -> bool:
    """Whether the database of keys is there."""
    from django.db import OperationalError, connections

    from bindeglied.trail.routers import KEYS

    try:
        connections[KEYS].ensure_connection()
    except OperationalError:
        return False
    return True
