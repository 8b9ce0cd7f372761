"""All addresses of the product, and what an answer means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.concept import Answer, Screen, Thing

_REAUTHENTICATION = ("/konto/bestaetigen/", "/konto/zweiter-faktor/bestaetigen/")


def all_addresses() -> list[str]:
    """The name of every address, with its namespace; one without a name fails here."""
    return list(_names(get_resolver()))


def _names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern, namespace)
        else:
            assert isinstance(pattern, URLPattern)
            assert pattern.name, f"the address {pattern.pattern} has no name"
            yield prefix + pattern.name


def path_to(screen: Screen, thing: Thing) -> str:
    """The path of a screen with this record; a passkey, where one is named, is number 1."""
    args = thing.args or (("1",) if _takes_a_number(screen.address) else ())
    return reverse(screen.address, args=args)


def _takes_a_number(address: str) -> bool:
    return address in ("mfa_edit_webauthn", "mfa_remove_webauthn")


def ask(browser: Client, screen: Screen, thing: Thing, **options: Any) -> HttpResponseBase:
    """Read the screen, or send the form that it is for."""
    path = path_to(screen, thing)
    if screen.sent is None:
        return browser.get(path, **options)
    return browser.post(path, {**screen.sent, **thing.sent}, **options)


def meaning_of(response: HttpResponseBase) -> Answer:
    """What an answer says to the person; anything unexpected fails."""
    target = response.headers.get("Location", "")
    match response.status_code:
        case 200:
            return Answer.SHOWN
        case 302 if target.startswith("/konto/anmelden/"):
            return Answer.SIGN_IN
        case 302 if target.startswith(_REAUTHENTICATION):
            return Answer.PROVE_AGAIN
        case 302 if target == "/konto/zweiter-faktor/":
            return Answer.SECOND_FACTOR
        case 302:
            return Answer.GOES_ON
        case 403:
            return Answer.REFUSED
        case 404:
            return Answer.NOT_FOUND
    raise AssertionError(f"unexpected answer {response.status_code}")
