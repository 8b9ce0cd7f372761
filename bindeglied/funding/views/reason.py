""" "Why this amount?": the calculation of one frame, line by line."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from bindeglied.accounts.models import Membership
from bindeglied.funding.access import frames_visible_to
from bindeglied.funding.frames import ExplainedLine, explanation
from bindeglied.funding.models import FrameRelease, PlanningFrame
from bindeglied.funding.queries import computation_of
from bindeglied.funding.wording import value_text


@dataclass(frozen=True, slots=True)
class Reason:
    """The lines of a calculation by their key, and which rule values no source confirms."""

    frame: PlanningFrame
    lines: dict[str, ExplainedLine]
    formula: str
    rounding: str
    unverified: tuple[str, ...]


def reason_for(member: Membership, release: FrameRelease, ags: str) -> Reason | None:
    """The calculation for one municipality, or None where the person may not see it."""
    if not ags:
        return None
    frame = frames_visible_to(member).filter(release=release, municipality=ags).first()
    if frame is None:
        return None
    computation = computation_of(frame)
    lines = {line.key: line for line in explanation(computation, 0, gettext)}
    return Reason(
        frame=frame,
        lines=lines,
        formula=value_text(lines["allocation_formula"].value, gettext) or "",
        rounding=value_text(lines["allocation_rounding"].value, gettext) or "",
        unverified=computation.unverified(),
    )
