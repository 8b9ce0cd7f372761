"""Getting in touch: attempts, contacts with their notes, what was confided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

from bindeglied.casework.models import (
    CaseState,
    ConfidedText,
    Contact,
    ContactAttempt,
    ContactForm,
    Domain,
    Interpreting,
)
from bindeglied.demo.actions.generated.story import Story
from bindeglied.demo.actions.generated.words import between, note, pick, sentence

MINUTES = (5, 10, 15, 20, 30, 30, 45, 60, 90)
FORMS = (
    *(ContactForm.TALK.value, ContactForm.TALK.value, ContactForm.TALK.value),
    *(ContactForm.VISIT.value, ContactForm.CALL.value, ContactForm.CALL.value),
    *(ContactForm.MESSAGE.value, ContactForm.LETTER.value, ContactForm.VIDEO.value),
)
WITH_A_PLACE = frozenset({ContactForm.TALK.value, ContactForm.VISIT.value})
INTERPRETED = tuple(Interpreting.values)
CONFIDED_SHARE, AGREED_SHARE, CORRECTED_SHARE, BOTH_SHARE = 0.03, 0.4, 0.01, 0.2
TOPICS = tuple((one,) for one in Domain.values) + tuple(permutations(Domain.values, 2))
GIVEN_UP_AFTER = (ContactForm.CALL, ContactForm.LETTER, ContactForm.VISIT)


def tell_attempts(story: Story) -> None:
    """Before anybody was reached; who never was, was tried in three ways."""
    random, day = story.random, story.outline.registered_on
    if story.outline.state == CaseState.NOT_REACHED:
        for number, form in enumerate(GIVEN_UP_AFTER, start=1):
            _attempt(story, day + timedelta(days=6 * number), form)
        at = story.at(day + timedelta(days=20))
        story.deed("not reached", at)
    elif random.random() < 0.5 and day < story.setting.today - timedelta(days=1):
        _attempt(story, day + timedelta(days=1), pick(random, GIVEN_UP_AFTER))


def _attempt(story: Story, day: date, form: ContactForm) -> None:
    at = story.at(day)
    remark = sentence(story.random, "remark")
    later = at + timedelta(minutes=7)
    story.add(ContactAttempt, later, tried_at=at, form=form, remark=remark)
    story.deed("contact attempt logged", later)


@dataclass(slots=True)
class Noted:
    """The newest note: its row, and whether it is one that corrects another."""

    id: UUID
    written_at: datetime
    columns: dict[str, Any]
    is_correction: bool = False


def tell_contacts(story: Story, first_on: date) -> None:
    """All contacts from the first one until yesterday, in the order in which they happened.

    Some notes correct the one before: that is a row too, and no further contact.
    """
    newest: Noted | None = None
    for day in _days(story, first_on):
        at = story.at(day)
        at -= timedelta(seconds=at.second)
        if newest is not None:
            if not newest.is_correction and story.random.random() < CORRECTED_SHARE:
                newest = _correction(story, newest)
                continue
            at = max(at, newest.columns["happened_at"] + timedelta(minutes=1))
        newest = _contact(story, at, is_first=newest is None)
    if newest is not None:
        story.last_contact_at = newest.columns["happened_at"]
        if newest.columns["next_due_on"] is not None:
            story.due.append(newest.columns["next_due_on"])


def _days(story: Story, first_on: date) -> list[date]:
    random, length = story.random, (story.setting.today - first_on).days - 1
    later = sorted(int(random.random() * length) for _ in range(story.outline.contacts - 1))
    return [first_on, *(first_on + timedelta(days=1 + one) for one in later)]


def _contact(story: Story, at: datetime, *, is_first: bool) -> Noted:
    random, form = story.random, pick(story.random, FORMS)
    minutes, interpreting = pick(random, MINUTES), pick(random, INTERPRETED)
    is_agreed = random.random() < AGREED_SHARE
    columns = {
        "happened_at": at, "minutes": minutes, "form": form,
        "place": sentence(random, "place") if form in WITH_A_PLACE else "",
        "language": "de" if interpreting == Interpreting.NONE.value else story.language,
        "interpreting": interpreting, "is_first": is_first, "text": note(random),
        "next_due_on": at.date() + timedelta(days=between(random, 7, 35)) if is_agreed else None,
        "topics": pick(random, TOPICS), "people": _who_came(story),
    }  # fmt: skip
    written_at = at + timedelta(minutes=minutes, seconds=int(random.random() * 55) + 1)
    contact = story.add(Contact, written_at, **columns)
    if random.random() < CONFIDED_SHARE:
        words = {"text": sentence(random, "confided"), "for_deputy": random.random() < 0.3}
        story.add(ConfidedText, written_at, contact_id=contact, **words)
    story.deed("contact noted", written_at)
    return Noted(contact, written_at, columns)


def _who_came(story: Story) -> tuple[UUID, ...]:
    first, *others = story.people
    if others and story.random.random() < BOTH_SHARE:
        return first.id, others[0].id
    return (first.id,)


def _correction(story: Story, wrong: Noted) -> Noted:
    """The note written anew minutes later; what was agreed and who came stays."""
    at = wrong.written_at + timedelta(minutes=between(story.random, 2, 20))
    columns = {**wrong.columns, "text": note(story.random), "corrects_id": wrong.id}
    contact = story.add(Contact, at, **columns)
    story.deed("contact corrected", at)
    return Noted(contact, at, columns, is_correction=True)
