"""The count of the whole Land: opened, looked at by Kreis, closed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.accounts.models import Membership, Role
from bindeglied.documents.exports import Cell, Column
from bindeglied.funding import actions, queries
from bindeglied.funding.access import (
    FRAME_READERS,
    LAND_READERS,
    get_survey_for,
    municipalities_visible_to,
)
from bindeglied.funding.forms.surveys import OpenSurveyForm, proposed_days
from bindeglied.funding.models import CountSurvey, ReleaseState, ReliefState
from bindeglied.funding.queries import KreisStanding, Standing
from bindeglied.funding.views.deeds import is_done, note_counts, table_file, tell
from bindeglied.law.count_days import count_days
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once
from bindeglied.ui.templatetags.formats import short_date

ORDERS = ("stand", "name", "personen")
FIRST_YEAR = 2017


@require_safe
@for_roles(*FRAME_READERS)
def surveys(request: HttpRequest) -> HttpResponse:
    """Every count, the newest first."""
    member = request.member  # type: ignore[attr-defined]
    page = {"lines": queries.all_surveys(member), "places": municipalities_visible_to(member)}
    return render(request, "funding/surveys.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*LAND_READERS)
@once
def open_survey(request: HttpRequest) -> HttpResponse:
    """Open a count; the law proposes its days."""
    year = _wanted_year(request)
    form = form_with_draft(request, OpenSurveyForm, initial=proposed_days(year))
    by = request.member.user_id  # type: ignore[attr-defined]
    if is_done(form, lambda: actions.open_survey(**form.cleaned_data, by=by)):
        day = short_date(form.cleaned_data["counted_on"])
        messages.success(request, _("Die Zählung zum %(day)s ist eröffnet.") % {"day": day})
        return redirect("funding:surveys")
    page = {"form": form, "year": year, "source": count_days(year).source}
    return render(request, "funding/open_survey.html", page)


def _wanted_year(request: HttpRequest) -> int:
    wanted = request.GET.get("jahr", "")
    this_year = timezone.localdate().year
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 4 else this_year
    return year if FIRST_YEAR <= year <= this_year + 1 else this_year


@require_safe
@for_roles(*FRAME_READERS)
def survey(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """The Land sees all Kreise; everybody else goes to the own Kreis."""
    member = request.member  # type: ignore[attr-defined]
    found = get_survey_for(member, survey_id)
    if member.role != Role.LAND_OFFICER:
        return redirect("funding:survey_kreis", found.pk, own_kreis(member))
    rows = queries.kreis_standings(found)
    page = {"survey": found, "all_rows": rows, "total": total_of(rows), "standings": Standing}
    page |= {"rows": wanted_rows(request, rows), **wanted(request), **_what_follows(found)}
    return render(request, "funding/survey.html", page)


def _what_follows(survey: CountSurvey) -> dict[str, bool]:
    """What may be done with a closed count: it stays once money was released from it."""
    relief = survey.relief_allocations.filter(state=ReliefState.RELEASED).exists()
    frames = survey.releases.filter(state=ReleaseState.RELEASED).exists()
    is_in_time = timezone.localdate() <= survey.correct_until
    may_reopen = is_in_time and not relief and not frames
    return {"may_compute": not relief, "has_frames": frames, "may_reopen": may_reopen}


def own_kreis(member: Membership) -> str:
    """The AGS of the Kreis that a Kreis or a municipality belongs to."""
    place = member.organisation
    if place.kreis_id:
        return place.kreis_id
    assert place.municipality_id  # nobody else sees a survey or a relief
    return place.municipality_id[:5]


@require_safe
@for_roles(*LAND_READERS)
def survey_file(request: HttpRequest, survey_id: UUID, form: str) -> HttpResponse:
    """Exactly the table of the Kreise, as a file."""
    found = get_survey_for(request.member, survey_id)  # type: ignore[attr-defined]
    rows = wanted_rows(request, queries.kreis_standings(found))
    name = f"zaehlung-{found.counted_on}-kreise"
    answer = table_file(_columns(), [_cells(row) for row in rows], name=name, form=form)
    note_counts(request, "counts exported", found.pk)
    return answer


def _columns() -> list[Column]:
    return [
        Column(_("AGS")),
        Column(_("Kreis")),
        Column(_("Gemeinden gezählt"), 0),
        Column(_("Gemeinden"), 0),
        Column(_("Personen"), 0),
        Column(_("Stand")),
        Column(_("Gemeldet am")),
    ]


def _cells(row: KreisStanding) -> list[Cell]:
    reported = short_date(row.report.reported_at) if row.report else ""
    if row.is_late:
        reported = _("%(day)s (nach der Frist)") % {"day": reported}
    return [
        *(row.ags, row.name, row.counted, row.municipalities, row.persons),
        *(str(row.standing.label), reported),
    ]


def wanted(request: HttpRequest) -> dict[str, str]:
    """The order and the standing that the address asks for; anything unknown means all."""
    order, standing = request.GET.get("sortierung", ""), request.GET.get("stand", "")
    return {
        "order": order if order in ORDERS else ORDERS[0],
        "standing": standing if standing in Standing.values else "",
    }


def wanted_rows(request: HttpRequest, rows: Sequence[KreisStanding]) -> list[KreisStanding]:
    """The Kreise that the address asks for, in its order; they come by name."""
    asked, steps = wanted(request), list(Standing)
    shown = [one for one in rows if asked["standing"] in ("", one.standing)]
    if asked["order"] == "stand":
        return sorted(shown, key=lambda one: steps.index(one.standing))
    if asked["order"] == "personen":
        return sorted(shown, key=lambda one: -one.persons)
    return shown


def total_of(rows: Sequence[KreisStanding]) -> dict[str, int]:
    """The sums below the table, and how many Kreise have reported what holds."""
    return {
        "counted": sum(row.counted for row in rows),
        "municipalities": sum(row.municipalities for row in rows),
        "persons": sum(row.persons for row in rows),
        "reported": sum(row.standing is Standing.REPORTED for row in rows),
        "kreise": len(rows),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*LAND_READERS)
@once
def close_survey(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """Close a count; the page before says what is missing and what closing means."""
    member = request.member  # type: ignore[attr-defined]
    found = get_survey_for(member, survey_id)
    if request.method == "POST":
        close = partial(actions.close_survey, survey=found, by=member.user_id)
        tell(request, close, _("Die Zählung ist abgeschlossen."))
        return redirect("funding:survey", found.pk)
    rows = queries.kreis_standings(found)
    late = [row for row in rows if row.standing is not Standing.REPORTED]
    page = {"survey": found, "total": total_of(rows), "late": late}
    return render(request, "funding/close_survey.html", page)
