"""The master key of an installation and the keys derived from it.

The master key never lies in a database: it comes from `BINDEGLIED_MASTER_KEY` (base64, 32 bytes)
or from a file in the data folder that only its owner may read. One key per purpose is derived
from it, so that a leaked cookie signature says nothing about a second factor's secret.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FILE_NAME = "master.key"
LENGTH = 32


class KeyUnusable(Exception):
    """The master key is there but cannot be used; the message says what to do."""


def master_key(data_folder: Path) -> bytes | None:
    """The 32 bytes of the master key, or None before the installation is set up."""
    text = os.environ.get("BINDEGLIED_MASTER_KEY")
    path = data_folder / FILE_NAME
    where = "BINDEGLIED_MASTER_KEY"
    if not text:
        if not path.is_file():
            return None
        if path.stat().st_mode & 0o077:
            raise KeyUnusable(f"{path} darf nur für den Eigentümer lesbar sein: chmod 600 {path}")
        text, where = path.read_bytes().decode("ascii", errors="replace"), str(path)
    try:
        key = base64.urlsafe_b64decode(text.strip())
    except (ValueError, binascii.Error):
        key = b""
    if len(key) != LENGTH:
        raise KeyUnusable(f"{where} enthält keinen Schlüssel von 32 Byte (base64).")
    return key


def make_master_key(data_folder: Path) -> None:
    """Write a new master key into the data folder, unless one is there or in the environment."""
    if master_key(data_folder) is not None:
        return
    data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = base64.urlsafe_b64encode(secrets.token_bytes(LENGTH))
    descriptor = os.open(data_folder / FILE_NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)


def derived_key(master: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose; the same master and purpose always give the same bytes."""
    return HKDF(SHA256(), LENGTH, salt=None, info=f"bindeglied {purpose}".encode()).derive(master)
