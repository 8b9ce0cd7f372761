"""`deletions.log` in the data folder: whose data keys were deleted, and when.

A backup of the keys may still hold a key that was deleted since: restoring it replays this list.
The file only grows; copied to another machine it outlives the loss of the data folder.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connections

from bindeglied.trail.appended_files import append_line, length_of, read_lines, words_of
from bindeglied.trail.models import DataKey
from bindeglied.trail.routers import CONTENT, KEYS

FILE_NAME = "deletions.log"
AT_ONCE = 500
LOG = logging.getLogger("bindeglied.trail")


@dataclass(frozen=True, slots=True)
class Deletion:
    """One line of the file: the key that this owner had at this moment is to be gone."""

    owner: UUID
    at: datetime

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.owner}"


def deletions_file() -> Path:
    """Where the deletions of this installation stand."""
    return Path(settings.DATA_DIR) / FILE_NAME


def append_deletion(deletion: Deletion) -> None:
    """Write a deletion to the disk, before the key itself goes."""
    append_line(deletions_file(), str(deletion))
    if connections[CONTENT].vendor == "postgresql":
        LOG.info("deletion %s", deletion)


def read_deletions(path: Path) -> Iterator[Deletion]:
    """The deletions of a file, in the order of writing."""
    yield from _deletions(read_lines(path, length_of(path)))


def parse_deletions(content: bytes) -> Iterator[Deletion]:
    """The deletions in the content of such a file."""
    yield from _deletions(map(words_of, content.splitlines()))


def _deletions(lines: Iterable[list[str]]) -> Iterator[Deletion]:
    for words in lines:
        try:  # a line that is none is left out, as if it had been removed
            moment, owner = words
            at = datetime.fromisoformat(moment)
            if at.tzinfo:
                yield Deletion(UUID(owner), at)
        except ValueError:
            continue


def replay(deletions: Iterable[Deletion]) -> int:
    """Delete the keys on a list that are still there; gives how many.

    A key that was made after the deletion of an earlier one of its owner stays.
    """
    newest: dict[UUID, datetime] = {}
    for one in deletions:
        newest[one.owner] = max(one.at, newest.get(one.owner, one.at))
    owners, gone = iter(newest), 0
    while some := list(islice(owners, AT_ONCE)):
        found = DataKey.objects.filter(owner__in=some).values_list("owner", "made_at")
        doomed = [owner for owner, made_at in found if made_at <= newest[owner]]
        gone += DataKey.objects.filter(owner__in=doomed).delete()[0]
    return gone


def overwrite_deleted() -> None:
    """Let nothing of deleted keys lie in the files of their database, as far as the engine can."""
    keys = connections[KEYS]
    if keys.in_atomic_block:
        return  # inside of a transaction neither engine can; `bindeglied tidy` comes by every day
    with keys.cursor() as cursor:
        if keys.vendor == "postgresql":
            cursor.execute(f"VACUUM FULL {keys.ops.quote_name(DataKey._meta.db_table)}")
        else:
            # The page itself was overwritten (secure_delete); older copies lie in the journal.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
