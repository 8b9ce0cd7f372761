"""Getting in touch: attempts, contacts with their notes, what was confided."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bindeglied.casework.models import (
    CaseState,
    ConfidedText,
    Contact,
    ContactAttempt,
    ContactForm,
    Interpreting,
)
from bindeglied.demo.actions.generated.story import Story
from bindeglied.demo.actions.generated.words import note, sentence

MINUTES = (5, 10, 15, 20, 30, 30, 45, 60, 90)
FORMS = (
    *(ContactForm.TALK.value, ContactForm.TALK.value, ContactForm.TALK.value),
    *(ContactForm.VISIT.value, ContactForm.CALL.value, ContactForm.CALL.value),
    *(ContactForm.MESSAGE.value, ContactForm.LETTER.value, ContactForm.VIDEO.value),
)
WITH_A_PLACE = frozenset({ContactForm.TALK.value, ContactForm.VISIT.value})
INTERPRETED = tuple(Interpreting.values)
CONFIDED_SHARE, AGREED_SHARE = 0.03, 0.4
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
        _attempt(story, day + timedelta(days=1), random.choice(GIVEN_UP_AFTER))


def _attempt(story: Story, day: date, form: ContactForm) -> None:
    at = story.at(day)
    remark = sentence(story.random, "remark")
    later = at + timedelta(minutes=7)
    story.add(ContactAttempt, later, tried_at=at, form=form, remark=remark)
    story.deed("contact attempt logged", later)


def tell_contacts(story: Story, first_on: date) -> None:
    """All contacts from the first one until yesterday, in the order in which they happened."""
    last: datetime | None = None
    for number, day in enumerate(_days(story, first_on)):
        at = story.at(day)
        at -= timedelta(seconds=at.second)
        if last is not None and at <= last:
            at = last + timedelta(minutes=1)
        last = at
        is_last = number == story.outline.contacts - 1
        _contact(story, at, is_first=not number, is_last=is_last)
    story.last_contact_at = last


def _days(story: Story, first_on: date) -> list[date]:
    random, length = story.random, (story.setting.today - first_on).days - 1
    later = sorted(int(random.random() * length) for _ in range(story.outline.contacts - 1))
    return [first_on, *(first_on + timedelta(days=1 + one) for one in later)]


def _contact(story: Story, at: datetime, *, is_first: bool, is_last: bool) -> None:
    random, form = story.random, story.random.choice(FORMS)
    minutes = random.choice(MINUTES)
    interpreting = random.choice(INTERPRETED)
    next_due_on = None
    if random.random() < AGREED_SHARE:
        next_due_on = at.date() + timedelta(days=random.randint(7, 35))
        if is_last:
            story.due.append(next_due_on)
    written_at = at + timedelta(minutes=minutes, seconds=int(random.random() * 55) + 1)
    contact = story.add(
        Contact, written_at, happened_at=at, minutes=minutes, form=form,
        place=sentence(random, "place") if form in WITH_A_PLACE else "",
        language="de" if interpreting == Interpreting.NONE else story.language,
        interpreting=interpreting, is_first=is_first, text=note(random), next_due_on=next_due_on,
    )  # fmt: skip
    if random.random() < CONFIDED_SHARE:
        words = {"text": sentence(random, "confided"), "for_deputy": random.random() < 0.3}
        story.add(ConfidedText, written_at, contact_id=contact, **words)
    story.deed("contact noted", written_at)
