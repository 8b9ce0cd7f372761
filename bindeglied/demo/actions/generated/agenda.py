"""Appointments and tasks of an open case: what is over, and what waits."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bindeglied.casework.models import (
    AdviserSex,
    Appointment,
    AppointmentState,
    ContactForm,
    Task,
    TaskState,
)
from bindeglied.demo.actions.generated.story import Story
from bindeglied.demo.actions.generated.words import sentence

LENGTHS = (30, 45, 60, 90)
FORMS = (ContactForm.TALK, ContactForm.TALK, ContactForm.VISIT, ContactForm.VIDEO)
OVER = (AppointmentState.ATTENDED, AppointmentState.ATTENDED, AppointmentState.NO_SHOW)


def tell_agenda(story: Story, opened_on: date) -> None:
    """Some appointments and tasks since the case was opened."""
    random, today = story.random, story.setting.today
    since = (today - opened_on).days
    for _ in range(random.choice((0, 1, 1, 2))):
        if since > 20:
            _past_appointment(story, opened_on + timedelta(days=random.randint(10, since - 3)))
    if random.random() < 0.3:
        _waiting_appointment(story, today + timedelta(days=random.randint(1, 21)))
    if since > 20 and random.random() < 0.5:
        _done_task(story, opened_on + timedelta(days=random.randint(10, since - 3)))
    if random.random() < 0.4:
        _open_task(story, today + timedelta(days=random.randint(-5, 20)))


def _past_appointment(story: Story, day: date) -> None:
    state = story.random.choice(OVER)
    starts_at = _full_hour(story, day)
    made_at = story.at(day - timedelta(days=story.random.randint(2, 9)))
    _appointment(story, made_at, starts_at, state, version=2)
    story.deed(f"appointment {state.value.replace('_', ' ')}", starts_at + timedelta(hours=2))


def _waiting_appointment(story: Story, day: date) -> None:
    made_at = story.at(story.setting.today - timedelta(days=1), 1) + timedelta(hours=1)
    is_confirmed = story.random.random() < 0.7
    state = AppointmentState.CONFIRMED if is_confirmed else AppointmentState.REQUESTED
    _appointment(story, made_at, _full_hour(story, day), state, version=1)
    story.due.append(day)


def _appointment(
    story: Story, at: datetime, starts_at: datetime, state: AppointmentState, *, version: int
) -> None:
    random = story.random
    needs_interpreter = random.random() < 0.4
    story.add(
        Appointment, at, starts_at=starts_at, minutes=random.choice(LENGTHS),
        form=random.choice(FORMS), state=state, place=sentence(random, "place"),
        text=sentence(random, "appointment"), needs_interpreter=needs_interpreter,
        with_whom=sentence(random, "with_whom") if needs_interpreter else "",
        adviser_sex=random.choice((AdviserSex.ANY, AdviserSex.ANY, AdviserSex.FEMALE)),
        version=version,
    )  # fmt: skip
    story.deed("appointment made", at)


def _full_hour(story: Story, day: date) -> datetime:
    return story.at(day, 0) + timedelta(hours=story.random.randint(0, 6))


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
