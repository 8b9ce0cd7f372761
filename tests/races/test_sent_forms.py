"""The same form twice at the same moment: its deed is done once, and both are led to one place."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse

from bindeglied.accounts.models import User
from bindeglied.trail.actions import keep_draft
from bindeglied.trail.actions.keep_draft import AlreadySent
from bindeglied.trail.models import Draft, Event, SentForm
from tests.conftest import CastFixture
from tests.servers.two_at_once import Deed, all_at_once, two_at_once

pytestmark = pytest.mark.django_db
KEY = "5f2b8c7e-3d1a-4b6f-9c0d-1e2f3a4b5c6d"
PLACE = "/zaehlen/"
# So many locks has a form when its key is taken: an old one deleted, the new one written.
WITH_THE_KEY = 2


@pytest.fixture(autouse=True)
def addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.trail.forms"
    settings.OPEN_ADDRESSES = {**settings.OPEN_ADDRESSES, "counting": "a test"}


@pytest.fixture
def amira(cast: CastFixture) -> CastFixture:
    """A browser of hers for each click: none knows of the others."""
    return lambda: cast("Amira")


def sends(enter: Any, name: str = "a") -> Deed:
    browser = enter()
    return lambda: browser.post(PLACE, {"once": KEY, "name": name})


def led_to(answers: Any) -> set[str]:
    return {one.headers["Location"] for one in answers}


def deeds() -> int:
    return Event.objects.filter(verb="counted").count()


def test_the_second_waits_for_the_first_and_is_led_to_the_same_place(amira: CastFixture) -> None:
    answers = two_at_once(sends(amira), sends(amira))
    assert led_to(answers) == {"/orte/?done=a1"}
    assert deeds() == SentForm.objects.count() == 1


def test_four_clicks_at_the_same_moment_are_one_deed(amira: CastFixture) -> None:
    answers = all_at_once(*(sends(amira) for _ in range(4)))
    assert led_to(answers) == {"/orte/?done=a1"}
    assert deeds() == SentForm.objects.count() == 1


def test_another_content_waits_and_is_refused(amira: CastFixture) -> None:
    first, second = two_at_once(sends(amira), sends(amira, "b"))
    assert (first.status_code, second.status_code) == (302, 409)
    assert deeds() == 1


def test_after_a_fault_in_the_first_the_second_is_done(amira: CastFixture) -> None:
    first, second = two_at_once(sends(amira, "faulty"), sends(amira, "better"))
    assert (first.status_code, led_to([second])) == (200, {"/orte/?done=better1"})


def test_after_a_deed_that_failed_the_second_is_done(amira: CastFixture) -> None:
    both = sends(amira, "missing"), sends(amira)
    answers: list[HttpResponse] = list(two_at_once(*both, pause=WITH_THE_KEY))
    assert answers[0].status_code == 404
    assert led_to(answers[1:]) == {"/orte/?done=a1"}
    assert deeds() == 1


def keeps() -> Deed:
    """What the browser does by itself while somebody types."""
    by = User.objects.get(given_name="Amira").pk
    words = {"by": by, "place": PLACE, "owner": by, "content": "{}", "form_key": UUID(KEY)}
    return lambda: keep_draft(**words)


@pytest.mark.parametrize("is_sent_first", [True, False])
def test_no_draft_is_left_of_what_is_just_being_sent(
    is_sent_first: bool, amira: CastFixture
) -> None:
    both = [sends(amira), keeps()]
    first, second = both if is_sent_first else reversed(both)
    became = two_at_once(first, second, refused=(AlreadySent,))
    assert isinstance(became[1], AlreadySent) == is_sent_first
    assert deeds() == 1
    assert not Draft.objects.exists()


def test_the_first_drafts_of_somebody_are_kept_at_the_same_moment() -> None:
    by = User.objects.get(given_name="Amira").pk

    def keeps_at(place: str, content: str) -> Deed:
        words = {"by": by, "owner": by, "form_key": None}
        return lambda: keep_draft(place=place, content=content, **words)

    all_at_once(*(keeps_at(f"/{number}/", f"{number}") for number in range(3)))
    all_at_once(keeps_at("/0/", "mine"), keeps_at("/0/", "yours"))
    kept = {one.place: one.content for one in Draft.objects.filter(user=by)}
    assert kept.pop("/0/") in ("mine", "yours")
    assert kept == {"/1/": "1", "/2/": "2"}
