"""A backup of the whole installation, but for its master key and whoever is signed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from bindeglied.trail import deletions, heads
from bindeglied.trail.actions.record_event import record_event
from bindeglied.trail.archives import PARTIAL, ArchiveWriter, finish, new_archive
from bindeglied.trail.ids import new_id
from bindeglied.trail.reading_only import reading_only
from bindeglied.trail.routers import CONTENT, KEYS
from bindeglied.trail.table_rows import lines_of, tables

CONTENT_NAME, KEYS_NAME = "content.zip", "keys.zip"
RETIRED_KEYS = "trail.keys"
FILES = "files/"
Say = Callable[[str, int], None]


class FolderTaken(Exception):
    """The folder holds something else, or a backup already."""


def make_backup(folder: Path, *, say: Say) -> int:
    """Write content and keys into two archives in `folder`; gives the number of rows.

    The content is of one moment, the keys are read after it: every key that the content needs was
    made before. Both get their names when both are whole; what a stop leaves behind is called
    `.partial`. It has no `by`: whoever runs the machine does it, and that is an event.
    Raises FolderTaken and OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(not path.name.endswith(PARTIAL) for path in folder.iterdir()):
        raise FolderTaken(str(folder))
    record_event("backup made", record_kind="installation", record_key="1", by=None,
                 organisation=None)  # fmt: skip
    words = {"backup": str(new_id()), "made_at": timezone.now().isoformat()}
    with new_archive(folder / CONTENT_NAME) as archive:
        length = heads.length_of_heads()
        with reading_only(at_one_moment=True):
            rows = _add_tables(archive, CONTENT, say)
            archive.close({**words, "migrations": _migrations(CONTENT), **_files(archive, length)})
    with new_archive(folder / KEYS_NAME) as archive:
        rows += _add_tables(archive, KEYS, say)
        archive.add_file(deletions.FILE_NAME, deletions.deletions_file())
        archive.close({**words, "migrations": _migrations(KEYS)})
    finish(folder / KEYS_NAME)
    finish(folder / CONTENT_NAME)
    return rows


def _add_tables(archive: ArchiveWriter, alias: str, say: Say) -> int:
    total = 0
    for model in tables(alias):
        name = model._meta.db_table
        rows = archive.add_table(name, lines_of(model, alias))
        say(name, rows)
        total += rows
    return total


def _files(archive: ArchiveWriter, length_of_heads: int) -> dict[str, Any]:
    folder = Path(settings.DATA_DIR)
    archive.add_file(heads.FILE_NAME, heads.heads_file(), length_of_heads)
    archive.add_file(deletions.FILE_NAME, deletions.deletions_file())
    archive.add_file(RETIRED_KEYS, folder / RETIRED_KEYS)
    kept = sorted(path for path in (folder / FILES).rglob("*") if path.is_file())
    for path in kept:
        archive.add_file(FILES + path.relative_to(folder / FILES).as_posix(), path)
    return {"files": len(kept)}


def _migrations(alias: str) -> list[list[str]]:
    return sorted(list(one) for one in MigrationRecorder(connections[alias]).applied_migrations())
