"""`heads.log` in the data folder: the newest seal of each chain, outside of the database.

Whoever puts yesterday's database file back does not know the heads written since. The file only
grows; copied to another machine it also binds those who can write into the data folder.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

from bindeglied.trail.appended_files import append_line, length_of, read_lines
from bindeglied.trail.models import Seal

FILE_NAME = "heads.log"
LOG = logging.getLogger("bindeglied.trail")
# A head is news, not a warning; it must pass whatever level the rest of the log has.
LOG.setLevel(logging.INFO)


@dataclass(frozen=True, slots=True)
class Head:
    """One line of the file: this seal was the newest of its chain."""

    chain: UUID
    number: int
    digest: bytes


def heads_file() -> Path:
    """Where the heads of this installation stand."""
    return Path(settings.DATA_DIR) / FILE_NAME


def append_head(seal: Seal) -> None:
    """Write the head of a chain to the disk, after its seal was committed."""
    digest = bytes(seal.digest).hex()
    line = f"{seal.sealed_at.isoformat()} {seal.chain} {seal.number} {digest}"
    append_line(heads_file(), line)
    if connection.vendor == "postgresql":
        LOG.info("head %s", line)


def length_of_heads() -> int:
    """How much of the file there is, in bytes; 0 without a file."""
    return length_of(heads_file())


def read_heads(length: int) -> Iterator[Head]:
    """The heads in the first `length` bytes, in the order of writing.

    Lines that are none are left out: that is as if somebody had removed them, and no worse.
    """
    for words in read_lines(heads_file(), length):
        try:
            _, chain, number, digest = words
            yield Head(UUID(chain), int(number), bytes.fromhex(digest))
        except ValueError:
            continue
