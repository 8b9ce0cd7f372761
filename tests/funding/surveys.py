"""Surveys for tests: opened, counted, reported, by the actions themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bindeglied.accounts.models import Membership
from bindeglied.funding import actions
from bindeglied.funding.models import CountOrigin, CountSurvey
from bindeglied.funding.queries import kreis_standings
from bindeglied.places.models import Kreis, Municipality

COUNTED_ON = date(2018, 9, 15)
WEINHEIM, SCHRIESHEIM, KEHL = "08226096", "08226082", "08317057"
RHEIN_NECKAR, ORTENAU = "08226", "08317"


def a_survey(
    counted_on: date = COUNTED_ON, correct_until: date = date(2099, 12, 31)
) -> CountSurvey:
    """A count that runs and can be corrected for ever."""
    return actions.open_survey(
        counted_on=counted_on, report_until=date(2099, 10, 15), correct_until=correct_until, by=None
    )


def count(
    survey: CountSurvey,
    ags: str,
    persons: int,
    *,
    reason: str = "",
    seen: object = None,
    member: Membership | None = None,
) -> int:
    """Enter one count."""
    typed = [actions.TypedCount(ags, persons, reason, seen)]  # type: ignore[arg-type]
    return actions.enter_counts(
        survey=survey,
        typed=typed,
        origin=CountOrigin.ENTERED,
        organisation=member.organisation if member else None,
        by=member.user_id if member else None,
    )


def count_all(survey: CountSurvey, kreise: Iterable[str] | None = None, persons: int = 5) -> None:
    """Enter the same count for every municipality that has none yet, in these Kreise or in all."""
    places = Municipality.objects.all()
    if kreise is not None:
        places = places.filter(kreis__in=list(kreise))
    done = survey.counts.values("municipality")
    actions.enter_counts(
        survey=survey,
        typed=[
            actions.TypedCount(ags, persons)
            for ags in places.exclude(pk__in=done).values_list("ags", flat=True)
        ],
        origin=CountOrigin.ENTERED,
        organisation=None,
        by=None,
    )


def report_all(survey: CountSurvey, kreise: Iterable[str] | None = None) -> None:
    """Report these Kreise, or all."""
    wanted = None if kreise is None else set(kreise)
    for one in kreis_standings(survey):
        if wanted is None or one.ags in wanted:
            actions.report_counts(
                survey=survey,
                kreis=Kreis.objects.get(pk=one.ags),
                seen_at=one.newest_at,
                organisation=None,
                by=None,
            )


def a_closed_survey(**words: object) -> CountSurvey:
    """Counted, reported and closed."""
    survey = a_survey(**words)  # type: ignore[arg-type]
    count(survey, WEINHEIM, 352)
    count_all(survey)
    report_all(survey)
    return actions.close_survey(survey=survey, by=None)
