"""The cases of one integration manager told at a time, by as many processes as there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from multiprocessing import get_context

import django
from django.db.models import Model

from bindeglied.casework.models import CaseState
from bindeglied.demo.actions.generated.agenda import tell_agenda
from bindeglied.demo.actions.generated.contacts import tell_attempts, tell_contacts
from bindeglied.demo.actions.generated.counter import tell_counter
from bindeglied.demo.actions.generated.offers import tell_offer
from bindeglied.demo.actions.generated.people import tell_people
from bindeglied.demo.actions.generated.plans import tell_plan
from bindeglied.demo.actions.generated.rows import POSTGRESQL, Batch, Row
from bindeglied.demo.actions.generated.shares import Outline
from bindeglied.demo.actions.generated.story import Employee, EventRow, Setting, Story
from bindeglied.demo.actions.generated.words import between

# So many units wait to be written; more would only fill the memory.
WAITING = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """An integration manager with the outlines of all cases."""

    setting: Setting
    manager: Employee
    outlines: list[Outline]


@dataclass(frozen=True, slots=True)
class ToldUnit:
    """The rows of a unit by table, and the events that wait for their seals."""

    rows: dict[type[Model], list[Row]]
    events: list[EventRow]


def tell_unit(unit: Unit) -> ToldUnit:
    """All cases of an integration manager, and advice at the counter, until yesterday."""
    batch = Batch(unit.setting.vendor)
    events = tell_counter(unit.setting, unit.manager, batch)
    for outline in unit.outlines:
        story = Story(unit.setting, unit.manager, outline, batch)
        _tell(story)
        events += story.events
    if unit.setting.vendor == POSTGRESQL:
        # One text travels faster between processes than its lines.
        return ToldUnit({model: ["".join(rows)] for model, rows in batch.rows.items()}, events)
    return ToldUnit(batch.rows, events)


def told_units(units: Iterable[Unit], processes: int) -> Iterator[ToldUnit]:
    """The units told, in their order; without further processes by this one."""
    if not processes:
        yield from map(tell_unit, units)
        return
    left = iter(units)
    with ProcessPoolExecutor(processes, get_context("spawn"), django.setup) as pool:
        waiting: deque[Future[ToldUnit]] = deque(
            pool.submit(tell_unit, unit) for unit in islice(left, processes + WAITING)
        )
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(tell_unit, unit) for unit in islice(left, 1))


def _tell(story: Story) -> None:
    outline = story.outline
    tell_people(story)
    tell_attempts(story)
    if outline.contacts:
        longest = 3 if outline.state == CaseState.OFFERED else 12
        first_on = outline.registered_on + timedelta(days=between(story.random, 2, longest))
        tell_contacts(story, first_on)
        opened_on = tell_offer(story, first_on)
        if opened_on is not None:
            tell_agenda(story, opened_on)
            tell_plan(story, opened_on)
    story.end()
