"""`bindeglied bench`: how fast the started server answers; prints figures, tests nothing."""

from __future__ import annotations

import os
import platform
import sys
from argparse import Namespace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from bindeglied.cli.installation import open_installation
from bindeglied.cli.parser import Parser
from bindeglied.cli.words import Words
from bindeglied.documents.remarks import gettext_noop, shown_plainly

SUMMARY = gettext_noop("Messen, wie schnell der laufende Server antwortet; nur in einer Demo")
CALL = gettext_noop("bindeglied bench casework|funding [ADRESSE] [--seed ZAHL] [--lang de|en]")
WHAT = gettext_noop(
    "casework: Meldet sich beim laufenden Server als zufällige Integrationsmanagerinnen eines\n"
    "erzeugten Landes an und fragt je Art 200 Mal etwas, das noch nicht gefragt war: Liste, Fall,\n"
    "Personensuche, Notiz sichern. Jede gesicherte Notiz bleibt in der Demo.\n"
    "funding: Rechnet Planungsrahmen des ganzen Landes, allein und mit allem, was eine Freigabe\n"
    "schreibt (und wieder verwirft), und fragt 200 Mal Seiten eines Kreises und des Landes.\n"
    "Zeigt die Mitte und das 95. Hundertstel der Zeiten, die Rechenzeit und die Zahl der\n"
    "Anweisungen an die Datenbank."
)
WHICH = gettext_noop("WAS")
ADDRESS = gettext_noop("ADRESSE")
SEED = gettext_noop("ZAHL")
WHICH_HELP = gettext_noop("was gemessen wird: casework oder funding")
ADDRESS_HELP = gettext_noop("des laufenden Servers, sonst http://localhost:PORT")
SEED_HELP = gettext_noop("Startwert des Zufalls, sonst 4711")
NO_SUCH_BENCH = gettext_noop(
    "„%(entry)s“ lässt sich nicht messen; möglich sind casework und funding."
)
NO_ADDRESS = gettext_noop(
    "„%(entry)s“ ist keine Adresse, zum Beispiel http://localhost:8000 auf diesem Rechner."
)
NO_SEED = gettext_noop("--seed: „%(entry)s“ ist keine ganze Zahl.")
ONLY_DEMO = gettext_noop("Gemessen wird nur in einer Demo: Dabei entstehen Notizen.")
NO_LAND = gettext_noop("Hier liegt kein erzeugtes Land; bitte zuerst: bindeglied generate")
NO_ANSWER = gettext_noop("Der Server antwortet nicht, wie er sollte: %(reason)s")
DEFAULT_SEED = "4711"
BENCHES = ("casework", "funding")
# Load stays on this machine.
OWN_HOSTS = ("localhost", "127.0.0.1")


def describe(_: Words) -> str:
    """What the command does, in one line."""
    return _(SUMMARY)


def add_arguments(parser: Parser, _: Words) -> None:
    """Declares what may follow `bindeglied bench`."""
    parser.usage = _(CALL)
    parser.description = _(WHAT)
    parser.must = ("which",)
    parser.add_argument("which", nargs="?", metavar=_(WHICH), help=_(WHICH_HELP))
    parser.add_argument("address", nargs="?", metavar=_(ADDRESS), help=_(ADDRESS_HELP))
    parser.add_argument("--seed", metavar=_(SEED), default=DEFAULT_SEED, help=_(SEED_HELP))


def run(arguments: Namespace, words: Words) -> int:
    """Measure and print a table; 2 after a fault."""
    if not open_installation(words):
        return 2
    from django.conf import settings

    from bindeglied.accounts.access import is_demo
    from bindeglied.cli import bench_casework, bench_funding

    address = arguments.address or f"http://localhost:{settings.PORT}"
    fault = _fault(arguments, address, words)
    if fault or not is_demo():
        sys.stderr.write((fault or words(ONLY_DEMO)) + "\n")
        return 2
    load = _load()
    try:
        which = bench_funding if arguments.which == "funding" else bench_casework
        found = which.figures(address.rstrip("/"), int(arguments.seed))
    except bench_casework.NoLand:
        sys.stderr.write(words(NO_LAND) + "\n")
        return 2
    except (OSError, RuntimeError) as reason:
        sys.stderr.write(words(NO_ANSWER) % {"reason": shown_plainly(str(reason), 200)} + "\n")
        return 2
    sys.stdout.write("\n".join(_table(arguments.which, found, load)) + "\n")
    return 0


def _fault(arguments: Namespace, address: str, words: Words) -> str:
    parts = urlsplit(address)
    if arguments.which not in BENCHES:
        return words(NO_SUCH_BENCH) % {"entry": shown_plainly(arguments.which)}
    if parts.scheme != "http" or parts.hostname not in OWN_HOSTS:
        return words(NO_ADDRESS) % {"entry": shown_plainly(address)}
    if not (arguments.seed.isascii() and arguments.seed.isdigit()):
        return words(NO_SEED) % {"entry": shown_plainly(arguments.seed)}
    return ""


def _load() -> str:
    return ", ".join(f"{one:.1f}" for one in os.getloadavg())


def _table(which: str, found: object, load: str) -> list[str]:
    """Lines of Markdown as they stand in docs/figures.md, in English like the whole page."""
    from django.db import connection

    when = datetime.now(UTC)
    engine = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    lines = [
        f"- {which.capitalize()} on {engine}, {when:%Y-%m-%d} at {when:%H:%M} UTC: "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, "
        f"load average at the beginning {load}; {_content(which)}",
        "",
        "| work | p50 ms | p95 ms | CPU ms per request | statements |",
        "|---|---|---|---|---|",
    ]
    for one in found:  # type: ignore[attr-defined]
        cpu = "–" if one.cpu is None else f"{one.cpu:.1f}"
        lines.append(f"| {one.name} | {one.p50:.1f} | {one.p95:.1f} | {cpu} | {one.statements} |")
    return lines


def _content(which: str) -> str:
    """How much there is in the database."""
    from bindeglied.casework.models import Case, Contact
    from bindeglied.funding.models import LedgerEntry

    if which == "funding":
        return f"{LedgerEntry.objects.count():,} entries in the ledger"
    return f"{Case.objects.count():,} cases, {Contact.objects.count():,} notes"
