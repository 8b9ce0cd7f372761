"""A right taken away works from the next request; a half sign-in opens nothing."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from bindeglied.accounts.access import SESSION_FACTOR_PROVED
from bindeglied.accounts.models import Membership, Role, User
from bindeglied.demo.cast import PASSWORD
from tests.access.addresses import meaning_of
from tests.access.concept import Answer
from tests.access.people import HALF_SIGNED_IN, browser_of
from tests.access.test_strangers import everything_of
from tests.conftest import CastFixture

FACTOR = "/konto/zweiter-faktor/"
FRAMES = "/foerderung/planungsrahmen/08226/"


def membership_of(name: str, role: Role | None = None) -> Membership:
    found = Membership.objects.filter(user__email=f"{name.lower()}@demo.example")
    return found.get(role=role) if role else found.get()


def days_from_today(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


def sign_in_with_both(name: str) -> Client:
    """Password and the code of an app, then the password again, as before a factor changes."""
    user = User.objects.get(email=f"{name.lower()}@demo.example")
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    browser = Client()
    browser.post("/konto/anmelden/", {"login": user.email, "password": PASSWORD})
    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    browser.post("/konto/zweiter-faktor/zeigen/", {"code": code})
    browser.post("/konto/bestaetigen/", {"password": PASSWORD})
    return browser


def test_whoever_left_yesterday_sees_nothing_from_the_next_request_on(cast: CastFixture) -> None:
    browser = cast("Clara")
    assert browser.get(FRAMES).status_code == 200
    Membership.objects.filter(pk=membership_of("Clara").pk).update(valid_until=days_from_today(-1))
    assert meaning_of(browser.get(FRAMES)) is Answer.REFUSED
    assert meaning_of(browser.get("/")) is Answer.REFUSED


def test_the_last_day_of_a_membership_still_counts(cast: CastFixture) -> None:
    Membership.objects.filter(pk=membership_of("Clara").pk).update(valid_until=days_from_today(0))
    assert cast("Clara").get(FRAMES).status_code == 200


def test_a_membership_does_not_open_anything_before_it_begins(cast: CastFixture) -> None:
    Membership.objects.filter(pk=membership_of("Clara").pk).update(valid_from=days_from_today(1))
    assert meaning_of(cast("Clara").get("/")) is Answer.REFUSED


def test_when_the_chosen_membership_ends_one_acts_in_the_other(cast: CastFixture) -> None:
    browser = cast("Bernd", "funding_officer")
    assert browser.get(FRAMES).status_code == 200
    ended = membership_of("Bernd", Role.FUNDING_OFFICER)
    Membership.objects.filter(pk=ended.pk).update(valid_until=days_from_today(-1))
    assert meaning_of(browser.get(FRAMES)) is Answer.REFUSED
    assert browser.get("/").status_code == 200


def test_whoever_is_made_inactive_is_signed_out_with_the_next_request(cast: CastFixture) -> None:
    browser = cast("Clara")
    User.objects.filter(email="clara@demo.example").update(is_active=False)
    assert meaning_of(browser.get(FRAMES)) is Answer.SIGN_IN
    assert "bar__who" not in browser.get("/orte/").content.decode()


def test_a_new_password_ends_all_sessions(cast: CastFixture) -> None:
    browser = cast("Clara")
    clara = User.objects.get(email="clara@demo.example")
    clara.set_password("another password")
    clara.save()
    assert meaning_of(browser.get(FRAMES)) is Answer.SIGN_IN


def test_switching_to_the_other_own_membership_opens_its_pages(cast: CastFixture) -> None:
    browser = cast("Bernd")
    assert meaning_of(browser.get(FRAMES)) is Answer.REFUSED
    other = membership_of("Bernd", Role.FUNDING_OFFICER)
    answer = browser.post("/konto/mitgliedschaft/", {"membership": str(other.pk)})
    assert meaning_of(answer) is Answer.GOES_ON
    assert browser.get(FRAMES).status_code == 200


def test_a_membership_of_somebody_else_is_not_there_for_switching(cast: CastFixture) -> None:
    browser = cast("Amira")
    foreign, nobodys = str(membership_of("Clara").pk), str(membership_of("Amira").user_id)
    answers = [
        browser.post("/konto/mitgliedschaft/", {"membership": one}) for one in (foreign, nobodys)
    ]
    assert answers[0].status_code == 404
    assert everything_of(answers[0]) == everything_of(answers[1])
    assert meaning_of(browser.get(FRAMES)) is Answer.REFUSED


def test_a_membership_that_ended_is_not_there_for_switching(cast: CastFixture) -> None:
    ended = membership_of("Bernd", Role.FUNDING_OFFICER)
    Membership.objects.filter(pk=ended.pk).update(valid_until=days_from_today(-1))
    answer = cast("Bernd").post("/konto/mitgliedschaft/", {"membership": str(ended.pk)})
    assert answer.status_code == 404


def test_a_foreign_membership_in_the_session_is_not_acted_in(cast: CastFixture) -> None:
    browser = cast("Amira")
    session = browser.session
    session["acting_membership"] = str(membership_of("Clara").pk)
    session.save()
    assert meaning_of(browser.get(FRAMES)) is Answer.REFUSED


def test_with_the_password_only_one_acts_for_nobody_on_open_pages_too(cast: CastFixture) -> None:
    page = browser_of(HALF_SIGNED_IN, cast).get("/orte/").content.decode()
    assert "Stadt Weinheim" not in page
    assert "Stadt Weinheim" in cast("Amira").get("/orte/").content.decode()


def test_password_and_code_open_the_page_of_the_day_in_a_real_database(
    cast: CastFixture, real_database: None
) -> None:
    assert sign_in_with_both("Clara").get("/").status_code == 200


def test_the_code_is_asked_for_before_anybody_is_signed_in(cast: CastFixture) -> None:
    clara = User.objects.get(email="clara@demo.example")
    totp.TOTP.activate(clara, totp.generate_totp_secret())
    browser = cast("visitor")
    browser.post("/konto/anmelden/", {"login": clara.email, "password": PASSWORD})
    assert browser.get("/konto/zweiter-faktor/zeigen/").status_code == 200
    for path in ("/", FRAMES, "/konto/zweiter-faktor/"):
        assert meaning_of(browser.get(path)) is Answer.SIGN_IN


def test_setting_up_an_app_proves_the_factor_for_this_session(cast: CastFixture) -> None:
    browser = browser_of(HALF_SIGNED_IN, cast)
    browser.post("/konto/bestaetigen/", {"password": PASSWORD})
    assert meaning_of(browser.get("/")) is Answer.SECOND_FACTOR
    secret = browser.get("/konto/zweiter-faktor/app/").context["form"].secret
    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    browser.post("/konto/zweiter-faktor/app/", {"code": code})
    assert browser.get("/").status_code == 200


def test_a_session_from_before_the_factor_cannot_touch_it_with_the_password_alone(
    cast: CastFixture,
) -> None:
    browser = browser_of(HALF_SIGNED_IN, cast)
    user, secret = (
        User.objects.get(pk=browser.session["_auth_user_id"]),
        totp.generate_totp_secret(),
    )
    totp.TOTP.activate(user, secret)  # by the person, elsewhere
    RecoveryCodes.activate(user)
    browser.post("/konto/bestaetigen/", {"password": PASSWORD})
    of_the_factor = ("", "codes/", "codes/neu/", "app/entfernen/", "passkeys/neu/", "passkeys/")
    for path in of_the_factor:
        for answer in (browser.get(FACTOR + path), browser.post(FACTOR + path)):
            assert answer.headers.get("Location") == f"{FACTOR}bestaetigen/", path
    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    browser.post(f"{FACTOR}bestaetigen/", {"code": code})
    assert browser.get(f"{FACTOR}codes/").status_code == 200
    assert browser.get("/").status_code == 200


def test_the_proof_of_somebody_else_does_not_count(cast: CastFixture) -> None:
    browser = browser_of(HALF_SIGNED_IN, cast)
    session = browser.session
    session[SESSION_FACTOR_PROVED] = str(membership_of("Clara").user_id)
    session.save()
    assert meaning_of(browser.get("/")) is Answer.SECOND_FACTOR


@pytest.mark.parametrize("deed", ["", "entfernen/"])
def test_a_passkey_of_somebody_else_is_not_there(deed: str, cast: CastFixture) -> None:
    browser = sign_in_with_both("Clara")
    own, foreign = (
        Authenticator.objects.create(
            user=User.objects.get(email=email), type="webauthn", data=PASSKEY | {"name": email}
        )
        for email in ("clara@demo.example", "heidi@demo.example")
    )
    address = "/konto/zweiter-faktor/passkeys/{}/" + deed
    assert browser.get(address.format(own.pk)).status_code == 200
    answer = browser.get(address.format(foreign.pk))
    assert answer.status_code == 404
    assert everything_of(answer) == everything_of(browser.get(address.format(10**9)))
    page = browser.get("/konto/zweiter-faktor/passkeys/").content.decode()
    assert "heidi@demo.example" not in page


PASSKEY: dict[str, Any] = json.loads('{"passwordless": false, "credential": {}}')


def unmarked_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody said whom this is for")


def test_a_view_that_names_no_roles_answers_nobody(cast: CastFixture, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.access.unmarked"
    for name in ("Amira", "Heidi"):
        assert meaning_of(cast(name).get("/ohne-rollen/")) is Answer.REFUSED
    assert meaning_of(cast("visitor").get("/ohne-rollen/")) is Answer.SIGN_IN
