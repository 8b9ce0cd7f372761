"""Colleagues who are not of the cast: the deputy, and those whom a case is not entrusted to."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.test import Client

from bindeglied.accounts.access import SESSION_FACTOR_PROVED
from bindeglied.accounts.actions import add_membership, add_user
from bindeglied.accounts.models import Organisation, Role, User
from bindeglied.demo.cast import PASSWORD

PLACES = {
    "Dana": "Stadt Weinheim",
    "Nora": "Stadt Weinheim",
    "Olaf": "Stadt Schriesheim",
}


def take_in(name: str) -> User:
    """Let somebody begin as integration manager at their place."""
    user = add_user(
        email=f"{name.lower()}@newcomer.example",
        given_name=name,
        family_name="Beispiel",
        password=PASSWORD,
        by=None,
    )
    add_membership(
        user=user,
        organisation=Organisation.objects.get(name=PLACES[name]),
        role=Role.INTEGRATION_MANAGER,
        by=None,
        valid_from=date(2025, 1, 1),
    )
    return user


def signed_in(user: User) -> str:
    """The cookie of a session in which this person has shown both factors."""
    browser = Client()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = browser.session
    session[SESSION_FACTOR_PROVED] = str(user.pk)
    session.save()
    return browser.cookies[settings.SESSION_COOKIE_NAME].value
