"""Changes to what was entered as only the owner of the database can make them."""

from __future__ import annotations

from django.db import connection

from bindeglied.funding.models import (
    CountSurvey,
    KreisReport,
    MunicipalityCount,
    ReliefAllocation,
    ReliefShare,
)
from tests.casework.planting import change, copy, delete

__all__ = ["change", "copy", "delete", "without_counts", "without_guards"]

TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal"
    ),
}


def without_guards() -> None:
    """Drop all guards of funding; the transaction of the test brings them back."""
    with connection.cursor() as cursor:
        # What waits for the end of the transaction would keep the tables from being changed.
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(TRIGGERS[connection.vendor])
        for name, table in cursor.fetchall():
            if table.startswith("funding_"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {name}{on}")


def without_counts() -> None:
    """Take away every count with what follows from it, as if nobody had ever counted."""
    without_guards()
    for model in (ReliefShare, ReliefAllocation, KreisReport, MunicipalityCount, CountSurvey):
        model.objects.all()._raw_delete("default")
