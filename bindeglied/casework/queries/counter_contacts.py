"""What was advised at the counter of an organisation: entry by entry, and counted by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from bindeglied.accounts.models import Membership
from bindeglied.casework.access import counter_contacts_visible_to
from bindeglied.casework.models import CounterContact

ROWS_OF_A_PAGE = 50
MONTHS = 12


@dataclass(frozen=True, slots=True)
class CounterMonth:
    """How often somebody was advised in a month, and how many minutes together."""

    month: date
    number: int
    minutes: int


def page_of_counter_contacts(
    member: Membership, *, after: UUID | None = None, at_most: int = ROWS_OF_A_PAGE
) -> tuple[list[CounterContact], UUID | None]:
    """Entries, the newest day first, from one statement; `after`, the last of the page before,
    takes one more, and an entry of elsewhere begins anew.

    Gives also the entry behind which the next page begins, None on the last page.
    """
    visible = counter_contacts_visible_to(member)
    last = visible.filter(pk=after).first() if after else None
    if last is not None:
        earlier = Q(happened_on__lt=last.happened_on)
        visible = visible.filter(earlier | Q(happened_on=last.happened_on, pk__lt=last.pk))
    found = list(visible.order_by("-happened_on", "-id")[: at_most + 1])
    page = found[:at_most]
    return page, page[-1].pk if len(found) > at_most else None


def months_of_counter_contacts(member: Membership, *, at_most: int = MONTHS) -> list[CounterMonth]:
    """The newest months in which anybody was advised, newest first, from one statement."""
    months = counter_contacts_visible_to(member).values(month=TruncMonth("happened_on"))
    counted = months.annotate(number=Count("pk"), minutes_sum=Sum("minutes"))
    return [
        CounterMonth(one["month"], one["number"], one["minutes_sum"])
        for one in counted.order_by("-month")[:at_most]
    ]
