"""An app is set up once, however often its code is sent at the same moment."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client

from bindeglied.trail.models import Event
from tests.accounts.people import code_of, give_password, user_called
from tests.servers.two_at_once import Deed, two_at_once

pytestmark = pytest.mark.django_db
PAGE = "/konto/zweiter-faktor/app/"


def sends_the_code(browser: Client, code: str) -> Deed:
    """The same person's click, over a connection of its own."""
    another = Client()
    another.cookies = browser.cookies
    return lambda: another.post(PAGE, {"code": code})


def test_the_same_code_twice_sets_up_one_app(client: Client) -> None:
    give_password(client, "Amira")
    code = code_of(client.get(PAGE).context["form"].secret)
    answers: list[HttpResponse] = list(
        two_at_once(sends_the_code(client, code), sends_the_code(client, code))
    )
    assert {one.headers["Location"] for one in answers} == {"/konto/zweiter-faktor/codes/"}
    kinds = Authenticator.objects.filter(user=user_called("Amira")).values_list("type", flat=True)
    assert sorted(kinds) == ["recovery_codes", "totp"]
    assert Event.objects.filter(verb="app set up").count() == 1
    assert client.get("/").status_code == 200
