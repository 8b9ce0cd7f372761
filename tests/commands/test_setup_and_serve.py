"""`bindeglied setup` and `serve`: repeatable, and every fault one sentence."""

from __future__ import annotations

import socket
import subprocess
import urllib.request
from base64 import b64encode
from pathlib import Path

import pytest

from tests.commands.copies import python
from tests.servers.processes import LOOPBACK
from tests.servers.product import Installation

NOT_YET_MIGRATED = """
import django; django.setup()
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
MigrationRecorder(connection).record_unapplied("trail", "0005_drafts")
"""


def test_setting_up_twice_changes_nothing_the_second_time(installation: Installation) -> None:
    first = installation.call("setup", "--demo")
    assert first.returncode == 0, first.stderr
    key = (installation.data_folder / "master.key").read_bytes()
    second = installation.call("setup", "--demo")
    assert (second.returncode, second.stderr) == (0, "")
    assert "angelegt" not in second.stdout
    assert (installation.data_folder / "master.key").read_bytes() == key


def test_a_demo_never_becomes_a_real_one(installation: Installation) -> None:
    assert installation.call("setup", "--demo").returncode == 0
    assert "demo" in sentence_of(installation.call("setup"))


def test_a_real_one_never_becomes_a_demo_and_has_no_cast(installation: Installation) -> None:
    assert installation.call("setup").returncode == 0
    assert sentence_of(installation.call("setup", "--demo"))
    with installation.served():
        address = f"http://{LOOPBACK}:{installation.port}/konto/anmelden/"
        with urllib.request.urlopen(address, timeout=10) as page:
            body = page.read().decode()
    assert "Amira" not in body
    assert "demo.example" not in body
    assert "demo.example" not in (installation.data_folder / "serve.log").read_text()


def test_the_master_key_can_be_read_by_its_owner_only(installation: Installation) -> None:
    assert installation.call("setup").returncode == 0
    assert (installation.data_folder / "master.key").stat().st_mode & 0o077 == 0


def test_nothing_in_the_data_folder_is_for_the_eyes_of_others(installation: Installation) -> None:
    installation.data_folder.mkdir(parents=True, exist_ok=True)
    installation.data_folder.chmod(0o755)
    assert installation.call("setup").returncode == 0
    words = ("--email", "a@b.example", "--given-name", "A", "--family-name", "B", "--kind", "land")
    assert installation.call("create-admin", *words, "--organisation", "C").returncode == 0
    made = list(installation.data_folder.rglob("*"))
    assert {"master.key", "outbox"} <= {path.name for path in made}
    assert [path for path in made if path.stat().st_mode & 0o077] == []


def test_with_the_key_in_the_environment_the_folder_is_made_too(installation: Installation) -> None:
    key = {"BINDEGLIED_MASTER_KEY": b64encode(b"only for tests".ljust(32)).decode()}
    folder = {"BINDEGLIED_DATA_DIR": str(installation.data_folder / "new")}
    assert "setup" in sentence_of(installation.call("serve", seconds=30, **key, **folder))
    assert installation.call("setup", **key, **folder).returncode == 0
    assert (installation.data_folder / "new").stat().st_mode & 0o077 == 0
    assert not (installation.data_folder / "new" / "master.key").exists()


def test_serving_before_setting_up_says_what_to_do(installation: Installation) -> None:
    assert "bindeglied setup" in sentence_of(installation.call("serve", seconds=30))


def test_serving_on_an_older_database_says_what_to_do(installation: Installation) -> None:
    assert installation.call("setup").returncode == 0
    python(installation, NOT_YET_MIGRATED)
    assert "bindeglied setup" in sentence_of(installation.call("serve", seconds=30))


def test_serving_on_a_port_that_is_taken_says_so(installation: Installation) -> None:
    assert installation.call("setup").returncode == 0
    with socket.socket() as other:
        other.bind((LOOPBACK, installation.port))
        other.listen()
        said = sentence_of(installation.call("serve", seconds=30))
    assert str(installation.port) in said
    assert "PORT=" in said


@pytest.mark.parametrize("port", ["0", "70000", "acht"])
def test_a_port_that_is_none_is_said_in_one_sentence(installation: Installation, port: str) -> None:
    assert installation.call("setup").returncode == 0
    assert "PORT" in sentence_of(installation.call("serve", seconds=30, PORT=port))


@pytest.mark.parametrize("content", [b"", b"zu kurz", b"\xff\xfe\x00", b"?" * 44])
@pytest.mark.parametrize("command", [("setup", "--demo"), ("serve",)], ids=["setup", "serve"])
def test_a_broken_key_file_is_said_in_one_sentence(
    installation: Installation, command: tuple[str, ...], content: bytes
) -> None:
    write_key(installation, content, mode=0o600)
    assert "master.key" in sentence_of(installation.call(*command, seconds=30))


@pytest.mark.parametrize("command", [("setup", "--demo"), ("serve",)], ids=["setup", "serve"])
def test_a_key_file_that_others_can_read_says_how_to_close_it(
    installation: Installation, command: tuple[str, ...]
) -> None:
    write_key(installation, b"A" * 43 + b"=", mode=0o644)
    assert "chmod 600" in sentence_of(installation.call(*command, seconds=30))


def test_a_data_folder_that_is_a_file_is_said_in_one_sentence(installation: Installation) -> None:
    file = installation.data_folder / "file"
    file.touch()
    done = installation.call("setup", "--demo", BINDEGLIED_DATA_DIR=str(file), seconds=30)
    assert sentence_of(done)


def test_an_unknown_command_is_a_fault(installation: Installation) -> None:
    assert sentence_of(installation.call("servieren", seconds=30))


def write_key(installation: Installation, content: bytes, *, mode: int) -> None:
    path: Path = installation.data_folder / "master.key"
    path.write_bytes(content)
    path.chmod(mode)


def sentence_of(done: subprocess.CompletedProcess[str]) -> str:
    """The only line on standard error of a command that ended with status 2."""
    assert done.returncode == 2, (done.returncode, done.stderr[-600:])
    (line,) = done.stderr.strip().splitlines()
    assert "Traceback" not in line
    assert done.stdout == ""
    return line
