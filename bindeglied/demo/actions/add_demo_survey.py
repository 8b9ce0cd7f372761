"""The count behind the demo frames, closed, and the relief that was released from it."""

from __future__ import annotations

from uuid import UUID

from bindeglied.accounts.models import User
from bindeglied.demo.actions.release_demo_frame import COUNTED_ON, demo_persons
from bindeglied.funding import actions
from bindeglied.funding.models import CountOrigin, Programme
from bindeglied.funding.queries import kreis_standings
from bindeglied.law.count_days import count_days
from bindeglied.places.models import Kreis

PREPARED_BY, RELEASED_BY = "heidi@demo.example", "lukas@demo.example"


def add_demo_survey() -> None:
    """Count, report and close as of 2017, then divide the pool of that year among two officers.

    The installation itself counts and reports, hence without `by`. Without the budgets that
    come with the product there is no pool, and then no relief either.
    """
    days = count_days(COUNTED_ON.year)
    survey = actions.open_survey(
        counted_on=days.counted_on,
        report_until=days.report_until,
        correct_until=days.correct_until,
        by=None,
    )
    typed = [actions.TypedCount(ags, persons) for ags, persons in sorted(demo_persons().items())]
    words = {"survey": survey, "organisation": None, "by": None}
    actions.enter_counts(typed=typed, origin=CountOrigin.UPLOADED, **words)  # type: ignore[arg-type]
    kreise = Kreis.objects.in_bulk()
    for one in kreis_standings(survey):
        actions.report_counts(kreis=kreise[one.ags], seen_at=one.newest_at, **words)  # type: ignore[arg-type]
    survey = actions.close_survey(survey=survey, by=None)
    if Programme.objects.filter(pk="lastenausgleich").exists():
        relief = actions.prepare_relief(survey=survey, by=_id_of(PREPARED_BY))
        actions.release_relief(allocation=relief, by=_id_of(RELEASED_BY))


def _id_of(email: str) -> UUID:
    return User.objects.get(email=email).pk
