"""The screens of appointments and tasks: from the case, from "+", in the calendar, as a slip."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bindeglied.accounts.models import Membership
from bindeglied.casework.models import Appointment, AppointmentState, Case, Task, TaskState
from bindeglied.casework.wording import VERBS
from tests.casework import cases
from tests.casework.screens import NOW, faults_in, path, read, sent, verbs_of
from tests.conftest import CastFixture
from tests.desk.test_query_counts import NOT_COUNTED

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


def typed(**words: Any) -> dict[str, Any]:
    usual = {
        "starts_at": cases.moment(3).strftime(NOW),
        "minutes": "45",
        "form": "visit",
        "place": "Wohnung",
        "with_whom": "Frau Sanders",
        "text": "Brief vom Amt",
        "needs_interpreter": "on",
        "adviser_sex": "female",
        "is_confirmed": "on",
    }
    return usual | words


def test_an_appointment_is_made_from_the_case(browser: Client, announced: Case) -> None:
    where = path("new_appointment", announced.pk)
    assert f'href="{where}"' in read(browser, path("case", announced.pk))
    assert "Termin vereinbaren" in read(browser, where)
    assert sent(browser, where, **typed()).status_code == 302
    one = Appointment.objects.get(case=announced)
    assert (one.state, one.place, one.adviser_sex) == ("confirmed", "Wohnung", "female")
    assert "Brief vom Amt" in read(browser, path("case", announced.pk))


def test_an_appointment_in_the_past_is_refused_with_words(browser: Client, announced: Case) -> None:
    where = path("new_appointment", announced.pk)
    answer = sent(browser, where, **typed(starts_at=cases.moment(-1).strftime(NOW)))
    assert "schon vorbei" in faults_in(answer)
    assert not Appointment.objects.filter(case=announced).exists()


def test_after_a_talk_comes_its_note(browser: Client, announced: Case) -> None:
    one = cases.promised(announced, in_days=-1)
    assert "Hat stattgefunden" in read(browser, path("appointment", one.pk))
    answer = sent(browser, path("appointment_state", one.pk), state="attended")
    assert answer.headers["Location"] == path("contact", announced.pk)
    one.refresh_from_db()
    assert one.state == AppointmentState.ATTENDED
    assert "bleibt, wie er ist" in read(browser, path("appointment", one.pk))


@pytest.mark.parametrize("state", ["attended", "gibtesnicht", "rescheduled", ""])
def test_a_state_that_is_not_possible_is_told_and_changes_nothing(
    state: str, browser: Client, announced: Case
) -> None:
    one = cases.promised(announced, in_days=1)
    answer = sent(browser, path("appointment_state", one.pk), state=state)
    assert answer.headers["Location"] == path("appointment", one.pk)
    one.refresh_from_db()
    assert one.state == AppointmentState.CONFIRMED


def test_two_who_change_one_appointment_see_both_texts(browser: Client, announced: Case) -> None:
    one = cases.promised(announced, in_days=3, is_confirmed=False)
    where = path("appointment", one.pk)
    assert sent(browser, where, **typed(version="1", text="zuerst")).status_code == 302
    answer = sent(browser, where, **typed(version="1", text="danach"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "zuerst" in page and "danach" in page
    assert sent(browser, where, **typed(version="2", text="danach")).status_code == 302
    assert Appointment.objects.get(pk=one.pk).text == "danach"


def test_an_appointment_is_moved(browser: Client, announced: Case) -> None:
    one = cases.promised(announced, in_days=3)
    words = {"version": "1", "starts_at": cases.moment(5).strftime(NOW), "is_confirmed": "on"}
    assert "Bisher:" in read(browser, path("reschedule", one.pk))
    assert sent(browser, path("reschedule", one.pk), **words).status_code == 302
    assert Appointment.objects.get(replaces=one).starts_at == cases.moment(5)


def test_a_task_is_noted_changed_and_done(browser: Client, announced: Case) -> None:
    due_on = (cases.today() + timedelta(days=2)).isoformat()
    words = {"text": "Formular besorgen", "due_on": due_on}
    assert sent(browser, path("new_task", announced.pk), **words).status_code == 302
    task = Task.objects.get(case=announced)
    assert "Formular besorgen" in read(browser, path("task", task.pk))
    words |= {"version": "1", "text": "Formular abgeben"}
    assert sent(browser, path("task", task.pk), **words).status_code == 302
    answer = sent(browser, path("task_state", task.pk), state="done", von="heute")
    assert answer.headers["Location"] == "/"
    task.refresh_from_db()
    assert (task.text, task.state) == ("Formular abgeben", TaskState.DONE)
    assert "Änderung sichern" not in read(browser, path("task", task.pk))


def test_a_one_click_form_leads_back_to_where_it_stood(browser: Client, announced: Case) -> None:
    for place, target in (("kalender", path("calendar")), ("//boese.example", None), ("", None)):
        task = cases.tasked(announced)
        answer = sent(browser, path("task_state", task.pk), state="dropped", von=place)
        assert answer.headers["Location"] == (target or path("case", announced.pk))


def test_the_calendar_shows_what_waits_in_order_and_nothing_that_is_over(
    browser: Client, announced: Case
) -> None:
    cases.promised(announced, in_days=9, text="spaeter")
    cases.tasked(announced, in_days=4, text="vorher")
    cases.promised(announced, in_days=90, text="zu weit weg")
    over = cases.promised(announced, in_days=5, text="hinfaellig")
    sent(browser, path("appointment_state", over.pk), state="cancelled_client")
    page = read(browser, path("calendar"))
    assert page.index("vorher") < page.index("spaeter")
    assert "zu weit weg" not in page and "hinfaellig" not in page


def test_the_calendar_takes_as_many_statements_with_more_rows(
    browser: Client, announced: Case, amira: Membership
) -> None:
    def number() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(browser, path("calendar"))
        return len([one for one in captured if not NOT_COUNTED.match(one["sql"])])

    cases.promised(announced)
    cases.tasked(announced)
    few = number()
    for _ in range(4):
        other = cases.registered(amira)
        cases.promised(other)
        cases.tasked(other)
    assert number() == few <= 8


def test_the_slip_names_neither_the_person_nor_the_matter(browser: Client, opened: Case) -> None:
    one = cases.promised(opened, text="Geheimgrund", with_whom="Geheimperson")
    slip = read(browser, path("slip", one.pk)).split("<article")[1].split("</article")[0]
    assert "09:00" in slip and "Rathaus" in slip and "Amira Benkert" in slip
    for hidden in ("Verbenko", "Geheimgrund", "Geheimperson"):
        assert hidden not in slip
    assert "appointment printed" in verbs_of(opened)


def test_plus_leads_over_the_person_to_the_form(browser: Client, announced: Case) -> None:
    page = read(browser, "/")
    for name, form in (
        ("note_for", "contact"),
        ("appointment_for", "new_appointment"),
        ("task_for", "new_task"),
    ):
        assert f'href="{path(name)}"' in page
        choice = read(browser, f"{path(name)}?text=verbenko")
        assert f'href="{path(form, announced.pk)}"' in choice
        assert "Dazu passt kein Fall" in read(browser, f"{path(name)}?text=xylophon")


def test_whose_task_it_is_not_sees_neither_plus_nor_calendar(cast: CastFixture) -> None:
    page = read(cast("Clara"), "/")
    assert 'class="plus"' not in page and path("calendar") not in page


def test_every_new_verb_has_words(browser: Client, announced: Case) -> None:
    one = cases.promised(announced, in_days=1)
    for place in (path("appointment", one.pk), path("slip", one.pk)):
        read(browser, place)
    assert set(verbs_of(announced)) <= set(VERBS)
