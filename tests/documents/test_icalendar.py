"""Calendar files as RFC 5545 wants them: ends of lines, folding, escaping, moments in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bindeglied.documents.icalendar import LONGEST_LINE, CalendarEntry, icalendar_bytes

BERLIN = ZoneInfo("Europe/Berlin")


def entry(**words: object) -> CalendarEntry:
    usual = {
        "uid": "0193@bindeglied",
        "written_at": datetime(2026, 6, 1, 8, 0, tzinfo=UTC),
        "starts_at": datetime(2026, 7, 1, 9, 30, tzinfo=BERLIN),
        "minutes": 45,
        "summary": "Termin 2026-0004",
        "location": "Gespräch",
    }
    return CalendarEntry(**{**usual, **words})  # type: ignore[arg-type]


def unfolded(content: bytes) -> list[str]:
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


def test_an_entry_says_everything_in_its_lines() -> None:
    lines = unfolded(icalendar_bytes("Termine", [entry(is_tentative=True, changes=2)]))
    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Bindeglied//Bindeglied//DE",
        "CALSCALE:GREGORIAN",
        "NAME:Termine",
        "X-WR-CALNAME:Termine",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "BEGIN:VEVENT",
        "UID:0193@bindeglied",
        "DTSTAMP:20260601T080000Z",
        "DTSTART:20260701T073000Z",
        "DTEND:20260701T081500Z",
        "SEQUENCE:2",
        "SUMMARY:Termin 2026-0004",
        "LOCATION:Gespräch",
        "STATUS:TENTATIVE",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_winter_and_summer_are_told_apart() -> None:
    winter = entry(starts_at=datetime(2026, 12, 1, 9, 30, tzinfo=BERLIN))
    assert "DTSTART:20261201T083000Z" in unfolded(icalendar_bytes("T", [winter]))


def test_a_calendar_without_entries_still_holds_a_component() -> None:
    lines = unfolded(icalendar_bytes("Termine", []))
    assert lines.count("BEGIN:VTIMEZONE") == 1
    assert "BEGIN:VEVENT" not in lines


def test_signs_of_punctuation_and_line_ends_are_escaped() -> None:
    content = icalendar_bytes("T", [entry(summary="a,b;c\\d\r\ne\nEND:VEVENT\x00")])
    assert "SUMMARY:a\\,b\\;c\\\\d\\ne\\nEND:VEVENT" in unfolded(content)


@given(st.text(max_size=300))
def test_no_text_makes_a_line_too_long_or_a_line_of_its_own(text: str) -> None:
    content = icalendar_bytes("T", [entry(summary=text)])
    rows = content.split(b"\r\n")
    assert all(len(row) <= LONGEST_LINE for row in rows)
    assert all(row.decode() is not None for row in rows)
    assert len(unfolded(content)) == len(unfolded(icalendar_bytes("T", [entry()])))
