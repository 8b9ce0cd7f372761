"""Who sees planning frames with their counts: the recipient, its Kreis and the Land.

The same holds for the shares of a notice that a Kreis passes on. Nobody else: from a frame the
number of people counted can be worked out, and in a small municipality that is one family.
"""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from bindeglied.accounts.models import Membership, Organisation, OrganisationKind, Role
from bindeglied.funding.models import (
    CountSurvey,
    CountUpload,
    FrameNotice,
    FrameRelease,
    LedgerEntry,
    LedgerKind,
    PlanningFrame,
    Programme,
    ReleaseState,
    ReliefAllocation,
    ReliefShare,
    ReliefState,
    SubAllocation,
    SubAllocationState,
    SubShare,
)
from bindeglied.places.models import Kreis, Municipality

LAND_READERS = (Role.LAND_OFFICER,)
FRAME_READERS = (Role.FUNDING_OFFICER, *LAND_READERS)
GRANTING = (Role.GRANT_CASEWORKER, Role.GRANT_APPROVER)
WHOLE_LAND = (*LAND_READERS, *GRANTING)
MONEY_READERS = (*FRAME_READERS, *GRANTING)


def frames_visible_to(member: Membership) -> QuerySet[PlanningFrame]:
    """The released frames that somebody may see, of every release.

    A municipality sees its own, a Kreis those of its municipalities, the Land all.
    """
    released = PlanningFrame.objects.filter(release__state=ReleaseState.RELEASED)
    frames = released.select_related("municipality", "release")
    if member.role == Role.LAND_OFFICER:
        return frames
    if member.role != Role.FUNDING_OFFICER:
        return frames.none()
    organisation = member.organisation
    if organisation.kreis_id:
        return frames.filter(municipality__kreis=organisation.kreis_id)
    if organisation.municipality_id:
        return frames.filter(municipality=organisation.municipality_id)
    return frames.none()


def releases_for(member: Membership) -> QuerySet[FrameRelease]:
    """Every release with what is only prepared: the Land alone prepares and releases."""
    releases = FrameRelease.objects.select_related("survey", "follows")
    return releases if member.role in LAND_READERS else releases.none()


def get_release_for(member: Membership, release_id: UUID) -> FrameRelease:
    """A release, prepared or not, for those who prepare and release; else Http404."""
    return get_object_or_404(releases_for(member), pk=release_id)


def get_kreis_for(member: Membership, kreis_ags: str) -> Kreis:
    """The Kreis, if the person may see the frame of any of its municipalities; else Http404."""
    visible = frames_visible_to(member).values("municipality__kreis")
    return get_object_or_404(Kreis, pk=kreis_ags, pk__in=visible)


def ledger_visible_to(member: Membership) -> QuerySet[LedgerEntry]:
    """The entries of the ledger that somebody may see.

    The Land sees all, the granting authority what was allocated and what came after it, a Kreis
    its own and those of its municipalities, a municipality its own.
    """
    entries, organisation = LedgerEntry.objects.all(), member.organisation
    if member.role == Role.LAND_OFFICER:
        return entries
    if member.role in GRANTING:
        return entries.exclude(kind=LedgerKind.PLANNED)
    if member.role != Role.FUNDING_OFFICER:
        return entries.none()
    if organisation.kreis_id:
        return entries.filter(kreis=organisation.kreis_id)
    if organisation.municipality_id:
        return entries.filter(municipality=organisation.municipality_id)
    return entries.none()


def get_money_of_programme(
    member: Membership, year: int, programme: str
) -> tuple[Programme, QuerySet[LedgerEntry]]:
    """A programme with what one may see of it in a year; Http404 where that is nothing."""
    entries = ledger_visible_to(member).filter(year=year, programme=programme)
    return _any_of(entries).programme, entries


def get_kreis_with_money_for(
    member: Membership, year: int, programme: str, kreis_ags: str
) -> tuple[Kreis, Programme, QuerySet[LedgerEntry]]:
    """The Kreis with what one may see of the programme there in the year; Http404 if nothing."""
    visible = ledger_visible_to(member).filter(year=year, programme=programme)
    entries = visible.filter(kreis=kreis_ags)
    entry = _any_of(entries)
    assert entry.kreis is not None  # asked for
    return entry.kreis, entry.programme, entries


def _any_of(entries: QuerySet[LedgerEntry]) -> LedgerEntry:
    found = next(iter(entries.select_related("programme", "kreis")[:1]), None)
    if found is None:
        raise Http404
    return found


# --- Counting ---------------------------------------------------------------------------------


def municipalities_visible_to(member: Membership) -> QuerySet[Municipality]:
    """The municipalities whose counts somebody may see: the own, those of the Kreis, or all."""
    if member.role == Role.LAND_OFFICER:
        return Municipality.objects.all()
    organisation = member.organisation
    if member.role == Role.FUNDING_OFFICER and organisation.kreis_id:
        return Municipality.objects.filter(kreis=organisation.kreis_id)
    if member.role == Role.FUNDING_OFFICER and organisation.municipality_id:
        return Municipality.objects.filter(pk=organisation.municipality_id)
    return Municipality.objects.none()


def surveys_visible_to(member: Membership) -> QuerySet[CountSurvey]:
    """Every survey for those who see the count of any municipality; a provider sees none."""
    return CountSurvey.objects.filter(Exists(municipalities_visible_to(member)))


def get_survey_for(member: Membership, survey_id: UUID) -> CountSurvey:
    """The survey; it concerns every municipality, its counts do not. Else Http404."""
    return get_object_or_404(surveys_visible_to(member), pk=survey_id)


def get_counted_kreis_for(member: Membership, kreis_ags: str) -> Kreis:
    """The Kreis, if the person may see the count of any of its municipalities; else Http404."""
    visible = municipalities_visible_to(member).values("kreis")
    return get_object_or_404(Kreis, pk=kreis_ags, pk__in=visible)


def get_counted_municipality_for(member: Membership, ags: str) -> Municipality:
    """The municipality, if the person may see its count; else Http404."""
    return get_object_or_404(municipalities_visible_to(member).select_related("kreis"), pk=ags)


def get_upload_for(member: Membership, upload_id: UUID) -> CountUpload:
    """An uploaded file of a Kreis for which the person may report; else Http404."""
    visible = municipalities_visible_to(member).values("kreis")
    uploads = CountUpload.objects.select_related("survey", "kreis").filter(kreis__in=visible)
    if member.organisation.municipality_id:
        uploads = uploads.none()
    return get_object_or_404(uploads, pk=upload_id)


def may_enter_counts(member: Membership, kreis: Kreis) -> bool:
    """Whether somebody enters counts in a Kreis: for the own municipality, for the own Kreis.

    The Land does where the Kreis itself does not work with the product. `kreis` is one whose
    counts the person may see.
    """
    return member.role != Role.LAND_OFFICER or not _works_here(kreis)


def may_report(member: Membership, kreis: Kreis) -> bool:
    """Whether somebody reports for a Kreis: whoever enters for all of it."""
    return may_enter_counts(member, kreis) and not member.organisation.municipality_id


def require_entering(member: Membership, kreis: Kreis) -> None:
    """Raise PermissionDenied with the reason unless the person enters counts in this Kreis."""
    if not may_enter_counts(member, kreis):
        reason = _("%(kreis)s arbeitet selbst mit Bindeglied und trägt seine Zählung selbst ein.")
        raise PermissionDenied(reason % {"kreis": kreis.full_name})


def require_reporting(member: Membership, kreis: Kreis) -> None:
    """Raise PermissionDenied with the reason unless the person reports for this Kreis."""
    if member.organisation.municipality_id:
        raise PermissionDenied(_("Das tut der Kreis für alle seine Gemeinden gemeinsam."))
    require_entering(member, kreis)


def _works_here(kreis: Kreis) -> bool:
    return Organisation.objects.filter(kind=OrganisationKind.KREIS, kreis=kreis).exists()


# --- Relief for municipalities -----------------------------------------------------------------


def reliefs_visible_to(member: Membership) -> QuerySet[ReliefAllocation]:
    """The computations of the relief: the Land sees all, who has a share in it the released."""
    if member.role == Role.LAND_OFFICER:
        return ReliefAllocation.objects.all()
    released = ReliefAllocation.objects.filter(state=ReliefState.RELEASED)
    return released.filter(Exists(municipalities_visible_to(member)))


def relief_shares_visible_to(member: Membership) -> QuerySet[ReliefShare]:
    """The shares that somebody may see: the own, those of the Kreis, or all."""
    return ReliefShare.objects.filter(
        allocation__in=reliefs_visible_to(member).values("pk"),
        municipality__in=municipalities_visible_to(member).values("pk"),
    )


def get_relief_for(member: Membership, allocation_id: UUID) -> ReliefAllocation:
    """The computation, if the person may see it; else Http404."""
    return get_object_or_404(reliefs_visible_to(member).select_related("survey"), pk=allocation_id)


# --- Frame notices ------------------------------------------------------------------------------


def own_kreis_of(member: Membership) -> str:
    """The AGS of the Kreis whose notices somebody keeps; empty for everybody else."""
    is_keeper = member.role == Role.FUNDING_OFFICER
    return (member.organisation.kreis_id or "") if is_keeper else ""


def get_own_kreis_for(member: Membership) -> Kreis:
    """The Kreis whose notices somebody keeps; Http404 for everybody else."""
    return get_object_or_404(Kreis, pk=own_kreis_of(member))


def notices_visible_to(member: Membership) -> QuerySet[FrameNotice]:
    """The notices that somebody may see, corrected ones too: a Kreis its own, the Land all."""
    notices = FrameNotice.objects.select_related("kreis")
    if member.role == Role.LAND_OFFICER:
        return notices
    return notices.filter(kreis=own_kreis_of(member))


def get_notice_for(member: Membership, notice_id: UUID) -> FrameNotice:
    """A notice that somebody may see; Http404 for every other."""
    return get_object_or_404(notices_visible_to(member), pk=notice_id)


def get_own_notice_for(member: Membership, notice_id: UUID) -> FrameNotice:
    """A notice of the own Kreis, with which somebody may do something; Http404 for every other."""
    own = notices_visible_to(member).filter(kreis=own_kreis_of(member))
    return get_object_or_404(own, pk=notice_id)


def sub_allocations_visible_to(member: Membership) -> QuerySet[SubAllocation]:
    """What somebody may see of what a Kreis passes on.

    The Kreis sees all of its own; the Land what was released; a recipient what was released and
    holds a share for it.
    """
    found = SubAllocation.objects.select_related("notice__kreis")
    if own := own_kreis_of(member):
        return found.filter(notice__kreis=own)
    found = found.filter(state__in=(SubAllocationState.RELEASED, SubAllocationState.REPLACED))
    if member.role == Role.LAND_OFFICER:
        return found
    return found.filter(pk__in=_own_shares(member).values("sub_allocation"))


def get_sub_allocation_for(member: Membership, sub_allocation_id: UUID) -> SubAllocation:
    """A sub-allocation that somebody may see; Http404 for every other."""
    return get_object_or_404(sub_allocations_visible_to(member), pk=sub_allocation_id)


def get_waiting_for(member: Membership, sub_allocation_id: UUID) -> SubAllocation:
    """What waits for its release in the own Kreis; Http404 for every other."""
    waiting = sub_allocations_visible_to(member).filter(state=SubAllocationState.PREPARED)
    return get_object_or_404(waiting, pk=sub_allocation_id)


def shares_visible_to(member: Membership) -> QuerySet[SubShare]:
    """The shares that somebody may see: a recipient its own, the Kreis and the Land all."""
    shares = SubShare.objects.select_related("municipality", "provider")
    if not own_kreis_of(member) and member.role != Role.LAND_OFFICER:
        shares = shares.filter(pk__in=_own_shares(member))
    return shares.filter(sub_allocation__in=sub_allocations_visible_to(member))


def _own_shares(member: Membership) -> QuerySet[SubShare]:
    organisation = member.organisation
    if member.role != Role.FUNDING_OFFICER:
        return SubShare.objects.none()
    if organisation.municipality_id:
        return SubShare.objects.filter(municipality=organisation.municipality_id)
    return SubShare.objects.filter(provider=organisation)
