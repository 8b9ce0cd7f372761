"""Calendars as files that every calendar program reads (RFC 5545): moments in UTC, folded lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONGEST_LINE = 75
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# A calendar holds at least one component; an empty one says only what it reckons in.
_NO_ENTRY = (
    *("BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"),
)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry; `uid` stays the same for ever, `changes` counts from 0 with every change."""

    uid: str
    written_at: datetime
    starts_at: datetime
    minutes: int
    summary: str
    location: str
    is_tentative: bool = False
    changes: int = 0


def icalendar_bytes(name: str, entries: Iterable[CalendarEntry]) -> bytes:
    """A calendar with these entries, as the bytes of an .ics file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Bindeglied//Bindeglied//DE",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        *([line for entry in entries for line in _lines_of(entry)] or _NO_ENTRY),
        "END:VCALENDAR",
    ]
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _lines_of(entry: CalendarEntry) -> tuple[str, ...]:
    return (
        "BEGIN:VEVENT",
        f"UID:{_text(entry.uid)}",
        f"DTSTAMP:{_moment(entry.written_at)}",
        f"DTSTART:{_moment(entry.starts_at)}",
        f"DTEND:{_moment(entry.starts_at + timedelta(minutes=entry.minutes))}",
        f"SEQUENCE:{entry.changes}",
        f"SUMMARY:{_text(entry.summary)}",
        f"LOCATION:{_text(entry.location)}",
        f"STATUS:{'TENTATIVE' if entry.is_tentative else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        "END:VEVENT",
    )


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """A text with its signs of punctuation escaped, and without signs that no line may hold."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    escaped = re.sub(r"([\\;,])", r"\\\1", _UNWRITABLE.sub("", lines))
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> Iterator[bytes]:
    """The line in parts of at most LONGEST_LINE bytes; no letter is cut in two."""
    part = b""
    for letter in line:
        written = letter.encode()
        if len(part) + len(written) > LONGEST_LINE:
            yield part
            part = b" "
        part += written
    yield part
