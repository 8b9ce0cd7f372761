"""A backup comes back into an empty installation, and what was deleted since stays deleted."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from bindeglied.trail import deletions, heads
from bindeglied.trail.actions.make_backup import FILES, RETIRED_KEYS, Say
from bindeglied.trail.actions.record_event import record_event
from bindeglied.trail.appended_files import append_line
from bindeglied.trail.archives import ArchiveBroken, ArchiveReader, ArchiveTooNew
from bindeglied.trail.deletions import Deletion, overwrite_deleted, parse_deletions, replay
from bindeglied.trail.routers import CONTENT, KEYS
from bindeglied.trail.table_rows import insert_lines, reset_counters, tables, without_triggers


class NotEmpty(Exception):
    """There is something already where the backup was to go."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    rows: int
    # Keys that were in the archive and have been deleted again.
    deleted: int


def restore_backup(
    content: ArchiveReader,
    keys: ArchiveReader | None,
    *,
    more_deletions: Iterable[Deletion],
    say: Say,
) -> Restored:
    """Fill two empty databases and the data folder; the master key is there already.

    The tables are made as they were when the backup was made, filled in one transaction, and then
    brought up to date. Content is committed last: whatever stops before, the same call begins
    anew. It has no `by`: whoever runs the machine does it, and that is an event. Raises NotEmpty,
    ArchiveTooNew and ArchiveBroken.
    """
    plans = {CONTENT: content} | ({KEYS: keys} if keys else {})
    registries = {alias: _tables_as_then(alias, archive) for alias, archive in plans.items()}
    with ExitStack() as commits:
        for alias in (CONTENT, KEYS):  # the last to be entered commits first
            commits.enter_context(transaction.atomic(alias))
        rows = sum(
            _fill(alias, archive, registries[alias], say) for alias, archive in plans.items()
        )
        # Only now: what is refused leaves nothing, and no older heads to be held against others.
        listed = _restore_files(content, keys, more_deletions)
        deleted = replay(listed) if keys else 0
    for alias in (CONTENT, KEYS):
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    overwrite_deleted()
    record_event("backup restored", record_kind="installation", record_key="1", by=None,
                 organisation=None)  # fmt: skip
    return Restored(rows, deleted)


def _tables_as_then(alias: str, archive: ArchiveReader) -> Any:
    """Make the tables as they were when the backup was made; gives the models of that day."""
    executor = MigrationExecutor(connections[alias])
    graph = executor.loader.graph
    wanted = {(app, name) for app, name in archive.manifest["migrations"]}
    if not wanted <= graph.nodes.keys():
        raise ArchiveTooNew("migrations that this release does not know")
    if not executor.loader.applied_migrations.keys() <= wanted:
        raise NotEmpty(alias)
    # The last one of each package takes those before it along.
    followed = {
        parent.key
        for one in wanted
        for parent in graph.node_map[one].parents
        if parent.key[0] == one[0]
    }
    last = sorted(wanted - followed)
    executor.migrate(last)
    return executor.loader.project_state(last).apps


def _fill(alias: str, archive: ArchiveReader, registry: Any, say: Say) -> int:
    models = tables(alias, registry)
    if {model._meta.db_table for model in models} != archive.tables.keys():
        raise ArchiveBroken("other tables than this release had then")
    if alias == CONTENT and any(model._base_manager.using(alias).exists() for model in models):
        raise NotEmpty(alias)
    total = 0
    with without_triggers(alias, models):
        for model in models:
            name = model._meta.db_table
            lines = archive.lines(name)
            try:
                rows = insert_lines(model, alias, lines, there_wins=alias == KEYS)
            except ValueError as reason:
                raise ArchiveBroken(name) from reason
            if rows != archive.tables[name]:
                raise ArchiveBroken(name)
            say(name, rows)
            total += rows
    reset_counters(alias, models)
    return total


def _restore_files(
    content: ArchiveReader, keys: ArchiveReader | None, more: Iterable[Deletion]
) -> list[Deletion]:
    """Write what lay in the data folder; gives every deletion that anybody knows of."""
    folder = Path(settings.DATA_DIR)
    for name in content.members:
        if name.startswith(FILES):
            _write(_inside(folder, name), content.chunks(name))
    # Heads that are here already may be newer: then the trail must say that it was put back.
    if not heads.heads_file().exists():
        _write(heads.heads_file(), content.chunks(heads.FILE_NAME))
    _add_lines(folder / RETIRED_KEYS, b"".join(content.chunks(RETIRED_KEYS)).decode().splitlines())
    known = set(deletions.read_deletions(deletions.deletions_file()))
    archived = (archive.chunks(deletions.FILE_NAME) for archive in (content, keys) if archive)
    found = {one for chunks in archived for one in parse_deletions(b"".join(chunks))} | set(more)
    for deletion in sorted(found - known, key=lambda one: one.at):
        append_line(deletions.deletions_file(), str(deletion))
    return sorted(known | found, key=lambda one: one.at)


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to((folder / FILES).resolve()):
        raise ArchiveBroken(name)
    return path


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _add_lines(path: Path, lines: Sequence[str]) -> None:
    known = path.read_text("ascii").split() if path.exists() else []
    for line in lines:
        if line not in known:
            append_line(path, line)
