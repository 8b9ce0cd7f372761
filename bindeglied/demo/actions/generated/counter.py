"""Advice at the counter: of no case and no person, a few times a year."""

from __future__ import annotations

from datetime import date, timedelta

from bindeglied.casework.models import ContactForm, CounterContact
from bindeglied.demo.actions.generated.contacts import TOPICS
from bindeglied.demo.actions.generated.rows import Batch
from bindeglied.demo.actions.generated.story import Employee, EventRow, Setting, Teller
from bindeglied.demo.actions.generated.words import LANGUAGES, between, pick

# Days from one advice to the next.
LEAST_DAYS, MOST_DAYS = 5, 60
MINUTES = (5, 10, 10, 15, 20)
FORMS = (ContactForm.TALK, ContactForm.TALK, ContactForm.CALL)
SPOKEN = tuple(LANGUAGES)


def tell_counter(setting: Setting, manager: Employee, batch: Batch) -> list[EventRow]:
    """What an integration manager advised at the counter until yesterday; gives the events."""
    told = Teller(setting, manager, f"counter {manager.number}", batch)
    day = setting.since + _pause(told)
    while day < setting.today:
        _advice(told, day)
        day += _pause(told)
    return told.events


def _pause(told: Teller) -> timedelta:
    return timedelta(days=between(told.random, LEAST_DAYS, MOST_DAYS))


def _advice(told: Teller, day: date) -> None:
    random, at = told.random, told.at(day)
    advice = told.new_id(at)
    row = {
        "id": advice,
        "organisation_id": told.manager.organisation,
        "happened_on": day,
        "form": pick(random, FORMS),
        "minutes": pick(random, MINUTES),
        "language": pick(random, SPOKEN),
        "topics": pick(random, TOPICS),
        "recorded_at": at,
        "recorded_by": told.manager.user,
    }
    told.batch.add(CounterContact, row)
    told.event("counter contact noted", at, "counter_contact", advice)
