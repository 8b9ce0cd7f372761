"""`bindeglied tidy`: what has to happen without anybody asking; for the machine's scheduler."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from bindeglied.cli.installation import open_installation
from bindeglied.cli.words import Words
from bindeglied.documents.remarks import gettext_noop

SUMMARY = gettext_noop("Protokoll versiegeln und nach zwölf Monaten beenden; für den Zeitplan")
SEALED = gettext_noop("Versiegelte Ereignisse: %(count)s")
HEADS_ADDED = gettext_noop("Nachgetragene Zeilen in heads.log: %(count)s")
ENDED = gettext_noop("Nach zwölf Monaten beendete Ereignisse: %(count)s")
FORGOTTEN = gettext_noop("Vergessene Formularschlüssel, Entwürfe und alte Einladungen: %(count)s")
KEYS_SWEPT = gettext_noop("Gelöschte Schlüssel ohne Inhalt: %(count)s")
FOREIGN_KEYS = gettext_noop(
    "%(count)s Schlüssel gehören zu keinem Inhalt: so viele, dass vermutlich die beiden Datenbanken"
    " nicht zusammengehören. Es wurde keiner gelöscht."
)


def describe(_: Words) -> str:
    return _(SUMMARY)


def add_arguments(parser: ArgumentParser, _: Words) -> None:
    """Nothing to choose."""


def run(arguments: Namespace, words: Words) -> int:
    """Seal, end and seal again, so that the end itself stands under a seal."""
    if not open_installation(words):
        return 2
    from django.utils import timezone

    from bindeglied.accounts.actions import forget_ended_sign_ins, forget_old_invitations
    from bindeglied.funding.actions import end_old_uploads
    from bindeglied.trail.actions import (
        TooManyOrphans,
        append_missing_heads,
        end_old_drafts,
        end_old_events,
        end_old_keys,
        finish_deletions,
        seal_all_events,
        sweep_data_keys,
    )

    now = timezone.now()
    forgotten = end_old_keys(now) + end_old_drafts(now) + forget_old_invitations(now)
    forgotten += end_old_uploads(now)
    forget_ended_sign_ins(now)
    sealed, ended = seal_all_events(), end_old_events()
    sealed += seal_all_events()
    finished, foreign = finish_deletions(), 0
    try:
        finished += sweep_data_keys(now)
    except TooManyOrphans as reason:
        foreign = reason.count
    for msgid, count in (
        (SEALED, sealed),
        (HEADS_ADDED, append_missing_heads()),
        (ENDED, ended),
        (FORGOTTEN, forgotten),
        (KEYS_SWEPT, finished),
    ):
        sys.stdout.write(words(msgid) % {"count": words.number(count)} + "\n")
    if foreign:
        sys.stderr.write(words(FOREIGN_KEYS) % {"count": words.number(foreign)} + "\n")
    return 1 if foreign else 0
