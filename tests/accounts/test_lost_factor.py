"""A lost second factor, reset by the administrator of the own organisation."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.utils import timezone

from bindeglied.demo.cast import PASSWORD
from tests.accounts.people import (
    end_of,
    events,
    give_password,
    reset_of,
    sent,
    user_called,
    with_an_app,
)
from tests.conftest import CastFixture

LIST = "/konto/zugaenge/"
FILE = f"{LIST}liste.csv"
TODAY = timezone.localdate


def test_a_reset_deletes_all_factors_ends_all_sessions_and_says_so_by_mail(
    cast: CastFixture, mails: list[Any]
) -> None:
    amira = cast("Amira")
    with_an_app("Amira")
    RecoveryCodes.activate(user_called("Amira"))
    assert sent(cast("Kerstin"), reset_of("Amira")).status_code == 302
    assert not Authenticator.objects.filter(user=user_called("Amira")).exists()
    assert amira.get("/").headers["Location"].startswith("/konto/anmelden/")
    (mail,) = mails
    assert mail.to == ["amira@demo.example"]
    assert "Amira Benkert" in mail.body
    (event,) = events("second factor reset")
    assert (event.user_id, event.record_key) == (
        user_called("Kerstin").pk,
        str(user_called("Amira").pk),
    )


def test_after_a_reset_the_password_leads_to_a_new_factor_and_nowhere_else(
    cast: CastFixture, mails: list[Any], client: Client
) -> None:
    with_an_app("Amira")
    sent(cast("Kerstin"), reset_of("Amira"))
    give_password(client, "Amira", PASSWORD)
    assert client.get("/").headers["Location"] == "/konto/zweiter-faktor/"


def test_nobody_resets_the_own_factor(cast: CastFixture, mails: list[Any]) -> None:
    with_an_app("Kerstin")
    answer = sent(cast("Kerstin"), reset_of("Kerstin"))
    assert answer.status_code == 403
    assert "andere Person" in answer.content.decode()
    assert "andere Person" in cast("Kerstin").get(reset_of("Kerstin")).content.decode()
    assert Authenticator.objects.filter(user=user_called("Kerstin")).exists()
    assert mails == []


def test_a_person_whose_membership_ended_is_not_reset(cast: CastFixture) -> None:
    sent(cast("Kerstin"), end_of("Amira"), last_day=str(TODAY()))
    assert sent(cast("Kerstin"), reset_of("Amira")).status_code == 404
    assert sent(cast("Kerstin"), end_of("Amira"), last_day=str(TODAY())).status_code == 404
