"""The budgets as they came with the product: plain rows out of files, no database."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

DATA_FOLDER = Path(__file__).parent / "data"


def budget_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `pacts`, `programmes` or `budgets`, each by its column names."""
    with (DATA_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
