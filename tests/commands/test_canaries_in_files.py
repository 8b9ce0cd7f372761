"""What is sealed is found in no file of the installation: a canary per class of content."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.access.canaries import PLAIN, SEALED, found_in
from tests.commands.planting import Planting
from tests.servers import product as products
from tests.servers.fixtures import server_address
from tests.servers.product import Installation

# A running product: it is looked through on both engines.
pytestmark = pytest.mark.journey
# The kept print is a file itself, and is looked for by how such a file begins.
TYPED = {*SEALED} - {"print"}
PDF = b"%PDF-"
# Without and with a database server: what must be among what is looked through.
DATABASES = (
    ("bindeglied.sqlite3", "bindeglied.sqlite3-wal", "keys.sqlite3", "keys.sqlite3-wal"),
    ("public.casework_contact", "public.trail_draft", "public.trail_datakey"),
)


@pytest.fixture(scope="module")
def planted() -> Iterator[tuple[Installation, Planting]]:
    """A running demo in which Amira has written a canary into everything."""
    with products.demo(server_address()) as one, still_read(one):
        planting = Planting(one.address)
        planting.all()
        yield one, planting


@contextmanager
def still_read(one: Installation) -> Iterator[None]:
    """Somebody goes on reading both SQLite files: what is written meanwhile stays in their logs."""
    names = () if one.database_url else ("bindeglied", "keys")
    with ExitStack() as readers:
        for name in names:
            path = one.data_folder / f"{name}.sqlite3"
            reader = readers.enter_context(closing(sqlite3.connect(path, isolation_level=None)))
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield


def files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file, and what lies in archives."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()
            if path.suffix == ".zip":
                with zipfile.ZipFile(path) as archive:
                    for name in archive.namelist():
                        yield f"{path.name}/{name}", archive.read(name)


def tables_of(one: Installation) -> Iterator[tuple[str, bytes]]:
    """Every table of both databases of a PostgreSQL installation, as a dump has it."""
    for address in (one.database_url, f"{one.database_url}_keys"):
        with psycopg.connect(address) as connection:
            names = connection.execute(
                "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
            ).fetchall()
            for (name,) in names:
                with connection.cursor().copy(f"COPY {name} TO STDOUT") as rows:
                    yield name, b"".join(bytes(row) for row in rows)


def kept_by(one: Installation) -> list[tuple[str, bytes]]:
    """All that the installation keeps: its data folder, and the tables where a server has them."""
    tables = tables_of(one) if one.database_url else ()
    return [*files_in(one.data_folder), *tables]


def kinds_in(kept: list[tuple[str, bytes]]) -> dict[str, set[str]]:
    """Per file the classes of content whose canary was found there."""
    found = {name: found_in(content, "Amira") for name, content in kept}
    return {name: kinds for name, kinds in found.items() if kinds}


def test_amira_was_shown_each_of_the_words(planted: tuple[Installation, Planting]) -> None:
    assert found_in(planted[1].shown.encode(), "Amira") == {*PLAIN} | TYPED


def test_nothing_sealed_is_found_in_databases_logs_mails_and_other_files(
    planted: tuple[Installation, Planting],
) -> None:
    kept = kept_by(planted[0])
    assert {"serve.log", "heads.log", *DATABASES[bool(planted[0].database_url)]} <= {*dict(kept)}
    found = kinds_in(kept)
    in_the_open = "public.casework_person" if planted[0].database_url else "bindeglied.sqlite3-wal"
    assert found[in_the_open] == set(PLAIN), "names are plain: they show that it looks"
    assert all(kinds <= set(PLAIN) for kinds in found.values()), found


def test_no_print_lies_open(planted: tuple[Installation, Planting]) -> None:
    assert not [name for name, content in kept_by(planted[0]) if PDF in content]


def test_nothing_sealed_is_found_in_a_backup(
    planted: tuple[Installation, Planting], tmp_path: Path
) -> None:
    done = planted[0].call("backup", str(tmp_path / "backup"))
    assert done.returncode == 0, done.stderr
    kept = [("said", (done.stdout + done.stderr).encode()), *files_in(tmp_path)]
    found = kinds_in(kept)
    assert found, "names are plain: they show that it looks"
    assert all(kinds <= set(PLAIN) for kinds in found.values()), found
    assert not [name for name, content in kept if PDF in content]


def test_nothing_but_the_master_key_opens_it(planted: tuple[Installation, Planting]) -> None:
    key = (planted[0].data_folder / "master.key").read_bytes().strip()
    others = [(name, content) for name, content in kept_by(planted[0]) if name != "master.key"]
    assert not [name for name, content in others if key in content]
