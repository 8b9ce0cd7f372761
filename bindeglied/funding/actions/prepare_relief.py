"""Prepare the relief of a year from a closed count."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.funding.actions.open_survey import lock_survey, record_survey_event
from bindeglied.funding.models import (
    Budget,
    CountSurvey,
    Programme,
    ReliefAllocation,
    ReliefShare,
    ReliefState,
    SurveyState,
)
from bindeglied.funding.queries.surveys import counts_that_hold
from bindeglied.funding.transitions import NotAllowed
from bindeglied.law.burden_sharing import LEGAL_BASIS, relief_shares

PROGRAMME = "lastenausgleich"


@transaction.atomic
def prepare_relief(*, survey: CountSurvey, by: UUID) -> ReliefAllocation:
    """Compute what falls to each municipality in the year of the count day; nothing is released.

    A computation that still waits is replaced by this one. Raises NotAllowed: the count is not
    closed, the year has no pool, nobody was counted, the year's relief is released already.
    Source: § 29d Abs. 1 FAG in the version of 21.02.2017 (law.burden_sharing).
    """
    survey = lock_survey(survey.pk)
    lock_relief()
    pool = _pool_of(survey)
    counts = list(counts_that_hold(survey).order_by("municipality"))
    if not sum(one.persons for one in counts):
        raise NotAllowed(_("Es ist niemand gezählt; es lässt sich nichts verteilen."))
    shares = relief_shares(pool_cents=int(pool * 100), persons=[one.persons for one in counts])
    year = survey.counted_on.year
    waiting = ReliefAllocation.objects.filter(year=year, state=ReliefState.PREPARED)
    waiting.update(state=ReliefState.REPLACED)
    allocation = ReliefAllocation.objects.create(
        survey=survey,
        number=survey.relief_allocations.count() + 1,
        year=year,
        pool_eur=pool,
        total_persons=shares.total_persons,
        legal_basis=str(LEGAL_BASIS),
        prepared_at=timezone.now(),
        prepared_by=by,
    )
    ReliefShare.objects.bulk_create(
        ReliefShare(
            allocation=allocation,
            municipality_id=one.municipality_id,
            persons=one.persons,
            share_eur=Decimal(share),
        )
        for one, share in zip(counts, shares.shares_eur, strict=True)
    )
    record_survey_event("relief prepared", survey, by=by, organisation=None)
    return allocation


def lock_relief() -> None:
    """Until the end of the transaction nobody else computes or releases a relief.

    A year may have two counts, so that the survey alone does not hold its relief. After the survey,
    as `lock_frames`.
    """
    Programme.objects.select_for_update(no_key=True).get(pk=PROGRAMME)


def _pool_of(survey: CountSurvey) -> Decimal:
    """The pool of the year in euros. Raises NotAllowed where nothing can be divided."""
    year = survey.counted_on.year
    if survey.state != SurveyState.CLOSED:
        raise NotAllowed(_("Berechnet wird aus einer abgeschlossenen Zählung."))
    if ReliefAllocation.objects.filter(year=year, state=ReliefState.RELEASED).exists():
        raise NotAllowed(
            _("Der Lastenausgleich %(year)s ist schon freigegeben und ändert sich nicht mehr.")
            % {"year": year}
        )
    budget = Budget.objects.filter(programme=PROGRAMME, year=year).first()
    if budget is None or budget.amount_eur is None:
        raise NotAllowed(_("Für %(year)s ist kein Betrag bekannt.") % {"year": year})
    return budget.amount_eur
