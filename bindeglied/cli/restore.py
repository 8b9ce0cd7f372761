"""`bindeglied restore`: a backup comes back into an empty installation, on either engine."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path

from bindeglied.cli.backup import say_table
from bindeglied.cli.installation import may_use_folder
from bindeglied.cli.parser import Parser
from bindeglied.cli.words import Words
from bindeglied.documents.remarks import gettext_noop, shown_plainly

SUMMARY = gettext_noop("Eine Sicherung zurückspielen, in einen neuen Datenordner")
CALL = gettext_noop(
    "bindeglied restore ORDNER [--keys DATEI] [--without-keys] [--deletions DATEI] [--lang de|en]"
)
WHAT = gettext_noop(
    "Füllt einen neuen Datenordner und leere Datenbanken, ohne „bindeglied setup“ davor. Der\n"
    "Hauptschlüssel liegt schon im Datenordner oder steht in BINDEGLIED_MASTER_KEY. Was seit der\n"
    "Sicherung an Schlüsseln gelöscht wurde, wird wieder gelöscht."
)
FOLDER = gettext_noop("ORDNER")
FILE = gettext_noop("DATEI")
FOLDER_HELP = gettext_noop("was „bindeglied backup“ geschrieben hat")
KEYS_HELP = gettext_noop("ein anderes keys.zip, zum Beispiel ein neueres")
WITHOUT_HELP = gettext_noop("die Schlüssel liegen noch in ihrer Datenbank, oder es gibt keine mehr")
DELETIONS_HELP = gettext_noop("eine deletions.log, die an einem zweiten Ort lag")

NO_MASTER = gettext_noop(
    "Zuerst den Hauptschlüssel dieser Sicherung als master.key in den Datenordner legen oder in"
    " BINDEGLIED_MASTER_KEY nennen."
)
NO_BACKUP = gettext_noop("%(path)s fehlt: Dort liegt keine vollständige Sicherung.")
NO_KEYS = gettext_noop(
    "%(path)s fehlt: Bitte mit --keys ein Archiv der Schlüssel nennen oder --without-keys."
)
NO_DELETIONS = gettext_noop("%(path)s lässt sich nicht lesen.")
BROKEN = gettext_noop("Die Sicherung ist beschädigt oder abgeschnitten: %(reason)s")
FAILED = gettext_noop("Das Zurückspielen ist nicht gelungen: %(reason)s")
FOREIGN = gettext_noop(
    "Der Hauptschlüssel passt nicht zu dieser Sicherung, oder sie wurde verändert: %(reason)s"
)
TOO_NEW = gettext_noop("Die Sicherung stammt aus einem neueren Bindeglied; bitte dieses erneuern.")
NOT_EMPTY = gettext_noop(
    "Hier ist schon etwas eingerichtet. Eine Sicherung kommt nur in einen neuen Datenordner mit"
    " leerer Datenbank, ohne „bindeglied setup“ davor."
)
DONE = gettext_noop("Zurückgespielt: %(rows)s Zeilen; wieder gelöschte Schlüssel: %(deleted)s")


def describe(_: Words) -> str:
    return _(SUMMARY)


def add_arguments(parser: Parser, _: Words) -> None:
    """Declares what may follow `bindeglied restore`."""
    parser.usage = _(CALL)
    parser.description = _(WHAT)
    parser.must = ("folder",)
    parser.add_argument("folder", nargs="?", metavar=_(FOLDER), help=_(FOLDER_HELP))
    parser.add_argument("--keys", metavar=_(FILE), help=_(KEYS_HELP))
    parser.add_argument("--without-keys", action="store_true", help=_(WITHOUT_HELP))
    parser.add_argument("--deletions", metavar=_(FILE), help=_(DELETIONS_HELP))


def run(arguments: Namespace, words: Words) -> int:
    """Fill the installation from the backup; 2 after a fault, with no content brought back."""
    content = Path(arguments.folder) / "content.zip"
    keys = None if arguments.without_keys else Path(arguments.keys or content.with_name("keys.zip"))
    listed = Path(arguments.deletions) if arguments.deletions else None
    for path, msgid in ((content, NO_BACKUP), (keys, NO_KEYS), (listed, NO_DELETIONS)):
        if path and not path.is_file():
            return _refuse(words(msgid) % {"path": shown_plainly(str(path), 200)})
    if not _is_ready(words):
        return 2
    from django.db import DatabaseError

    from bindeglied.trail.actions import NotEmpty
    from bindeglied.trail.archives import ArchiveBroken, ArchiveForeign, ArchiveTooNew

    try:
        return _restore(content, keys, listed, words)
    except NotEmpty:
        return _refuse(words(NOT_EMPTY))
    except ArchiveTooNew:
        return _refuse(words(TOO_NEW))
    except ArchiveBroken as reason:
        return _refuse(words(BROKEN) % {"reason": shown_plainly(str(reason), 200)})
    except (DatabaseError, OSError) as reason:
        # The archive may be sound: a full disk, or a folder that cannot be written.
        return _refuse(words(FAILED) % {"reason": shown_plainly(str(reason), 200)})
    except ArchiveForeign as reason:
        return _refuse(words(FOREIGN) % {"reason": shown_plainly(str(reason), 200)})


def _is_ready(words: Words) -> bool:
    """Whether there are a master key, a data folder for us alone and two databases."""
    from bindeglied.config.folders import data_folder
    from bindeglied.config.keys import KeyUnusable, master_key

    try:
        if master_key(data_folder()) is None:
            raise KeyUnusable(words(NO_MASTER))
        data_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    except (KeyUnusable, OSError) as reason:
        sys.stderr.write(f"{reason}\n")
        return False
    if not may_use_folder(words, for_itself=True):
        return False
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bindeglied.config.settings")
    import django

    from bindeglied.cli.keys_database import NotMade, make_keys_database

    django.setup()
    try:
        make_keys_database(words)
    except NotMade as reason:
        sys.stderr.write(f"{reason}\n")
        return False
    return True


def _restore(content: Path, keys: Path | None, listed: Path | None, words: Words) -> int:
    from bindeglied.trail.actions import restore_backup
    from bindeglied.trail.archives import opened
    from bindeglied.trail.deletions import read_deletions

    with ExitStack() as files:
        archives = [files.enter_context(opened(path)) for path in (content, keys) if path]
        done = restore_backup(
            archives[0],
            archives[1] if keys else None,
            more_deletions=read_deletions(listed) if listed else (),
            say=say_table,
        )
    values = {"rows": words.number(done.rows), "deleted": words.number(done.deleted)}
    sys.stdout.write(words(DONE) % values + "\n")
    return 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 2
