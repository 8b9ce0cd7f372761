"""A reading request cannot write, however it tries; what it shows is logged before it leaves."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from bindeglied.trail import middleware
from bindeglied.trail.middleware import reading_only
from bindeglied.trail.models import Event
from tests.trail.addresses import VIEWS, write

pytestmark = pytest.mark.django_db
READING = ["get", "head", "options"]
WRITERS = ["in_the_view", "in_a_lazy_template"]


@pytest.fixture
def browser(settings: Any) -> Client:
    settings.ROOT_URLCONF = "tests.trail.addresses"
    settings.OPEN_ADDRESSES = {
        **settings.OPEN_ADDRESSES,
        **{view.__name__: "a test" for view in VIEWS},
    }
    return Client()


def events(verb: str) -> list[str]:
    return list(Event.objects.filter(verb=verb).order_by("id").values_list("record_key", flat=True))


@pytest.mark.parametrize("method", READING)
@pytest.mark.parametrize("name", WRITERS)
def test_a_reading_request_that_writes_fails(name: str, method: str, browser: Client) -> None:
    with pytest.raises(DatabaseError):
        getattr(browser, method)(f"/{name}/")
    assert events("written") == []


def test_a_stream_that_writes_while_it_is_sent_fails(browser: Client) -> None:
    response = browser.get("/in_a_stream/")
    with pytest.raises(DatabaseError):
        response.getvalue()
    assert events("written") == []


@pytest.mark.parametrize("name", [*WRITERS, "in_a_stream"])
def test_a_request_that_sends_something_may_write(name: str, browser: Client) -> None:
    assert browser.post(f"/{name}/").getvalue().endswith(b"written")
    assert events("written") == ["1"]


def test_after_a_reading_request_everything_can_be_written_again(browser: Client) -> None:
    mode = getattr(connection, "transaction_mode", None)
    for name in WRITERS:
        with pytest.raises(DatabaseError):
            browser.get(f"/{name}/")
    browser.get("/looking_in_a_stream/").getvalue()
    write()
    assert events("written") == ["1"]
    assert getattr(connection, "transaction_mode", None) == mode


def test_a_transaction_of_its_own_does_not_open_the_guard() -> None:
    with pytest.raises(DatabaseError), reading_only(), transaction.atomic():
        write()


def test_raw_statements_are_guarded_too() -> None:
    with pytest.raises(DatabaseError), reading_only(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM trail_event")


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_look_of_a_request_is_one_event_in_order(method: str, browser: Client) -> None:
    assert getattr(browser, method)("/looking/").content == b"shown"
    assert events("looked at") == ["17", "18"]


def test_who_was_too_late_and_sees_both_texts_has_looked(browser: Client) -> None:
    assert browser.post("/looking_and_too_late/").status_code == 409
    assert events("looked at") == ["17"]


def test_the_looks_of_a_stream_are_kept_before_its_first_byte_leaves(browser: Client) -> None:
    response = browser.get("/looking_in_a_stream/")
    assert events("looked at") == ["17"]
    assert response.getvalue() == b"first second"
    assert events("looked at") == ["17"]


def test_a_look_on_the_way_to_another_page_counts(browser: Client) -> None:
    browser.get("/looking_and_going_on/")
    assert events("looked at") == ["17"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["looking_and_refused", "looking_at_nothing"])
def test_what_was_not_shown_is_no_look(name: str, method: str, browser: Client) -> None:
    assert getattr(browser, method)(f"/{name}/").status_code in (403, 404)
    assert events("looked at") == []


def test_without_a_log_there_is_no_page(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: Any, **__: Any) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(middleware, "record_event", full_disk)
    browser.raise_request_exception = False
    response = browser.get("/looking/")
    assert response.status_code == 500
    assert b"shown" not in response.content


def test_the_guard_is_the_innermost_middleware(settings: Any) -> None:
    assert settings.MIDDLEWARE[-1] == "bindeglied.trail.middleware.ReadingCannotWriteMiddleware"


def test_reads_of_libraries_that_write_stand_on_a_short_reviewed_list(settings: Any) -> None:
    assert set(settings.READS_THAT_WRITE) == {
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
    }
    assert set(settings.READS_THAT_WRITE) <= set(settings.OWN_ACCOUNT_ADDRESSES)
    assert all(settings.READS_THAT_WRITE.values())
