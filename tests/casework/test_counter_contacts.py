"""Advice at the counter: counted in the organisation, about nobody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client

from bindeglied.accounts.models import Membership, Role
from bindeglied.casework import actions
from bindeglied.casework.access import counter_contacts_visible_to, get_counter_contact_for
from bindeglied.casework.forms.counter_contacts import CounterContactForm
from bindeglied.casework.models import ContactForm, CounterContact, Domain
from bindeglied.casework.queries.counter_contacts import (
    months_of_counter_contacts,
    page_of_counter_contacts,
)
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.models import Event
from tests.casework import cases
from tests.casework.screens import faults_in, path, read, sent
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def counted(member: Membership, days_ago: int = 0, **words: Any) -> CounterContact:
    usual = {
        "organisation": member.organisation,
        "happened_on": cases.today() - timedelta(days=days_ago),
        "form": ContactForm.TALK,
        "minutes": 10,
        "language": "uk",
        "topics": (Domain.WORK, Domain.HOUSING),
        "by": member.user_id,
    }
    return actions.note_counter_contact(**{**usual, **words})


@pytest.fixture(autouse=True)
def nothing_counted(amira: Membership) -> None:
    """Without what the demo Land has."""
    CounterContact.objects.all().delete()


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


def test_no_column_and_no_field_can_name_somebody() -> None:
    texts = {"form", "language", "topics"}
    columns = {one.name: one for one in CounterContact._meta.concrete_fields}
    assert {
        name
        for name, one in columns.items()
        if one.get_internal_type() in ("CharField", "TextField")
    } == texts
    for name in ("case", "person", "text"):
        with pytest.raises(FieldDoesNotExist):
            CounterContact._meta.get_field(name)
    for field in CounterContactForm().fields.values():
        assert isinstance(field, forms.DateField | forms.IntegerField | forms.ChoiceField), (
            "typed text"
        )


def test_an_advice_is_counted_with_its_event(amira: Membership) -> None:
    fresh = CounterContact.objects.get(pk=counted(amira).pk)
    assert (fresh.topics, fresh.minutes) == (("work", "housing"), 10)
    event = Event.objects.filter(record_kind="counter_contact").order_by("-id").first()
    assert event is not None
    assert (event.verb, event.record_key) == ("counter contact noted", str(fresh.pk))


@pytest.mark.parametrize(
    "words",
    [
        {"minutes": 0},
        {"minutes": 601},
        {"language": ""},
        {"topics": ("weather",)},
        {"days_ago": -1},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(words: dict[str, Any], amira: Membership) -> None:
    with pytest.raises(NotAllowed):
        counted(amira, **words)


def test_the_database_refuses_it_too(amira: Membership) -> None:
    row = counted(amira)
    for wrong in ({"minutes": 0}, {"form": "pigeon"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CounterContact.objects.filter(pk=row.pk).update(**wrong)


def test_only_integration_managers_of_the_organisation_see_it(
    amira: Membership, bernd: Membership
) -> None:
    row = counted(amira)
    assert list(counter_contacts_visible_to(amira)) == [row]
    assert not counter_contacts_visible_to(bernd)
    colleague = cases.colleague_of(amira)
    assert get_counter_contact_for(colleague, row.pk) == row
    with pytest.raises(Http404):
        get_counter_contact_for(bernd, row.pk)
    colleague.role = Role.SUPERVISION
    assert not counter_contacts_visible_to(colleague)
    amira.valid_until = cases.today() - timedelta(days=1)
    assert not counter_contacts_visible_to(amira)


def test_pages_give_every_entry_once_the_newest_day_first(amira: Membership) -> None:
    for days in (3, 0, 3, 1, 0, 3):
        counted(amira, days)
    whole, nothing_more = page_of_counter_contacts(amira)
    assert nothing_more is None
    assert [one.happened_on for one in whole] == sorted(
        (one.happened_on for one in whole), reverse=True
    )
    paged: list[CounterContact] = []
    after = None
    while True:
        rows, after = page_of_counter_contacts(amira, after=after, at_most=2)
        paged += rows
        if after is None:
            break
    assert paged == whole


def test_an_entry_of_elsewhere_begins_the_list_anew(amira: Membership, bernd: Membership) -> None:
    foreign, own = counted(bernd), counted(amira, 2)
    rows, _next = page_of_counter_contacts(amira, after=foreign.pk)
    assert rows == [own]


def test_months_are_counted_newest_first(amira: Membership, bernd: Membership) -> None:
    for day, minutes in (((2026, 1, 31), 10), ((2026, 2, 1), 20), ((2026, 2, 28), 5)):
        counted(amira, happened_on=date(*day), minutes=minutes)
    counted(bernd)
    found = [(one.month, one.number, one.minutes) for one in months_of_counter_contacts(amira)]
    assert found == [(date(2026, 2, 1), 2, 25), (date(2026, 1, 1), 1, 10)]
    (newest,) = months_of_counter_contacts(amira, at_most=1)
    assert newest.month == date(2026, 2, 1)


def test_one_entry_taken_out_twice_leaves_one_event(amira: Membership) -> None:
    row = counted(amira)
    for _ in range(2):
        actions.remove_counter_contact(counter_contact=row, by=amira.user_id)
    assert not CounterContact.objects.exists()
    events = Event.objects.filter(verb="counter contact removed", record_key=str(row.pk))
    assert events.count() == 1


def words_of_form(**words: Any) -> dict[str, Any]:
    usual = {"happened_on": cases.today().isoformat(), "form": "call", "minutes": "5"}
    return {**usual, "language": "ar", "topics": ["everyday"], **words}


def test_an_advice_is_counted_through_the_plus_and_listed(
    browser: Client, amira: Membership
) -> None:
    where = path("new_counter_contact")
    assert f'href="{where}"' in read(browser, "/")
    answer = sent(browser, where, **words_of_form())
    assert answer.headers["Location"] == path("counter_contacts")
    page = read(browser, path("counter_contacts"))
    assert "Anruf, 5 Min., Arabisch · Alltag, Behörden, Digitales" in page
    assert CounterContact.objects.get().organisation == amira.organisation


@pytest.mark.parametrize(
    ("field", "typed"),
    [("minutes", "0"), ("minutes", "601"), ("happened_on", "2099-01-01"), ("language", "xx")],
)
def test_a_faulty_form_is_given_back(browser: Client, field: str, typed: str) -> None:
    answer = sent(browser, path("new_counter_contact"), **words_of_form(**{field: typed}))
    assert f'href="#id_{field}"' in faults_in(answer)
    assert not CounterContact.objects.exists()


def test_sent_twice_it_counts_once(browser: Client) -> None:
    words = {"once": "6f1c4c1e-0000-4000-8000-000000000026", **words_of_form()}
    for _ in range(2):
        assert browser.post(path("new_counter_contact"), words).status_code == 302
    assert CounterContact.objects.count() == 1


def test_a_mistaken_entry_is_taken_out_after_asking_once(
    browser: Client, amira: Membership
) -> None:
    where = path("remove_counter_contact", counted(amira).pk)
    assert f'href="{where}"' in read(browser, path("counter_contacts"))
    assert "Sie zählt danach nicht mehr mit." in read(browser, where)
    assert CounterContact.objects.count() == 1
    assert sent(browser, where).headers["Location"] == path("counter_contacts")
    assert not CounterContact.objects.exists()


def test_an_address_that_means_nothing_shows_the_first_page(
    browser: Client, amira: Membership
) -> None:
    counted(amira)
    assert "Gespräch, 10 Min." in read(browser, path("counter_contacts") + "?nach=0")
