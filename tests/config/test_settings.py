"""The settings that keep an installation closed."""

from __future__ import annotations

import logging
import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.conftest import CastFixture

CHECKOUT = Path(__file__).resolve().parents[2]
POLICY = "Content-Security-Policy"
pytestmark = pytest.mark.django_db


def test_tests_never_touch_the_data_of_a_developer() -> None:
    assert "bindeglied-tests-" in settings.DATA_DIR.name
    assert not settings.DATA_DIR.is_relative_to(CHECKOUT)
    assert Path(settings.EMAIL_FILE_PATH).parent == settings.DATA_DIR


def test_faults_are_never_shown_with_code() -> None:
    assert settings.DEBUG is False


def test_django_finds_no_fault_in_the_set_up() -> None:
    call_command("check", verbosity=0)


def test_nothing_is_loaded_but_what_the_policy_names(client: Client) -> None:
    policy = client.get("/orte/").headers[POLICY]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";") if rule.strip())
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert re.fullmatch(r"'nonce-[\w+/=-]{20,}'", rules["script-src"])
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


def test_every_page_has_a_nonce_of_its_own_and_scripts_carry_it(client: Client) -> None:
    seen = set()
    for _ in range(2):
        answer = client.get("/orte/")
        (nonce,) = re.findall(r"'nonce-([^']+)'", answer.headers[POLICY])
        scripts = re.findall(r"<script\b[^>]*>", answer.content.decode())
        assert scripts
        assert all(f'nonce="{nonce}"' in script for script in scripts)
        seen.add(nonce)
    assert len(seen) == 2


@pytest.mark.parametrize(
    "path", ["/", "/orte/", "/konto/zugaenge/liste.csv", "/suche/?q=mann", "/gibt-es-nicht/"]
)
def test_no_browser_keeps_what_somebody_signed_in_was_shown(cast: CastFixture, path: str) -> None:
    assert "no-store" in cast("Kerstin").get(path).headers["Cache-Control"]


def test_what_a_secret_address_opens_is_not_kept_either(client: Client) -> None:
    assert "no-store" in client.get("/konto/einladung/irgendwas/").headers["Cache-Control"]
    assert "no-store" in client.get("/konto/passwort/neu/1-set-password/").headers["Cache-Control"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("accounts_accept", ["Kranich"]),
        ("account_reset_password_from_key", ["1", "Kranich"]),
        ("casework:feed", ["Kranich"]),
    ],
)
def test_a_secret_address_does_not_stand_in_the_log(
    address: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    console, *_of_the_tests = logging.getLogger("django").handlers
    written = StringIO()
    monkeypatch.setattr(console, "stream", written)
    path = reverse(address, args=words)
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(path).status_code == 403
    assert path.removesuffix("/").rpartition("/")[0] in written.getvalue()
    assert "Kranich" not in written.getvalue()


def test_pages_are_neither_framed_nor_sniffed_nor_leaked(client: Client) -> None:
    headers = client.get("/orte/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_cookies_of_a_session_are_out_of_reach_for_scripts(client: Client) -> None:
    client.post("/demo/anmelden/", {"email": "clara@demo.example"})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_only_the_names_of_this_installation_are_answered(client: Client) -> None:
    client.raise_request_exception = False
    assert client.get("/orte/", headers={"Host": "evil.example"}).status_code == 400
