"""A real browser: the machine's own chromium, quiet and without a network of its own.

The same browser without a window draws pages at a third of the work, so it comes first.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

# How long anything may take to appear. How fast pages are is measured elsewhere, on quiet machines.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)


def program() -> str | None:
    """The path of a browser, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """A running browser without a window. Raises LookupError where there is none."""
    path = program()
    if path is None:
        raise LookupError("no browser: none of " + ", ".join(NAMES) + " is on the path")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(OPTIONS))
        try:
            yield running
        finally:
            running.close()


class Watch:
    """Collects what a page should never do: write to the console, fail, ask other hosts."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        # Statuses a test provokes; the browser writes each of them to the console as well.
        self.expected_statuses: set[int] = set()

    def follow(self, page: Page) -> None:
        """Listen to everything that `page` does from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note(page, f"error {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def expect(self, *statuses: int) -> None:
        """The test asks for answers with these statuses: they are no complaint."""
        self.expected_statuses.update(statuses)

    def _note(self, page: Page | None, what: str) -> None:
        where = page.url.removeprefix(self.address) if page else "?"
        self.complaints.append(f"{where}: {what}")

    def _console(self, message: ConsoleMessage) -> None:
        if any(f"status of {status}" in message.text for status in self.expected_statuses):
            return
        self._note(message.page, f"console {message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        # A page that is left, or a search that is typed on, takes its open requests back.
        if request.failure != "net::ERR_ABORTED":
            self._note(None, f"request failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.url.startswith("data:"):
            return
        if not response.url.startswith(self.address):
            self.complaints.append(f"foreign host: {response.url}")
        elif response.status >= 400 and response.status not in self.expected_statuses:
            self.complaints.append(f"{response.url}: status {response.status}")


def sign_in_with_one_click(page: Page, address: str, email: str) -> None:
    """Press the button of a member of the cast on the login page."""
    page.goto(f"{address}/konto/anmelden/")
    page.locator(f"button[name=email][value='{email}']").click()
    page.wait_for_url(f"{address}/")


def scrolls_sideways(page: Page) -> bool:
    """Whether the page as a whole is wider than the window."""
    found: Any = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return bool(found)


__all__ = [
    "Browser",
    "Error",
    "Watch",
    "browser",
    "program",
    "scrolls_sideways",
    "sign_in_with_one_click",
]
