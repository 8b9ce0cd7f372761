"""A form that is sent twice does its deed once, however close together, on both engines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from bindeglied.trail.actions import end_old_keys
from bindeglied.trail.models import Event, SentForm
from tests.conftest import CastFixture
from tests.house_rules.checkout import in_checkout, templates

KEY = "5f2b8c7e-3d1a-4b6f-9c0d-1e2f3a4b5c6d"
DONE = "/orte/?done="


@pytest.fixture(autouse=True)
def addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.trail.forms"
    settings.OPEN_ADDRESSES = {**settings.OPEN_ADDRESSES, "counting": "a test"}


def send(browser: Client, key: str = KEY, **words: Any) -> HttpResponse:
    return browser.post("/zaehlen/", {"once": key, **words})


def deeds() -> int:
    return Event.objects.filter(verb="counted").count()


def test_the_same_form_again_leads_where_the_first_one_led(cast: CastFixture) -> None:
    amira = cast("Amira")
    answers = [send(amira, name="a") for _ in range(3)]
    assert {one.headers["Location"] for one in answers} == {f"{DONE}a1"}
    assert deeds() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"name": "b"},
        {"name": "a", "more": ""},
        {"name": ["a", "a"]},
        {"name": "a", "file": SimpleUploadedFile("x.csv", b"1")},
        {},
    ],
    ids=["another word", "one more field", "twice", "a file", "nothing"],
)
def test_another_content_with_the_same_key_is_refused_in_words(
    other: dict[str, Any], cast: CastFixture
) -> None:
    amira = cast("Amira")
    send(amira, name="a")
    answer = send(amira, **other)
    assert answer.status_code == 409
    assert "mit anderen Angaben" in answer.content.decode()
    assert deeds() == 1


def test_another_address_with_the_same_key_is_refused(cast: CastFixture) -> None:
    amira = cast("Amira")
    send(amira, name="a")
    assert amira.post("/zaehlen/?x=1", {"once": KEY, "name": "a"}).status_code == 409


def test_files_are_compared_by_content_and_are_still_there_for_the_view(
    cast: CastFixture,
) -> None:
    def file(content: bytes) -> SimpleUploadedFile:
        return SimpleUploadedFile("counts.csv", content)

    amira = cast("Amira")
    first = send(amira, name="a", file=file(b"12345"))
    assert first.headers["Location"] == f"{DONE}a1-12345"
    assert send(amira, name="a", file=file(b"12345")).headers["Location"] == f"{DONE}a1-12345"
    assert send(amira, name="a", file=file(b"12346")).status_code == 409


def test_the_token_of_the_page_is_no_content(cast: CastFixture) -> None:
    amira = cast("Amira")
    send(amira, name="a", csrfmiddlewaretoken="x" * 64)
    assert send(amira, name="a", csrfmiddlewaretoken="y" * 64).status_code == 302
    assert deeds() == 1


def test_a_key_means_nothing_to_anybody_else(cast: CastFixture) -> None:
    assert send(cast("Amira"), name="a").headers["Location"] == f"{DONE}a1"
    assert send(cast("Eva"), name="b").headers["Location"] == f"{DONE}b2"
    assert send(cast("visitor"), name="c").headers["Location"] == f"{DONE}c3"


def test_another_key_is_another_deed(cast: CastFixture) -> None:
    amira = cast("Amira")
    for _ in range(2):
        send(amira, key=str(uuid4()), name="a")
    assert deeds() == 2


@pytest.mark.parametrize("key", ["", "x", "0" * 31])
def test_without_a_key_nothing_is_done(key: str, cast: CastFixture) -> None:
    answer = send(cast("Amira"), key=key, name="a")
    assert answer.status_code == 400
    assert "nichts geändert" in answer.content.decode()
    assert deeds() == 0


def test_after_a_fault_in_the_form_the_same_page_may_be_sent_again(cast: CastFixture) -> None:
    amira = cast("Amira")
    assert send(amira, name="faulty").status_code == 200
    assert send(amira, name="better").headers["Location"] == f"{DONE}better1"


def test_a_deed_that_fails_leaves_neither_row_nor_key(cast: CastFixture) -> None:
    amira = cast("Amira")
    assert send(amira, name="missing").status_code == 404
    assert deeds() == 0
    assert not SentForm.objects.exists()
    assert send(amira, name="a").status_code == 302


def test_a_key_ends_after_24_hours(cast: CastFixture) -> None:
    amira = cast("Amira")
    send(amira, name="a")
    SentForm.objects.update(sent_at=timezone.now() - timedelta(hours=24))
    assert send(amira, name="b").headers["Location"] == f"{DONE}b2"


def test_old_keys_are_deleted_and_young_ones_are_not(cast: CastFixture) -> None:
    send(cast("Amira"), name="a")
    now = timezone.now()
    assert end_old_keys(now + timedelta(hours=23)) == 0
    assert end_old_keys(now + timedelta(hours=25)) == 1
    assert not SentForm.objects.exists()


def test_nothing_that_was_typed_is_kept(cast: CastFixture) -> None:
    send(cast("Amira"), name="a", password="Sieben Birnen")
    row = str(SentForm.objects.values().get())
    assert "Birnen" not in row
    digest = SentForm.objects.get().content_digest
    SentForm.objects.all().delete()
    assert send(cast("Amira"), name="a", password="Acht Birnen").status_code == 302
    assert SentForm.objects.get().content_digest != digest


def test_reading_needs_no_key(cast: CastFixture) -> None:
    assert cast("Amira").get("/zaehlen/").status_code == 200


def test_every_drawn_key_is_new(cast: CastFixture) -> None:
    page = cast("Amira").get("/zaehlen/").content.decode()
    keys = re.findall(r'<input type="hidden" name="once" value="([^"]+)">', page)
    assert len({UUID(key) for key in keys}) == len(keys) == 2


# Sending these again changes nothing more: a choice among the own, signing in, signing out.
HARMLESS_TWICE = {"accounts_switch", "demo:sign_in", "set_language", "ui:theme"}
FORM = re.compile(r"<form\b[^>]*method=\"post\"[^>]*>.*?</form>", re.DOTALL)


def test_every_form_of_ours_carries_a_key() -> None:
    without = []
    for path in templates():
        for form in FORM.findall(path.read_text("utf-8")):
            (action,) = re.findall(r'action="([^"]+)"', form)[:1]
            named = re.findall(r"[\w:]+_\w+|\w+:\w+|frame_addresses\.\w+", action)
            librarys = any(name.startswith(("account_", "mfa_")) for name in named)
            frames = "frame_addresses" in action  # switching and signing out
            drawn_by_library = "action_url" in action
            if librarys or frames or drawn_by_library or HARMLESS_TWICE & set(named):
                continue
            if "{% once_key %}" not in form:
                without.append(in_checkout(path))
    assert not without


def test_every_view_with_a_key_in_its_form_is_marked() -> None:
    marked = {name for name, view in own_views() if getattr(view, "does_it_once", False)}
    assert {"accounts_invite", "accounts_membership_end", "accounts_factor_reset"} <= marked
    drawn = {
        address
        for path in templates()
        for form in FORM.findall(path.read_text("utf-8"))
        if "{% once_key %}" in form
        for address in re.findall(r"{% url '([^']+)'", form.split(">")[0])
    }
    assert drawn <= marked


def own_views() -> Iterator[tuple[str, Any]]:
    def walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Any]]:
        for one in resolver.url_patterns:
            if isinstance(one, URLPattern):
                yield f"{prefix}{one.name}", one.callback
            else:
                yield from walk(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)

    yield from walk(get_resolver("bindeglied.config.urls"))
