"""Who uses the data folder: many beside each other, or one alone.

A lock of the operating system on the folder itself: it ends with the process, whatever ends that.
Processes on other machines, with a database on a server, are not seen.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

# Kept open as long as the process lives: closing it gives the lock back.
_folder: int | None = None


def beside_others(folder: Path) -> bool:
    """Use the folder together with others; False while somebody uses it alone."""
    return _lock(folder, fcntl.LOCK_SH)


def alone(folder: Path) -> bool:
    """Use the folder alone; False while somebody else uses it."""
    return _lock(folder, fcntl.LOCK_EX)


def _lock(folder: Path, kind: int) -> bool:
    global _folder
    if _folder is None:
        _folder = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(_folder, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
