"""How many statements a page takes: more rows or more people must not mean more statements."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import CastFixture

# Sign-in state costs 4: session, person, whether this is a demo, memberships.
COUNTS = [
    ("visitor", "/orte/", 1),
    ("visitor", "/orte/08226/", 2),
    ("visitor", "/orte/gemeinde/08226096/", 6),
    ("visitor", "/suche/?q=weinheim", 2),
    ("visitor", "/bausteine/", 0),
    ("visitor", "/konto/anmelden/", 1),
    ("visitor", "/foerderung/regeln/", 1),
    ("Amira", "/orte/", 5),
    ("Amira", "/", 10),
    ("Jonas", "/", 4),
    ("Clara", "/", 9),
    ("Clara", "/foerderung/planungsrahmen/08226/", 7),
    ("Heidi", "/", 8),
    ("Heidi", "/foerderung/planungsrahmen/", 7),
]
# The log of what was shown, and what the guard and the transactions add around it.
NOT_COUNTED = re.compile(
    r'SAVEPOINT|RELEASE|ROLLBACK|BEGIN|PRAGMA|SET TRANSACTION|INSERT INTO "trail_event"'
)


@pytest.mark.parametrize(("name", "path", "count"), COUNTS)
def test_a_page_takes_just_its_statements(
    name: str, path: str, count: int, cast: CastFixture
) -> None:
    browser = cast(name)
    browser.get(path)  # what a process keeps in memory is read once
    with CaptureQueriesContext(connection) as captured:
        browser.get(path)
    statements = [one["sql"] for one in captured if not NOT_COUNTED.match(one["sql"])]
    assert len(statements) == count, "\n".join(statements)
