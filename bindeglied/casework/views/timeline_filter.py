"""What of the timeline an address asks for, and the choices that its form offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bindeglied.accounts.models import User
from bindeglied.casework.models import ContactForm, Domain
from bindeglied.casework.queries import TimelineRow
from bindeglied.casework.queries.timeline_filter import (
    KINDS,
    TimelineFilter,
    form_in,
    narrowed,
    topics_in,
    writers_of,
)

KIND_LABELS = {
    "contact": gettext_noop("Kontakte"),
    "attempt": gettext_noop("Kontaktversuche"),
    "offer": gettext_noop("Angebot und Antwort"),
    "agreement": gettext_noop("Vereinbarungen"),
}
Choice = tuple[str, str]
Rows = Sequence[TimelineRow]
People = Mapping[Any, User]


def history(request: HttpRequest, rows: Rows, people: People, *, at_most: int) -> dict[str, Any]:
    """The rows that the page shows, newest first and `at_most` so many unless all are asked for,
    and what its form needs.

    Whatever the rows do not have is not offered, and asking for it narrows nothing.
    """
    choices = _choices(rows, people)
    wanted = _wanted(request, choices)
    found = narrowed(rows, wanted)
    is_whole = request.GET.get("verlauf") == "alle"
    return {
        "rows": rows,
        "found_rows": found,
        "shown_rows": found if is_whole else found[:at_most],
        "wanted": wanted,
        "choices": choices,
        "whole_query": _query(wanted),
    }


def _choices(rows: Rows, people: People) -> dict[str, list[Choice]]:
    """By name of the field: the values that occur, with their words, in the usual order."""
    kinds = {row.kind for row in rows}
    topics = {one for row in rows for one in topics_in(row)}
    forms = {form_in(row) for row in rows}
    writers = {one for row in rows for one in writers_of(row)}
    return {
        "art": [(one, _(label)) for one, label in KIND_LABELS.items() if kinds & {*KINDS[one]}],
        "thema": [(one.value, str(one.label)) for one in Domain if one in topics],
        "weg": [(one.value, str(one.label)) for one in ContactForm if one in forms],
        "von": [(str(one), str(who)) for one, who in people.items() if one in writers],
    }


def _wanted(request: HttpRequest, choices: Mapping[str, list[Choice]]) -> TimelineFilter:
    chosen = {
        name: next((value for value, _label in offered if value == request.GET.get(name)), "")
        for name, offered in choices.items()
    }
    return TimelineFilter(
        kind=chosen["art"],
        topic=chosen["thema"],
        form=chosen["weg"],
        by=UUID(chosen["von"]) if chosen["von"] else None,
        first=_day(request, "ab"),
        last=_day(request, "bis"),
    )


def _day(request: HttpRequest, name: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(request.GET.get(name, ""))
    return None


def _query(wanted: TimelineFilter) -> str:
    """The end of an address that shows everything that is wanted."""
    words = {
        "teil": "verlauf",
        "verlauf": "alle",
        "art": wanted.kind,
        "thema": wanted.topic,
        "weg": wanted.form,
        "von": str(wanted.by or ""),
        "ab": str(wanted.first or ""),
        "bis": str(wanted.last or ""),
    }
    return "?" + urlencode({name: value for name, value in words.items() if value})
