"""Light or dark, and the language: kept in a cookie of their own, never a way to elsewhere."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ELSEWHERE = ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"]


def choose(client: Client, **words: str) -> str:
    answer = client.post("/helligkeit/", words)
    assert answer.status_code == 302
    return answer.headers["Location"]


@pytest.mark.parametrize(
    ("theme", "kern"), [("dark", "dark"), ("light", "light"), ("auto", "light")]
)
def test_the_chosen_brightness_stays_on_the_next_page(
    theme: str, kern: str, client: Client
) -> None:
    choose(client, theme=theme)
    page = client.get("/orte/").content.decode()
    assert f'data-theme="{theme}" data-kern-theme="{kern}"' in page


def test_an_unknown_brightness_changes_nothing(client: Client) -> None:
    choose(client, theme="pink")
    assert "theme" not in client.cookies
    client.cookies["theme"] = '"><script>'
    assert 'data-theme="auto"' in client.get("/orte/").content.decode()


def test_the_cookie_is_for_this_product_only(client: Client) -> None:
    choose(client, theme="dark")
    cookie = client.cookies["theme"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) == 365 * 24 * 60 * 60


def test_one_comes_back_to_the_page_one_was_on(client: Client) -> None:
    assert (
        choose(client, theme="dark", next="/orte/?sortierung=flaeche")
        == "/orte/?sortierung=flaeche"
    )
    assert choose(client, theme="dark") == "/"


@pytest.mark.parametrize("target", ELSEWHERE)
@pytest.mark.parametrize("path", ["/helligkeit/", "/sprache/"])
def test_no_choice_leads_to_another_server(path: str, target: str, client: Client) -> None:
    answer = client.post(path, {"theme": "dark", "language": "en", "next": target})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_does_not_lead_to_another_server(target: str, client: Client) -> None:
    from bindeglied.demo.cast import PASSWORD

    words = {"login": "clara@demo.example", "password": PASSWORD, "next": target}
    answer = client.post("/konto/anmelden/", words)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/")
    assert not answer.headers["Location"].startswith("//")


def test_the_language_is_chosen_and_stays(client: Client) -> None:
    assert '<html lang="de"' in client.get("/orte/").content.decode()
    client.post("/sprache/", {"language": "en"})
    assert '<html lang="en"' in client.get("/orte/").content.decode()


def test_the_browser_asks_for_a_language_and_gets_it(client: Client) -> None:
    page = client.get("/orte/", headers={"Accept-Language": "en-GB,en"}).content.decode()
    assert '<html lang="en"' in page


def test_a_visitor_who_only_reads_gets_no_cookie(client: Client) -> None:
    for path in ("/orte/", "/suche/?q=weinheim", "/foerderung/regeln/", "/gibt/es/nicht/"):
        client.get(path)
    assert not client.cookies


def test_a_word_that_is_no_address_is_no_fault_of_the_server(client: Client) -> None:
    assert choose(client, theme="dark", next="orte") == "orte"
