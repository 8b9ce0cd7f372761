"""Decide once and for ever whether a database is a demo or real."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from bindeglied.accounts.models import Birth, Installation
from bindeglied.trail.actions import record_event


class AlreadyBorn(Exception):
    """The database was born as the other kind; the message says what to do."""


@transaction.atomic
def be_born(born_as: Birth) -> Installation:
    """Mark a new database as demo or real; the same word again changes nothing.

    Done by the installation itself, hence without `by`. Raises AlreadyBorn for the other kind.
    """
    found = Installation.objects.first()
    if found is None:
        found = Installation.objects.create(born_as=born_as, born_at=timezone.now())
        record_event(
            f"born {born_as}",
            record_kind="installation",
            record_key="1",
            by=None,
            organisation=None,
        )
    if found.born_as != born_as:
        raise AlreadyBorn(
            f"Diese Datenbank ist als „{found.born_as}“ angelegt und bleibt es. "
            "Bitte einen anderen Datenordner nennen (BINDEGLIED_DATA_DIR)."
        )
    return found
