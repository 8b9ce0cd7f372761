"""`bindeglied backup`: content and keys into two archives, from either engine."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from bindeglied.cli.installation import open_installation
from bindeglied.cli.parser import Parser
from bindeglied.cli.words import Words
from bindeglied.documents.remarks import gettext_noop, shown_plainly

SUMMARY = gettext_noop("Inhalt und Schlüssel sichern, in zwei Archive; nie den Hauptschlüssel")
CALL = gettext_noop("bindeglied backup ORDNER [--lang de|en]")
WHAT = gettext_noop(
    "Schreibt content.zip und keys.zip in einen neuen oder leeren Ordner, auch während des\n"
    "Betriebs. Die Schlüssel gehören an einen eigenen Ort und werden kürzer aufbewahrt als der\n"
    "Inhalt: Was gelöscht wurde, wird damit auch in alten Sicherungen unlesbar. Nicht dabei ist\n"
    "der Hauptschlüssel; ohne ihn lässt sich keine Sicherung zurückspielen."
)
FOLDER = gettext_noop("ORDNER")
FOLDER_HELP = gettext_noop("neu oder leer, zum Beispiel mit dem Tag im Namen")
TAKEN = gettext_noop(
    "In %(folder)s liegt schon etwas; bitte einen neuen oder leeren Ordner nennen."
)
FAILED = gettext_noop("Die Sicherung ist nicht gelungen: %(reason)s")
DONE = gettext_noop("Gesichert: %(rows)s Zeilen in %(folder)s (ohne den Hauptschlüssel)")


def describe(_: Words) -> str:
    return _(SUMMARY)


def add_arguments(parser: Parser, _: Words) -> None:
    """Declares what may follow `bindeglied backup`."""
    parser.usage = _(CALL)
    parser.description = _(WHAT)
    parser.must = ("folder",)
    parser.add_argument("folder", nargs="?", metavar=_(FOLDER), help=_(FOLDER_HELP))


def run(arguments: Namespace, words: Words) -> int:
    """Write the backup and say how much it holds; 2 after a fault."""
    if not open_installation(words):
        return 2
    from bindeglied.trail.actions import FolderTaken, make_backup

    folder = Path(arguments.folder).resolve()
    values: dict[str, object] = {"folder": shown_plainly(str(folder), 200)}
    try:
        rows = make_backup(folder, say=say_table)
    except FolderTaken:
        sys.stderr.write(words(TAKEN) % values + "\n")
        return 2
    except OSError as reason:
        sys.stderr.write(words(FAILED) % {"reason": shown_plainly(str(reason), 200)} + "\n")
        return 2
    sys.stdout.write(words(DONE) % {"rows": words.number(rows), **values} + "\n")
    return 0


def say_table(name: str, rows: int) -> None:
    """Show somebody who watches how far it is."""
    if sys.stderr.isatty():
        sys.stderr.write(f"  {name:<40} {rows:>10}\n")
