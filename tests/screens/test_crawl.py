"""Whoever follows links meets only sound pages, all of them known screens."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urldefrag, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.screens.faults import barriers, shape_faults
from tests.screens.screen import VISITOR
from tests.screens.screens import SCREENS
from tests.screens.test_screens import NO_SCREEN
from tests.screens.viewer import PHONE, WIDE, Viewer, show
from tests.servers.people import NAMES, WITHOUT_MEMBERSHIP

# There are 1,101 municipalities: two pages of each kind are enough. Every kind is looked at with
# axe when somebody first comes to it; the screens themselves are, in every state, in test_screens.
OF_EACH_KIND = 2
EXAMINED: set[str] = set()
# Links of a map are SVG: their address is an object.
LINKS = "links => links.map(link => link.href.baseVal ?? link.href)"
LEADS_OUT = ("account_logout",)
# Leads somebody who is signed in to the page of the day, which is refused without a membership.
LEADS_TO_REFUSAL = ("account_login",)
FILES = tuple(name for name, why in NO_SCREEN.items() if why == "a file")


@pytest.mark.parametrize("who", [VISITOR, *NAMES], ids=lambda who: who or "visitor")
def test_links_lead_to_sound_pages_only(viewer: Viewer, who: str) -> None:
    known = {resolve(one.address.split("?")[0]).view_name for one in SCREENS if one.status != 404}
    faults: list[str] = []
    seen: set[str] = set()
    kinds: Counter[str] = Counter()
    todo = ["/", "/orte/"] if who not in (VISITOR, WITHOUT_MEMBERSHIP) else ["/orte/"]
    left_out = (*LEADS_OUT, *FILES, *(LEADS_TO_REFUSAL if who == WITHOUT_MEMBERSHIP else ()))
    with viewer.window(who) as (page, watch):
        while todo:
            address = todo.pop(0)
            kind = kind_of(address)
            if address in seen or kinds[kind] >= OF_EACH_KIND or kind in left_out:
                continue
            seen.add(address)
            kinds[kind] += 1
            answer = page.goto(address)
            assert answer is not None
            if answer.status >= 400:
                faults.append(f"{address}: {answer.status}")
                continue
            if kind_of(page.url) not in known | set(NO_SCREEN):
                faults.append(f"{address}: {kind_of(page.url)} is missing in screens.py")
            faults += [f"{address}: {one}" for one in faults_of(page)]
            todo += links_of(page, viewer.address)
    assert faults + watch.complaints == []
    assert len(seen) > 8


def faults_of(page: Page) -> list[str]:
    show(page, PHONE, "light")
    narrow = shape_faults(page)
    show(page, WIDE, "light")
    wide = shape_faults(page)
    kind = kind_of(page.url)
    if kind not in EXAMINED:
        EXAMINED.add(kind)
        wide += barriers(page)
    return narrow + wide


def links_of(page: Page, address: str) -> list[str]:
    """The addresses within the product that the page links to, in its order."""
    found = page.locator("a[href]").evaluate_all(LINKS)
    whole = (
        link if "://" in link else f"{address}{link}"
        for link in found
        if link.startswith(("/", address))
    )
    return [urldefrag(link).url.removeprefix(address) for link in whole]


def kind_of(address: str) -> str:
    """The name of the address, whichever place it is about."""
    parts = urlsplit(address)
    try:
        return resolve(parts.path).view_name
    except Resolver404:
        return f"unknown {parts.path}"
