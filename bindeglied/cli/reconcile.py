"""`bindeglied reconcile`: does the ledger say what follows from its sources?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from decimal import Decimal
from typing import TYPE_CHECKING

from bindeglied.cli.installation import open_installation
from bindeglied.cli.verify_log import one_moment
from bindeglied.cli.words import Words
from bindeglied.documents.remarks import gettext_noop, shown_plainly
from bindeglied.funding.wording import SOURCE_KINDS

if TYPE_CHECKING:
    from bindeglied.funding.models import FrameRelease
    from bindeglied.funding.reconciliation import LedgerFault, Row
    from bindeglied.funding.release_faults import ReleaseFault

SUMMARY = gettext_noop("Jeden Betrag im Buch aus seiner Quelle nachrechnen")
INTACT = gettext_noop("Buch: in Ordnung (Einträge %(entries)s, Quellen %(sources)s)")
FAULTY = gettext_noop("Buch: Fehler %(faults)s (Einträge %(entries)s, Quellen %(sources)s)")
RELEASE = gettext_noop("Planungsrahmen %(label)s")
RELEASE_INTACT = gettext_noop("%(release)s: in Ordnung (Gemeinden %(frames)s)")
RELEASE_FAULTY = gettext_noop("%(release)s: Fehler %(faults)s (Gemeinden %(frames)s)")
ROW = gettext_noop("%(year)s, %(programme)s, %(kind)s, %(place)s (%(source)s %(key)s)")
LAND = gettext_noop("Land")


def describe(_: Words) -> str:
    return _(SUMMARY)


def add_arguments(parser: ArgumentParser, _: Words) -> None:
    """Nothing to choose."""


def run(arguments: Namespace, words: Words) -> int:
    """Write one line per fault and one per thing checked; the status is 1 where there is one."""
    if not open_installation(words):
        return 2
    with one_moment():
        return 1 if reconcile(words) else 0


def reconcile(words: Words) -> int:
    """Hold the ledger against its sources and releases against the law; the number of faults."""
    from bindeglied.funding.release_faults import releases

    faults = _reconcile_ledger(words)
    return faults + sum(_check_release(release, words) for release in releases())


def _reconcile_ledger(words: Words) -> int:
    from bindeglied.funding.reconciliation import Reconciliation

    check, faults = Reconciliation(), 0
    names = _Names(words)
    for fault in check.faults():
        faults += 1
        sys.stdout.write(f"{names.fault(fault)}\n")
    counts = {"faults": faults, "entries": check.entries, "sources": check.sources}
    shown = {what: words.number(count) for what, count in counts.items()}
    sys.stdout.write(words(FAULTY if faults else INTACT) % shown + "\n")
    return faults


def _check_release(release: FrameRelease, words: Words) -> int:
    from bindeglied.funding.release_faults import faults_of

    name, faults = words(RELEASE) % {"label": shown_plainly(release.label)}, 0
    for fault in faults_of(release):
        faults += 1
        sys.stdout.write(f"{name}: {_words_of(fault, release, words)}\n")
    counts = {"faults": faults, "frames": release.frames.count()}
    shown = {what: words.number(count) for what, count in counts.items()}
    line = words(RELEASE_FAULTY if faults else RELEASE_INTACT)
    sys.stdout.write(line % {"release": name, **shown} + "\n")
    return faults


def _words_of(fault: ReleaseFault, release: FrameRelease, words: Words) -> str:
    from bindeglied.funding.release_faults import PERSONS_DIFFER

    written = words.number if fault.words == PERSONS_DIFFER else words.euros
    return words(fault.words) % {
        "place": _Names(words).municipality(fault.municipality),
        "found": "" if fault.found is None else written(fault.found),
        "due": "" if fault.due is None else written(fault.due),
        "version": shown_plainly(release.rule_version),
    }


class _Names:
    """What programmes, places, kinds and sources are called in the reader's language."""

    def __init__(self, words: Words) -> None:
        from bindeglied.funding.models import Programme
        from bindeglied.places.models import Kreis

        self._words = words
        self._programmes = {
            one.pk: one.name_en if words.language == "en" else one.name
            for one in Programme.objects.all()
        }
        self._kreise = {one.pk: f"{one.pk} {one.full_name}" for one in Kreis.objects.all()}

    def municipality(self, ags: str | None) -> str:
        """The municipality with its key; there are few of them in faults, so one by one."""
        from bindeglied.places.models import Municipality

        found = Municipality.objects.filter(pk=ags).first()
        return f"{ags} {found.name}" if found else ags or ""

    def row(self, row: Row) -> str:
        """Everything by which the row of an amount is found."""
        from bindeglied.funding.models import LedgerKind

        kreis = self._kreise.get(row.kreis or "", row.kreis or self._words(LAND))
        source = SOURCE_KINDS.get(row.source_kind)
        return self._words(ROW) % {
            "year": row.year,
            "programme": self._programmes.get(row.programme, row.programme),
            "kind": self._words(str(LedgerKind(row.kind).label)),
            "place": self.municipality(row.municipality) if row.municipality else kreis,
            "source": self._words(source) if source else shown_plainly(row.source_kind),
            "key": row.source_key,
        }

    def fault(self, fault: LedgerFault) -> str:
        """The fault as a sentence."""
        return self._words(fault.words) % {
            "row": self.row(fault.row),
            "elsewhere": self.row(fault.elsewhere) if fault.elsewhere else "",
            "entered": self._euros(fault.entered_eur),
            "due": self._euros(fault.due_eur),
        }

    def _euros(self, amount: Decimal | None) -> str:
        return "" if amount is None else self._words.euros(amount)
