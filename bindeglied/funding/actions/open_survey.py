"""Open a count for the whole Land."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.funding.models import CountSurvey, SurveyState
from bindeglied.funding.transitions import NotAllowed
from bindeglied.trail.actions import record_event


@transaction.atomic
def open_survey(
    *, counted_on: date, report_until: date, correct_until: date, by: UUID | None
) -> CountSurvey:
    """Open the count of the persons at `counted_on`.

    The Kreise report until `report_until`, corrections are possible until `correct_until`; each
    day lies after the one before. `by` is None where the installation itself acts. Raises
    NotAllowed for days in another order and for a day that is counted already.
    Source: § 29d Abs. 1 FAG in the version of 21.02.2017 (proposed by law.count_days).
    """
    if not counted_on < report_until < correct_until:
        raise NotAllowed(
            _("Die Tage müssen aufeinander folgen: erst Stichtag, dann Meldung, dann Berichtigung.")
        )
    try:
        # The database lets each day be counted once, also where two open at once.
        with transaction.atomic():
            survey = CountSurvey.objects.create(
                counted_on=counted_on,
                report_until=report_until,
                correct_until=correct_until,
                state=SurveyState.OPEN,
                opened_at=timezone.now(),
                opened_by=by,
            )
    except IntegrityError as reason:
        raise NotAllowed(_("Zu diesem Stichtag gibt es schon eine Zählung.")) from reason
    record_survey_event("survey opened", survey, by=by, organisation=None)
    return survey


def lock_survey(survey_id: UUID) -> CountSurvey:
    """The survey as it is now; until the end of the transaction nobody else counts or reports."""
    return CountSurvey.objects.select_for_update().get(pk=survey_id)


def require_open(survey: CountSurvey) -> None:
    """Raise NotAllowed where the survey is closed."""
    if survey.state != SurveyState.OPEN:
        raise NotAllowed(_("Die Zählung ist abgeschlossen; es wird nichts mehr eingetragen."))


def record_survey_event(
    verb: str, survey: CountSurvey, *, by: UUID | None, organisation: UUID | None
) -> None:
    """Write the event of a deed in a survey; `verb` as for `record_event`."""
    record_event(
        verb, record_kind="count survey", record_key=survey.pk, by=by, organisation=organisation
    )
