"""Installations beside each other: copies, empty ones with the same master key, what is in them."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.servers import product as products
from tests.servers.fixtures import server_address
from tests.servers.product import ROOT, Installation

SETTINGS = {"DJANGO_SETTINGS_MODULE": "bindeglied.config.settings"}
# Sessions are left out of a backup; the others are no content.
NOT_COMPARED = {"django_session", "django_migrations", "cached_counters", "sqlite_sequence"}

SEALED = """
import django, json; django.setup()
from django.apps import apps
from bindeglied.trail.data_keys import KeyGone
from bindeglied.trail.sealed_fields import SealedBytesField, SealedTextField
found = {}
for model in apps.get_models():
    for field in model._meta.concrete_fields:
        if isinstance(field, (SealedBytesField, SealedTextField)):
            for row in model.objects.all():
                place = f"{model._meta.db_table} {row.pk} {field.name}"
                try:
                    value = getattr(row, field.name)
                    found[place] = value.hex() if isinstance(value, bytes) else value
                except KeyGone:
                    found[place] = "KEY GONE " + str(row.key_owner_id)
print(json.dumps(found))
"""


def python(one: Installation, code: str, **more: str) -> str:
    """What a process of the product prints that runs `code`."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=one.environment | SETTINGS | more,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def sealed_values(one: Installation) -> dict[str, str]:
    """Every sealed column by its place, opened; of those whose key is gone, the owner."""
    found: dict[str, str] = json.loads(python(one, SEALED).splitlines()[-1])
    return found


@contextmanager
def copy_of(one: Installation) -> Iterator[Installation]:
    """A second installation with the same content, to be spoiled."""
    with products.installation(server_address()) as other:
        shutil.copytree(one.data_folder, other.data_folder, dirs_exist_ok=True)
        if other.database_url:
            for ending in ("", "_keys"):
                _copy_database(one.database_url + ending, other.database_url + ending)
        yield other


@contextmanager
def empty_beside(one: Installation, *, server: str | None = None) -> Iterator[Installation]:
    """Nothing but the same master key."""
    with products.installation(server_address() if server is None else server) as other:
        shutil.copy2(one.data_folder / "master.key", other.data_folder)
        yield other


def rows_of(one: Installation) -> dict[str, list[Any]]:
    """Every row of both databases, beside the product."""
    return {
        f"{ending}{table}": sorted(map(repr, rows))
        for ending in ("", "_keys")
        for table, rows in _tables(one, ending)
        if table not in NOT_COMPARED
    }


def triggers_of(one: Installation) -> list[Any]:
    """The names of all triggers of content, and whether they are on."""
    if not one.database_url:
        with sqlite3.connect(one.data_folder / "bindeglied.sqlite3") as connection:
            statement = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
            return connection.execute(statement).fetchall()
    with psycopg.connect(one.database_url) as connection:
        statement = "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"
        return connection.execute(statement).fetchall()


def _tables(one: Installation, ending: str) -> Iterator[tuple[str, list[Any]]]:
    if one.database_url:
        with psycopg.connect(one.database_url + ending) as server:
            names = server.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            ).fetchall()
            for (name,) in names:
                yield name, server.execute(f'SELECT * FROM "{name}"').fetchall()  # type: ignore[arg-type]
        return
    file = "keys.sqlite3" if ending else "bindeglied.sqlite3"
    with sqlite3.connect(one.data_folder / file) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in found:
            yield name, connection.execute(f'SELECT * FROM "{name}"').fetchall()


def _copy_database(source: str, target: str) -> None:
    server, _slash, name = target.rpartition("/")
    template = source.rpartition("/")[2]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')  # type: ignore[arg-type]
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')  # type: ignore[arg-type]


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    """The one line on standard error of a command that ended with status 2."""
    assert done.returncode == 2, (done.returncode, done.stdout, done.stderr[-1000:])
    (line,) = done.stderr.strip().splitlines()
    assert "Traceback" not in line
    return line


def folder_of(path: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {
        str(one.relative_to(path)): one.read_bytes() for one in path.rglob("*") if one.is_file()
    }
