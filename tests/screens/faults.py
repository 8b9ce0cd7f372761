"""What may be wrong with any page, whatever it shows."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.servers.browser import scrolls_sideways

_AXE = Axe()
_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    # No rule of these looks into style sheets, so axe need not fetch them once more.
    "preload": False,
}
_WITHOUT_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}


def barriers(page: Page, within: str = "", *, with_colours: bool = True) -> list[str]:
    """What axe finds on the page or a part of it: one line with the rule and three places.

    Contrast takes two thirds of axe's time; another language shows the same colours.
    """
    options = _OPTIONS if with_colours else _OPTIONS | _WITHOUT_COLOURS
    _unroll(page)
    found = _AXE.run(page, context=within or None, options=options).response["violations"]
    return [
        f"{one['id']} ({len(one['nodes'])}): "
        + " | ".join(str(node["html"])[:160] for node in one["nodes"][:3])
        for one in found
    ]


def _unroll(page: Page) -> None:
    """Make the window as high as the page: what lies under a bar is one that people scroll away."""
    size: Any = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})


def shape_faults(page: Page) -> list[str]:
    """One heading of the first order, a title, and no scrolling sideways."""
    faults = []
    if page.locator("h1").count() != 1:
        faults.append(f"{page.locator('h1').count()} headings h1")
    if not page.title().strip(" ·").removesuffix("Bindeglied").strip(" ·"):
        faults.append("no title of its own")
    if scrolls_sideways(page):
        widest = page.evaluate(WIDEST)
        faults.append(f"scrolls sideways: {widest}")
    return faults


# The outermost elements that stick out, for whoever has to repair it.
WIDEST = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 3).map(e => e.tagName + '.' + (e.getAttribute('class') || '')).join(', ')"""
