"""What a screen is: a page as somebody sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

Deed = Callable[[Page], None]
VISITOR = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """A page as somebody sees it, after a deed such as opening a menu.

    `after` is who must have been here before; `within` is the part that lies over the rest, whose
    covered fields nobody can reach anyway.
    """

    name: str
    address: str
    who: str = VISITOR
    deed: Deed | None = None
    status: int = 200
    after: str = ""
    within: str = ""
