"""The counts of a Kreis: looked at, entered, corrected, reported; and who entered what when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.accounts.models import Membership
from bindeglied.documents.exports import Column
from bindeglied.funding import actions, queries
from bindeglied.funding.access import (
    FRAME_READERS,
    get_counted_kreis_for,
    get_counted_municipality_for,
    get_survey_for,
    may_enter_counts,
    may_report,
    require_entering,
    require_reporting,
)
from bindeglied.funding.forms.surveys import CountsForm, ReportForm
from bindeglied.funding.models import CountOrigin, CountSurvey, SurveyState
from bindeglied.funding.queries import CountRow, KreisStanding
from bindeglied.funding.queries.surveys import names_of
from bindeglied.funding.views.deeds import (
    is_done,
    moment_of,
    note_counts,
    show_what_stands,
    table_file,
)
from bindeglied.places.models import Kreis
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once
from bindeglied.ui.templatetags.formats import short_date

CONFLICT = 409
ORDERS = ("name", "personen", "fehlend")


@require_safe
@for_roles(*FRAME_READERS)
def survey_kreis(request: HttpRequest, survey_id: UUID, kreis_ags: str) -> HttpResponse:
    """What the municipalities of a Kreis counted, and what is to be done next."""
    member = request.member  # type: ignore[attr-defined]
    survey, kreis = get_survey_for(member, survey_id), get_counted_kreis_for(member, kreis_ags)
    rows = queries.count_rows(survey, kreis, member)
    page = _page(member, survey, kreis) | {"rows": in_order(request, rows), **_sum_of(rows)}
    page |= _next_steps(member, survey, kreis, page["standing"])
    page["order"] = _order(request)
    note_counts(request, "counts looked at", survey.pk)
    return render(request, "funding/survey_kreis.html", page)


def _page(member: Membership, survey: CountSurvey, kreis: Kreis) -> dict[str, Any]:
    place = member.organisation.municipality or kreis.full_name
    standing = None
    if not member.organisation.municipality_id:
        standing = queries.kreis_standing(survey, kreis)
    return {"survey": survey, "kreis": kreis, "place": place, "standing": standing}


def _sum_of(rows: Sequence[CountRow]) -> dict[str, int]:
    persons = [row.persons for row in rows if row.persons is not None]
    return {"persons": sum(persons), "counted": len(persons)}


def _next_steps(
    member: Membership, survey: CountSurvey, kreis: Kreis, standing: KreisStanding | None
) -> dict[str, Any]:
    is_open = survey.state == SurveyState.OPEN
    steps: dict[str, Any] = {
        "may_enter": is_open and may_enter_counts(member, kreis),
        "may_report": is_open and may_report(member, kreis),
    }
    if standing and standing.report:
        steps["changes"] = queries.changes_since(survey, kreis, standing.report)
    return steps


def _order(request: HttpRequest) -> str:
    asked = request.GET.get("sortierung", "")
    return asked if asked in ORDERS else ORDERS[0]


def in_order(request: HttpRequest, rows: Sequence[CountRow]) -> list[CountRow]:
    """The rows in the order that the address asks for; they come by name."""
    order = _order(request)
    if order == "personen":
        return sorted(rows, key=lambda row: -(row.persons or 0))
    if order == "fehlend":
        return sorted(rows, key=lambda row: row.count is not None)
    return list(rows)


@require_safe
@for_roles(*FRAME_READERS)
def survey_kreis_file(
    request: HttpRequest, survey_id: UUID, kreis_ags: str, form: str
) -> HttpResponse:
    """Exactly the table of the municipalities, as a file that can be filled in and uploaded."""
    member = request.member  # type: ignore[attr-defined]
    survey, kreis = get_survey_for(member, survey_id), get_counted_kreis_for(member, kreis_ags)
    rows = in_order(request, queries.count_rows(survey, kreis, member))
    columns = [
        *(Column(_("AGS")), Column(_("Gemeinde")), Column(_("Personen"), 0)),
        *(Column(_("Eingetragen am")), Column(_("Eingetragen von"))),
    ]
    cells = [[row.ags, row.name, row.persons, _day_of(row), row.entered_by] for row in rows]
    name = f"zaehlung-{survey.counted_on}-{kreis.ags}"
    answer = table_file(columns, cells, name=name, form=form)
    note_counts(request, "counts exported", survey.pk)
    return answer


def _day_of(row: CountRow) -> str:
    return short_date(row.count.entered_at) if row.count else ""


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*FRAME_READERS)
@once
def enter_counts(request: HttpRequest, survey_id: UUID, kreis_ags: str) -> HttpResponse:
    """Enter and correct many counts in one table."""
    member = request.member  # type: ignore[attr-defined]
    survey, kreis = get_survey_for(member, survey_id), get_counted_kreis_for(member, kreis_ags)
    require_entering(member, kreis)
    form = form_with_draft(request, CountsForm, rows=queries.count_rows(survey, kreis, member))
    if _entered(request, form, survey, member):
        return redirect("funding:survey_kreis", survey.pk, kreis.ags)
    note_counts(request, "counts looked at", survey.pk)
    page = _page(member, survey, kreis) | {"form": form}
    status = CONFLICT if getattr(form, "has_newer", False) else 200
    return render(request, "funding/enter_counts.html", page, status=status)


def _entered(
    request: HttpRequest, form: CountsForm, survey: CountSurvey, member: Membership
) -> bool:
    numbers: list[int] = []
    words = {"origin": CountOrigin.ENTERED, "organisation": member.organisation}

    def deed() -> None:
        typed = form.typed()
        done = actions.enter_counts(survey=survey, typed=typed, **words, by=member.user_id)  # type: ignore[arg-type]
        numbers.append(done)

    try:
        if not is_done(form, deed):
            return False
    except actions.CountedMeanwhile as newer:
        form.show_newer(newer.counts, names_of(newer.counts.values()))
        form.has_newer = True  # type: ignore[attr-defined]
        return False
    _say_entered(request, numbers[0])
    return True


def _say_entered(request: HttpRequest, entered: int) -> None:
    if not entered:
        messages.info(request, _("Es war nichts geändert; alles bleibt, wie es war."))
        return
    text = ngettext("%(n)s Zählung ist eingetragen.", "%(n)s Zählungen sind eingetragen.", entered)
    messages.success(request, text % {"n": entered})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*FRAME_READERS)
@once
def report_counts(request: HttpRequest, survey_id: UUID, kreis_ags: str) -> HttpResponse:
    """Report the counts of a Kreis, after a look at what has changed."""
    member = request.member  # type: ignore[attr-defined]
    survey, kreis = get_survey_for(member, survey_id), get_counted_kreis_for(member, kreis_ags)
    require_reporting(member, kreis)
    page = _page(member, survey, kreis)
    form = ReportForm(request.POST or None, initial={"seen_at": _seen(page["standing"])})
    if is_done(form, lambda: _report(form, survey, kreis, member)):
        messages.success(request, _("Die Zählung ist gemeldet."))
        return redirect("funding:survey_kreis", survey.pk, kreis.ags)
    show_what_stands(form, _seen(page["standing"]))
    page |= {"form": form, "rows": queries.count_rows(survey, kreis)}
    page |= _next_steps(member, survey, kreis, page["standing"])
    note_counts(request, "counts looked at", survey.pk)
    return render(request, "funding/report_counts.html", page)


def _seen(standing: KreisStanding) -> str:
    return standing.newest_at.isoformat() if standing.newest_at else ""


def _report(form: ReportForm, survey: CountSurvey, kreis: Kreis, member: Membership) -> None:
    actions.report_counts(
        survey=survey,
        kreis=kreis,
        seen_at=moment_of(form.cleaned_data["seen_at"]),
        organisation=member.organisation,
        by=member.user_id,
    )


@require_safe
@for_roles(*FRAME_READERS)
def count_history(request: HttpRequest, survey_id: UUID, ags: str) -> HttpResponse:
    """Who entered what when for one municipality."""
    member = request.member  # type: ignore[attr-defined]
    survey = get_survey_for(member, survey_id)
    municipality = get_counted_municipality_for(member, ags)
    rows = queries.history_of(survey, municipality)
    note_counts(request, "counts looked at", survey.pk)
    page = {"survey": survey, "municipality": municipality, "rows": rows}
    return render(request, "funding/count_history.html", page)
