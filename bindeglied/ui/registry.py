"""Where packages put what they contribute to every page: navigation, search, the day's rows.

The lists are empty here and filled by whoever starts, in `apps.py`: so no lower package has to
know an upper one, and a package that is not installed leaves no grey place behind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the rail. `roles` None means: also for visitors who are not signed in."""

    label: Any
    url_name: str
    icon: str
    order: int
    roles: frozenset[str] | None = None


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


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One thing to do or to know, with the one button that does it."""

    icon: str
    title: str
    text: str
    deed: str
    href: str
    since: str = ""


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
# (membership) -> rows for the page of the day.
today: Contributions[Callable[[Any], Iterable[TodayRow]]] = Contributions()
# Names of the addresses that the frame itself links to; the package that owns one fills it in.
frame_addresses: dict[str, str] = {}

# Places in a lower package's page that an upper package fills: name of the slot -> what draws it.
slots: defaultdict[str, Contributions[Callable[[Any], str]]] = defaultdict(Contributions)
