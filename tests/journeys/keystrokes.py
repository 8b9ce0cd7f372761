"""Typing into the form that invites somebody, as people do."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

FORM = "/konto/zugaenge/einladen/"
SAVED = re.compile(r"^gespeichert \d\d:\d\d$")


def said(page: Page) -> Locator:
    """The line of the form about its draft."""
    return page.locator("[data-draft-said]")


def name_field(page: Page) -> Locator:
    return page.locator("[name=given_name]")


def type_name(page: Page, name: str) -> None:
    """As people do: key by key, into the field that a fresh page shows."""
    name_field(page).fill("")
    name_field(page).press_sequentially(name)


def fill_in(page: Page, email: str) -> None:
    page.locator("[name=family_name]").fill("Neu")
    page.locator("[name=email]").fill(email)
    page.locator("[name=role]").select_option("integration_manager")
