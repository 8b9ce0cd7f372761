"""A forgotten password: the same answer for everybody, one link, and the factor stays."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from bindeglied.accounts.models import User
from tests.accounts.people import events, give_password, link_in, user_called, with_an_app
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db
FORGOTTEN = "/konto/passwort/"
NEW = "Sieben Birnen im Mai"


@pytest.fixture(autouse=True)
def no_attempts_so_far(db: None) -> None:
    cache.clear()


def ask(browser: Client, email: str) -> HttpResponse:
    return browser.post(FORGOTTEN, {"email": email}, follow=True)


def choose(browser: Client, link: str, password: str = NEW) -> HttpResponse:
    form = browser.get(link).headers["Location"]
    return browser.post(form, {"password1": password, "password2": password})


def without_marks(page: bytes) -> str:
    return re.sub(r'nonce="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"', "", page.decode())


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(mails: list[Any]) -> None:
    pages = []
    for email in ("clara@demo.example", "nobody@demo.example"):
        answer = ask(Client(), email)
        assert answer.redirect_chain == [("/konto/passwort/mail/", 302)]
        pages.append(without_marks(answer.content))
    assert pages[0] == pages[1]
    assert [mail.to for mail in mails] == [["clara@demo.example"], ["nobody@demo.example"]]
    assert "/konto/passwort/neu/" not in mails[1].body


def test_somebody_who_is_not_active_gets_no_link(mails: list[Any], client: Client) -> None:
    User.objects.filter(email="clara@demo.example").update(is_active=False)
    ask(client, "clara@demo.example")
    assert "/konto/passwort/neu/" not in mails[0].body


def test_the_new_password_counts_and_the_old_one_does_not(mails: list[Any], client: Client) -> None:
    ask(client, "clara@demo.example")
    assert choose(client, link_in(mails[0])).headers["Location"] == "/konto/passwort/fertig/"
    assert "_auth_user_id" not in client.session  # nobody is signed in by it
    assert give_password(client, "Clara").status_code == 200
    assert give_password(client, "Clara", NEW).status_code == 302
    assert events("password set")


def test_all_sessions_end(mails: list[Any], client: Client, cast: CastFixture) -> None:
    clara = cast("Clara")
    assert clara.get("/").status_code == 200
    ask(client, "clara@demo.example")
    choose(client, link_in(mails[0]))
    assert clara.get("/").headers["Location"].startswith("/konto/anmelden/")


def test_the_second_factor_stays_and_is_asked_for(mails: list[Any], client: Client) -> None:
    with_an_app("Clara")
    ask(client, "clara@demo.example")
    choose(client, link_in(mails[0]))
    assert Authenticator.objects.filter(user=user_called("Clara")).exists()
    answer = give_password(client, "Clara", NEW)
    assert answer.headers["Location"].startswith("/konto/zweiter-faktor/zeigen/")
    assert client.get("/").headers["Location"].startswith("/konto/anmelden/")


def test_the_link_works_once(mails: list[Any], client: Client) -> None:
    ask(client, "clara@demo.example")
    choose(client, link_in(mails[0]))
    answer = Client().get(link_in(mails[0]))
    assert answer.status_code == 404
    assert "Neue Mail anfordern" in answer.content.decode()


@pytest.mark.parametrize("link", ["x-y", f"{'0' * 32}-abc", "-", "nobody-at-all"])
def test_a_link_that_fits_nobody_is_answered_alike(link: str, client: Client) -> None:
    assert client.get(f"{FORGOTTEN}neu/{link}/").status_code == 404


def test_a_weak_password_is_refused(mails: list[Any], client: Client) -> None:
    ask(client, "clara@demo.example")
    answer = choose(client, link_in(mails[0]), "kurz")
    assert answer.context["form"].errors["password1"]


def test_whoever_is_signed_in_is_asked_to_sign_out_first(
    mails: list[Any], client: Client, cast: CastFixture
) -> None:
    ask(client, "clara@demo.example")
    answer = cast("Heidi").get(link_in(mails[0]))
    assert answer.headers["Location"] == "/konto/abmelden/"


def test_the_link_names_the_public_address_whatever_the_request_says(mails: list[Any]) -> None:
    Client(headers={"host": "127.0.0.1"}).post(FORGOTTEN, {"email": "clara@demo.example"})
    assert "http://localhost:8000/konto/passwort/neu/" in mails[0].body
    assert "127.0.0.1" not in mails[0].body


def test_asking_too_often_is_refused_in_words(mails: list[Any], client: Client) -> None:
    answers = [client.post(FORGOTTEN, {"email": "clara@demo.example"}) for _ in range(6)]
    assert answers[-1].status_code == 429
    assert "fünf Minuten" in answers[-1].content.decode()
    assert len(mails) == 5


def test_the_login_page_leads_to_it(client: Client) -> None:
    assert f'href="{FORGOTTEN}"' in client.get("/konto/anmelden/").content.decode()
