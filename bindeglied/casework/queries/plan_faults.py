"""Whether agreed plans are still what was agreed; for `bindeglied verify-plans`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_noop

from bindeglied.casework.freezing import FORMS, Content, canonical_json, content_of, digest_of
from bindeglied.casework.models import (
    Agreement,
    AssessmentState,
    Fact,
    FactKind,
    LateDecline,
    NotAgreed,
    Plan,
    PlanPrint,
    PlanState,
    PlanVersion,
    SignedScan,
)
from bindeglied.trail.data_keys import KeyGone, key_ring
from bindeglied.trail.sealing import Unreadable

BROKEN_DIGEST = gettext_noop("Der Prüfwert passt nicht zum festgehaltenen Inhalt.")
UNREADABLE = gettext_noop("Der festgehaltene Inhalt lässt sich nicht öffnen.")
UNKNOWN_FORM = gettext_noop("Der festgehaltene Inhalt hat keine bekannte Form.")
DIFFERS = gettext_noop("Die Zeilen weichen vom festgehaltenen Inhalt ab:")
NOT_COMPLETED = gettext_noop("Die Einschätzung ist nicht abgeschlossen.")
OTHER_PRINT = gettext_noop("Der aufbewahrte Druck passt nicht zu seinem Prüfwert.")
OTHER_SCAN = gettext_noop("Ein Scan des unterschriebenen Plans passt nicht zu seinem Prüfwert.")
OTHER_ANSWER = gettext_noop("Eine spätere Ablehnung widerspricht der Antwort derselben Person.")
OTHER_NAME = gettext_noop("Den festgehaltenen Namen trug die Person nie.")
GAP = gettext_noop("Die Fassungen sind nicht lückenlos gezählt.")
NOT_ONE_ACTIVE = gettext_noop("Es gilt nicht genau eine vereinbarte Fassung.")
LATE_DRAFT = gettext_noop("Auf einen Entwurf folgt eine weitere Fassung.")


@dataclass(frozen=True, slots=True)
class PlanFault:
    """One fault: which plan and version (None: the whole plan), what, and where; no content."""

    plan: str
    version: int | None
    words: str
    places: tuple[str, ...] = ()


@dataclass(slots=True)
class PlanCheck:
    """The walk over the plans of one organisation; the counts are complete when it is over."""

    organisation: UUID
    plans: int = 0
    versions: int = 0
    gone: int = 0

    def faults(self) -> Iterator[PlanFault]:
        """Walk over all plans. A version whose data key was deleted counts as gone, not faulty."""
        plans = Plan.objects.filter(case__organisation=self.organisation)
        for plan in plans.select_related("case", "person").order_by("id").iterator():
            self.plans += 1
            versions = list(
                PlanVersion.objects.filter(plan=plan)
                .select_related("case", "plan__person", "assessment")
                .order_by("number")
            )
            yield from (PlanFault(str(plan), None, words) for words in _faults_of_chain(versions))
            with key_ring():
                for version in versions:
                    if version.state != PlanState.DRAFT:
                        yield from self._faults_of(version)

    def _faults_of(self, version: PlanVersion) -> Iterator[PlanFault]:
        self.versions += 1
        try:
            found = list(_faults_of_version(version))
        except KeyGone:
            self.gone += 1
            return
        for words, places in found:
            yield PlanFault(str(version.plan), version.number, words, places)


def _faults_of_chain(versions: list[PlanVersion]) -> Iterator[str]:
    if [one.number for one in versions] != list(range(1, len(versions) + 1)) or not versions:
        yield GAP
    if any(one.state == PlanState.DRAFT for one in versions[:-1]):
        yield LATE_DRAFT
    agreed = [one for one in versions if one.state != PlanState.DRAFT]
    active = [one for one in agreed if one.state == PlanState.ACTIVE]
    if agreed and active != agreed[-1:]:
        yield NOT_ONE_ACTIVE


def _faults_of_version(version: PlanVersion) -> Iterator[tuple[str, tuple[str, ...]]]:
    try:
        frozen = version.frozen or b""
        live = content_of(version)
    except Unreadable:
        yield UNREADABLE, ()
        return
    if digest_of(frozen) != version.digest:
        yield BROKEN_DIGEST, ()
    if version.assessment.state != AssessmentState.COMPLETED:
        yield NOT_COMPLETED, ()
    kept = PlanPrint.objects.filter(plan_version=version).first()
    if kept is not None and digest_of(kept.pdf) != kept.sha256:
        yield OTHER_PRINT, ()
    # One after the other: each may hold some ten million bytes.
    for scan in SignedScan.objects.filter(plan_version=version).order_by("id").iterator(1):
        if digest_of(scan.content) != scan.sha256:
            yield OTHER_SCAN, ()
    if _has_contradiction(version):
        yield OTHER_ANSWER, ()
    kept_content = _read(frozen)
    if kept_content is None:
        yield UNKNOWN_FORM, ()
        return
    name = kept_content["person"]
    if not _was_called(version, name):
        yield OTHER_NAME, ()
    # A later name is no fault: who married after the agreement is still who agreed.
    live["person"] = {**live["person"], "given_name": None, "family_name": None}
    kept_content["person"] = {**name, "given_name": None, "family_name": None}
    places = tuple(_differing(kept_content, live))
    if places:
        yield DIFFERS, places


def _has_contradiction(version: PlanVersion) -> bool:
    """Whether somebody declined later who was not absent, agreed too, or was not yet asked."""
    if not version.plan.is_for_family:
        return False
    agreed = Agreement.objects.filter(plan_version=version).values("person")
    declines = LateDecline.objects.filter(abstention__plan_version=version)
    return declines.filter(
        ~Q(abstention__why=NotAgreed.ABSENT)
        | Q(abstention__person__in=agreed)
        | Q(declined_on__lt=version.agreed_on)
    ).exists()


def _read(frozen: bytes) -> Content | None:
    """The kept content without its salt; None unless it is the canonical text of a known form."""
    try:
        content: Content = json.loads(frozen)
        known = content["form"] in FORMS and len(bytes.fromhex(content["salt"])) == 32
        if not known or canonical_json(content) != frozen or not content["person"]["id"]:
            return None
    except (ValueError, KeyError, TypeError):
        return None
    del content["salt"]
    return content


def _was_called(version: PlanVersion, name: Content) -> bool:
    facts = Fact.objects.filter(person=version.plan.person_id, kind=FactKind.NAME)
    family, given = name.get("family_name", ""), name.get("given_name", "")
    called = f"{family}, {given}" if given else family
    return any(fact.value == called for fact in facts)


def _differing(kept: Any, live: Any, place: str = "") -> Iterator[str]:
    """The places where two contents differ, as paths such as `goals.1.wording`."""
    if isinstance(kept, dict) and isinstance(live, dict):
        for key in sorted(kept.keys() | live.keys()):
            yield from _differing(kept.get(key), live.get(key), f"{place}.{key}".lstrip("."))
    elif isinstance(kept, list) and isinstance(live, list):
        for number in range(max(len(kept), len(live))):
            one, other = kept[number : number + 1], live[number : number + 1]
            where = f"{place}.{number + 1}"
            if one and other:
                yield from _differing(one[0], other[0], where)
            else:
                yield where
    elif kept != live:
        yield place
