"""Open a closed count again, for a justified correction."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.funding.actions.open_survey import lock_survey, record_survey_event
from bindeglied.funding.models import CountSurvey, ReleaseState, ReliefState, SurveyState
from bindeglied.funding.transitions import SURVEY_STEPS, NotAllowed, require_step
from bindeglied.ui.templatetags.formats import short_date


@transaction.atomic
def reopen_survey(*, survey: CountSurvey, by: UUID) -> CountSurvey:
    """Open a closed survey again; the Kreis corrects and reports anew, then it is closed again.

    Raises NotAllowed after the last day of corrections, and once frames or the relief that were
    computed from it are released.
    Source: § 29d Abs. 1 FAG in the version of 21.02.2017 (corrections until 31 December).
    """
    survey = lock_survey(survey.pk)
    require_step(SURVEY_STEPS, survey.state, SurveyState.OPEN)
    if timezone.localdate() > survey.correct_until:
        day = short_date(survey.correct_until)
        raise NotAllowed(_("Berichtigt werden konnte bis zum %(day)s.") % {"day": day})
    if survey.relief_allocations.filter(state=ReliefState.RELEASED).exists():
        raise NotAllowed(
            _("Aus dieser Zählung ist der Lastenausgleich freigegeben; sie ändert sich nicht mehr.")
        )
    if survey.releases.filter(state=ReleaseState.RELEASED).exists():
        raise NotAllowed(
            _("Aus dieser Zählung sind Planungsrahmen freigegeben; sie ändert sich nicht mehr.")
        )
    survey.state, survey.closed_at, survey.closed_by = SurveyState.OPEN, None, None
    survey.save(update_fields=["state", "closed_at", "closed_by"])
    record_survey_event("survey opened again", survey, by=by, organisation=None)
    return survey
