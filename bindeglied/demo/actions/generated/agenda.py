"""Appointments and tasks of an open case: what is over, and what waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from bindeglied.casework.models import (
    AdviserSex,
    Appointment,
    AppointmentState,
    ContactForm,
    Task,
    TaskState,
)
from bindeglied.demo.actions.generated.story import Story
from bindeglied.demo.actions.generated.words import between, pick, sentence

LENGTHS = (30, 45, 60, 90)
FORMS = (ContactForm.TALK, ContactForm.TALK, ContactForm.VISIT, ContactForm.VIDEO)
OVER = (AppointmentState.ATTENDED, AppointmentState.ATTENDED, AppointmentState.NO_SHOW)
MOVED_SHARE = 0.1
# Moving takes the version that was read, and counts as a step.
MOVED_VERSION = 3


def tell_agenda(story: Story, opened_on: date) -> None:
    """Some appointments and tasks since the case was opened."""
    random, today = story.random, story.setting.today
    since = (today - opened_on).days
    for _ in range(pick(random, (0, 1, 1, 2))):
        if since > 20:
            _past_appointment(story, opened_on + timedelta(days=between(random, 10, since - 3)))
    if random.random() < 0.3:
        _waiting_appointment(story, today + timedelta(days=between(random, 1, 21)))
    if since > 20 and random.random() < 0.5:
        _done_task(story, opened_on + timedelta(days=between(random, 10, since - 3)))
    if random.random() < 0.4:
        _open_task(story, today + timedelta(days=between(random, -5, 20)))


def _past_appointment(story: Story, day: date) -> None:
    state = pick(story.random, OVER)
    starts_at = _full_hour(story, day)
    made_at = story.at(day - timedelta(days=between(story.random, 4, 9)))
    words = _words(story)
    moved: UUID | None = None
    if story.random.random() < MOVED_SHARE:
        moved = _moved(story, made_at, starts_at, words)
        made_at = story.at(day - timedelta(days=2))
    else:
        story.deed("appointment made", made_at)
    columns = {"starts_at": starts_at, "state": state, "replaces_id": moved, "version": 2}
    story.add(Appointment, made_at, **columns, **words)
    story.deed(f"appointment {state.value.replace('_', ' ')}", starts_at + timedelta(hours=2))


def _moved(story: Story, at: datetime, starts_at: datetime, words: Mapping[str, Any]) -> UUID:
    """The same appointment as it was made at first, a day earlier; moved two days before."""
    columns = {"starts_at": starts_at - timedelta(days=1), "state": AppointmentState.RESCHEDULED}
    story.deed("appointment made", at)
    moved = story.add(Appointment, at, version=MOVED_VERSION, **columns, **words)
    story.deed("appointment rescheduled", story.at(starts_at.date() - timedelta(days=2)))
    return moved


def _waiting_appointment(story: Story, day: date) -> None:
    made_at = story.at(story.setting.today - timedelta(days=1), 1) + timedelta(hours=1)
    is_confirmed = story.random.random() < 0.7
    state = AppointmentState.CONFIRMED if is_confirmed else AppointmentState.REQUESTED
    starts_at = _full_hour(story, day)
    story.add(Appointment, made_at, starts_at=starts_at, state=state, **_words(story))
    story.deed("appointment made", made_at)
    story.due.append(day)


def _words(story: Story) -> dict[str, Any]:
    """What an appointment says besides when it is."""
    random = story.random
    needs_interpreter = random.random() < 0.4
    return {
        "minutes": pick(random, LENGTHS),
        "form": pick(random, FORMS),
        "place": sentence(random, "place"),
        "text": sentence(random, "appointment"),
        "needs_interpreter": needs_interpreter,
        "with_whom": sentence(random, "with_whom") if needs_interpreter else "",
        "adviser_sex": pick(random, (AdviserSex.ANY, AdviserSex.ANY, AdviserSex.FEMALE)),
    }


def _full_hour(story: Story, day: date) -> datetime:
    return story.at(day, 0) + timedelta(hours=between(story.random, 0, 6))


def _done_task(story: Story, day: date) -> None:
    at, ended_at = story.at(day - timedelta(days=5)), story.at(day)
    dropped = story.random.random() < 0.1
    state = TaskState.DROPPED if dropped else TaskState.DONE
    words = {"text": sentence(story.random, "task"), "due_on": day, "state": state}
    ended = {"ended_at": ended_at, "ended_by": story.manager.user, "version": 2}
    story.add(Task, at, **words, **ended)
    story.deed("task set", at)
    story.deed(f"task {state.value}", ended_at)


def _open_task(story: Story, day: date) -> None:
    at = story.at(story.setting.today - timedelta(days=6))
    story.add(Task, at, text=sentence(story.random, "task"), due_on=day)
    story.deed("task set", at)
    story.due.append(day)
