"""`bindeglied verify-plans`: are agreed plans still what was agreed?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from bindeglied.cli.installation import open_installation
from bindeglied.cli.verify_log import one_moment
from bindeglied.cli.words import Words
from bindeglied.documents.remarks import gettext_noop, shown_plainly

SUMMARY = gettext_noop("Prüfen, ob vereinbarte Pläne unverändert sind")
INTACT = gettext_noop(
    "%(organisation)s: in Ordnung (Pläne %(plans)s, vereinbarte Fassungen %(versions)s, davon mit"
    " ihrem Schlüssel gelöscht %(gone)s)"
)
FAULTY = gettext_noop(
    "%(organisation)s: Fehler %(faults)s (Pläne %(plans)s, vereinbarte Fassungen %(versions)s,"
    " davon mit ihrem Schlüssel gelöscht %(gone)s)"
)
PLAN = gettext_noop("Plan %(plan)s: %(fault)s")
VERSION = gettext_noop("Plan %(plan)s, Fassung %(version)s: %(fault)s")
NOTHING = gettext_noop("Es gibt keinen Plan.")


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
    """Walk over all organisations with plans; gives the number of faults."""
    from bindeglied.accounts.models import Organisation
    from bindeglied.casework.models import Plan
    from bindeglied.casework.queries.plan_faults import PlanCheck

    with_plans = Plan.objects.values("case__organisation")
    total = 0
    for organisation in Organisation.objects.filter(pk__in=with_plans).order_by("name", "id"):
        name, faults, check = shown_plainly(organisation.name), 0, PlanCheck(organisation.pk)
        for fault in check.faults():
            faults += 1
            told = " ".join((words(fault.words), ", ".join(fault.places))).strip()
            line = words(PLAN if fault.version is None else VERSION)
            shown = {"plan": fault.plan, "version": fault.version, "fault": told}
            sys.stdout.write(f"{name}: {line % shown}\n")
        counts = {"faults": faults, "plans": check.plans}
        counts |= {"versions": check.versions, "gone": check.gone}
        numbers = {what: words.number(count) for what, count in counts.items()}
        line = words(FAULTY if faults else INTACT)
        sys.stdout.write(line % {"organisation": name, **numbers} + "\n")
        total += faults
    if not with_plans.exists():
        sys.stdout.write(words(NOTHING) + "\n")
    return total
