"""An archive is whole and unchanged, or it is refused before anything is done with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from bindeglied.trail.archives import (
    MANIFEST,
    SIGNATURE,
    ArchiveBroken,
    ArchiveForeign,
    ArchiveTooNew,
    finish,
    new_archive,
    opened,
)

LINES = [b'["id","name"]\n', b'[1,"Kranich"]\n', b'[2,"Reiher"]\n']
BLOB = bytes(range(256)) * 300


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive with a table and a file."""
    where = tmp_path / "one.zip"
    (tmp_path / "blob").write_bytes(BLOB)
    with new_archive(where) as archive:
        assert archive.add_table("birds", iter(LINES)) == 2
        archive.add_file("files/blob", tmp_path / "blob")
        archive.add_file("files/start", tmp_path / "blob", 100)
        archive.add_file("files/none", tmp_path / "none")
        archive.close({"migrations": []})
    finish(where)
    return where


def members(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path: Path, found: dict[str, bytes]) -> None:
    with ZipFile(path, "w") as archive:
        for name, content in found.items():
            archive.writestr(name, content)


def test_what_went_in_comes_out(path: Path) -> None:
    with opened(path) as archive:
        assert archive.tables == {"birds": 2}
        assert list(archive.lines("birds")) == LINES
        assert b"".join(archive.chunks("files/blob")) == BLOB
        assert b"".join(archive.chunks("files/start")) == BLOB[:100]
        assert list(archive.chunks("files/none")) == []
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_archive_cut_off_anywhere_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for length in range(0, len(whole), 97):
        path.write_bytes(whole[:length])
        with pytest.raises((ArchiveBroken, ArchiveForeign)), opened(path):
            pass


def test_an_archive_with_any_changed_byte_of_content_is_refused(path: Path) -> None:
    whole, good = path.read_bytes(), members(path)
    refused = 0
    for position in range(0, len(whole), 41):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 4]) + whole[position + 1 :])
        try:
            with opened(path) as archive:
                # Bytes that mean nothing, such as the moment of a member, may differ.
                assert list(archive.lines("birds")) == LINES
                assert b"".join(archive.chunks("files/blob")) == BLOB
        except (ArchiveBroken, ArchiveForeign):
            refused += 1
    assert refused > len(whole) / 41 / 2
    assert len(good) == 5


CHANGES: dict[str, Callable[[dict[str, bytes]], Any]] = {
    "a row more": lambda found: found.update(
        {"tables/birds.jsonl": found["tables/birds.jsonl"] + b'[3,"Rabe"]\n'}
    ),
    "a member more": lambda found: found.update({"files/more": b"x"}),
    "a member less": lambda found: found.pop("files/blob"),
    "another manifest": lambda found: found.update({MANIFEST: found[MANIFEST] + b" "}),
    "another signature": lambda found: found.update({SIGNATURE: b"00" * 32}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_archive_written_anew_with_a_change_is_refused(path: Path, change: str) -> None:
    found = members(path)
    CHANGES[change](found)
    write(path, found)
    with pytest.raises(ArchiveForeign), opened(path):
        pass


@pytest.mark.parametrize("lacking", [MANIFEST, SIGNATURE])
def test_an_archive_without_manifest_is_refused(path: Path, lacking: str) -> None:
    found = members(path)
    del found[lacking]
    write(path, found)
    with pytest.raises(ArchiveBroken), opened(path):
        pass


def test_under_another_master_key_an_archive_is_refused(path: Path, settings: Any) -> None:
    ours = settings.BACKUP_KEYS
    settings.BACKUP_KEYS = (bytes(32),)
    with pytest.raises(ArchiveForeign), opened(path):
        pass
    settings.BACKUP_KEYS = (bytes(32), *ours)
    with opened(path):
        pass


def test_an_archive_of_a_newer_release_is_refused(path: Path, settings: Any) -> None:
    import hmac

    found = members(path)
    manifest = json.loads(found[MANIFEST]) | {"format": 2}
    found[MANIFEST] = json.dumps(manifest).encode()
    signature = hmac.digest(settings.BACKUP_KEYS[0], found[MANIFEST], "sha256")
    found[SIGNATURE] = signature.hex().encode()
    write(path, found)
    with pytest.raises(ArchiveTooNew), opened(path):
        pass


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(ArchiveBroken), opened(path):
        pass
