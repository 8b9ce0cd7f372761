"""`bindeglied verify-log` and `tidy` as an operator runs them, with the files an attacker has."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.servers.product import ROOT, Installation

WRITE = """
import django; django.setup()
from uuid import UUID
from bindeglied.trail.actions import record_event, seal_events
for turn in range({times}):
    record_event("did", record_kind="case", record_key=str(turn), by=None, organisation=None)
    seal_events(chain=UUID(int=0), at_once=True)
"""
DATABASE_FILES = ("bindeglied.sqlite3", "bindeglied.sqlite3-wal", "bindeglied.sqlite3-shm")
INSTALLATION = "Installation (00000000-0000-0000-0000-000000000000)"


@pytest.fixture
def ready(installation: Installation) -> Installation:
    made = installation.call("setup")
    assert made.returncode == 0, made.stderr
    assert installation.call("tidy").returncode == 0
    return installation


def writing(one: Installation, times: int) -> subprocess.Popen[str]:
    """A process of its own that writes events and seals each at once."""
    settings = {"DJANGO_SETTINGS_MODULE": "bindeglied.config.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", WRITE.format(times=times)], cwd=ROOT,
        env=one.environment | settings, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def write(one: Installation, times: int = 1) -> None:
    process = writing(one, times)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said


def copied(source: Path, target: Path) -> None:
    """The database alone, as somebody copies it who thinks of nothing else."""
    target.mkdir(exist_ok=True)
    for name in DATABASE_FILES:
        (target / name).unlink(missing_ok=True)
        if (source / name).exists():
            shutil.copy2(source / name, target / name)


def test_a_fresh_installation_is_in_order_in_both_languages(ready: Installation) -> None:
    german, english = ready.call("verify-log"), ready.call("verify-log", "--lang", "en")
    assert (german.returncode, english.returncode) == (0, 0), german.stdout + german.stderr
    assert f"{INSTALLATION}: in Ordnung" in german.stdout
    assert len(german.stdout.splitlines()) == len(english.stdout.splitlines()) >= 1
    assert (german.stderr, english.stderr) == ("", "")


def test_tidying_says_what_it_did_in_both_languages(ready: Installation) -> None:
    german, english = ready.call("tidy"), ready.call("tidy", "--lang", "en")
    assert (german.returncode, english.returncode) == (0, 0), german.stderr
    assert german.stdout.splitlines() == [
        "Versiegelte Ereignisse: 0",
        "Nachgetragene Zeilen in heads.log: 0",
        "Nach zwölf Monaten beendete Ereignisse: 0",
        "Vergessene Formularschlüssel, Entwürfe und alte Einladungen: 0",
        "Gelöschte Schlüssel ohne Inhalt: 0",
    ]
    assert len(english.stdout.splitlines()) == 5


@pytest.mark.parametrize("command", ["verify-log", "tidy"])
def test_before_setting_up_both_say_what_to_do(installation: Installation, command: str) -> None:
    done = installation.call(command)
    assert done.returncode == 2
    assert "bindeglied setup" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_yesterdays_database_put_back_is_found(ready: Installation, tmp_path: Path) -> None:
    write(ready, 2)
    put_back = yesterday_of(ready, tmp_path / "yesterday")
    write(ready, 3)
    assert ready.call("verify-log").returncode == 0
    put_back()
    for _ in range(2):
        done = ready.call("verify-log")
        assert done.returncode == 1
        assert "Eine frühere Datenbank wurde zurückgespielt" in done.stdout
        assert f"{INSTALLATION}: Fehler 1" in done.stdout
        write(ready)  # going on as if nothing had been does not help


def test_four_writers_at_once_make_one_chain_without_a_gap(ready: Installation) -> None:
    processes = [writing(ready, 15) for _ in range(4)]
    for process in processes:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
        assert "locked" not in said
    tidied = ready.call("tidy")
    assert tidied.returncode == 0, tidied.stderr
    done = ready.call("verify-log")
    assert done.returncode == 0, done.stdout
    (line,) = (line for line in done.stdout.splitlines() if line.startswith(INSTALLATION))
    assert "wartend 0" in line
    heads = (ready.data_folder / "heads.log").read_text().splitlines()
    numbers = [int(head.split()[2]) for head in heads if " 00000000-" in head]
    assert sorted(numbers) == list(range(1, max(numbers) + 1))


def yesterday_of(ready: Installation, folder: Path) -> Callable[[], None]:
    """Keeps the database as it is now; what comes back puts it in the place of the later one."""
    if not ready.database_url:
        copied(ready.data_folder, folder)
        return lambda: copied(folder, ready.data_folder)
    server, _slash, name = ready.database_url.rpartition("/")

    def copy(source: str, target: str) -> None:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{target}"')
            connection.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    copy(name, f"{name}_yesterday")
    return lambda: copy(f"{name}_yesterday", name)
