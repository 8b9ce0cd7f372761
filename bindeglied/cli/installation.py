"""The installation that a command works on: set up, and with its database at hand."""

from __future__ import annotations

import os
import sys

from bindeglied.cli.alone import alone, beside_others
from bindeglied.cli.words import Translate
from bindeglied.documents.remarks import gettext_noop

STILL_RUNNING = gettext_noop(
    "Bindeglied oder ein anderer Befehl arbeitet noch mit diesem Datenordner; bitte zuerst beenden."
)
SOMEBODY_ALONE = gettext_noop(
    "Ein anderer Befehl braucht diesen Datenordner gerade für sich; bitte später noch einmal."
)


def open_installation(_: Translate, *, for_itself: bool = False) -> bool:
    """Make Django ready, or say in one sentence what is lacking and give False.

    A command that wants the data folder `for_itself` does not run beside the server.
    """
    from bindeglied.config.folders import data_folder
    from bindeglied.config.keys import KeyUnusable, master_key

    try:
        ready = master_key(data_folder()) is not None
    except KeyUnusable as reason:
        sys.stderr.write(f"{reason}\n")
        return False
    if not ready or not data_folder().is_dir():
        sys.stderr.write(_("Noch nicht eingerichtet; bitte zuerst: bindeglied setup") + "\n")
        return False
    if not may_use_folder(_, for_itself=for_itself):
        return False
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bindeglied.config.settings")
    import django

    django.setup()
    if _has_open_migrations():
        sys.stderr.write(
            _("Die Datenbank ist nicht auf dem neuesten Stand; bitte zuerst: bindeglied setup")
            + "\n"
        )
        return False
    return True


def may_use_folder(_: Translate, *, for_itself: bool = False) -> bool:
    """Take the data folder until the process ends, or say in one sentence why not."""
    from bindeglied.config.folders import data_folder

    # What is written from here on is for the owner's eyes only, whatever the folder itself is.
    os.umask(0o077)
    if (alone if for_itself else beside_others)(data_folder()):
        return True
    sys.stderr.write(_(STILL_RUNNING if for_itself else SOMEBODY_ALONE) + "\n")
    return False


def _has_open_migrations() -> bool:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from bindeglied.cli.keys_database import keys_answer

    if not keys_answer():
        return True
    executors = (MigrationExecutor(connection) for connection in connections.all())
    return any(one.migration_plan(one.loader.graph.leaf_nodes()) for one in executors)
