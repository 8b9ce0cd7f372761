"""The way of the tables: up to date, forward and back from nothing, on either engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connections

OWN = ("casework", "funding", "accounts", "places", "trail")
ALIAS = "empty"


@pytest.fixture
def empty_database(tmp_path: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The alias of a new database of the same engine, gone after the test."""
    usual = connections["default"]
    settings = {**usual.settings_dict, "NAME": str(tmp_path / "empty.sqlite3")}
    with django_db_blocker.unblock():
        if usual.vendor == "postgresql":
            settings["NAME"] = f"empty_{uuid4().hex}"
            with usual._nodb_cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{settings["NAME"]}"')
        connections.databases[ALIAS] = settings
        try:
            yield ALIAS
        finally:
            connections[ALIAS].close()
            del connections[ALIAS], connections.databases[ALIAS]
            if usual.vendor == "postgresql":
                with usual._nodb_cursor() as cursor:
                    cursor.execute(f'DROP DATABASE "{settings["NAME"]}"')


def own_tables(alias: str) -> set[str]:
    names = connections[alias].introspection.table_names()
    return {name for name in names if name.split("_")[0] in OWN}


def test_no_model_has_changed_without_a_migration(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_go_forward_and_back_and_forward_again(empty_database: str) -> None:
    call_command("migrate", database=empty_database, verbosity=0)
    there = own_tables(empty_database)
    assert len(there) >= 11
    for package in OWN:
        call_command("migrate", package, "zero", database=empty_database, verbosity=0)
    assert own_tables(empty_database) == set()
    call_command("migrate", database=empty_database, verbosity=0)
    assert own_tables(empty_database) == there
