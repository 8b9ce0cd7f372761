"""Where packages put what they contribute to every page: navigation, search, the day's rows.

The lists are empty here and filled by whoever starts, in `apps.py`: so no lower package has to
know an upper one, and a package that is not installed leaves no grey place behind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the rail. `roles` None means: also for visitors who are not signed in.

    `keys` are those by which one gets there, one after the other: "g h".
    """

    label: Any
    url_name: str
    icon: str
    order: int
    roles: frozenset[str] | None = None
    keys: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One line of the global search: what it is, where it leads, what else helps to tell."""

    title: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """The hits of one kind, with the heading above them.

    `look` is the verb with which it is noted that they were shown; empty where they name nobody.
    """

    label: Any
    icon: str
    hits: tuple[SearchHit, ...]
    look: str = ""


class DayGroup(StrEnum):
    """When something is to be done; ALSO is what has no day."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    WAITING = "waiting"
    ALSO = "also"


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One thing to do or to know, with the one button that does it.

    `when` and `since` may have a second line; `about` stands beside the title, which leads to
    `title_href`. With `sends` the button does the deed itself: it sends these fields to `href`.
    Rows of a group stand by `order`, then as they came.
    """

    icon: str
    title: str
    text: str
    deed: str
    href: str
    since: str = ""
    group: DayGroup = DayGroup.ALSO
    order: str = ""
    when: str = ""
    when_note: str = ""
    about: str = ""
    since_note: str = ""
    title_href: str = ""
    sends: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TodayBlock:
    """Something to look at beside the rows: drawn by a template of the package it comes from.

    `tells_of_people` says that it shows people, so that the look is noted.
    """

    template: str
    shown: Mapping[str, Any]
    tells_of_people: bool = True


@dataclass(slots=True)
class Contributions(Generic[T]):
    """A list that start-up fills; adding the same thing twice changes nothing."""

    items: list[T] = field(default_factory=list)

    def add(self, item: T) -> None:
        if item not in self.items:
            self.items.append(item)

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)


navigation: Contributions[NavigationItem] = Contributions()
# (membership or None, text as typed) -> the group of hits that this person may see.
searches: Contributions[Callable[[Any, str], SearchGroup]] = Contributions()
# (membership) -> rows and blocks for the page of the day.
today: Contributions[Callable[[Any], Iterable[TodayRow | TodayBlock]]] = Contributions()
# What "+" in the bar offers to write anew.
beginnings: Contributions[NavigationItem] = Contributions()
# Names of the addresses that the frame itself links to; the package that owns one fills it in.
frame_addresses: dict[str, str] = {}

# Places in a lower package's page that an upper package fills: name of the slot -> what draws it.
slots: defaultdict[str, Contributions[Callable[[Any], str]]] = defaultdict(Contributions)
