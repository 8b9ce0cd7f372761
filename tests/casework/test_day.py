"""The page of the day of an integration manager: four groups, and what stands beside them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from bindeglied.accounts.models import Membership, User
from bindeglied.casework import actions
from bindeglied.casework.models import (
    AppointmentState,
    Case,
    Measure,
    MeasureState,
    Person,
    PlanVersion,
)
from bindeglied.casework.queries.day import AT_MOST
from bindeglied.casework.today import day_of_cases
from bindeglied.trail.actions import record_event
from bindeglied.trail.data_keys import key_ring
from bindeglied.trail.models import DataKey, Event
from bindeglied.trail.reading import DAY_LOOKED_AT
from bindeglied.ui.registry import DayGroup, TodayBlock, TodayRow
from tests.casework import cases
from tests.casework.screens import path

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def amira(db: None) -> Membership:
    """Amira without the cases of the demo Land, so that each row is one of the test."""
    return cases.colleague_of(Membership.objects.get(user__given_name="Amira"), "Nesrin")


def rows(member: Membership, group: DayGroup | None = None) -> list[TodayRow]:
    found = [one for one in day_of_cases(member) if isinstance(one, TodayRow)]
    return [one for one in found if group is None or one.group is group]


def block(member: Membership, name: str) -> dict[str, object]:
    found = [one for one in day_of_cases(member) if isinstance(one, TodayBlock)]
    return next((dict(one.shown) for one in found if one.template.endswith(f"{name}.html")), {})


def only(member: Membership, group: DayGroup) -> TodayRow:
    (row,) = rows(member)
    assert row.group is group, row
    return row


@pytest.mark.parametrize(
    ("days", "group"),
    [
        (-30, DayGroup.OVERDUE),
        (-1, DayGroup.OVERDUE),
        (0, DayGroup.TODAY),
        (1, DayGroup.WEEK),
        (7, DayGroup.WEEK),
    ],
)
def test_a_task_stands_in_the_group_of_its_day(
    days: int, group: DayGroup, opened: Case, amira: Membership
) -> None:
    task = cases.tasked(opened, in_days=days, text="Kita anrufen")
    row = only(amira, group)
    assert (row.text, row.title) == ("Kita anrufen", "Oksana Verbenko")
    assert row.href == path("task_state", task.pk) and ("state", "done") in row.sends


def test_what_is_further_away_than_a_week_stays_away(opened: Case, amira: Membership) -> None:
    cases.tasked(opened, in_days=8)
    cases.promised(opened, in_days=8)
    cases.noted(opened, next_due_on=cases.today() + timedelta(days=8))
    assert rows(amira) == []


def test_an_announcement_asks_for_a_contact_within_four_weeks(amira: Membership) -> None:
    def announced(days: int) -> Case:
        return cases.registered(amira, announced_on=cases.today() - timedelta(days=days))

    late, new = announced(30), announced(3)
    row = only(amira, DayGroup.OVERDUE)
    assert row.href == path("case", late.pk) and row.since == "seit 2 Tagen"
    shown = block(amira, "announced")["announced"]
    assert [one.first.case for one in shown] == [new]  # type: ignore[attr-defined]
    cases.tried(late)
    assert only(amira, DayGroup.OVERDUE).href == path("attempt", late.pk)
    cases.noted(late)
    assert only(amira, DayGroup.WEEK).href == path("offer", late.pk)


def test_an_offer_waits_for_its_answer(announced: Case, amira: Membership) -> None:
    offer = cases.offered(announced)
    row = only(amira, DayGroup.WAITING)
    assert row.href == path("answer", offer.pk) and row.since == "seit 9 Tagen"


def test_an_agreed_contact_is_due_until_an_appointment_stands(
    opened: Case, amira: Membership
) -> None:
    cases.noted(opened, next_due_on=cases.today() - timedelta(days=2))
    assert only(amira, DayGroup.OVERDUE).href == path("contact", opened.pk)
    cases.promised(opened, in_days=20)
    assert rows(amira) == []


def test_review_measures_and_draft_of_a_plan(draft: PlanVersion, amira: Membership) -> None:
    PlanVersion.objects.filter(pk=draft.pk).update(recorded_at=cases.days_ago(20))
    assert only(amira, DayGroup.WEEK).href == path("plan", draft.pk)
    cases.contributed(draft, review_on=cases.today() + timedelta(days=2))
    cases.agreed(draft)
    assert only(amira, DayGroup.WEEK).deed == "Überprüfen"
    measure = Measure.objects.get(goal__plan_version=draft)
    by = cases.adviser_of(draft.case).pk
    actions.record_progress(measure=measure, state=MeasureState.WAITING, by=by)
    (waiting,) = rows(amira, DayGroup.WAITING)
    assert waiting.text == "Im Kurs anmelden"
    assert f"#schritt-{measure.pk}" in waiting.href
    actions.record_progress(measure=measure, state=MeasureState.DONE, by=by)
    assert rows(amira, DayGroup.WAITING) == []


def test_a_step_that_is_due_names_who_takes_it(opened: Case, amira: Membership) -> None:
    version = cases.begun(opened)
    cases.rated(version)
    cases.measure_of(cases.goal_of(version), due_on=cases.today())
    cases.contributed(version)
    assert rows(amira) == []
    cases.agreed(version)
    assert only(amira, DayGroup.TODAY).since_note == "die Person selbst"


@pytest.mark.parametrize(("begun_days_ago", "is_shown"), [(900, False), (1040, True), (1200, True)])
def test_the_end_of_the_accompaniment_is_told_from_month_33_on(
    begun_days_ago: int, is_shown: bool, amira: Membership
) -> None:
    start = cases.today() - timedelta(days=begun_days_ago)
    cases.opened(cases.registered(amira, entitlement_starts_on=start))
    found = [one for one in rows(amira) if one.icon == "triangle-alert"]
    assert bool(found) == is_shown
    if begun_days_ago == 1200:
        assert found[0].group is DayGroup.OVERDUE


def test_appointments_of_today_stand_by_their_time(
    opened: Case, amira: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.localtime().replace(hour=8, minute=40, second=0, microsecond=0)
    monkeypatch.setattr(timezone, "localtime", lambda value=None, _zone=None: _local(value or now))
    cases.promised(opened, starts_at=now.replace(hour=14, minute=0), text="spaet")
    cases.promised(opened, starts_at=now.replace(hour=9, minute=10), text="frueh")
    cases.promised(opened, starts_at=now.replace(hour=8, minute=0), text="laeuft")
    found = sorted(rows(amira, DayGroup.TODAY), key=lambda one: one.order)
    assert [one.when for one in found] == ["08:00", "09:10", "14:00"]
    assert [one.deed for one in found] == ["Ergebnis festhalten", "Vorbereiten", "Vorbereiten"]
    assert found[1].since == "in 30 Minuten"


def _local(value: datetime) -> datetime:
    return value.astimezone(timezone.get_current_timezone())


def test_a_past_appointment_asks_what_became_of_it(opened: Case, amira: Membership) -> None:
    one = cases.promised(opened, in_days=-2)
    assert only(amira, DayGroup.OVERDUE).href == path("appointment", one.pk)
    by = cases.adviser_of(opened).pk
    actions.record_appointment(appointment=one, state=AppointmentState.NO_SHOW, by=by)
    assert rows(amira) == []


def test_whatever_lies_about_what_comes_is_not_cut_off(opened: Case, amira: Membership) -> None:
    for number in range(AT_MOST):
        cases.promised(opened, in_days=-number - 2)
    cases.promised(opened, in_days=2)
    assert len(rows(amira, DayGroup.WEEK)) == 1
    assert len(rows(amira, DayGroup.OVERDUE)) == AT_MOST - 1


def test_a_proposal_says_that_nobody_confirmed_it(opened: Case, amira: Membership) -> None:
    cases.promised(opened, in_days=2, is_confirmed=False)
    row = only(amira, DayGroup.WEEK)
    assert (row.deed, row.since_note) == ("Zusage eintragen", "noch nicht zugesagt")


def test_only_own_cases_stand_there(opened: Case, amira: Membership, bernd: Membership) -> None:
    cases.tasked(opened)
    assert len(rows(amira)) == 1
    assert "Kita anrufen" not in [one.text for one in rows(bernd)]
    other = cases.colleague_of(amira, "Pia")
    assert rows(other) == []
    cases.deputised(opened, other.user)
    assert len(rows(other)) == 1


def test_what_others_did_since_the_last_day_of_looking(
    opened: Case, amira: Membership, colleague: User
) -> None:
    cases.deputised(opened, colleague)
    cases.noted(opened, by=colleague.pk)
    cases.tasked(opened)  # by Amira herself
    changes = block(amira, "changes")["changes"]
    assert [(one["by"], one["what"]) for one in changes] == [  # type: ignore[index, attr-defined]
        ("Jonathan Pfitzer", "Notiz geschrieben")
    ]
    looked = {"record_kind": "user", "record_key": amira.user_id, "by": amira.user_id}
    record_event(DAY_LOOKED_AT, **looked, organisation=amira.organisation_id)
    assert block(amira, "changes")["changes"], "the visit of today does not hide what is new today"
    _shift(DAY_LOOKED_AT, days=1)
    assert block(amira, "changes")["changes"]
    _shift("contact noted", days=2)
    assert not block(amira, "changes")["changes"]


def _shift(verb: str, *, days: int) -> None:
    """Let the newest event of a verb have happened earlier."""
    newest = Event.objects.filter(verb=verb).order_by("-id")[:1].get()
    moment = newest.occurred_at - timedelta(days=days)
    Event.objects.filter(pk=newest.pk).update(occurred_at=moment)


def test_the_strip_counts_everybody_once(amira: Membership) -> None:
    for days in (0, 20, 89, 91, 400):
        case = cases.opened(cases.registered(amira, family_name=f"Vor{days}"))
        cases.noted(case, happened_at=cases.days_ago(days))
    cases.opened(cases.registered(amira, family_name="Nie"))
    cases.registered(amira, family_name="Angekuendigt")
    strip = block(amira, "strip")["strip"]
    assert strip.number == 6 and len(strip.dots) == 5  # type: ignore[attr-defined]
    assert strip.within_30 == 2  # type: ignore[attr-defined]
    long_ago = [one.title for one in strip.long_ago]  # type: ignore[attr-defined]
    assert long_ago == ["Oksana Vor400", "Oksana Vor91"]
    assert [one.title for one in strip.never] == ["Oksana Nie"]  # type: ignore[attr-defined]
    places = {(one.x, one.y) for one in strip.dots}  # type: ignore[attr-defined]
    assert len(places) == 5
    for one in strip.dots:  # type: ignore[attr-defined]
        assert (float(one.x) >= float(strip.border)) == one.is_long_ago  # type: ignore[attr-defined]


def test_a_day_without_cases_says_how_one_begins(amira: Membership) -> None:
    assert rows(amira) == []
    assert [one.template for one in day_of_cases(amira)] == ["casework/day/beginning.html"]  # type: ignore[union-attr]


def test_a_key_that_was_deleted_takes_its_words_along_and_not_the_page(
    opened: Case, amira: Membership
) -> None:
    cases.tasked(opened, text="Geheimaufgabe")
    DataKey.objects.filter(owner=opened.pk).delete()
    with key_ring():
        assert only(amira, DayGroup.WEEK).text == "–"


def test_people_of_one_case_stand_in_one_row(opened: Case, amira: Membership) -> None:
    Person.objects.create(
        case=opened,
        position=2,
        given_name="Danylo",
        family_name="Verbenko",
        sort_name="verbenko, danylo",
        recorded_at=timezone.now(),
        recorded_by=amira.user_id,
    )
    cases.noted(opened, next_due_on=cases.today())
    row = only(amira, DayGroup.TODAY)
    assert row.title == "Oksana Verbenko, Danylo Verbenko"
    assert row.about == "2 Personen · Weinheim"
