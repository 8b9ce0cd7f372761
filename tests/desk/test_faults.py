"""The pages for what is not there, not allowed, too old or broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db


def in_language(browser: Client, code: str) -> Client:
    browser.cookies["django_language"] = code
    return browser


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_page_that_is_not_there_says_so_in_the_chosen_language(code: str, client: Client) -> None:
    answer = in_language(client, code).get("/gibt/es/nicht/")
    assert answer.status_code == 404
    assert f'<html lang="{code}"' in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_refusal_shows_the_reason_within_the_frame(code: str, cast: CastFixture) -> None:
    answer = in_language(cast("Amira"), code).get("/foerderung/planungsrahmen/")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert f'<html lang="{code}"' in page
    assert "bar__who" in page
    assert re.search("„Integrationsmanagement“" if code == "de" else "integration", page, re.I)


def test_a_refusal_points_to_other_memberships_only_where_there_are_some(cast: CastFixture) -> None:
    def page_for(name: str) -> str:
        return cast(name).get("/foerderung/planungsrahmen/").content.decode()

    assert "Mitgliedschaften: Wechseln Sie" in page_for("Bernd")
    assert "Mitgliedschaften: Wechseln Sie" not in page_for("Amira")


def test_without_a_membership_one_is_told_whom_to_ask(cast: CastFixture) -> None:
    answer = cast("Jonas").get("/")
    assert answer.status_code == 403
    assert "Keine Mitgliedschaft" in answer.content.decode()


@pytest.mark.parametrize("name", ["visitor", "Clara"])
def test_what_breaks_says_nothing_of_the_code(name: str, cast: CastFixture, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.desk.faulty_addresses"
    settings.OPEN_ADDRESSES = {**settings.OPEN_ADDRESSES, "breaks": "a test"}
    browser = cast(name, raise_request_exception=False)
    answer = browser.get("/bricht/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "Das hat nicht geklappt" in page
    assert not re.search(r"secret|Traceback|RuntimeError|Ostwald|nonce", page)


def test_a_form_without_its_token_is_not_taken_and_says_what_to_do(cast: CastFixture) -> None:
    browser = cast("Clara", enforce_csrf_checks=True)
    answer = browser.post("/konto/abmelden/")
    assert answer.status_code == 403
    assert "Bitte noch einmal absenden" in answer.content.decode()
    assert browser.get("/").status_code == 200, "still signed in"


@pytest.mark.parametrize("path", ["/konto/anmelden/", "/demo/anmelden/"])
def test_signing_in_is_guarded_by_a_token(path: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(path, {"email": "amira@demo.example"}).status_code == 403


def test_only_language_and_brightness_can_be_chosen_without_a_token() -> None:
    exempt = {
        name for name, view in every_view(get_resolver()) if getattr(view, "csrf_exempt", False)
    }
    assert exempt == {"theme", "set_language"}


def every_view(resolver: URLResolver) -> Iterator[tuple[str | None, Any]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name, pattern.callback
        else:
            yield from every_view(pattern)
