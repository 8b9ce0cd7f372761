"""Keep a file of counts between its preview and taking it over."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bindeglied.funding.actions.open_survey import lock_survey, record_survey_event, require_open
from bindeglied.funding.counts_upload import ReadUpload
from bindeglied.funding.models import CountSurvey, CountUpload
from bindeglied.places.models import Kreis


@transaction.atomic
def keep_upload(
    *, survey: CountSurvey, kreis: Kreis, read: ReadUpload, by: UUID, organisation: UUID | None
) -> CountUpload:
    """Keep what was read from a file, with its faults; no count is entered yet.

    Raises NotAllowed where the survey is closed.
    """
    require_open(lock_survey(survey.pk))
    upload = CountUpload.objects.create(
        survey=survey,
        kreis=kreis,
        rows=read.rows,
        faults=read.faults,
        notices=read.notices,
        uploaded_at=timezone.now(),
        uploaded_by=by,
    )
    record_survey_event("counts uploaded", survey, by=by, organisation=organisation)
    return upload
