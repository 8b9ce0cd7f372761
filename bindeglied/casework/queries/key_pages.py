"""Pages by key: the next begins behind the last row shown, so that no row is counted or skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet, Subquery

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page lies: behind a row, before one, or at the end; else at the beginning."""

    after: UUID | None = None
    before: UUID | None = None
    at_end: bool = False

    @property
    def anchor(self) -> UUID | None:
        """The row that the page begins behind or ends before."""
        return self.after or self.before

    @property
    def is_backwards(self) -> bool:
        return self.at_end or self.before is not None


@dataclass(frozen=True, slots=True)
class KeyPage(Generic[Row]):
    """The rows of one page in order, and whether there are rows before and behind them."""

    rows: list[Row]
    has_before: bool
    has_after: bool


def page_by_key(
    rows: QuerySet[Row],
    keys: Sequence[str],
    *,
    place: Place,
    anchors: QuerySet[Row],
    at_most: int,
) -> KeyPage[Row]:
    """One page of `rows` in the order of `keys`, from one statement that skips nothing.

    `keys` are columns or annotations that are never null; the last one is unique. `anchors` are
    the row that `place` names, with the same keys, or none: where it is not there or nothing lies
    beyond it, the list begins anew with one statement more.
    """
    is_beyond = place.anchor is not None
    wanted = rows.filter(_beyond(anchors, keys, place.is_backwards)) if is_beyond else rows
    sign = "-" if place.is_backwards else ""
    found = list(wanted.order_by(*(f"{sign}{key}" for key in keys))[: at_most + 1])
    if is_beyond and not found:
        return page_by_key(rows, keys, place=Place(), anchors=anchors, at_most=at_most)
    is_more, page = len(found) > at_most, found[:at_most]
    if place.is_backwards:
        return KeyPage(page[::-1], has_before=is_more, has_after=is_beyond)
    return KeyPage(page, has_before=is_beyond, has_after=is_more)


def _beyond(anchors: QuerySet[Row], keys: Sequence[str], is_backwards: bool) -> Q:
    """That a row lies beyond the anchor; written so that an index is entered at its place."""
    beyond = "lt" if is_backwards else "gt"
    condition = Q()
    for key in reversed(keys):
        value = Subquery(anchors.values(key)[:1])
        strictly = Q(**{f"{key}__{beyond}": value})
        if condition:
            condition = Q(**{f"{key}__{beyond}e": value}) & (strictly | condition)
        else:
            condition = strictly
    return condition
