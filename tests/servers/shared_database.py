"""Databases that several connections share: copies of those of the tests, thrown away after one.

What a test of a race commits is seen by others and can not be undone. The databases of the tests
themselves stay as they are: one copy of both is kept that nobody opens, and each test gets its own
copy of that, which takes about 50 ms.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.db import connection, connections

from bindeglied.trail.ids import new_id
from bindeglied.trail.routers import CONTENT, KEYS
from tests.servers.fixtures import server_address

# The databases of a test by their alias: names on the server, or paths of files.
Names = Mapping[str, str]


@contextmanager
def kept_copies(folder: Path) -> Iterator[Names]:
    """Copies of both databases of the tests as they are now; nobody is connected to them."""
    names = _new_names(folder)
    for alias, name in names.items():
        own = connections[alias]
        own.ensure_connection()
        if own.vendor == "postgresql":
            own.close()  # whoever is connected keeps the server from copying
            _copy(own.settings_dict["NAME"], name)
        else:
            with closing(sqlite3.connect(name)) as file:
                own.connection.backup(file)
                # As after `bindeglied setup`: to change it, nobody else may be connected.
                file.execute("PRAGMA journal_mode=WAL")
    try:
        yield names
    finally:
        _throw_away(names)


@contextmanager
def shared_databases(originals: Names, folder: Path) -> Iterator[None]:
    """While the block runs, every thread that asks for a database gets a connection of its own to
    new copies of these."""
    names = _new_names(folder)
    for alias, name in names.items():
        _copy(originals[alias], name)
    before = {alias: (connections.settings[alias], connections[alias]) for alias in names}
    for alias, name in names.items():
        connections.settings[alias] = {**connections.settings[alias], "NAME": name}
        connections[alias] = connections.create_connection(alias)
    try:
        yield
    finally:
        for alias, (settings, own) in before.items():
            connections[alias].close()
            connections.settings[alias], connections[alias] = settings, own
        _throw_away(names)


def _new_names(folder: Path) -> Names:
    on_server = connection.vendor == "postgresql"
    token = new_id().hex
    return {
        alias: f"shared_{token}_{alias}" if on_server else str(folder / f"{token}_{alias}.sqlite3")
        for alias in (CONTENT, KEYS)
    }


def _copy(original: str, name: str) -> None:
    if connection.vendor == "postgresql":
        with psycopg.connect(server_address(), autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')  # type: ignore[arg-type]
    else:
        shutil.copy(original, name)


def _throw_away(names: Names) -> None:
    for name in names.values():
        if connection.vendor == "postgresql":
            with psycopg.connect(server_address(), autocommit=True) as server:
                server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]
        else:
            for ending in ("", "-wal", "-shm"):
                Path(name + ending).unlink(missing_ok=True)
