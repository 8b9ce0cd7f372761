"""How much a database has to do for something, whatever the machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


def work_of(deed: Callable[[], object]) -> int:
    """How much the database does for something: steps of SQLite, rows that PostgreSQL handles.

    Blocks would say which way of joining a few hundred rows it chose that day.
    """
    if connection.vendor == "sqlite":
        steps = [0]

        def count() -> int:
            steps[0] += 1
            return 0

        connection.connection.set_progress_handler(count, 10)
        try:
            deed()
        finally:
            connection.connection.set_progress_handler(None, 10)
        return steps[0]
    with CaptureQueriesContext(connection) as captured:
        deed()
    with connection.cursor() as cursor:
        rows = 0
        for one in [one["sql"] for one in captured if one["sql"].startswith("SELECT")]:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {one}")
            rows += rows_handled(cursor.fetchone()[0][0]["Plan"])
    return rows


def rows_handled(plan: dict[str, Any]) -> int:
    """The rows that a step of a plan and those below it give on or sort out."""
    counts = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Join Filter")
    own = int(sum(plan.get(name, 0) for name in counts) * plan["Actual Loops"])
    return own + sum(rows_handled(one) for one in plan.get("Plans", ()))
