"""`bindeglied rotate-keys`: a new master key; what the old one opened, the new one opens."""

from __future__ import annotations

import sys
from argparse import Namespace

from bindeglied.cli.installation import may_use_folder, open_installation
from bindeglied.cli.parser import Parser
from bindeglied.cli.words import Words
from bindeglied.documents.remarks import gettext_noop

SUMMARY = gettext_noop("Den Hauptschlüssel wechseln; abgebrochen, geht es beim nächsten Mal weiter")
WHAT = gettext_noop(
    "Macht einen neuen Hauptschlüssel, stellt alle Datenschlüssel und zweiten Faktoren auf ihn um\n"
    "und entfernt danach den alten. Bindeglied ist dabei beendet; danach melden sich alle neu an.\n"
    "Der alte Schlüssel öffnet nur noch Sicherungen aus seiner Zeit."
)
IN_ENVIRONMENT = gettext_noop(
    "Der Hauptschlüssel kommt aus BINDEGLIED_MASTER_KEY: Bitte dort den neuen vor den alten setzen,"
    " mit einem Komma dazwischen, und den Befehl noch einmal aufrufen."
)
DROP_FROM_ENVIRONMENT = gettext_noop(
    "Bitte jetzt den alten Schlüssel aus BINDEGLIED_MASTER_KEY entfernen, dann Bindeglied starten."
)
DATA_KEYS = gettext_noop("Umgestellte Datenschlüssel: %(count)s")
SECOND_FACTORS = gettext_noop("Umgestellte zweite Faktoren: %(count)s")
FINDABLE = gettext_noop("Wieder auffindbare Menschen: %(count)s")
CHAINS = gettext_noop("Neu versiegelte Protokolle: %(count)s")
DONE = gettext_noop("Der neue Hauptschlüssel gilt. Bitte ihn getrennt von den Daten sichern.")
UNOPENED = gettext_noop(
    "Ein Datenschlüssel lässt sich mit keinem Hauptschlüssel öffnen. Deshalb bleibt der alte"
    " stehen; gehören die beiden Datenbanken zusammen?"
)


def describe(_: Words) -> str:
    return _(SUMMARY)


def add_arguments(parser: Parser, _: Words) -> None:
    """Nothing to choose."""
    parser.description = _(WHAT)


def run(arguments: Namespace, words: Words) -> int:
    """Change the master key, or go on with a change that was cut off."""
    from bindeglied.config.folders import data_folder
    from bindeglied.config.keys import (
        KeyUnusable,
        add_master_key,
        drop_older_master_keys,
        is_in_environment,
        master_keys,
    )

    folder = data_folder()
    try:
        masters = master_keys(folder)
    except KeyUnusable as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    if len(masters) == 1:
        if is_in_environment():
            sys.stderr.write(words(IN_ENVIRONMENT) + "\n")
            return 2
        if not may_use_folder(words, for_itself=True):
            return 2
        add_master_key(folder)
    # Only now are the settings read: with both keys.
    if not open_installation(words, for_itself=True):
        return 2
    if not _move_everything(words):
        return 1
    drop_older_master_keys(folder)
    sys.stdout.write(words(DROP_FROM_ENVIRONMENT if is_in_environment() else DONE) + "\n")
    return 0


def _move_everything(words: Words) -> bool:
    """Let nothing depend on an older master key any more; False where that was not possible."""
    from bindeglied.accounts.actions import reencrypt_second_factors
    from bindeglied.casework.actions import renew_lists, renew_tokens
    from bindeglied.trail.actions import (
        append_missing_heads,
        renew_chains,
        rewrap_data_keys,
        seal_all_events,
    )
    from bindeglied.trail.sealing import Unreadable

    seal_all_events()
    append_missing_heads()
    _say(words, CHAINS, renew_chains())
    try:
        _say(words, DATA_KEYS, sum(rewrap_data_keys()))
    except Unreadable:
        sys.stderr.write(words(UNOPENED) + "\n")
        return False
    _say(words, SECOND_FACTORS, reencrypt_second_factors())
    # Telephone numbers are found by digests that only the newest key makes.
    _say(words, FINDABLE, renew_tokens())
    # Languages are kept from sealed facts; a case older than that column gets its own here.
    renew_lists()
    return True


def _say(words: Words, msgid: str, count: int) -> None:
    sys.stdout.write(words(msgid) % {"count": words.number(count)} + "\n")
    sys.stdout.flush()
