"""Notices of two Kreise with what was released and what waits; made where there is none yet."""

from __future__ import annotations

from uuid import UUID

from bindeglied.funding import actions
from bindeglied.funding.models import FrameNotice, SubAllocation
from tests.funding.notice_steps import a_notice, prepared, who

KINDS = ("notice", "released", "waiting")
# Who prepares; the Ortenaukreis has one officer only, so somebody of the Land stands in as second.
OFFICERS = {"08226": ("Clara", "Mara"), "08317": ("Ingo", "Lukas")}


def record_of_notice(arg: str) -> UUID | None:
    """The id of a record named as "released in 08226"; None for other words."""
    kind, _, kreis = arg.partition(" in ")
    if kind not in KINDS or kreis not in OFFICERS:
        return None
    if kind == "notice":
        return _notice(kreis).pk
    state = {"released": "released", "waiting": "prepared"}[kind]
    found = SubAllocation.objects.filter(notice__kreis=kreis, state=state).first()
    return (found or _made(kind, kreis)).pk


def _notice(kreis: str) -> FrameNotice:
    found = FrameNotice.objects.filter(kreis=kreis, replaced_by__isnull=True).first()
    return found or a_notice(kreis, by=OFFICERS[kreis][0])


def _made(kind: str, kreis: str) -> SubAllocation:
    one, other = OFFICERS[kreis]
    if kind == "waiting":
        return prepared(_notice(kreis), by=one)
    kept = prepared(_notice(kreis), by=one)
    return actions.release_sub_allocation(sub_allocation=kept, **who(other))
