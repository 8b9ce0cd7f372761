"""The installation that a command works on: set up, and with its database at hand."""

from __future__ import annotations

import os
import sys

from bindeglied.cli.words import Translate


def open_installation(_: Translate) -> bool:
    """Make Django ready, or say in one sentence what is lacking and give False."""
    from bindeglied.config.folders import data_folder
    from bindeglied.config.keys import KeyUnusable, master_key

    try:
        ready = master_key(data_folder()) is not None
    except KeyUnusable as reason:
        sys.stderr.write(f"{reason}\n")
        return False
    if not ready:
        sys.stderr.write(_("Noch nicht eingerichtet; bitte zuerst: bindeglied setup") + "\n")
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


def _has_open_migrations() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
