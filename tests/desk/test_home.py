"""The page of the day and the frame around every page."""

from __future__ import annotations

from importlib import import_module

import pytest

from bindeglied.ui import registry
from bindeglied.ui.registry import Contributions, TodayRow
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db
# The package gives the view this name too.
HOME = import_module("bindeglied.desk.views.home")


def test_it_shows_what_every_package_contributes(
    cast: CastFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def two_rows(member: object) -> list[TodayRow]:
        return [TodayRow("map", f"Aufgabe {n}", "bis morgen", "Tun", f"/x{n}/") for n in (1, 2)]

    monkeypatch.setattr(HOME, "today", Contributions([two_rows]))
    page = cast("Amira").get("/").content.decode()
    assert page.index("Aufgabe 1") < page.index("Aufgabe 2")
    assert 'href="/x2/"' in page


def test_a_day_without_anything_to_do_says_so(
    cast: CastFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HOME, "today", Contributions())
    assert "Für heute ist alles erledigt" in cast("Amira").get("/").content.decode()


def test_whoever_has_no_second_factor_is_asked_to_set_one_up(cast: CastFixture) -> None:
    assert "Zweiten Faktor einrichten" in cast("Amira").get("/").content.decode()


@pytest.mark.parametrize(
    ("name", "role", "sees_frames"),
    [("Amira", None, False), ("Bernd", "funding_officer", True), ("Heidi", None, True)],
)
def test_the_navigation_has_only_what_opens(
    name: str, role: str | None, sees_frames: bool, cast: CastFixture
) -> None:
    browser = cast(name, role)
    page = browser.get("/").content.decode()
    assert ('href="/foerderung/planungsrahmen/"' in page.split("<main")[0]) == sees_frames
    for item in page.split('class="rail"')[1].split("</nav>")[0].split('href="')[1:]:
        address = item.split('"')[0]
        assert browser.get(address, follow=True).status_code == 200, address


def test_the_page_one_is_on_is_marked(cast: CastFixture) -> None:
    page = cast("Amira").get("/").content.decode()
    assert '<a href="/" data-keys="g h" aria-current="page">' in page
    assert page.split('class="rail"')[1].count("aria-current") == 1


def test_every_address_of_the_frame_is_filled_by_whoever_owns_it() -> None:
    wanted = {"home", "search", "visitor", "switch", "accessibility", "privacy", "licence"}
    assert wanted <= set(registry.frame_addresses)


def test_the_menu_lists_all_memberships_and_marks_the_acting_one(cast: CastFixture) -> None:
    page = cast("Bernd", "funding_officer").get("/").content.decode()
    menu = page.split('name="membership"')[1:]
    assert len(menu) == 2
    assert "aria-current" not in menu[0].split("<span>")[0]
    assert 'aria-current="true"' in menu[1].split("<span>")[0]
    assert 'name="membership"' not in cast("Amira").get("/").content.decode()
