"""Take a file of counts over: all of it or nothing, and once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.accounts.models import Organisation
from bindeglied.funding.actions.enter_counts import TypedCount, enter_counts
from bindeglied.funding.actions.open_survey import lock_survey
from bindeglied.funding.models import CountOrigin, CountUpload
from bindeglied.funding.queries.surveys import counts_that_hold, kreis_standing
from bindeglied.funding.transitions import NotAllowed


@transaction.atomic
def take_upload(
    *,
    upload: CountUpload,
    reason: str,
    seen_at: datetime | None,
    organisation: Organisation | None,
    by: UUID,
) -> int:
    """Enter the counts of an upload that differ from those that hold; how many those were.

    `reason` is that of all corrections among them (at most 300 letters), `seen_at` the moment of
    the newest count of the Kreis when the preview was drawn. What the file said is forgotten then.
    Raises NotAllowed: the file has faults or was taken over already, a count was entered since the
    preview, a correction has no reason or comes too late.
    """
    lock_survey(upload.survey_id)
    upload = CountUpload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.taken_at is not None:
        raise NotAllowed(_("Diese Datei ist schon übernommen."))
    if upload.faults or not upload.rows:
        raise NotAllowed(_("Die Datei enthält Fehler; bitte verbessern und neu hochladen."))
    if kreis_standing(upload.survey, upload.kreis).newest_at != seen_at:
        raise NotAllowed(
            _(
                "Inzwischen hat sich eine Zählung geändert."
                " Bitte sehen Sie die Vorschau noch einmal."
            )
        )
    entered = _enter(upload, reason, organisation, by)
    upload.taken_at, upload.rows, upload.notices = timezone.now(), [], []
    upload.save(update_fields=["taken_at", "rows", "notices"])
    return entered


def _enter(upload: CountUpload, reason: str, organisation: Organisation | None, by: UUID) -> int:
    wanted = [row["ags"] for row in upload.rows]
    found = counts_that_hold(upload.survey).filter(municipality__in=wanted)
    hold = dict(found.values_list("municipality", "pk"))
    return enter_counts(
        survey=upload.survey,
        typed=[
            TypedCount(row["ags"], row["persons"], reason, hold.get(row["ags"]))
            for row in upload.rows
        ],
        origin=CountOrigin.UPLOADED,
        organisation=organisation,
        by=by,
    )
