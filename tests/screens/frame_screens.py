"""Screens of planning frames: preparing, releasing, sheets, simulation, maps."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.screens.screen import Screen

FRAMES = "/foerderung/planungsrahmen/"
RELEASES = f"{FRAMES}freigaben/"


def open_first_release(page: Page) -> None:
    page.locator("table.table tbody a").last.click()
    expect(page.locator("dl.pairs")).to_be_visible()


FRAME_SCREENS = (
    Screen("frame-releases", RELEASES, "Heidi"),
    Screen("frame-release-demo", RELEASES, "Lukas", open_first_release),
    Screen("frame-prepare", f"{RELEASES}neu/", "Heidi"),
    Screen("frame-sheet", f"{FRAMES}gemeinde/08226096/", "Clara"),
    Screen("frames-persons", f"{FRAMES}08226/?karte=personen", "Clara"),
    Screen("frames-settled", f"{FRAMES}08226/?karte=besiedlung&name=heim", "Clara"),
    Screen("frames-claim", f"{FRAMES}08226/?karte=antrag", "Clara"),
    Screen("frames-land-claim", f"{FRAMES}?karte=antrag", "Heidi"),
    Screen("frames-no-name", f"{FRAMES}08226/?name=Xylophon", "Clara"),
    Screen("frame-simulation", f"{FRAMES}simulation/?schluessel=einwohner", "Heidi"),
    Screen("frame-simulation-kreis", f"{FRAMES}simulation/?topf=40000000", "Clara"),
    Screen("frame-simulation-fault", f"{FRAMES}simulation/?topf=-1", "Clara"),
    Screen("count-map", "/foerderung/karte/"),
    Screen("count-map-kreis", "/foerderung/karte/08226/"),
    Screen("count-map-settled", "/foerderung/karte/08226/?karte=besiedlung"),
    Screen("count-map-claim", "/foerderung/karte/08226/?karte=antrag"),
)

FRAMES_BEHIND_LINKS = {
    "funding:frame_release": "stands behind a link: frame-release-demo",
    "funding:frame_sheet_pdf": "a file",
    "funding:simulation_file": "a file",
    "funding:release": "a button of the page of a release",
    "funding:withdraw_release": "a button of the page of a release",
}
