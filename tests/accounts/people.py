"""Members of the cast as rows, and signing in with password and factor as they would."""

from __future__ import annotations

import re
import time
from uuid import uuid4

from allauth.mfa.totp.internal import auth as totp
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client

from bindeglied.accounts.models import Membership, Role, User
from bindeglied.demo.cast import PASSWORD
from bindeglied.trail.models import Event

LIST = "/konto/zugaenge/"


def user_called(name: str) -> User:
    return User.objects.get(email=f"{name.lower()}@demo.example")


def membership_of(name: str, role: Role | None = None) -> Membership:
    found = Membership.objects.filter(user__email=f"{name.lower()}@demo.example")
    return found.get(role=role) if role else found.get()


def code_of(secret: str) -> str:
    """What the app shows now."""
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))


def give_password(browser: Client, name: str, password: str = PASSWORD) -> HttpResponse:
    words = {"login": f"{name.lower()}@demo.example", "password": password}
    return browser.post("/konto/anmelden/", words)


def with_an_app(name: str) -> str:
    """Set up an app for somebody; the secret that app and product share."""
    secret: str = totp.generate_totp_secret()
    totp.TOTP.activate(user_called(name), secret)
    return secret


def sent(browser: Client, path: str, /, **words: str) -> HttpResponse:
    """Send a form with a key of its own, as its page would."""
    return browser.post(path, {"once": str(uuid4()), **words})


def link_in(mail: EmailMessage) -> str:
    """The path of the address that a mail asks to open; the same in both languages."""
    (path,) = set(re.findall(r"^http://localhost:8000(/konto/\S+)$", str(mail.body), re.MULTILINE))
    return str(path)


def events(verb: str) -> list[Event]:
    return list(Event.objects.filter(verb=verb))


def end_of(name: str) -> str:
    return f"{LIST}mitgliedschaften/{membership_of(name).pk}/beenden/"


def reset_of(name: str) -> str:
    return f"{LIST}personen/{user_called(name).pk}/zweiter-faktor/"
