"""Simulation: released frames beside another pool, key, count or tranche; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.accounts.models import Role
from bindeglied.documents.exports import Cell, Column
from bindeglied.funding import queries
from bindeglied.funding.access import FRAME_READERS, get_kreis_for
from bindeglied.funding.forms.simulation import INHABITANTS, PERSONS, SimulationForm
from bindeglied.funding.models import FrameRelease
from bindeglied.funding.queries.simulation import (
    SimulatedRow,
    kreise_of,
    simulated_rows,
    sum_of,
    weights_of,
)
from bindeglied.funding.views.exports import file_answer
from bindeglied.funding.views.looks import note_look_at_release
from bindeglied.funding.views.simulation_map import map_of_simulation
from bindeglied.places.models import Kreis

ORDERS = ("differenz", "rahmen", "name")


@dataclass(frozen=True, slots=True)
class Simulated:
    """A simulation as the page shows it; no rows where the form is at fault."""

    form: SimulationForm
    release: FrameRelease
    kreis: Kreis | None
    of_kreise: bool
    order: str
    rows: list[SimulatedRow]

    @property
    def query(self) -> str:
        """The address of this simulation without its order."""
        words = {name: self.form[name].value() or "" for name in self.form.fields}
        if self.kreis and not self.of_kreise:
            words["kreis"] = self.kreis.ags
        return urlencode(words)


@require_safe
@for_roles(*FRAME_READERS)
def simulation(request: HttpRequest) -> HttpResponse:
    """Who would get more and who less."""
    found = _simulated(request)
    if found is None:
        return render(request, "funding/no_frames.html")
    note_look_at_release(request, found.release, "frames simulated")
    page = {
        "simulated": found,
        "rows": found.rows,
        "total": sum_of(found.rows),
        "gaining": sum(row.difference_eur > 0 for row in found.rows),
        "losing": sum(row.difference_eur < 0 for row in found.rows),
        "map": map_of_simulation(found.rows, found.kreis, found.query) if found.rows else None,
    }
    return render(request, "funding/simulation.html", page)


@require_safe
@for_roles(*FRAME_READERS)
def simulation_file(request: HttpRequest, form: str) -> HttpResponse:
    """Exactly the table of the simulation, marked as one."""
    found = _simulated(request)
    if found is None or not found.rows:
        raise Http404
    note_look_at_release(request, found.release, "frame simulation exported")
    columns = [
        Column(_("AGS")),
        Column(_("Kreis") if found.of_kreise else _("Gemeinde")),
        Column(_("freigegeben in Euro"), 0),
        Column(_("Simulation in Euro"), 0),
        Column(_("Differenz in Euro"), 0),
        Column(_("Differenz in Prozent"), 1),
    ]
    cells = [_cells(row) for row in found.rows]
    return file_answer(form, "simulation", columns, cells, _("Simulation"))


def _cells(row: SimulatedRow) -> list[Cell]:
    share = row.tenths_of_percent
    percent = None if share is None else Decimal(share).scaleb(-1)
    return [row.ags, row.name, row.released_eur, row.simulated_eur, row.difference_eur, percent]


def _simulated(request: HttpRequest) -> Simulated | None:
    member = request.member  # type: ignore[attr-defined]
    releases = list(queries.releases_seen_by(member))
    if not releases:
        return None
    form = _form(request, releases)
    is_sound = form.is_valid()
    chosen = form.cleaned_data.get("freigabe") if form.is_bound else None
    release = next((one for one in releases if str(one.pk) == chosen), releases[0])
    asked = request.GET.get("kreis", "")
    kreis = get_kreis_for(member, asked) if asked else None
    rows = _rows(request, release, form) if is_sound else []
    of_kreise = member.role == Role.LAND_OFFICER and kreis is None
    if of_kreise:
        rows = kreise_of(rows)
    elif kreis is None:
        kreis = Kreis.objects.filter(pk__in={row.ags[:5] for row in rows}).first()
    rows = [row for row in rows if of_kreise or kreis is None or row.ags[:5] == kreis.ags]
    order = request.GET.get("sortierung", "")
    order = order if order in ORDERS else ORDERS[0]
    return Simulated(form, release, kreis, of_kreise, order, _sorted(rows, order))


def _form(request: HttpRequest, releases: list[FrameRelease]) -> SimulationForm:
    """What the address says; as released where it says nothing."""
    usual = {
        "freigabe": str(releases[0].pk),
        "topf": str(releases[0].pool_eur),
        "schluessel": PERSONS,
        "zaehlung": "",
        "tranche": str(releases[0].tranche_share // 100),
    }
    given = {name: request.GET[name] for name in usual if name in request.GET}
    surveys = queries.closed_surveys()
    return SimulationForm(data={**usual, **given}, releases=releases, surveys=surveys)


def _rows(request: HttpRequest, release: FrameRelease, form: SimulationForm) -> list[SimulatedRow]:
    given = form.cleaned_data
    weights = weights_of(
        release,
        by_inhabitants=given["schluessel"] == INHABITANTS,
        survey=UUID(given["zaehlung"]) if given["zaehlung"] else None,
    )
    return simulated_rows(
        request.member,  # type: ignore[attr-defined]
        release,
        weights,
        pool_cents=int(given["topf"] * 100),
        tranche=Fraction(given["tranche"], 100),
    )


def _sorted(rows: list[SimulatedRow], order: str) -> list[SimulatedRow]:
    if order == "differenz":
        return sorted(rows, key=lambda row: row.difference_eur)
    if order == "rahmen":
        return sorted(rows, key=lambda row: -row.released_eur)
    return rows
