"""Events tell who did what to which record, and hold nothing that the record holds."""

from __future__ import annotations

import pytest
from django.db import transaction

from bindeglied.accounts.models import Organisation, User
from bindeglied.trail.actions import record_event
from bindeglied.trail.ids import new_id
from bindeglied.trail.models import Event
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db


def test_an_event_says_who_when_what_and_for_whom() -> None:
    by, organisation, record = new_id(), new_id(), new_id()
    event = record_event(
        "looked at", record_kind="case", record_key=record, by=by, organisation=organisation
    )
    event.refresh_from_db()
    assert (event.user_id, event.organisation_id) == (by, organisation)
    assert (event.verb, event.record_kind, event.record_key) == ("looked at", "case", str(record))
    assert event.occurred_at.tzinfo is not None
    assert event.seal is None


def test_an_event_dies_with_the_deed_that_failed() -> None:
    before = Event.objects.count()

    def deed() -> None:
        with transaction.atomic():
            record_event("tried", record_kind="test", record_key="1", by=None, organisation=None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        deed()
    assert Event.objects.count() == before


def test_later_events_sort_after_earlier_ones() -> None:
    made = [new_id() for _ in range(1_000)]
    assert made == sorted(made)
    assert {one.version for one in made} == {7}


def test_no_event_names_a_person_or_an_organisation(cast: CastFixture) -> None:
    browser = cast("Clara")
    browser.get("/foerderung/planungsrahmen/08226/gemeinden.csv")
    browser.post("/konto/anmelden/", {"login": "Weinheim@demo.example", "password": "Ostwald"})
    browser.post("/konto/abmelden/")
    names = {text for user in User.objects.all() for text in (user.email, user.family_name)}
    names |= set(Organisation.objects.values_list("name", flat=True))
    told = " ".join(
        f"{event.verb} {event.record_kind} {event.record_key}" for event in Event.objects.all()
    )
    assert "frames exported" in told
    assert not {name for name in names if name.casefold() in told.casefold()}
