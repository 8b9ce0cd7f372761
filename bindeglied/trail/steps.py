"""What every table of allowed steps is read with."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

Steps = Mapping[str, frozenset[str]]


class NotAllowed(Exception):
    """A step that is not possible now; `reason` says in a sentence why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def require_step(steps: Steps, old: str, new: str) -> None:
    """Raise NotAllowed unless the table knows the step."""
    if new not in steps[old]:
        raise NotAllowed(_("Dieser Schritt ist beim jetzigen Stand nicht möglich."))
