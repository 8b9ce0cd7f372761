"""The hand of somebody at work: every control that is filled in, chosen or pressed is counted."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page


@dataclass
class Hand:
    """Works on a page; `inputs` says how often so far."""

    page: Page
    inputs: int = 0

    def fill(self, name: str, text: str) -> None:
        self._at(self.page.locator(f"main [name={name}]")).fill(text)

    def choose(self, name: str, value: str) -> None:
        """One of several labelled steps; the radio button itself lies under its label."""
        found = self.page.locator(f"main [name={name}][value='{value}']")
        self._at(found).check(force=True)

    def press(self, button: str) -> None:
        self._at(self.page.get_by_role("button", name=button)).click()

    def follow(self, link: str) -> None:
        self._at(self.page.locator("main").get_by_role("link", name=link, exact=True)).click()

    def _at(self, control: Locator) -> Locator:
        self.inputs += 1
        return control.first
