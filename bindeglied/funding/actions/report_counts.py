"""Report the counts of a Kreis, in agreement with its municipalities."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.accounts.models import Organisation
from bindeglied.funding.actions.open_survey import lock_survey, record_survey_event, require_open
from bindeglied.funding.models import CountSurvey, KreisReport
from bindeglied.funding.queries.surveys import KreisStanding, Standing, count_rows, kreis_standing
from bindeglied.funding.transitions import NotAllowed
from bindeglied.places.models import Kreis


@transaction.atomic
def report_counts(
    *,
    survey: CountSurvey,
    kreis: Kreis,
    seen_at: datetime | None,
    organisation: Organisation | None,
    by: UUID | None,
) -> KreisReport:
    """Stand for the counts of a Kreis as they hold now, agreed with every municipality.

    `seen_at` is the moment of the newest count that whoever reports had in view. Raises NotAllowed
    with the reason: a municipality has no count, another count was entered since, nothing has
    changed since the last report, the survey is closed.
    Source: § 29d Abs. 1 FAG in the version of 21.02.2017.
    """
    survey = lock_survey(survey.pk)
    require_open(survey)
    standing = kreis_standing(survey, kreis)
    _require_reportable(survey, kreis, standing)
    if standing.newest_at != seen_at:
        raise NotAllowed(
            _("Inzwischen hat sich eine Zählung geändert. Bitte sehen Sie die Zahlen noch einmal.")
        )
    report = KreisReport.objects.create(
        survey=survey,
        kreis=kreis,
        municipalities=standing.municipalities,
        persons=standing.persons,
        reported_at=timezone.now(),
        reported_by=by,
    )
    place = organisation.pk if organisation else None
    record_survey_event("counts reported", survey, by=by, organisation=place)
    return report


def _require_reportable(survey: CountSurvey, kreis: Kreis, standing: KreisStanding) -> None:
    if standing.standing is Standing.MISSING:
        names = [row.name for row in count_rows(survey, kreis) if row.count is None]
        raise NotAllowed(_("Es fehlt noch die Zählung von %(names)s.") % {"names": listed(names)})
    if standing.standing is Standing.REPORTED:
        raise NotAllowed(_("Diese Zählung ist schon gemeldet; seitdem hat sich nichts geändert."))


def listed(names: list[str], at_most: int = 12) -> str:
    """The names in a row; where there are very many, the first and how many more."""
    shown = ", ".join(names[:at_most])
    if len(names) <= at_most:
        return shown
    return _("%(names)s und %(more)s weiteren") % {"names": shown, "more": len(names) - at_most}
