"""All addresses of the product, and what an answer means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from bindeglied.accounts.actions import invite_person
from bindeglied.accounts.models import Invitation, Membership, Organisation, Role
from bindeglied.accounts.models.invitation import digest_of
from bindeglied.casework.models import CalendarFeed
from bindeglied.funding.models import FrameRelease
from tests.access.concept import Answer, Screen, Thing
from tests.access.notice_records import record_of_notice
from tests.access.surveys import OF_SURVEYS

# Per adviser the ids of what belongs to their cases, filled where it is made (see conftest).
OF_CASES: dict[str, dict[str, UUID]] = {}
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
    args = tuple(map(real, thing.args)) or (("1",) if _takes_a_number(screen.address) else ())
    return reverse(screen.address, args=args)


def real(arg: str) -> str:
    """What stands in an address for a record that has another id in every database."""
    finders = {"membership": membership, "person": person, "invitation": invitation}
    places = {"of Weinheim": "Stadt Weinheim", "elsewhere": "Ortenaukreis"}
    if arg == "the released frames":
        return str(FrameRelease.objects.earliest("released_at").pk)
    if arg == "token of an invitation":
        return token()
    if arg == "token of a calendar":
        return token_of_calendar()
    if arg in OF_SURVEYS:
        return str(OF_SURVEYS[arg])
    if record := record_of_notice(arg):
        return str(record)
    of_case, _, adviser = arg.rpartition(" of ")
    if adviser in OF_CASES:
        return str(OF_CASES[adviser][of_case])
    words, _, place = arg.partition(" ")
    if words not in finders or place not in places:
        return arg
    return str(finders[words](places[place]))


def membership(organisation: str) -> UUID:
    """The oldest membership in an organisation."""
    found = Membership.objects.filter(organisation__name=organisation).order_by("id").first()
    assert found is not None
    return found.pk


def person(organisation: str) -> UUID:
    """Whoever has the oldest membership in an organisation."""
    return Membership.objects.get(pk=membership(organisation)).user_id


def invitation(organisation: str) -> UUID:
    """An invitation into an organisation that waits for its answer; made where there is none."""
    waiting = Invitation.objects.filter(
        organisation__name=organisation, accepted_at=None, withdrawn_at=None
    ).first()
    return (waiting or _invited(organisation)).pk


def token() -> str:
    """The token of an invitation that is open."""
    known = "known to the tests"
    if not Invitation.objects.filter(token_digest=digest_of(known)).exists():
        Invitation.objects.filter(pk=invitation("Stadt Weinheim")).update(
            token_digest=digest_of(known)
        )
    return known


def token_of_calendar() -> str:
    """The token of the calendar of somebody who accompanies cases."""
    known = "calendar-known-to-the-tests"
    member = Membership.objects.get(user__email="amira@demo.example")
    words = {"token_digest": digest_of(known), "made_at": timezone.now()}
    CalendarFeed.objects.update_or_create(membership=member, defaults=words)
    return known


def _invited(organisation: str) -> Invitation:
    return invite_person(
        organisation=Organisation.objects.get(name=organisation),
        role=Role.SUPERVISION,
        email="new@demo.example",
        given_name="Lena",
        family_name="Neu",
        by=None,
        valid_from=date(2025, 1, 1),
    )


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
