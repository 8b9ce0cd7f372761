"""Every journey has a fresh browser window that nobody has used and that must stay silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.servers.browser import PATIENCE_MS, Browser, Watch
from tests.servers.people import email_of
from tests.servers.product import Installation

OpenWindow = Callable[..., Page]


@pytest.fixture
def watch(product: Installation) -> Iterator[Watch]:
    """Fails the journey on a console message, an error, a failed request or a foreign host."""
    watching = Watch(product.address)
    yield watching
    assert watching.complaints == []


@pytest.fixture
def window(product: Installation, chromium: Browser, watch: Watch) -> Iterator[OpenWindow]:
    """`window()` is a visitor; `window("Clara")` is signed in with one click.

    Options: `width`, `height`, and whatever a browser context takes, such as
    `java_script_enabled=False` or `color_scheme="dark"`.
    """
    contexts = []

    def open_window(name: str = "", *, width: int = 1280, height: int = 900, **more: Any) -> Page:
        options = {"base_url": product.address, "locale": "de-DE", "accept_downloads": True}
        size = {"width": width, "height": height}
        context = chromium.new_context(**options | more, viewport=size)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        watch.follow(page)
        if name:
            page.goto("/konto/anmelden/")
            with page.expect_navigation():
                page.locator(f"button[name=email][value='{email_of(name)}']").click()
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture(params=[True, False], ids=["with a script", "without a script"])
def script(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs JavaScript."""
    return bool(request.param)
