"""Signing in: the trail of it, its limits, and second factors that are of use once only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from bindeglied.accounts.actions import forget_ended_sign_ins
from bindeglied.accounts.queries import second_factors
from bindeglied.demo.cast import PASSWORD
from bindeglied.trail.models import Event
from tests.accounts.people import code_of, give_password, user_called, with_an_app

pytestmark = pytest.mark.django_db
FACTOR = "/konto/zweiter-faktor/zeigen/"


def newest_event() -> Event:
    found = Event.objects.order_by("-id").first()
    assert found is not None
    return found


def test_signing_in_and_out_is_told_by_id(client: Client) -> None:
    give_password(client, "Clara")
    signed_in = newest_event()
    assert (signed_in.verb, signed_in.record_kind) == ("signed in", "user")
    assert signed_in.user_id == user_called("Clara").pk
    client.post("/konto/abmelden/")
    assert newest_event().verb == "signed out"


@pytest.mark.parametrize("address", ["clara@demo.example", "nobody@demo.example"])
def test_a_refused_sign_in_is_told_without_what_was_typed(address: str, client: Client) -> None:
    client.post("/konto/anmelden/", {"login": address, "password": "Clara's real password"})
    refused = newest_event()
    assert refused.verb == "sign-in refused"
    assert (refused.user_id, refused.record_key) == (None, "")


def test_the_answer_does_not_say_whether_an_address_is_known(client: Client) -> None:
    def page_for(address: str) -> str:
        answer = client.post("/konto/anmelden/", {"login": address, "password": "wrong"})
        assert answer.status_code == 200
        text: str = answer.context["form"].errors.as_text()
        return text

    known, unknown = page_for("clara@demo.example"), page_for("nobody@demo.example")
    assert known == unknown
    assert "stimmen nicht" in known


def test_the_case_of_the_address_does_not_matter(client: Client) -> None:
    words = {"login": "CLARA@Demo.Example", "password": PASSWORD}
    assert client.post("/konto/anmelden/", words).status_code == 302


def test_after_five_wrong_passwords_the_right_one_has_to_wait(client: Client) -> None:
    for _ in range(5):
        assert give_password(client, "Clara", "wrong").status_code == 200
    answer = give_password(client, "Clara")
    assert answer.status_code == 200
    assert "Zu viele Fehlversuche" in answer.content.decode()
    assert client.get("/").status_code == 302
    assert give_password(Client(), "Heidi").status_code == 302, "others are not locked out"


def test_nobody_signs_up(client: Client) -> None:
    for path in ("/konto/registrieren/", "/konto/signup/", "/accounts/signup/", "/konto/"):
        assert client.get(path).status_code == 404


def test_password_and_code_open_the_account(client: Client) -> None:
    secret = with_an_app("Clara")
    give_password(client, "Clara")
    assert client.post(FACTOR, {"code": code_of(secret)}).status_code == 302
    assert client.get("/").status_code == 200


def test_a_code_opens_the_account_once(client: Client) -> None:
    code = code_of(with_an_app("Clara"))
    give_password(client, "Clara")
    client.post(FACTOR, {"code": code})
    other = Client()
    give_password(other, "Clara")
    answer = other.post(FACTOR, {"code": code})
    assert "stimmt nicht" in answer.content.decode()
    assert other.get("/").status_code == 302


def test_a_recovery_code_opens_the_account_once(client: Client) -> None:
    with_an_app("Clara")
    codes = RecoveryCodes.activate(user_called("Clara")).get_unused_codes()
    assert second_factors(user_called("Clara")) == {"totp": 1, "webauthn": 0, "codes_left": 10}
    give_password(client, "Clara")
    client.post(FACTOR, {"code": codes[0]})
    assert client.get("/").status_code == 200
    assert second_factors(user_called("Clara"))["codes_left"] == 9
    other = Client()
    give_password(other, "Clara")
    assert other.post(FACTOR, {"code": codes[0]}).status_code == 200
    assert other.get("/").status_code == 302


def test_the_secret_of_an_app_lies_encrypted_in_the_database() -> None:
    secret = with_an_app("Clara")
    codes = RecoveryCodes.activate(user_called("Clara"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        raw = " ".join(str(row[0]) for row in cursor.fetchall())
    assert secret not in raw
    assert codes.get_unused_codes()[0] not in raw
    assert codes.instance.data["seed"] in raw
    app = Authenticator.objects.get(user=user_called("Clara"), type="totp")
    assert app.wrap().validate_code(code_of(secret))


def test_another_master_key_does_not_open_the_secret(settings: Any) -> None:
    from cryptography.fernet import Fernet, InvalidToken

    secret = with_an_app("Clara")
    settings.SECOND_FACTOR_KEYS = (Fernet.generate_key(),)
    app = Authenticator.objects.get(user=user_called("Clara"), type="totp")
    with pytest.raises(InvalidToken):
        app.wrap().validate_code(code_of(secret))


def test_setting_up_an_app_is_told(client: Client) -> None:
    give_password(client, "Clara")
    client.post("/konto/bestaetigen/", {"password": PASSWORD})
    secret = client.get("/konto/zweiter-faktor/app/").context["form"].secret
    client.post("/konto/zweiter-faktor/app/", {"code": code_of(secret)})
    assert Event.objects.filter(verb="app set up", user_id=user_called("Clara").pk).exists()


def test_a_wrong_code_while_setting_up_proves_nothing(client: Client) -> None:
    give_password(client, "Clara")
    client.post("/konto/bestaetigen/", {"password": PASSWORD})
    client.get("/konto/zweiter-faktor/app/")
    assert client.post("/konto/zweiter-faktor/app/", {"code": "000000"}).status_code == 200
    assert second_factors(user_called("Clara"))["totp"] == 0
    assert client.get("/").status_code == 302


def test_signing_out_forgets_the_session(client: Client) -> None:
    give_password(client, "Clara")
    cookie = client.cookies["sessionid"].value
    client.post("/konto/abmelden/")
    thief = Client()
    thief.cookies["sessionid"] = cookie
    assert thief.get("/konto/zweiter-faktor/").status_code == 302


def test_signing_in_gives_the_session_a_new_name(client: Client) -> None:
    session = client.session
    session["before"] = True
    session.save()
    before = client.cookies["sessionid"].value
    give_password(client, "Clara")
    assert client.cookies["sessionid"].value != before


def test_many_other_visitors_do_not_lift_anybodys_limit(client: Client) -> None:
    """As many as sign in on the morning of a whole Land, or as somebody makes up."""
    for _ in range(5):
        give_password(client, "Clara", "wrong")
    for number in range(400):
        cache.set(f"allauth:rl:login:ip:10.0.{number}", [1.0], 60)
    assert "Zu viele Fehlversuche" in give_password(client, "Clara").content.decode()


def test_sessions_and_counters_that_are_over_are_forgotten(client: Client) -> None:
    give_password(client, "Clara")
    give_password(Client(), "Heidi", "wrong")
    cache.set("limit-that-goes-on", [1.0], 3600)
    assert forget_ended_sign_ins(timezone.now()) == 0
    in_an_hour = timezone.now() + timedelta(minutes=59)
    assert forget_ended_sign_ins(in_an_hour) >= 2, "by address typed and by network address"
    assert cache.get("limit-that-goes-on")
    assert client.get("/").headers["Location"] == "/konto/zweiter-faktor/"
    assert Session.objects.exists()
    forget_ended_sign_ins(timezone.now() + timedelta(hours=11))
    assert not Session.objects.exists()
