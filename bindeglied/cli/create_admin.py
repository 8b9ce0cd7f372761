"""`bindeglied create-admin`: the first person of an organisation, invited by the installation."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bindeglied.cli.installation import open_installation
from bindeglied.cli.parser import Parser
from bindeglied.cli.words import Words
from bindeglied.documents.remarks import gettext_noop, shown_plainly

if TYPE_CHECKING:
    from bindeglied.accounts.models import Organisation

SUMMARY = gettext_noop("Die erste Person einer Organisation einladen: Verwaltung der Zugänge")
CALL = gettext_noop(
    "bindeglied create-admin --email ADRESSE --given-name NAME --family-name NAME"
    " --organisation NAME --kind ART [--ags SCHLÜSSEL] [--lang de|en]"
)
WHAT = gettext_noop(
    "Legt die Organisation an, falls es sie noch nicht gibt, und schreibt eine Einladung in den\n"
    "Ordner der ausgehenden Mails. Ihr Passwort wählt die Person selbst. Nur in einer echten\n"
    "Datenbank; noch einmal aufgerufen, sendet der Befehl eine neue Einladung."
)
PERSON = gettext_noop("Person")
ORGANISATION = gettext_noop("Organisation")
ADDRESS = gettext_noop("ADRESSE")
NAME = gettext_noop("NAME")
KIND = gettext_noop("ART")
AGS = gettext_noop("SCHLÜSSEL")
EMAIL_HELP = gettext_noop("E-Mail-Adresse, mit der sich die Person anmelden wird")
GIVEN_NAME_HELP = gettext_noop("Vorname")
FAMILY_NAME_HELP = gettext_noop("Familienname")
ORGANISATION_HELP = gettext_noop("Name der Organisation, zum Beispiel „Stadt Weinheim“")
KIND_HELP = gettext_noop(
    "land, granting_authority (Bewilligungsstelle), kreis (Stadt- oder Landkreis), municipality"
    " (Gemeinde) oder provider (Freier Träger)"
)
AGS_HELP = gettext_noop("Gemeindeschlüssel: 8 Ziffern einer Gemeinde, 5 eines Kreises")

ONLY_REAL = gettext_noop(
    "In einer Demo gibt es nur erfundene Personen; bitte einen anderen Datenordner nennen"
    " (BINDEGLIED_DATA_DIR)."
)
NO_ADDRESS = gettext_noop("--email: „%(entry)s“ ist keine E-Mail-Adresse.")
NO_NAME = gettext_noop("%(option)s: Der Name fehlt oder ist länger als %(most)s Zeichen.")
NO_KIND = gettext_noop("--kind: „%(entry)s“ gibt es nicht; möglich sind %(kinds)s.")
AGS_LACKING = gettext_noop("--ags: Für diese Art ist der Gemeindeschlüssel anzugeben.")
AGS_NOT_WANTED = gettext_noop("--ags: Diese Art steht für keinen Ort.")
AGS_UNKNOWN = gettext_noop("--ags: „%(entry)s“ ist kein Schlüssel für diese Art.")
ALREADY = gettext_noop("Wer diese Adresse hat, verwaltet dort schon die Zugänge.")
DONE = gettext_noop("Einladung für %(organisation)s: %(path)s")

LONGEST = {"--given-name": 80, "--family-name": 80, "--organisation": 120}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def describe(_: Words) -> str:
    """What the command does, in one line."""
    return _(SUMMARY)


def add_arguments(parser: Parser, _: Words) -> None:
    """Declares what may follow `bindeglied create-admin`; a password is never among it."""
    parser.usage = _(CALL)
    parser.description = _(WHAT)
    parser.must = ("email", "given_name", "family_name", "organisation", "kind")
    group = parser.add_argument_group(_(PERSON))
    group.add_argument("--email", metavar=_(ADDRESS), help=_(EMAIL_HELP))
    group.add_argument("--given-name", metavar=_(NAME), help=_(GIVEN_NAME_HELP))
    group.add_argument("--family-name", metavar=_(NAME), help=_(FAMILY_NAME_HELP))
    group = parser.add_argument_group(_(ORGANISATION))
    group.add_argument("--organisation", metavar=_(NAME), help=_(ORGANISATION_HELP))
    group.add_argument("--kind", metavar=_(KIND), help=_(KIND_HELP))
    group.add_argument("--ags", metavar=_(AGS), help=_(AGS_HELP))


def run(arguments: Namespace, words: Words) -> int:
    """Invite the person, and say where the mail lies; 2 after a fault, with nothing done."""
    if not open_installation(words):
        return 2
    from bindeglied.accounts.models import Birth, Installation

    if not Installation.objects.filter(born_as=Birth.REAL).exists():
        return _refuse([words(ONLY_REAL)])
    entries = {name: str(value or "").strip() for name, value in vars(arguments).items()}
    faults = _faults(entries, words)
    return _refuse(faults) if faults else _invite(entries, words)


def _faults(entries: Mapping[str, str], words: Words) -> list[str]:
    """Every fault in what was entered, the place left out."""
    from bindeglied.accounts.models import OrganisationKind

    faults = []
    email, kind = entries["email"], entries["kind"]
    if not _EMAIL.fullmatch(email) or len(email) > 254:
        faults.append(words(NO_ADDRESS) % {"entry": shown_plainly(email)})
    for option, most in LONGEST.items():
        entry = entries[option.strip("-").replace("-", "_")]
        if not entry.isprintable() or not 0 < len(entry) <= most:
            faults.append(words(NO_NAME) % {"option": option, "most": most})
    if kind not in OrganisationKind.values:
        kinds = ", ".join(OrganisationKind.values)
        faults.append(words(NO_KIND) % {"entry": shown_plainly(kind), "kinds": kinds})
    elif kind in ("kreis", "municipality"):
        if not entries["ags"]:
            faults.append(words(AGS_LACKING))
        elif not _place(entries):
            faults.append(words(AGS_UNKNOWN) % {"entry": shown_plainly(entries["ags"])})
    elif entries["ags"]:
        faults.append(words(AGS_NOT_WANTED))
    return faults


def _place(entries: Mapping[str, str]) -> dict[str, object]:
    """The Kreis or municipality that the organisation stands for, by the name of its column."""
    from bindeglied.places.models import Kreis, Municipality

    if entries["kind"] == "kreis":
        found: object = Kreis.objects.filter(pk=entries["ags"]).first()
    else:
        found = Municipality.objects.filter(pk=entries["ags"]).first()
    return {entries["kind"]: found} if found else {}


def _invite(entries: Mapping[str, str], words: Words) -> int:
    from django.conf import settings
    from django.db import transaction

    from bindeglied.accounts.actions import AlreadyMember

    outbox = Path(settings.EMAIL_FILE_PATH)
    before = set(outbox.glob("*"))
    try:
        with transaction.atomic():
            organisation = _organisation(entries)
            _invite_or_send_again(entries, organisation)
    except AlreadyMember:
        return _refuse([words(ALREADY)])
    written = sorted(set(outbox.glob("*")) - before) or [outbox]
    values = {"organisation": organisation.name, "path": written[-1]}
    sys.stdout.write(words(DONE) % values + "\n")
    return 0


def _organisation(entries: Mapping[str, str]) -> Organisation:
    """The organisation of this place, else of this kind and name; a new one where there is none."""
    from bindeglied.accounts.actions import add_organisation
    from bindeglied.accounts.models import Organisation, OrganisationKind

    kind = OrganisationKind(entries["kind"])
    place = _place(entries) if kind in ("kreis", "municipality") else {}
    same = place or {"name": entries["organisation"]}
    found = Organisation.objects.filter(kind=kind, **same).first()
    return found or add_organisation(kind=kind, name=entries["organisation"], by=None, **place)  # type: ignore[arg-type]


def _invite_or_send_again(entries: Mapping[str, str], organisation: Organisation) -> None:
    from django.utils import timezone

    from bindeglied.accounts.actions import invite_person, send_invitation_again
    from bindeglied.accounts.models import Invitation, Role

    waiting = Invitation.objects.filter(
        organisation=organisation,
        role=Role.ADMINISTRATOR,
        email__iexact=entries["email"],
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
    ).first()
    if waiting:
        send_invitation_again(invitation=waiting, by=None)
        return
    invite_person(
        organisation=organisation,
        role=Role.ADMINISTRATOR,
        email=entries["email"],
        given_name=entries["given_name"],
        family_name=entries["family_name"],
        by=None,
        valid_from=timezone.localdate(),
    )


def _refuse(faults: list[str]) -> int:
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 2
