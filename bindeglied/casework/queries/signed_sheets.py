"""Which sheets of paper of an agreed plan were signed, and the scans of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bindeglied.casework.models import AgreedHow, Agreement, Person, PlanVersion, SignedScan


@dataclass(frozen=True, slots=True)
class SignedSheet:
    """One sheet: of the agreement (`person` is None), or of somebody who agreed later on paper.

    `scans` come newest first, without their content.
    """

    person: Person | None
    scans: tuple[SignedScan, ...]


def sheets_on_paper(
    version: PlanVersion, agreements: Sequence[Agreement] | None = None
) -> list[Person | None]:
    """Whose sheets were signed on paper, that of the agreement first; a draft has none.

    `agreements` are all those of the version with their people, where they are fetched already.
    """
    if version.agreed_at is None:
        return []
    if agreements is None:
        rows = Agreement.objects.filter(plan_version=version)
        agreements = list(rows.select_related("person").order_by("id"))
    on_paper = [one for one in agreements if one.how == AgreedHow.PAPER]
    later = [one.person for one in on_paper if one.recorded_at > version.agreed_at]
    return [*([None] if len(later) < len(on_paper) else []), *later]


def signed_sheets(version: PlanVersion, agreements: Sequence[Agreement]) -> list[SignedSheet]:
    """The sheets with their scans; one statement, none where nothing was signed on paper."""
    people = sheets_on_paper(version, agreements)
    if not people:
        return []
    rows = SignedScan.objects.filter(plan_version=version).defer("content")
    scans = list(rows.order_by("-recorded_at", "-id"))
    return [
        SignedSheet(one, tuple(scan for scan in scans if scan.person_id == (one and one.pk)))
        for one in people
    ]
