"""A pytest plugin: tells which tests use the database, and keeps only those where asked to.

`tools/check.py` loads it with `-p tests.servers.counting`; the mark lands in the junit file.
"""

from __future__ import annotations

import os

import pytest
from django.test import TransactionTestCase

ONLY_DATABASE = "BINDEGLIED_TEST_ONLY_DATABASE"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "installation", "module_installation"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark every test that uses the database; on the second engine nothing else runs again."""
    with_database = [item for item in items if uses_database(item)]
    for item in with_database:
        item.user_properties.append(("database", "yes"))
    if os.environ.get(ONLY_DATABASE):
        chosen = set(with_database)
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = with_database


def uses_database(item: pytest.Item) -> bool:
    """Whether the test asks for the database in any of the ways there are."""
    if item.get_closest_marker("django_db") or item.get_closest_marker("journey"):
        return True
    case = getattr(item, "cls", None)
    if isinstance(case, type) and issubclass(case, TransactionTestCase):
        return True
    return not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
