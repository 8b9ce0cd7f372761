"""What casework puts on the page of the day: four groups of rows, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from bindeglied.casework.access import CASE_WORKERS
from bindeglied.casework.contact_strip import strip_of
from bindeglied.casework.day_rows import FIRST_CONTACT_WITHIN, CaseOfDay, Rows, cases_of_day
from bindeglied.casework.models import CaseState
from bindeglied.casework.queries.day import AHEAD, Day, day_of
from bindeglied.casework.wording import said
from bindeglied.ui.registry import TodayBlock, TodayRow

SHOWN_AT_MOST = 5
ACCOMPANIED = (CaseState.OPEN, CaseState.OFFERED)


def day_of_cases(member: Any) -> Iterable[TodayRow | TodayBlock]:
    """The rows and blocks of an integration manager's day; nothing for anybody else."""
    if member.role not in CASE_WORKERS:
        return
    day = day_of(member)
    rows = Rows(cases_of_day(day), timezone.localtime())
    yield from rows.of_cases()
    yield from (rows.of_appointment(one) for one in day.appointments)
    yield from (rows.of_task(one) for one in day.tasks)
    yield from (rows.of_measure(one) for one in day.measures)
    yield from _blocks(day, rows)


def _blocks(day: Day, rows: Rows) -> Iterator[TodayBlock]:
    if not rows.cases:
        yield TodayBlock("casework/day/beginning.html", {}, tells_of_people=False)
        return
    announced = [one for one in rows.cases.values() if _is_new(one, rows)]
    if announced:
        shown = {"announced": announced[:SHOWN_AT_MOST], "number": len(announced)}
        yield TodayBlock("casework/day/announced.html", shown)
    accompanied = [one for one in rows.cases.values() if one.first.case.state in ACCOMPANIED]
    if accompanied:
        yield TodayBlock("casework/day/strip.html", {"strip": strip_of(accompanied, rows.today)})
    yield TodayBlock("casework/day/changes.html", _changes(day, rows))


def _is_new(one: CaseOfDay, rows: Rows) -> bool:
    """Announced, nobody has talked to them yet, and no row asks for it yet."""
    case = one.first.case
    target: Any = case.announced_on + FIRST_CONTACT_WITHIN
    is_waiting = case.state == CaseState.ANNOUNCED and case.last_contact_at is None
    return is_waiting and target > rows.today + AHEAD


def _changes(day: Day, rows: Rows) -> dict[str, Any]:
    """The same deed of the same person in one case stands once, with its newest moment."""
    once = {(one.case, one.by, one.verb): one for one in reversed(day.changes)}
    newest = sorted(once.values(), key=lambda one: one.at, reverse=True)[:SHOWN_AT_MOST]
    return {
        "since": newest[0].since if newest else None,
        "yesterday": rows.today - timedelta(days=1),
        "today": rows.today,
        "changes": [
            {"case": rows.cases[one.case], "what": said(one.verb), "by": one.by, "at": one.at}
            for one in newest
        ],
    }
