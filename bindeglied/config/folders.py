"""Where an installation keeps its data."""

from __future__ import annotations

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def data_folder() -> Path:
    """The folder of database, master key and outbox: BINDEGLIED_DATA_DIR, else `var/` here."""
    return Path(os.environ.get("BINDEGLIED_DATA_DIR") or CHECKOUT / "var").resolve()
