"""Small files as scanners and telephones make them, as bytes."""

from __future__ import annotations

import struct
import zlib


def chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def png_file(width: int = 2, height: int = 2, *, comment: str = "") -> bytes:
    """A grey picture; only as many rows as the small sizes need."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width + 1) * height) if width * height < 1000 else b"x"
    text = chunk(b"tEXt", b"Comment\0" + comment.encode()) if comment else b""
    pixels = chunk(b"IHDR", header) + text + chunk(b"IDAT", rows)
    return b"\x89PNG\r\n\x1a\n" + pixels + chunk(b"IEND", b"")


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def jpeg_file(width: int = 2, height: int = 2, *, frame: int = 0xC0, scans: int = 1) -> bytes:
    """The parts of a photo in their order; what is in them is nobody's picture."""
    about = segment(0xE1, b"Exif\0\0about the telephone")
    size = segment(frame, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    # Within a scan FF stands with 00 behind it, and markers D0 to D7 let a reader begin anew.
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"ab\xff\x00cd\xff\xd0ef\xff\x00"
    return b"\xff\xd8" + about + size + scan * scans + b"\xff\xd9"


def pdf_file(
    pages: int = 1, *, more: bytes = b"", comment: str = "", packed: bool = False
) -> bytes:
    """A PDF with so many pages, listed in the open or packed."""
    listed = b"".join(b"<< /Type /Page /Parent 2 0 R >>\n" for _ in range(pages)) + more
    if packed:
        content = zlib.compress(listed)
        listed = b"9 0 obj << /Type /ObjStm /Filter /FlateDecode >>\nstream\r\n"
        listed += content + b"\r\nendstream endobj\n"
    picture = b"5 0 obj << /Length 9 >>\nstream\n/Encrypt \nendstream endobj\n"
    head = b"%PDF-1.7\n%" + comment.encode() + b"\n1 0 obj << /Type /Catalog >> endobj\n"
    end = b"trailer << /Root 1 0 R /Info (Livestream) >>\nstartxref\n0\n%%EOF\n"
    return head + b"2 0 obj << /Type /Pages >> endobj\n" + listed + picture + end
