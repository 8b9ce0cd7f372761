"""Databases that two connections share, for every test of this folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bindeglied.trail.heads import heads_file
from tests.servers.shared_database import Names, kept_copies, shared_databases


@pytest.fixture(scope="session")
def originals(
    sessions_of_the_cast: dict[Any, str],
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Names]:
    """The demo Land with everybody signed in, to be copied."""
    with (
        django_db_blocker.unblock(),
        kept_copies(tmp_path_factory.mktemp("originals")) as names,
    ):
        yield names


@pytest.fixture(autouse=True)
def shared(originals: Names, db: None, settings: Any, tmp_path: Path) -> Iterator[None]:
    """What is committed here is gone after the test, and so are the heads of what was sealed."""
    with shared_databases(originals, tmp_path):
        if heads_file().exists():
            shutil.copy(heads_file(), tmp_path)
        settings.DATA_DIR = tmp_path
        yield
