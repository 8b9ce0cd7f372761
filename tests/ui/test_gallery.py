"""The gallery shows every component that there is, in every dress."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

TEMPLATES = Path(__file__).resolve().parents[2] / "bindeglied" / "ui" / "templates"
pytestmark = pytest.mark.django_db


def names() -> list[str]:
    return sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))


@pytest.mark.parametrize("name", names())
def test_every_component_is_shown(name: str) -> None:
    parts = (TEMPLATES / "ui" / "gallery_parts.html").read_text("utf-8")
    assert f"<c-{name}" in parts


def test_every_component_is_shown_light_dark_and_from_right_to_left(client: Client) -> None:
    page = client.get("/bausteine/").content.decode()
    sides = re.findall(r'<section class="gallery__side[^>]*>', page)
    assert len(sides) == 3
    assert [('"dark"' in side, '"rtl"' in side) for side in sides] == [
        (False, False),
        (True, False),
        (False, True),
    ]


def test_no_component_is_left_as_it_was_written(client: Client) -> None:
    for path in ("/bausteine/", "/konto/anmelden/", "/orte/", "/datenschutz/"):
        page = client.get(path).content.decode()
        assert not re.search(r"</?c-[a-z]|\{[{%]", page), path


def test_a_field_says_its_name_its_hint_and_its_fault(client: Client) -> None:
    with translation.override("de"):
        page = client.get("/bausteine/").content.decode()
    assert re.search(r'<label class="kern-label" for="[^"]*name">\s*Name', page)
    well, faulty = re.findall(r'<input type="text" name="name"[^>]*>', page)[:2]
    assert re.search(r'aria-describedby="[^"]*helptext"', well)
    assert "aria-invalid" not in well
    assert re.search(r'aria-describedby="[^"]*helptext [^"]*error"', faulty)
    assert 'aria-invalid="true"' in faulty
    assert "kern-error" in page


def test_the_ids_of_a_page_occur_once(client: Client) -> None:
    pages = ("/orte/", "/konto/anmelden/", "/suche/?q=weinheim", "/foerderung/regeln/")
    for path in (*pages, "/bausteine/"):
        ids = re.findall(r'\sid="([^"]+)"', client.get(path).content.decode())
        assert len(ids) == len(set(ids)), path
