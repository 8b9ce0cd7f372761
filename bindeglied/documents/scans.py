"""Scans and photos of paper: told by their content, measured by what they declare, never decoded.

A picture ends where its format ends. What a phone hangs behind it, such as a short film with
sound, is left off. A PDF is kept whole.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bindeglied.documents.remarks import Remark, gettext_noop

Kind = Literal["pdf", "jpeg", "png"]

# [P] proposals of our own. The best telephones take 50 million pixels; a plan has some six pages,
# and an app that signs a PDF writes each page a second time.
MOST_PIXELS = 64_000_000
LONGEST_SIDE = 20_000
MOST_PAGES = 30
# So much may come out of the packed parts of a PDF while its pages are counted.
MOST_UNPACKED = 8_000_000

UNKNOWN_KIND = gettext_noop(
    "Das ist kein PDF, kein JPEG und kein PNG. Bitte fotografieren Sie das Blatt, oder speichern "
    "Sie den Scan als PDF."
)
DAMAGED = gettext_noop(
    "Die Datei ist unvollständig oder beschädigt. Bitte scannen oder fotografieren Sie das Blatt "
    "noch einmal."
)
TOO_MANY_PIXELS = gettext_noop(
    "Das Bild ist zu groß (%(width)s × %(height)s Bildpunkte). Bitte nehmen Sie es mit geringerer "
    "Auflösung auf."
)
TOO_MANY_PAGES = gettext_noop(
    "Das PDF hat zu viele Seiten; höchstens %(most)s gehen. Bitte hängen Sie nur das "
    "unterschriebene Blatt an."
)
LOCKED = gettext_noop(
    "Das PDF ist verschlüsselt. Bitte speichern Sie es ohne Kennwort und wählen Sie es noch "
    "einmal aus."
)
ACTIVE = gettext_noop(
    "Das PDF enthält mehr als Seiten, zum Beispiel ein Programm oder eine angehängte Datei. Bitte "
    "scannen oder fotografieren Sie das Blatt."
)

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_PDF = b"%PDF-"
_END_OF_PICTURE, _START_OF_SCAN = 0xD9, 0xDA
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive: what browsers show
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_STREAM = re.compile(rb"stream\r?\n")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_LOCK = re.compile(rb"/Encrypt(?![A-Za-z])")
_RUNS = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


class NotAScan(Exception):
    """The file cannot be taken as a scan; `remark` says why and what to do."""

    def __init__(self, msgid: str, **values: object) -> None:
        super().__init__(msgid)
        self.remark = Remark(msgid, values=values)


@dataclass(frozen=True, slots=True)
class Scan:
    """A file that is what it says: its kind, and its content up to the end of its format."""

    kind: Kind
    content: bytes


def read_scan(content: bytes) -> Scan:
    """The scan in a file of bounded size. Raises NotAScan with what to do.

    The name of the file says nothing; no pixel is decoded, so that nothing can blow up here.
    """
    if content.startswith(_PNG):
        return Scan("png", content[: _end_of_png(content)])
    if content.startswith(_JPEG):
        return Scan("jpeg", content[: _end_of_jpeg(content)])
    if content.startswith(_PDF):
        _require_pages(content)
        return Scan("pdf", content)
    raise NotAScan(UNKNOWN_KIND)


def _require_size(width: int, height: int) -> None:
    if not width or not height:
        raise NotAScan(DAMAGED)
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise NotAScan(TOO_MANY_PIXELS, width=width, height=height)


def _end_of_png(content: bytes) -> int:
    """Where the last chunk ends; every chunk has its length and its checksum."""
    at = len(_PNG)
    seen: list[bytes] = []
    while seen[-1:] != [b"IEND"]:
        if len(content) < at + 12:
            raise NotAScan(DAMAGED)
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        checksum = content[end - 4 : end]
        if zlib.crc32(content[at + 4 : end - 4]).to_bytes(4, "big") != checksum:
            raise NotAScan(DAMAGED)
        if not seen:
            if kind != b"IHDR" or length != 13:
                raise NotAScan(DAMAGED)
            _require_size(*struct.unpack_from(">II", content, at + 8))
        if seen[-1:] != [kind]:
            seen.append(kind)
        at = end
    if b"IDAT" not in seen:
        raise NotAScan(DAMAGED)
    return at


def _end_of_jpeg(content: bytes) -> int:
    """Where the picture ends; the frame, which tells its size, comes before its first scan."""
    at, has_frame = 2, False
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        if len(content) < at + 2 or content[at] != 0xFF:
            raise NotAScan(DAMAGED)
        marker = content[at + 1]
        if marker == _END_OF_PICTURE:
            return at + 2
        at += 2
        if marker in _ALONE:
            continue
        length = int.from_bytes(content[at : at + 2], "big")
        if length < 2 or len(content) < at + length:
            raise NotAScan(DAMAGED)
        if marker in _FRAMES:
            if length < 8:
                raise NotAScan(DAMAGED)
            height, width = struct.unpack_from(">HH", content, at + 3)
            _require_size(width, height)
            has_frame = True
        at += length
        if marker == _START_OF_SCAN:
            following = _NEXT_MARKER.search(content, at)
            if not has_frame or following is None:
                raise NotAScan(DAMAGED)
            at = following.start()


def _require_pages(content: bytes) -> None:
    """A PDF that ends as one, is open, runs nothing, and has some pages but not too many."""
    if b"%%EOF" not in content[-1024:] or b"startxref" not in content[-2048:]:
        raise NotAScan(DAMAGED)
    pages = 0
    for part in _parts_without_streams(content):
        text = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)
        if _LOCK.search(text):
            raise NotAScan(LOCKED)
        if _RUNS.search(text):
            raise NotAScan(ACTIVE)
        pages += len(_PAGE.findall(text))
    if not pages:
        raise NotAScan(DAMAGED)
    if pages > MOST_PAGES:
        raise NotAScan(TOO_MANY_PAGES, most=MOST_PAGES)


def _parts_without_streams(content: bytes) -> Iterator[bytes]:
    """What stands between the streams of a PDF, and what stands in packed lists of objects."""
    at, room = 0, MOST_UNPACKED
    while begun := _STREAM.search(content, at):
        end = content.find(b"endstream", begun.end())
        if end < 0:
            raise NotAScan(DAMAGED)
        before = content[at : begun.start()]
        yield before
        if b"/ObjStm" in before[before.rfind(b"obj") :]:
            unpacked = _unpacked(content[begun.end() : end], room)
            room -= len(unpacked)
            yield unpacked
        at = end + len(b"endstream")
    yield content[at:]


def _unpacked(packed: bytes, room: int) -> bytes:
    try:
        unpacked = zlib.decompressobj().decompress(packed, room)
    except zlib.error as reason:
        raise NotAScan(DAMAGED) from reason
    if len(unpacked) == room:
        raise NotAScan(TOO_MANY_PAGES, most=MOST_PAGES)
    return unpacked
