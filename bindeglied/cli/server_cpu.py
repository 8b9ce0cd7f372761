"""CPU time of the processes that listen on a port of this machine, as Linux tells it."""

from __future__ import annotations

import os
from pathlib import Path

PROC = Path("/proc")
LISTENING = "0A"


class ServerCpu:
    """All processes that hold the listening socket of a port: the server and its workers."""

    def __init__(self, port: int) -> None:
        sockets = {f"socket:[{inode}]" for inode in _inodes(port)}
        self._processes = [one for one in _processes() if sockets & set(_open_files(one))]

    def seconds(self) -> float | None:
        """CPU seconds spent until now; None where they cannot be known."""
        if not self._processes:
            return None
        return sum(_ticks(one) for one in self._processes) / os.sysconf("SC_CLK_TCK")


def _inodes(port: int) -> set[str]:
    found = set()
    for name in ("tcp", "tcp6"):
        try:
            lines = (PROC / "net" / name).read_text().splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            words = line.split()
            if words[3] == LISTENING and int(words[1].rpartition(":")[2], 16) == port:
                found.add(words[9])
    return found


def _processes() -> list[Path]:
    return [one for one in PROC.iterdir() if one.name.isdigit()] if PROC.is_dir() else []


def _open_files(process: Path) -> list[str]:
    try:
        return [str(one.readlink()) for one in (process / "fd").iterdir()]
    except OSError:
        return []  # somebody else's, or gone


def _ticks(process: Path) -> int:
    try:
        # The name of the program stands in parentheses and may hold anything.
        words = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(words[11]) + int(words[12])
