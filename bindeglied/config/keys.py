"""The master key of an installation and the keys derived from it.

The master key never lies in a database: it comes from `BINDEGLIED_MASTER_KEY` (base64, 32 bytes)
or from a file in the data folder that only its owner may read. While it is being changed there
are two, the newest first: everything is written with the newest and still opens with the older.
One key per purpose is derived from each, so that a leaked cookie signature says nothing about a
second factor's secret.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FILE_NAME = "master.key"
# Digests of the trail were made with these before the master key was changed.
RETIRED_FILE_NAME = "trail.keys"
VARIABLE = "BINDEGLIED_MASTER_KEY"
LENGTH = 32


class KeyUnusable(Exception):
    """The master key is there but cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class DerivedKeys:
    """One key per purpose and master key, each the newest first; empty before setting up."""

    signatures: tuple[str, ...]
    trail: tuple[bytes, ...]
    wrapping: tuple[bytes, ...]
    second_factor: tuple[bytes, ...]
    backups: tuple[bytes, ...]
    search: tuple[bytes, ...]


def master_keys(data_folder: Path) -> list[bytes]:
    """The master keys, the newest first: none before setting up, several while one is changed."""
    text, where = os.environ.get(VARIABLE), VARIABLE
    path = data_folder / FILE_NAME
    if not text:
        if not path.is_file():
            return []
        if path.stat().st_mode & 0o077:
            raise KeyUnusable(f"{path} darf nur für den Eigentümer lesbar sein: chmod 600 {path}")
        text, where = path.read_bytes().decode("ascii", errors="replace"), str(path)
    keys = [_decoded(word, LENGTH) for word in text.replace(",", " ").split()]
    if not keys or b"" in keys:
        raise KeyUnusable(f"{where} enthält keinen Schlüssel von 32 Byte (base64).")
    return keys


def master_key(data_folder: Path) -> bytes | None:
    """The newest master key, or None before the installation is set up."""
    return next(iter(master_keys(data_folder)), None)


def make_master_key(data_folder: Path) -> None:
    """Write a new master key into the data folder, unless one is there or in the environment."""
    if master_keys(data_folder):
        return
    data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = base64.urlsafe_b64encode(secrets.token_bytes(LENGTH))
    # Two that set up at once must not both believe that theirs is the one.
    descriptor = os.open(data_folder / FILE_NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)


def is_in_environment() -> bool:
    """Whether the master key comes from outside, where only its owner can change it."""
    return bool(os.environ.get(VARIABLE))


def add_master_key(data_folder: Path) -> None:
    """Write a new master key before those in the file."""
    _write(data_folder / FILE_NAME, [secrets.token_bytes(LENGTH), *master_keys(data_folder)])


def drop_older_master_keys(data_folder: Path) -> None:
    """Keep the newest master key in the file, and of the older ones what proves the trail."""
    newest, *older = master_keys(data_folder)
    retire_trail_keys(data_folder, [derived_key(master, "trail") for master in older])
    if not is_in_environment():
        _write(data_folder / FILE_NAME, [newest])


def retired_trail_keys(data_folder: Path) -> list[bytes]:
    """The keys with which the trail was sealed before, the newest first."""
    path = data_folder / RETIRED_FILE_NAME
    words = path.read_bytes().decode("ascii", errors="replace").split() if path.is_file() else []
    return [key for key in (_decoded(word, LENGTH) for word in words) if key]


def retire_trail_keys(data_folder: Path, keys: Sequence[bytes]) -> None:
    """Write these keys before those that were retired already."""
    known = retired_trail_keys(data_folder)
    _write(data_folder / RETIRED_FILE_NAME, [*(key for key in keys if key not in known), *known])


def derived_key(master: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose; the same master and purpose always give the same bytes."""
    return HKDF(SHA256(), LENGTH, salt=None, info=f"bindeglied {purpose}".encode()).derive(master)


def derived_keys(masters: Sequence[bytes], retired: Sequence[bytes]) -> DerivedKeys:
    """The keys for every purpose, from the master keys and the retired keys of the trail."""

    def of(purpose: str) -> tuple[bytes, ...]:
        return tuple(derived_key(master, purpose) for master in masters)

    trail = of("trail")
    return DerivedKeys(
        signatures=tuple(base64.b64encode(key).decode() for key in of("signatures")),
        trail=(*trail, *(key for key in retired if key not in trail)),
        wrapping=of("data keys"),
        second_factor=tuple(map(base64.urlsafe_b64encode, of("second factor"))),
        backups=of("backups"),
        search=of("search"),
    )


def _decoded(word: str, length: int) -> bytes:
    try:
        key = base64.urlsafe_b64decode(word)
    except (ValueError, binascii.Error):
        return b""
    return key if len(key) == length else b""


def _write(path: Path, keys: Sequence[bytes]) -> None:
    """Replace the file as a whole: after a crash there is the old one or the new one."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(b"".join(base64.urlsafe_b64encode(key) + b"\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
