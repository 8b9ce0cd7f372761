"""The sheet of a case fits on one sheet of paper, however much is known."""

from __future__ import annotations

import re

import pytest

from tests.journeys.steps import enter, in_the_database
from tests.servers import product as products
from tests.servers.browser import Browser, Watch
from tests.servers.fixtures import server_address

pytestmark = pytest.mark.journey

CROWDED = "from tests.casework.crowded import crowded_case; crowded_case()"


def pages_of(pdf: bytes) -> int:
    """The pages of a file as the browser writes it."""
    return len(re.findall(rb"/Type /Page\b", pdf))


def test_a_crowded_case_is_printed_on_one_page(chromium: Browser) -> None:
    with products.demo(server_address()) as own:
        in_the_database(own, CROWDED)
        watch = Watch(own.address)
        page = enter(chromium, own, "Amira", watch)
        page.goto("/faelle/?text=übervoll")
        page.get_by_role("link", name="Verbenko, Übervoll").click()
        page.wait_for_url("**/faelle/*-*/")
        page.goto(f"{page.url}blatt/")
        page.get_by_role("heading", name="Fallblatt").wait_for()
        assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
        page.context.close()
        assert watch.complaints == []
