"""Close a count once every Kreis stands for its part."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.funding.actions.open_survey import lock_survey, record_survey_event
from bindeglied.funding.actions.report_counts import listed
from bindeglied.funding.models import CountSurvey, SurveyState
from bindeglied.funding.queries.surveys import Standing, kreis_standings
from bindeglied.funding.transitions import SURVEY_STEPS, NotAllowed, require_step


@transaction.atomic
def close_survey(*, survey: CountSurvey, by: UUID | None) -> CountSurvey:
    """Close the survey; from then on its counts hold for whatever is computed from them.

    Raises NotAllowed with the names of the Kreise that have not reported, or must report anew.
    """
    survey = lock_survey(survey.pk)
    require_step(SURVEY_STEPS, survey.state, SurveyState.CLOSED)
    late = [one.name for one in kreis_standings(survey) if one.standing is not Standing.REPORTED]
    if late:
        raise NotAllowed(_("Es fehlt noch die Meldung von %(names)s.") % {"names": listed(late)})
    survey.state = SurveyState.CLOSED
    survey.closed_at, survey.closed_by = timezone.now(), by
    survey.save(update_fields=["state", "closed_at", "closed_by"])
    record_survey_event("survey closed", survey, by=by, organisation=None)
    return survey
