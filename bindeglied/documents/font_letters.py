"""Which letters a font can show: the `cmap` table of an OpenType file, and nothing else of it.

Source: OpenType specification, table `cmap`, formats 4 and 12, which every font of today has.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path


@cache
def letters_of(font: Path) -> frozenset[int]:
    """The code points for which the font has a picture."""
    table = _table(font.read_bytes(), b"cmap")
    (count,) = struct.unpack_from(">H", table, 2)
    letters: set[int] = set()
    for position in range(4, 4 + 8 * count, 8):
        (start,) = struct.unpack_from(">L", table, position + 4)
        read = _READERS.get(struct.unpack_from(">H", table, start)[0])
        letters.update(read(table[start:]) if read else ())
    return frozenset(letters)


def _table(font: bytes, name: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for position in range(12, 12 + 16 * count, 16):
        tag, _, start, length = struct.unpack_from(">4s3L", font, position)
        if tag == name:
            return font[start : start + length]
    raise ValueError(f"this font has no table {name.decode()}")


def _segments(table: bytes) -> Iterator[int]:
    """Format 4: segments up to U+FFFF, each by a difference or through a list of glyphs."""
    half = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{half}H", table, 14)
    starts = struct.unpack_from(f">{half}H", table, 16 + 2 * half)
    deltas = struct.unpack_from(f">{half}H", table, 16 + 4 * half)
    offsets = struct.unpack_from(f">{half}H", table, 16 + 6 * half)
    for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for letter in range(first, min(last, 0xFFFE) + 1):
            glyph = letter
            if offsets[index]:
                place = 16 + 6 * half + 2 * index + offsets[index] + 2 * (letter - first)
                (glyph,) = struct.unpack_from(">H", table, place)
                if not glyph:
                    continue
            if (glyph + deltas[index]) & 0xFFFF:
                yield letter


def _groups(table: bytes) -> Iterator[int]:
    """Format 12: groups of letters in a row, over the whole of Unicode."""
    (count,) = struct.unpack_from(">L", table, 12)
    for position in range(16, 16 + 12 * count, 12):
        first, last, glyph = struct.unpack_from(">3L", table, position)
        yield from range(first if glyph else first + 1, last + 1)


_READERS = {4: _segments, 12: _groups}
