"""One archive of a backup: a ZIP file that says what is in it, and is whole or none.

`manifest.json` names every member with its SHA-256 and every table with its rows; `manifest.hmac`
vouches for it with a key of the installation, so that a changed archive is found, and so is one
that the master key at hand does not fit.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.conf import settings

FORMAT = 1
MANIFEST, SIGNATURE = "manifest.json", "manifest.hmac"
PARTIAL = ".partial"
CHUNK = 1 << 16
# Sealed columns cannot be compressed, texts hardly need more than a little effort.
EFFORT = 2


class ArchiveBroken(Exception):
    """The archive is cut off, damaged or no archive."""


class ArchiveForeign(Exception):
    """The archive was changed, or made under another master key."""


class ArchiveTooNew(Exception):
    """The archive was made by a newer release."""


class ArchiveWriter:
    """Collects members, and their digests for the manifest."""

    def __init__(self, file: ZipFile) -> None:
        self._file = file
        self.members: dict[str, str] = {}
        self.tables: dict[str, int] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> int:
        """Write a member as its chunks come; gives their number."""
        digest, count = hashlib.sha256(), 0
        with self._file.open(name, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                count += 1
        self.members[name] = digest.hexdigest()
        return count

    def add_table(self, name: str, lines: Iterable[bytes]) -> int:
        """Write the lines of a table, of which the first names the columns; gives its rows."""
        self.tables[name] = self.add(member_of(name), lines) - 1
        return self.tables[name]

    def add_file(self, name: str, path: Path, length: int | None = None) -> None:
        """Write a file, or its first `length` bytes; nothing where there is none."""
        if path.is_file():
            self.add(name, _chunks(path, path.stat().st_size if length is None else length))

    def close(self, words: dict[str, Any]) -> None:
        """Write the manifest, with `words` in it."""
        found = {"format": FORMAT, **words, "tables": self.tables, "members": self.members}
        text = json.dumps(found, ensure_ascii=False, indent=1).encode()
        self._file.writestr(MANIFEST, text)
        self._file.writestr(SIGNATURE, hmac.digest(settings.BACKUP_KEYS[0], text, "sha256").hex())


class ArchiveReader:
    """A whole archive with a manifest that can be trusted."""

    def __init__(self, file: ZipFile) -> None:
        self._file = file
        try:
            text = file.read(MANIFEST)
            signature = bytes.fromhex(file.read(SIGNATURE).decode("ascii"))
        except Exception as reason:  # what is damaged shows in many ways, some of them zlib's
            raise ArchiveBroken(MANIFEST) from reason
        digests = (hmac.digest(key, text, "sha256") for key in settings.BACKUP_KEYS)
        if not any(hmac.compare_digest(one, signature) for one in digests):
            raise ArchiveForeign("the manifest is vouched for by no key at hand")
        self.manifest: dict[str, Any] = json.loads(text)
        if self.manifest["format"] > FORMAT:
            raise ArchiveTooNew(str(self.manifest["format"]))
        self.tables: dict[str, int] = self.manifest["tables"]
        self.members: dict[str, str] = self.manifest["members"]
        self._look_through()

    def lines(self, table: str) -> Iterator[bytes]:
        """The lines of a table."""
        with self._file.open(member_of(table)) as member:
            yield from member

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a member; nothing where there is none."""
        if name in self.members:
            with self._file.open(name) as member:
                while chunk := member.read(CHUNK):
                    yield chunk

    def _look_through(self) -> None:
        if set(self._file.namelist()) != {MANIFEST, SIGNATURE, *self.members}:
            raise ArchiveForeign("other members than the manifest names")
        for name, expected in self.members.items():
            digest = hashlib.sha256()
            try:
                for chunk in self.chunks(name):
                    digest.update(chunk)
            except Exception as reason:
                raise ArchiveBroken(name) from reason
            if digest.hexdigest() != expected:
                raise ArchiveForeign(name)


def member_of(table: str) -> str:
    """Where the rows of a table lie in the archive."""
    return f"tables/{table}.jsonl"


@contextmanager
def new_archive(path: Path) -> Iterator[ArchiveWriter]:
    """An archive being written beside its place; `finish` puts it there."""
    descriptor = os.open(partial(path), os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        with ZipFile(cast(BinaryIO, file), "w", ZIP_DEFLATED, compresslevel=EFFORT) as archive:
            yield ArchiveWriter(archive)
        file.flush()
        os.fsync(file.fileno())


def partial(path: Path) -> Path:
    """Where an archive lies until it is whole."""
    return path.with_name(path.name + PARTIAL)


def finish(path: Path) -> None:
    """Give a whole archive its name, on the disk."""
    partial(path).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def opened(path: Path) -> Iterator[ArchiveReader]:
    """A whole archive, looked through. Raises ArchiveBroken, ArchiveForeign or ArchiveTooNew."""
    try:
        file = ZipFile(path)
    except (BadZipFile, OSError) as reason:
        raise ArchiveBroken(str(path)) from reason
    with file:
        yield ArchiveReader(file)


def _chunks(path: Path, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(min(CHUNK, length)):
            length -= len(chunk)
            yield chunk
