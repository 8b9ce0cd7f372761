"""The calendar behind a secret address: nobody is named in it, and it ends when it should."""

from __future__ import annotations

import re
from datetime import UTC, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bindeglied.accounts.actions import end_membership
from bindeglied.accounts.models import Membership
from bindeglied.casework import actions
from bindeglied.casework.models import AppointmentState, CalendarFeed, Case
from bindeglied.casework.queries.feed import FEED_READ, TAKES_PLACE, feed_of
from bindeglied.casework.wording import VERBS
from bindeglied.trail.models import Event
from tests.casework import cases
from tests.casework.screens import path, read, sent
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


def fetched(token: str) -> list[str]:
    """The lines of the calendar, as a program without a session gets it."""
    answer = Client().get(path("feed", token))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.content.decode().replace("\r\n ", "").split("\r\n")


def opens(token: str) -> bool:
    return Client().get(path("feed", token)).status_code == 200


def make_feed(member: Membership) -> str:
    return actions.make_feed(member=member, by=member.user_id)


def withdraw_feed(member: Membership) -> None:
    actions.withdraw_feed(member=member, by=member.user_id)


def verbs(member: Membership) -> list[str]:
    events = Event.objects.filter(record_kind="membership", record_key=str(member.pk))
    return [one.verb for one in events.order_by("id") if "calendar" in one.verb]


def address_in(page: str) -> str:
    (found,) = re.findall(r'value="http[^"]*/kalender/([^"/]+)\.ics" readonly', page)
    return str(found)


def test_the_address_is_shown_once_renewed_and_withdrawn(
    browser: Client, amira: Membership
) -> None:
    assert "Geheime Adresse anlegen" in read(browser, path("subscribe"))
    first = address_in(sent(browser, path("make_feed")).content.decode())
    assert opens(first)
    page = read(browser, path("subscribe"))
    assert ".ics" not in page
    assert first not in page
    second = address_in(sent(browser, path("make_feed")).content.decode())
    assert (opens(first), opens(second)) == (False, True)
    assert sent(browser, path("withdraw_feed")).headers["Location"] == path("subscribe")
    assert not opens(second)
    assert not CalendarFeed.objects.exists()
    made = ["calendar feed made", FEED_READ, "calendar feed renewed", "calendar feed withdrawn"]
    assert verbs(amira) == made
    sent(browser, path("withdraw_feed"))
    assert verbs(amira) == made


def test_the_token_is_nowhere_in_the_database(amira: Membership) -> None:
    token = make_feed(amira)
    assert token not in CalendarFeed.objects.get().token_digest
    assert len(token) >= 43


def test_an_entry_has_time_kind_and_number_and_names_nobody(
    announced: Case, amira: Membership
) -> None:
    secrets = {"place": "Musterweg 5", "text": "Geheimnis", "with_whom": "Frau Beispiel"}
    made = cases.promised(announced, in_days=2, **secrets)
    lines = fetched(make_feed(amira))
    assert f"SUMMARY:Termin {announced.number}" in lines
    assert f"UID:{made.pk}@bindeglied" in lines
    assert f"DTSTART:{made.starts_at.astimezone(UTC):%Y%m%dT%H%M}00Z" in lines
    assert f"LOCATION:{made.get_form_display()}" in lines
    for word in ("Verbenko", "Oksana", "Weinheim", *secrets.values()):
        assert word not in "\n".join(lines), word


def test_what_was_called_off_moved_or_is_long_over_is_not_in_it(
    announced: Case, amira: Membership
) -> None:
    made = {state: cases.promised(announced) for state in AppointmentState}
    for state, one in made.items():
        type(one).objects.filter(pk=one.pk).update(state=state)
    old = cases.promised(announced)
    long_ago = timezone.now() - timedelta(weeks=5)
    type(old).objects.filter(pk=old.pk).update(starts_at=long_ago)
    own = {f"{one.pk}@bindeglied" for one in (*made.values(), old)}
    shown = {one.uid for one in feed_of(amira)} & own
    assert shown == {f"{made[state].pk}@bindeglied" for state in TAKES_PLACE}
    tentative = {one.uid for one in feed_of(amira) if one.is_tentative} & own
    assert tentative == {f"{made[AppointmentState.REQUESTED].pk}@bindeglied"}


def test_only_appointments_of_own_cases_are_in_it(
    announced: Case, amira: Membership, bernd: Membership
) -> None:
    cases.promised(announced)
    assert [feed_of(one) != [] for one in (amira, bernd)] == [True, False]
    assert "BEGIN:VEVENT" not in fetched(make_feed(bernd))


def test_every_other_address_is_answered_alike(amira: Membership) -> None:
    token = make_feed(amira)
    answers = {
        Client().get(path("feed", one)).content
        for one in ("x" * 43, token[:-1], f"{token}x", token.swapcase())
    }
    withdraw_feed(amira)
    answers.add(Client().get(path("feed", token)).content)
    assert answers == {Client().get("/gibt/es/nicht/").content}


def test_it_ends_with_the_membership_and_with_the_account(
    amira: Membership, bernd: Membership
) -> None:
    tokens = [make_feed(one) for one in (amira, bernd)]
    assert all(map(opens, tokens))
    end_membership(membership=amira, on=cases.today(), by=amira.user_id)
    bernd.user.is_active = False
    bernd.user.save()
    assert not any(map(opens, tokens))


def test_it_is_noted_as_a_look_once_a_day(announced: Case, amira: Membership) -> None:
    token = make_feed(amira)
    for _ in range(3):
        fetched(token)
    assert verbs(amira).count(FEED_READ) == 1
    assert FEED_READ not in VERBS  # no case is named by it


def test_a_program_gets_german_whatever_it_asks_for(announced: Case, amira: Membership) -> None:
    cases.promised(announced)
    answer = Client().get(path("feed", make_feed(amira)), headers={"accept-language": "en"})
    assert b"SUMMARY:Termin " in answer.content
