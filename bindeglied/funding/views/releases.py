"""The way of frames from a survey to their release: prepared by one person, released by another."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.accounts.models import User
from bindeglied.funding import actions, queries
from bindeglied.funding.access import LAND_READERS, get_release_for, releases_for
from bindeglied.funding.forms.prepare_frames import PrepareFramesForm
from bindeglied.funding.models import FrameRelease, ReleaseState
from bindeglied.funding.queries.releases import was_closed_since
from bindeglied.funding.rule_confirmations import confirmed_version
from bindeglied.funding.transitions import NotAllowed
from bindeglied.funding.views.looks import note_look_at_release
from bindeglied.funding.wording import CERTAINTIES, label_of, source_text
from bindeglied.law.planning_frame import NoFrameByFormula, PlanningFrames, shown_euros
from bindeglied.law.rules import Rules
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once


@dataclass(frozen=True, slots=True)
class UnverifiedValue:
    """A rule value that nobody confirmed, and the way to confirm it (empty: there is none)."""

    label: str
    certainty: str
    source: str
    confirm_url: str


@require_safe
@for_roles(*LAND_READERS)
def releases(request: HttpRequest) -> HttpResponse:
    """All releases, what is only prepared first."""
    member = request.member  # type: ignore[attr-defined]
    rows = sorted(
        releases_for(member).order_by("-prepared_at", "-id"),
        key=lambda one: one.state != ReleaseState.PREPARED,
    )
    page = {"rows": rows, "surveys": queries.closed_surveys()}
    return render(request, "funding/releases.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*LAND_READERS)
@once
def prepare(request: HttpRequest) -> HttpResponse:
    """Compute frames from a closed survey and keep them for a second person to release."""
    member = request.member  # type: ignore[attr-defined]
    form = form_with_draft(request, PrepareFramesForm)
    if form.is_valid():
        try:
            release = actions.prepare_frames(by=member.user_id, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(
                request, _("Der Rahmen ist vorbereitet; freigeben muss ihn jemand anderes.")
            )
            return redirect("funding:frame_release", release.pk)
    return render(request, "funding/prepare_frames.html", {"form": form})


@require_safe
@for_roles(*LAND_READERS)
def frame_release(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """What a release gives, on which values it rests, and whether it may become binding."""
    member = request.member  # type: ignore[attr-defined]
    release = get_release_for(member, release_id)
    note_look_at_release(request, release)
    return render(request, "funding/frame_release.html", _page(request, release))


@require_POST
@for_roles(*LAND_READERS)
@once
def release(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Make prepared frames binding; whoever prepared them cannot."""
    member = request.member  # type: ignore[attr-defined]
    prepared = get_release_for(member, release_id)
    try:
        actions.release_prepared_frames(release=prepared, by=member.user_id)
    except NotAllowed as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Der Rahmen ist freigegeben. Er ändert sich nicht mehr."))
    return redirect("funding:frame_release", release_id)


@require_POST
@for_roles(*LAND_READERS)
@once
def withdraw(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Set prepared frames aside."""
    member = request.member  # type: ignore[attr-defined]
    prepared = get_release_for(member, release_id)
    try:
        actions.withdraw_frames(release=prepared, by=member.user_id)
    except NotAllowed as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Die Vorbereitung ist verworfen. Sie bleibt hier lesbar."))
    return redirect("funding:frame_release", release_id)


def _page(request: HttpRequest, release: FrameRelease) -> dict[str, object]:
    member = request.member  # type: ignore[attr-defined]
    rules = queries.rules_of(release)
    rows = queries.by_kreis(release.frames.all(), rules)
    result = _result(release, rules)
    tranche_pool = shown_euros(result.tranche_pool_eur)
    total = queries.total(rules, rows)
    people = User.objects.in_bulk(
        [one for one in (release.prepared_by, release.released_by) if one is not None]
    )
    is_prepared = release.state == ReleaseState.PREPARED
    return {
        "release": release,
        "rules": rules,
        "rows": rows,
        "total": total,
        "tranche_pool": tranche_pool,
        "difference": total.frame_eur - tranche_pool,
        "unverified": unverified_values(rules, queries.unverified_keys(release, result)),
        "negative": release.frames.filter(before_eur__gt=F("frame_eur")).count(),
        "prepared_by": people.get(release.prepared_by),
        "released_by": people.get(release.released_by),
        "may_withdraw": is_prepared,
        "may_release": is_prepared and release.prepared_by != member.user_id,
        "is_prepared": is_prepared,
        "is_overtaken": release.survey and not was_closed_since(release, release.survey),
    }


def _result(release: FrameRelease, rules: Rules) -> PlanningFrames:
    try:
        return queries.computation(release, rules, [])
    except NoFrameByFormula:
        # A value was replaced since; when it was prepared, frames followed from the version.
        then = confirmed_version(release.rule_version, until=release.prepared_at)
        return queries.computation(release, then, [])


def unverified_values(rules: Rules, keys: tuple[str, ...]) -> list[UnverifiedValue]:
    """These values of a version as the page shows them."""
    return [
        UnverifiedValue(
            label=label_of(key, gettext),
            certainty=gettext(CERTAINTIES[rules.value_of(key).certainty]),
            source=source_text(rules.value_of(key).source, gettext),
            confirm_url=_confirm_url(rules.version, key),
        )
        for key in keys
    ]


def _confirm_url(version: str, key: str) -> str:
    try:
        page = reverse("funding:confirm_rule")
    except NoReverseMatch:
        return ""
    return f"{page}?{urlencode({'fassung': version, 'wert': key})}"
