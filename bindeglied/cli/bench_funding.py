"""What `bindeglied bench funding` does: a release of the whole Land, its pages over HTTP."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from bindeglied.cli.bench_casework import (
    Browser,
    Figures,
    NoLand,
    Task,
    counted,
    figures_of,
    measured_once,
    over_http,
    statements_of,
)

TIMES, RELEASES = 200, 10
RULES_ON, COUNTED_ON, YEARS = date(2017, 12, 11), date(2017, 9, 15), (2017, 2018)
KREIS_OFFICER, LAND_OFFICER = "clara@demo.example", "heidi@demo.example"
COMPUTE = "Frames of {} municipalities, the rule alone"
RELEASE = "The same with rows, ledger of two years, event and explanations"
PAGES = (
    ("Frames of a Kreis", KREIS_OFFICER, "/foerderung/planungsrahmen/08226/"),
    ("Money of the Land", LAND_OFFICER, "/foerderung/geld/"),
    ("Money of a Kreis", KREIS_OFFICER, "/foerderung/geld/2017/integrationsmanagement/08226/"),
)


def figures(address: str, _seed: int) -> list[Figures]:
    """Measure one work after another. Raises NoLand, RuntimeError and OSError."""
    persons = _persons()
    if not persons:
        raise NoLand
    found = [
        _here(COMPUTE.format(f"{len(persons):,}"), lambda: _compute(persons), TIMES),
        _here(RELEASE, lambda: _release(persons), RELEASES),
    ]
    for name, email, path in PAGES:
        browser, task = Browser(address, email), Task(path)
        measured_once(browser, task)
        statements = statements_of(email, task)
        found.append(over_http(name, [(browser, task)] * TIMES, address, statements))
    return found


def _here(name: str, work: Callable[[], None], times: int) -> Figures:
    """The figures of a work of this process, after one round for warming up."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        work()
    seconds, before = [], time.process_time()
    for _round in range(times):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    cpu = (time.process_time() - before) / times * 1000
    return figures_of(name, sorted(seconds), cpu, counted(captured))


def _persons() -> dict[str, int]:
    """The counts of the oldest release: that of the demo Land."""
    from bindeglied.funding.models import FrameRelease

    release = FrameRelease.objects.order_by("released_at").first()
    if release is None:
        return {}
    return dict(release.frames.values_list("municipality_id", "persons"))


def _compute(persons: dict[str, int]) -> None:
    from bindeglied.law.planning_frame import planning_frames
    from bindeglied.law.rulebook import rules_on

    planning_frames(rules_on(RULES_ON), list(persons.values()))


def _release(persons: dict[str, int]) -> None:
    """Everything that a release writes, and taken back: the demo stays as it was."""
    from django.db import transaction

    from bindeglied.documents.remarks import gettext_noop
    from bindeglied.funding.actions import release_frames
    from bindeglied.funding.frames import explanation
    from bindeglied.law.planning_frame import planning_frames
    from bindeglied.law.rulebook import rules_on

    with transaction.atomic():
        release_frames(
            label="bench", on=RULES_ON, persons=persons, counted_on=COUNTED_ON, by=None,
            years=YEARS,
        )  # fmt: skip
        computed = planning_frames(rules_on(RULES_ON), list(persons.values()))
        for position in range(len(persons)):
            explanation(computed, position, gettext_noop)
        transaction.set_rollback(True)
