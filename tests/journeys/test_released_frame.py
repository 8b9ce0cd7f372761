"""From a closed count to a released frame: prepared by Heidi, confirmed, released by Lukas.

In an installation of its own, because a release changes what everybody else sees.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import enter, in_the_database, plain, rows_of
from tests.servers import product as products
from tests.servers.browser import Browser, Watch
from tests.servers.fixtures import server_address
from tests.servers.product import Installation

pytestmark = pytest.mark.journey

RELEASES = "/foerderung/planungsrahmen/freigaben/"
CLOSED = "from tests.funding.counted import closed_survey; closed_survey(2018)"
CONFIRMED = "from tests.funding.counted import UNVERIFIED, confirm; confirm(*UNVERIFIED)"


@pytest.fixture(scope="module")
def own_land() -> Iterator[Installation]:
    """A demo Land that no other journey uses."""
    with products.demo(server_address()) as running:
        yield running


def test_a_closed_count_becomes_a_released_frame(own_land: Installation, chromium: Browser) -> None:
    in_the_database(own_land, CLOSED)
    watch = Watch(own_land.address)
    heidi = enter(chromium, own_land, "Heidi", watch)
    address = prepare(heidi)
    expect(heidi.locator("main")).to_contain_text("Noch nicht freizugeben")
    lukas = enter(chromium, own_land, "Lukas", watch)
    lukas.goto(address)
    expect(lukas.locator("main")).to_contain_text("Rechenweg")
    expect(lukas.get_by_role("button", name="Rahmen freigeben")).to_have_count(0)
    in_the_database(own_land, CONFIRMED)
    heidi.reload()
    expect(heidi.get_by_role("button", name="Rahmen freigeben")).to_have_count(0)
    lukas.reload()
    with lukas.expect_navigation():
        lukas.get_by_role("button", name="Rahmen freigeben").click()
    expect(lukas.locator(".message--success")).to_contain_text("freigegeben")
    expect(lukas.locator("dl.pairs").first).to_contain_text("Lukas Winter")
    clara = enter(chromium, own_land, "Clara", watch)
    clara.goto("/foerderung/planungsrahmen/08226/?warum=08226096")
    expect(clara.locator(".facts")).to_contain_text("Jahr 2019")
    reason = clara.get_by_role("region", name="Warum dieser Betrag?")
    expect(reason).to_contain_text("280.220")
    expect(reason).not_to_contain_text("ungeprüft")
    simulate(clara)
    assert watch.complaints == []


def prepare(page: Page) -> str:
    """Prepare frames of 2019; gives the address of their page."""
    page.goto(RELEASES)
    with page.expect_navigation():
        page.get_by_role("link", name="Rahmen vorbereiten").click()
    page.locator("[name=rules_on]").fill("2021-01-01")
    page.locator("[name=first_year]").fill("2019")
    page.locator("[name=last_year]").fill("2019")
    with page.expect_navigation():
        page.get_by_role("button", name="Rechnen und vorbereiten").click()
    expect(page.locator("main [role=alert]")).to_contain_text("eingefroren")
    page.locator("[name=rules_on]").fill("2018-06-01")
    with page.expect_navigation():
        page.get_by_role("button", name="Rechnen und vorbereiten").click()
    expect(page.locator("h1")).to_contain_text("Planungsrahmen 2019")
    return page.url


def simulate(page: Page) -> None:
    """Half the pool: half of each frame, with a minus."""
    with page.expect_navigation():
        page.get_by_role("link", name="Simulation").click()
    page.locator("[name=topf]").fill("29000000")
    with page.expect_navigation():
        page.get_by_role("button", name="Rechnen").click()
    (row,) = (row for row in rows_of(page) if row[0] == "Weinheim")
    assert [plain(cell) for cell in row[1:4]] == ["280.220 €", "140.110 €", "−140.110 €"]
    expect(page.locator("svg .map-shape[aria-label*='Weinheim: −140.110']")).to_have_count(1)
