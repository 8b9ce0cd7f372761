"""Sign a person out everywhere."""

from __future__ import annotations

from bindeglied.accounts.models import User
from bindeglied.trail.ids import new_id


def end_sessions(person: User) -> None:
    """Let no session of a person be valid at its next request; they may sign in anew."""
    person.session_stamp = new_id()
    person.save(update_fields=["session_stamp"])
