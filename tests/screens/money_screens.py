"""The screens of money: the ledger by programme, Kreis and municipality, sources, pacts."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.screens.screen import Screen

MONEY = "/foerderung/geld/"
FRAMES = f"{MONEY}2017/integrationsmanagement/"


def unfold_a_source(page: Page) -> None:
    page.locator("details.source > summary").first.click()


MONEY_SCREENS = (
    Screen("money", MONEY, "Heidi", unfold_a_source),
    Screen("money-year", f"{MONEY}?jahr=2017", "Heidi"),
    Screen("money-authority", MONEY, "Frank"),
    Screen("money-own", MONEY, "Clara"),
    Screen("money-kreise", FRAMES, "Gesa"),
    Screen("money-kreis", f"{FRAMES}08226/?sortierung=allocated", "Clara"),
    Screen("money-source-budget", f"{MONEY}2017/avdual/planned/quellen/alle/", "Heidi"),
    Screen("money-source-frames", f"{FRAMES}allocated/quellen/08226/", "Clara"),
    Screen("pacts", f"{MONEY}pakte/", "Clara", unfold_a_source),
)
MONEY_FILES = {
    "funding:money_file": "a file",
    "funding:money_kreise_file": "a file",
    "funding:money_kreis_file": "a file",
    "funding:pacts_file": "a file",
}
