"""The page of the day on the screen: groups in order, one click does the deed, few statements."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bindeglied.accounts.models import Membership
from bindeglied.casework import actions
from bindeglied.casework.models import Measure, MeasureState, TaskState
from bindeglied.trail.models import Event
from bindeglied.trail.reading import DAY_LOOKED_AT
from tests.casework import cases
from tests.casework.screens import path, read, sent
from tests.conftest import CastFixture
from tests.desk.test_query_counts import NOT_COUNTED

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
# What signing in costs on every page, see tests/desk/test_query_counts.py.
SIGN_IN = 4


def test_the_page_shows_the_groups_in_their_order_and_does_the_deed(
    cast: CastFixture,
) -> None:
    browser, member = cast("Amira"), Membership.objects.get(user__given_name="Amira")
    case = cases.registered(member, family_name="Xylander")
    for days in (-1, 0, 2):
        cases.tasked(case, in_days=days, text=f"Aufgabe {days}")
    cases.offered(case)
    page = read(browser, "/")
    titles = re.findall(r'<h2 id="gruppe-(\w+)"', page)
    assert titles[:4] == ["overdue", "today", "week", "waiting"]
    assert page.count("button--primary") == 1
    task = case.tasks.get(due_on=cases.today())
    answer = sent(browser, path("task_state", task.pk), state="done", von="heute")
    assert answer.headers["Location"] == "/"
    assert "Aufgabe 0" not in read(browser, "/")
    task.refresh_from_db()
    assert task.state == TaskState.DONE
    assert Event.objects.filter(verb=DAY_LOOKED_AT, user_id=member.user_id).exists()


def test_the_page_takes_8_statements_and_never_more_with_more_rows(cast: CastFixture) -> None:
    browser, member = cast("Amira"), Membership.objects.get(user__given_name="Amira")

    def add() -> None:
        case = cases.opened(cases.registered(member))
        cases.tasked(case)
        cases.promised(case)
        version = cases.complete_draft(case)
        measure = Measure.objects.get(goal__plan_version=version)
        cases.agreed(version)
        by = cases.adviser_of(case).pk
        actions.record_progress(measure=measure, state=MeasureState.WAITING, by=by)

    add()
    few = statements(browser)
    assert len(few) - SIGN_IN <= 8, "\n".join(few)
    for _ in range(4):
        add()
    assert len(statements(browser)) == len(few)


def statements(browser: Client) -> list[str]:
    """What a call of the page asks of both databases."""
    read(browser, "/")
    captured = [CaptureQueriesContext(connections[one]) for one in settings.DATABASES]
    with captured[0], captured[1]:
        read(browser, "/")
    found = [one["sql"] for context in captured for one in context]
    return [one for one in found if not NOT_COUNTED.match(one)]
