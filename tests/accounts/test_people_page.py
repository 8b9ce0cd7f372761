"""What an administrator sees of the own people, and takes away."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.utils import timezone

from bindeglied.accounts.actions import (
    LastAdministrator,
    add_membership,
    add_user,
    end_membership,
)
from bindeglied.accounts.models import Membership, Organisation, Role, User
from tests.access.test_strangers import everything_of
from tests.accounts.people import (
    LIST,
    end_of,
    events,
    membership_of,
    reset_of,
    sent,
    user_called,
    with_an_app,
)
from tests.conftest import CastFixture

FILE = f"{LIST}liste.csv"
TODAY = timezone.localdate


def colleague(given_name: str, family_name: str, role: Role = Role.SUPERVISION) -> Membership:
    email = f"{uuid4().hex}@weinheim.example"
    user = add_user(
        email=email, given_name=given_name, family_name=family_name, password=None, by=None
    )
    return add_membership(
        user=user,
        organisation=Organisation.objects.get(name="Stadt Weinheim"),
        role=role,
        by=None,
        valid_from=date(2025, 1, 1),
    )


def names_in(page: str) -> list[str]:
    return [name.strip() for name in re.findall(r'<th scope="row">\s*([^<]+)<small>', page)]


def shown(browser: Client, **asked: str) -> list[str]:
    return names_in(browser.get(LIST, asked).content.decode())


def test_only_the_own_people_are_shown(cast: CastFixture) -> None:
    assert shown(cast("Kerstin")) == ["Kerstin Adler", "Amira Benkert", "Eva Kiefer"]


def test_names_are_found_in_whatever_case_and_spelling(cast: CastFixture) -> None:
    colleague("Zoë", "Özdemir-Großmann")
    kerstin = cast("Kerstin")
    for typed in ("özdemir", "OZDEMIR", "zoe oz", "grossmann", "Zoë"):
        assert shown(kerstin, name=typed) == ["Zoë Özdemir-Großmann"], typed
    assert shown(kerstin, name="amira@demo") == ["Amira Benkert"]
    assert shown(kerstin, name="Ostwald") == []
    for odd in ("%", "_", "' OR 1=1 --", "\x00"):
        kerstin.get(LIST, {"name": odd})


def test_an_umlaut_is_sorted_as_its_letter(cast: CastFixture) -> None:
    colleague("Anna", "Ärmel")
    colleague("Anna", "Zander")
    assert shown(cast("Kerstin"))[:2] == ["Kerstin Adler", "Anna Ärmel"]


def test_pages_of_fifty_follow_each_other_without_gap_or_repetition(cast: CastFixture) -> None:
    for number in range(120):
        colleague(f"P{number:03}", "Gleich")  # and namesakes at the border of a page
        if number % 3 == 0:
            colleague(f"P{number:03}", "Gleich")
    kerstin, found, asked = cast("Kerstin"), [], {}
    for _ in range(9):
        page = kerstin.get(LIST, asked)
        found += [row.membership.pk for row in page.context["rows"]]
        assert len(page.context["rows"]) <= 50
        if page.context["next"] is None:
            break
        asked = {"nach": str(page.context["next"])}
    assert len(found) == len(set(found)) == 163


def test_a_page_behind_somebody_foreign_or_nonsense_is_the_first(cast: CastFixture) -> None:
    for odd in (str(membership_of("Clara").pk), "x", str(uuid4())):
        assert len(shown(cast("Kerstin"), nach=odd)) == 3


def test_the_list_costs_the_same_for_three_and_for_fifty(
    cast: CastFixture, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        colleague(f"P{number}", "Viele")
    kerstin = cast("Kerstin")
    with django_assert_max_num_queries(14):
        kerstin.get(LIST)


def test_the_state_of_factors_is_shown_without_any_secret(cast: CastFixture) -> None:
    secret = with_an_app("Amira")
    amira = user_called("Amira")
    codes = RecoveryCodes.activate(amira).get_unused_codes()
    Authenticator.objects.create(
        user=amira, type="webauthn", data={"name": "Schlüssel von Amira", "credential": {}}
    )
    row = next(
        row
        for row in cast("Kerstin").get(LIST).context["rows"]
        if row.membership.user_id == amira.pk
    )
    assert (row.apps, row.passkeys, row.codes_left) == (1, 1, 10)
    for path in (LIST, FILE, reset_of("Amira")):
        text = cast("Kerstin").get(path).getvalue().decode()
        assert not any(one in text for one in (secret, "Schlüssel von Amira", *codes))
    page = " ".join(cast("Kerstin").get(LIST).content.decode().split())
    assert "App, 1 Passkey, 10 Codes übrig" in page
    assert "fehlt noch" in page


def test_the_file_holds_the_list_as_it_is_shown(cast: CastFixture) -> None:
    colleague("=cmd", "Formel")
    for number in range(55):
        colleague(f"P{number}", "Viele")
    answer = cast("Kerstin").get(FILE, {"name": "viele"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 56
    assert {row[0] for row in rows[1:]} == {"Viele"}
    assert "'=cmd" in cast("Kerstin").get(FILE).content.decode()
    looked = events("people exported")
    assert {one.organisation_id for one in looked} == {membership_of("Kerstin").organisation_id}


def test_a_membership_that_ends_today_opens_nothing_at_the_next_request(
    cast: CastFixture,
) -> None:
    amira = cast("Amira")
    assert amira.get("/").status_code == 200
    assert sent(cast("Kerstin"), end_of("Amira"), last_day=str(TODAY())).status_code == 302
    assert amira.get("/").status_code == 403
    (event,) = events("membership ended")
    assert event.user_id == user_called("Kerstin").pk
    assert shown(cast("Kerstin")) == ["Kerstin Adler", "Eva Kiefer"]
    assert shown(cast("Kerstin"), beendet="1") == ["Amira Benkert"]


def test_a_membership_that_ends_later_counts_until_that_day(cast: CastFixture) -> None:
    day = TODAY() + timedelta(days=30)
    sent(cast("Kerstin"), end_of("Amira"), last_day=str(day))
    assert membership_of("Amira").valid_until == day
    assert cast("Amira").get("/").status_code == 200
    assert sent(cast("Kerstin"), end_of("Amira"), last_day=str(TODAY())).status_code == 302
    assert cast("Amira").get("/").status_code == 403


def test_one_that_has_not_begun_can_be_ended(cast: CastFixture) -> None:
    Membership.objects.filter(pk=membership_of("Amira").pk).update(
        valid_from=TODAY() + timedelta(days=9)
    )
    sent(cast("Kerstin"), end_of("Amira"), last_day=str(TODAY()))
    assert membership_of("Amira").ended_at is not None
    assert "Amira Benkert" not in shown(cast("Kerstin"))


@pytest.mark.parametrize("day", ["", "gestern", "2020-01-01"])
def test_a_day_that_is_over_or_none_changes_nothing(day: str, cast: CastFixture) -> None:
    answer = sent(cast("Kerstin"), end_of("Amira"), last_day=day)
    assert answer.context["form"].errors["last_day"]
    assert membership_of("Amira").valid_until is None
    with pytest.raises(ValueError, match="past"):
        end_membership(membership=membership_of("Amira"), on=date(2020, 1, 1), by=uuid4())


def test_after_the_end_the_same_role_may_be_given_anew(cast: CastFixture) -> None:
    sent(cast("Kerstin"), end_of("Amira"), last_day=str(TODAY()))
    ended = membership_of("Amira")
    add_membership(
        user=ended.user,
        organisation=ended.organisation,
        role=Role(ended.role),
        by=None,
        valid_from=TODAY(),
    )
    assert cast("Amira").get("/").status_code == 200


def test_the_last_administrator_stays(cast: CastFixture) -> None:
    answer = sent(cast("Kerstin"), end_of("Kerstin"), last_day=str(TODAY()))
    assert "zweite Person" in answer.context["form"].errors["last_day"][0]
    assert cast("Kerstin").get(LIST).status_code == 200


@pytest.mark.parametrize(
    ("other", "may_leave"),
    [
        ({}, True),
        ({"valid_until": TODAY()}, False),
        ({"valid_until": TODAY() + timedelta(days=1)}, True),
        ({"valid_from": TODAY() + timedelta(days=2)}, False),
        ({"valid_until": TODAY(), "ended_at": timezone.now()}, False),
    ],
)
def test_an_administrator_leaves_when_another_goes_on_without_a_gap(
    other: dict[str, Any], may_leave: bool, cast: CastFixture
) -> None:
    second = colleague("Olga", "Zweit", Role.ADMINISTRATOR)
    Membership.objects.filter(pk=second.pk).update(**other)
    answer = sent(cast("Kerstin"), end_of("Kerstin"), last_day=str(TODAY()))
    assert (answer.status_code == 302) == may_leave


def test_an_administrator_who_cannot_sign_in_does_not_count(cast: CastFixture) -> None:
    second = colleague("Olga", "Zweit", Role.ADMINISTRATOR)
    User.objects.filter(pk=second.user_id).update(is_active=False)
    with pytest.raises(LastAdministrator):
        end_membership(membership=membership_of("Kerstin"), on=TODAY(), by=uuid4())


def test_people_of_others_answer_byte_for_byte_like_nobody(cast: CastFixture) -> None:
    kerstin = cast("Kerstin")
    for foreign in (end_of("Clara"), reset_of("Clara")):
        missing = re.sub(r"[0-9a-f-]{36}", str(uuid4()), foreign)
        for method in (kerstin.get, kerstin.post):
            assert everything_of(method(foreign)) == everything_of(method(missing))
        assert sent(kerstin, foreign, last_day=str(TODAY())).status_code == 404
    assert membership_of("Clara").valid_until is None


def test_an_administrator_sees_no_frame_and_no_other_task(cast: CastFixture) -> None:
    kerstin = cast("Kerstin")
    assert kerstin.get("/foerderung/planungsrahmen/").status_code == 403
    page = kerstin.get("/").content.decode()
    assert "/konto/zugaenge/" in page
    assert "/foerderung/planungsrahmen/" not in page
    assert "/konto/zugaenge/" not in cast("Amira").get("/").content.decode()
