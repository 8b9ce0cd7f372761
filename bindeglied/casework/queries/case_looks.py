"""Who looked at a case and what was done in it, page by page."""

from __future__ import annotations

from uuid import UUID

from bindeglied.accounts.models import User
from bindeglied.casework.models import Case
from bindeglied.casework.queries.case_page import LookedAt
from bindeglied.trail.models import Event

ROWS_OF_A_PAGE = 50


def page_of_looks(
    case: Case, *, after: UUID | None = None, at_most: int = ROWS_OF_A_PAGE
) -> tuple[list[LookedAt], UUID | None]:
    """Looks and deeds, newest first, from two statements; `after` is the last of the page before.

    Gives also the event behind which the next page begins, None on the last page.
    """
    events = Event.objects.filter(record_kind="case", record_key=str(case.pk))
    if after is not None:
        events = events.filter(pk__lt=after)
    found = list(events.order_by("-id")[: at_most + 1])
    page = found[:at_most]
    names = User.objects.in_bulk({one.user_id for one in page if one.user_id})
    rows = [
        LookedAt(one.occurred_at, names.get(one.user_id) if one.user_id else None, one.verb)
        for one in page
    ]
    return rows, page[-1].pk if len(found) > at_most else None
