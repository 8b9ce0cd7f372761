"""Enter or correct the persons counted in municipalities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.accounts.models import Organisation
from bindeglied.funding.actions.open_survey import lock_survey, record_survey_event, require_open
from bindeglied.funding.counts_file import MOST_PERSONS, PERSONS_TOO_MANY
from bindeglied.funding.models import CountOrigin, CountSurvey, MunicipalityCount
from bindeglied.funding.queries.surveys import counts_that_hold
from bindeglied.funding.transitions import NotAllowed
from bindeglied.ui.templatetags.formats import short_date


@dataclass(frozen=True, slots=True)
class TypedCount:
    """Persons (0 to 9,999,999) of a municipality by its AGS; `seen` is the count that the form
    showed, None where it showed none. A correction has a reason of at most 300 letters."""

    ags: str
    persons: int
    reason: str = ""
    seen: UUID | None = None


class CountedMeanwhile(Exception):
    """Somebody else entered counts since the form was drawn; `counts` are those by AGS."""

    def __init__(self, counts: Mapping[str, MunicipalityCount]) -> None:
        super().__init__(", ".join(counts))
        self.counts = counts


@transaction.atomic
def enter_counts(
    *,
    survey: CountSurvey,
    typed: Sequence[TypedCount],
    origin: CountOrigin,
    organisation: Organisation | None,
    by: UUID | None,
) -> int:
    """Enter what differs from the counts that hold, all of it or nothing; how many those are.

    A count that stands already is corrected by a further row, for a reason and until the last
    day of corrections. Raises NotAllowed with the reason, and CountedMeanwhile where another
    count holds than the one that was seen and says otherwise.
    """
    survey = lock_survey(survey.pk)
    require_open(survey)
    _require_begun(survey)
    _require_possible(typed)
    hold = _hold(survey, typed)
    changed = [one for one in typed if one.ags not in hold or hold[one.ags].persons != one.persons]
    _require_seen(changed, hold)
    _require_correctable(survey, [one for one in changed if one.ags in hold])
    now = timezone.now()
    MunicipalityCount.objects.bulk_create(
        MunicipalityCount(
            survey=survey,
            municipality_id=one.ags,
            persons=one.persons,
            origin=origin,
            reason=one.reason.strip() if one.ags in hold else "",
            replaces=hold.get(one.ags),
            organisation=organisation,
            entered_at=now,
            entered_by=by,
        )
        for one in changed
    )
    if changed:
        place = organisation.pk if organisation else None
        record_survey_event("counts entered", survey, by=by, organisation=place)
    return len(changed)


def _hold(survey: CountSurvey, typed: Sequence[TypedCount]) -> dict[str, MunicipalityCount]:
    wanted = [one.ags for one in typed]
    found = counts_that_hold(survey).filter(municipality__in=wanted)
    return {one.municipality_id: one for one in found.select_related("municipality")}


def _require_begun(survey: CountSurvey) -> None:
    if timezone.localdate() < survey.counted_on:
        day = short_date(survey.counted_on)
        raise NotAllowed(_("Gezählt wird am %(day)s; vorher gibt es keine Zahl.") % {"day": day})


def _require_possible(typed: Sequence[TypedCount]) -> None:
    for one in typed:
        if one.persons > MOST_PERSONS:
            raise NotAllowed(_(PERSONS_TOO_MANY) % {"entry": one.persons})


def _require_seen(changed: Sequence[TypedCount], hold: Mapping[str, MunicipalityCount]) -> None:
    newer = {
        one.ags: hold[one.ags]
        for one in changed
        if one.ags in hold and hold[one.ags].pk != one.seen
    }
    if newer:
        raise CountedMeanwhile(newer)


def _require_correctable(survey: CountSurvey, corrected: Sequence[TypedCount]) -> None:
    if corrected and timezone.localdate() > survey.correct_until:
        day = short_date(survey.correct_until)
        raise NotAllowed(_("Berichtigt werden konnte bis zum %(day)s.") % {"day": day})
    if not all(one.reason.strip() for one in corrected):
        raise NotAllowed(_("Wer eine Zählung berichtigt, nennt den Grund."))
