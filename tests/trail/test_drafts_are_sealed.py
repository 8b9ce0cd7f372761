"""A draft is sealed, opens with the key of its owner only, and belongs to who typed it."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from bindeglied.accounts.models import User
from bindeglied.trail.actions import keep_draft
from bindeglied.trail.data_keys import make_data_key
from bindeglied.trail.models import DataKey, Draft, Event
from tests.conftest import CastFixture
from tests.trail.keystrokes import CANARY, hidden, shown, typed
from tests.trail.typed_forms import CASE

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.trail.typed_forms"


@pytest.fixture
def key_of_the_case() -> None:
    make_data_key(CASE)


def test_nobody_else_sees_the_draft(cast: CastFixture) -> None:
    typed(cast("Amira"), "/eigenes/", text=CANARY)
    assert shown(cast("Eva"), "/eigenes/")["text"].value() is None
    assert CANARY not in cast("Eva").get("/eigenes/").content.decode()


def test_what_the_form_itself_carries_and_what_is_secret_is_never_kept(cast: CastFixture) -> None:
    amira = cast("Amira")
    words = {
        "text": "Anna",
        "secret": "Sieben Birnen",
        "file": "C:\\fakepath",
        "csrfmiddlewaretoken": "x",
    }
    typed(amira, "/eigenes/", **words)
    kept = Draft.objects.get().content
    assert "Anna" in kept
    for word in ("Birnen", "fakepath", "csrf", "once", "entwurf"):
        assert word not in kept
    assert shown(amira, "/eigenes/")["secret"].value() is None


def test_what_is_kept_is_sealed_in_the_database_and_stands_in_no_log(
    cast: CastFixture, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        typed(cast("Amira"), "/eigenes/", text=CANARY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM trail_draft")
        (row,) = cursor.fetchone()
    assert len(bytes(row)) > len(CANARY)
    assert b"Wiedehopf" not in bytes(row)
    logged = [one for one in caplog.records if one.name != "django.db.backends"]
    assert not any("Wiedehopf" in one.getMessage() for one in logged)
    assert not Event.objects.filter(record_kind__icontains="draft").exists()


@pytest.mark.parametrize("button", ["zwischenspeichern", "entwurf-verwerfen"])
def test_the_buttons_do_nothing_without_a_place_that_was_signed(
    button: str, cast: CastFixture
) -> None:
    assert cast("Amira").post("/eigenes/", {button: "1", "text": CANARY}).status_code == 403
    assert not Draft.objects.exists()


def test_nobody_writes_a_draft_with_a_page_that_somebody_else_opened(
    cast: CastFixture, key_of_the_case: None
) -> None:
    of_amira = hidden(cast("Amira"), "/akte/")
    answer = cast("Eva").post("/entwurf/", of_amira | {"text": CANARY})
    assert answer.status_code == 403
    forged = of_amira["entwurf"].replace(of_amira["entwurf"][5], "x", 1)
    for token in ("", "x", forged, of_amira["entwurf"] + "x"):
        assert cast("Amira").post("/entwurf/", {"entwurf": token, "text": "x"}).status_code == 403
    assert not Draft.objects.exists()


def test_a_visitor_is_asked_to_sign_in_and_nothing_is_kept(cast: CastFixture) -> None:
    answer = cast("visitor").post("/entwurf/", hidden(cast("Amira"), "/eigenes/") | {"text": "x"})
    assert answer.headers["Location"].startswith("/konto/anmelden/")
    assert not Draft.objects.exists()


def test_the_draft_of_a_case_dies_with_the_key_of_the_case(
    cast: CastFixture, key_of_the_case: None
) -> None:
    amira = cast("Amira")
    assert typed(amira, "/akte/", text=CANARY).status_code == 200
    assert Draft.objects.get().owner == CASE
    DataKey.objects.filter(owner=CASE).delete()
    page = amira.get("/akte/").content.decode()
    assert CANARY not in page
    assert "lässt sich nicht mehr öffnen" in page
    late = typed(amira, "/akte/", text="noch mehr")
    assert late.status_code == 410
    assert not DataKey.objects.filter(owner=CASE).exists(), "a deleted key is never made again"


def test_bytes_that_open_with_no_key_leave_an_empty_form(
    cast: CastFixture, key_of_the_case: None
) -> None:
    amira = cast("Amira")
    typed(amira, "/eigenes/", text=CANARY)
    typed(amira, "/akte/", text=CANARY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM trail_draft WHERE place = '/eigenes/'")
        (row,) = cursor.fetchone()
        cursor.execute("UPDATE trail_draft SET content = %s WHERE place = '/akte/'", [row])
    assert "lässt sich nicht mehr öffnen" in amira.get("/akte/").content.decode()


def test_the_text_moves_to_the_key_of_its_new_owner(key_of_the_case: None) -> None:
    by = UUID(int=5)
    for owner in (by, CASE):
        keep_draft(by=by, place="/akte/", owner=owner, content=CANARY, form_key=None)
    DataKey.objects.filter(owner=by).delete()
    assert Draft.objects.get().content == CANARY


def test_who_is_not_signed_in_has_a_form_without_a_draft(cast: CastFixture, settings: Any) -> None:
    settings.OPEN_ADDRESSES = {**settings.OPEN_ADDRESSES, "typed_own": "a test"}
    page = cast("visitor").get("/eigenes/").content.decode()
    assert "data-keeps-draft" not in page
    assert 'name="entwurf"' not in page


def test_the_key_of_the_person_is_made_when_it_is_first_needed(cast: CastFixture) -> None:
    amira = User.objects.get(email="amira@demo.example")
    DataKey.objects.filter(owner=amira.pk).delete()
    browser = cast("Amira")
    assert browser.get("/eigenes/").status_code == 200
    assert not DataKey.objects.filter(owner=amira.pk).exists()
    typed(browser, "/eigenes/", text=CANARY)
    assert DataKey.objects.filter(owner=amira.pk).exists()
