"""Files in the data folder that only grow, a line at a time, on the disk before one goes on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from errno import ENOSPC
from pathlib import Path


def append_line(path: Path, line: str) -> None:
    """Write a line to the end, for the owner's eyes only. Raises OSError unless it is all there."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        size = os.fstat(file).st_size
        # A line that a full disk cut off must not swallow this one.
        cut_off = size and os.pread(file, 1, size - 1) != b"\n"
        text = f"{chr(10) if cut_off else ''}{line}\n".encode("ascii")
        # A disk that has just become full takes the first part and says nothing.
        if os.write(file, text) != len(text):
            raise OSError(ENOSPC, os.strerror(ENOSPC), str(path))
        os.fsync(file)
    finally:
        os.close(file)


def length_of(path: Path) -> int:
    """How much of the file there is, in bytes; 0 without a file."""
    return path.stat().st_size if path.is_file() else 0


def read_lines(path: Path, length: int) -> Iterator[list[str]]:
    """The words of each line in the first `length` bytes; what is no text is left out."""
    if not length:
        return
    with path.open("rb") as file:
        for line in file:
            length -= len(line)
            if length < 0:
                return
            yield words_of(line)


def words_of(line: bytes) -> list[str]:
    """The words of a line; none where it is no text."""
    return line.decode("ascii").split() if line.isascii() else []
