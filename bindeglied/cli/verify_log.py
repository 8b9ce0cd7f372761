"""`bindeglied verify-log`: is the trail complete and unchanged?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from bindeglied.cli.installation import open_installation
from bindeglied.cli.words import Words
from bindeglied.documents.remarks import gettext_noop, shown_plainly

SUMMARY = gettext_noop("Prüfen, ob das Protokoll vollständig und unverändert ist")
INSTALLATION_NAME = gettext_noop("Installation")
INTACT = gettext_noop(
    "%(chain)s: in Ordnung (Siegel %(seals)s, Ereignisse %(events)s, wartend %(waiting)s,"
    " beendet %(ended)s)"
)
FAULTY = gettext_noop(
    "%(chain)s: Fehler %(faults)s (Siegel %(seals)s, Ereignisse %(events)s, wartend %(waiting)s,"
    " beendet %(ended)s)"
)


def describe(_: Words) -> str:
    return _(SUMMARY)


def add_arguments(parser: ArgumentParser, _: Words) -> None:
    """Nothing to choose."""


def run(arguments: Namespace, words: Words) -> int:
    """Write one line per chain and one per fault; the status is 1 where there is a fault."""
    if not open_installation(words):
        return 2
    from bindeglied.trail.heads import length_of_heads

    length = length_of_heads()
    with one_moment():
        return 1 if _verify(length, words) else 0


@contextmanager
def one_moment() -> Iterator[None]:
    """Let all reads of the block see the database as it is now, and write nothing."""
    from bindeglied.trail.reading_only import reading_only

    with reading_only(at_one_moment=True):
        yield


def _verify(length: int, words: Words) -> int:
    """Walk all chains; gives the number of faults."""
    from django.utils import timezone

    from bindeglied.trail.queries import all_chains
    from bindeglied.trail.verification import ChainWalk, Logged, compare_heads

    now = timezone.now()
    logged = compare_heads(length)
    names = _names(words)
    total = 0
    for chain in sorted(all_chains() | logged.keys()):
        walk = ChainWalk(chain, logged.get(chain) or Logged(), now)
        name = f"{names[chain]} ({chain})" if chain in names else str(chain)
        faults = 0
        for fault in walk.faults():
            faults += 1
            sys.stdout.write(f"{name}: {fault.text(words)}\n")
        numbers = {
            "faults": faults,
            "seals": walk.seals,
            "events": walk.events,
            "waiting": walk.waiting,
            "ended": walk.ended,
        }
        shown = {what: words.number(count) for what, count in numbers.items()}
        sys.stdout.write(words(FAULTY if faults else INTACT) % {"chain": name, **shown} + "\n")
        total += faults
    return total


def _names(words: Words) -> dict[UUID, str]:
    from bindeglied.accounts.models import Organisation
    from bindeglied.trail.chain import INSTALLATION

    names = Organisation.objects.values_list("pk", "name")
    return {pk: shown_plainly(name) for pk, name in names} | {
        INSTALLATION: words(INSTALLATION_NAME)
    }
