"""`bindeglied verify-lists`: do lists and searches show what stands in the cases?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from bindeglied.cli.installation import open_installation
from bindeglied.cli.verify_log import one_moment
from bindeglied.cli.words import Words
from bindeglied.documents.remarks import gettext_noop, shown_plainly

SUMMARY = gettext_noop("Prüfen, ob Listen und Suche zu den Fällen passen")
INTACT = gettext_noop(
    "%(organisation)s: in Ordnung (Fälle %(cases)s, Personen %(people)s, davon mit ihrem Schlüssel"
    " gelöscht %(gone)s)"
)
FAULTY = gettext_noop(
    "%(organisation)s: Fehler %(faults)s (Fälle %(cases)s, Personen %(people)s, davon mit ihrem"
    " Schlüssel gelöscht %(gone)s)"
)
CASE = gettext_noop("Fall %(case)s: %(fault)s")
PERSON = gettext_noop("Fall %(case)s, Person %(person)s: %(fault)s")
NOTHING = gettext_noop("Es gibt keinen Fall.")


def describe(_: Words) -> str:
    return _(SUMMARY)


def add_arguments(parser: ArgumentParser, _: Words) -> None:
    """Nothing to choose."""


def run(arguments: Namespace, words: Words) -> int:
    """Write one line per organisation and one per fault; the status is 1 where there is one."""
    if not open_installation(words):
        return 2
    with one_moment():
        return 1 if _verify(words) else 0


def _verify(words: Words) -> int:
    """Walk over all organisations with cases; gives the number of faults."""
    from bindeglied.accounts.models import Organisation
    from bindeglied.casework.list_faults import ListCheck
    from bindeglied.casework.models import Case

    with_cases = Case.objects.values("organisation")
    total = 0
    for organisation in Organisation.objects.filter(pk__in=with_cases).order_by("name", "id"):
        name, faults, check = shown_plainly(organisation.name), 0, ListCheck(organisation.pk)
        for fault in check.faults():
            faults += 1
            told = " ".join((words(fault.words), ", ".join(fault.places)))
            line = words(CASE if fault.person is None else PERSON)
            shown = {"case": fault.case, "person": fault.person, "fault": told}
            sys.stdout.write(f"{name}: {line % shown}\n")
        counts = {"faults": faults, "cases": check.cases}
        counts |= {"people": check.people, "gone": check.gone}
        numbers = {what: words.number(count) for what, count in counts.items()}
        line = words(FAULTY if faults else INTACT)
        sys.stdout.write(line % {"organisation": name, **numbers} + "\n")
        total += faults
    if not with_cases.exists():
        sys.stdout.write(words(NOTHING) + "\n")
    return total
