"""The page of work that everybody lands on."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_every_member
from bindeglied.trail.reading import DAY_LOOKED_AT, note_look
from bindeglied.ui.registry import DayGroup, TodayBlock, TodayRow, today

# In the order of the page: what it is called, and its sign.
GROUPS = {
    DayGroup.OVERDUE: (_("Überfällig"), "circle-alert"),
    DayGroup.TODAY: (_("Heute"), "clock"),
    DayGroup.WEEK: (_("Diese Woche"), "calendar"),
    DayGroup.WAITING: (_("Wartet auf andere"), "hourglass"),
    DayGroup.ALSO: (_("Außerdem"), "list-checks"),
}
PRESSING = (DayGroup.OVERDUE, DayGroup.TODAY)


@require_safe
@for_every_member
def home(request: HttpRequest) -> HttpResponse:
    """What is to be done, contributed by every package that is there."""
    member = request.member  # type: ignore[attr-defined]
    parts = list(chain.from_iterable(contribution(member) for contribution in today))
    blocks = [one for one in parts if isinstance(one, TodayBlock)]
    if any(one.tells_of_people for one in blocks):
        words = {"by": member.user_id, "organisation": member.organisation_id}
        note_look(request, DAY_LOOKED_AT, record_kind="user", record_key=member.user_id, **words)
    place = member.organisation.municipality or member.organisation.kreis
    page = {"blocks": blocks, "now": timezone.localtime(), "place": place}
    return render(request, "desk/home.html", page | _in_groups(parts))


def _in_groups(parts: Iterable[TodayRow | TodayBlock]) -> dict[str, Any]:
    """The groups that have rows, in order; one button of the page is the first to press."""
    rows = [one for one in parts if isinstance(one, TodayRow)]
    groups = [
        {"group": group, "title": title, "icon": icon, "rows": of_group}
        for group, (title, icon) in GROUPS.items()
        if (of_group := _of_group(rows, group))
    ]
    now = [one for group in PRESSING for one in _of_group(rows, group)[:1]]
    return {
        "groups": groups,
        "first": now[-1] if now else None,
        "is_timely": any(one.group is not DayGroup.ALSO for one in rows),
        "due": sum(one.group in PRESSING for one in rows),
        "overdue": sum(one.group is DayGroup.OVERDUE for one in rows),
    }


def _of_group(rows: Iterable[TodayRow], group: DayGroup) -> list[TodayRow]:
    return sorted((one for one in rows if one.group is group), key=lambda one: one.order)
