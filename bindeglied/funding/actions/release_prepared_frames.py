"""Release frames that somebody else prepared."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from bindeglied.funding.actions.enter_frames import enter_frames, lock_frames
from bindeglied.funding.actions.open_survey import lock_survey
from bindeglied.funding.models import CountSurvey, FrameRelease, ReleaseState
from bindeglied.funding.queries.releases import (
    SeveralReleases,
    computed_frames,
    is_as_prepared,
    released_before,
    unverified_keys,
    was_closed_since,
)
from bindeglied.funding.transitions import RELEASE_STEPS, NotAllowed, require_step
from bindeglied.funding.wording import label_of
from bindeglied.law.planning_frame import NoFrameByFormula
from bindeglied.trail.actions import record_event


@transaction.atomic
def release_prepared_frames(*, release: FrameRelease, by: UUID) -> None:
    """Make prepared frames binding and enter them in the ledger; from now on nothing changes.

    Raises NotAllowed: `by` prepared them, a value used is unverified, a count or rule changed
    meanwhile, the survey was opened again since, something else was released for these years.
    """
    # What the installation itself released has no survey to lock.
    require_step(RELEASE_STEPS, release.state, ReleaseState.RELEASED)
    assert release.survey_id is not None
    survey = lock_survey(release.survey_id)
    lock_frames()
    release = FrameRelease.objects.select_for_update().get(pk=release.pk)
    require_step(RELEASE_STEPS, release.state, ReleaseState.RELEASED)
    if release.prepared_by == by:
        raise NotAllowed(_("Vorbereitet haben Sie selbst; freigeben muss eine zweite Person."))
    _require_as_prepared(release, survey)
    release.state = ReleaseState.RELEASED
    release.released_at = timezone.now()
    release.released_by = by
    release.save(update_fields=["state", "released_at", "released_by"])
    enter_frames(release, by=by)
    record_event(
        "frames released",
        record_kind="frame release",
        record_key=release.pk,
        by=by,
        organisation=None,
    )


def _require_as_prepared(release: FrameRelease, survey: CountSurvey) -> None:
    try:
        computed = computed_frames(release)
        is_same = was_closed_since(release, survey) and is_as_prepared(release, computed)
        is_same = is_same and released_before(release.years) == release.follows
    except (NoFrameByFormula, SeveralReleases):
        is_same = False
    if not is_same:
        raise NotAllowed(
            _(
                "Seit der Vorbereitung hat sich etwas geändert: eine Zählung, ein Wert der Fassung"
                " oder eine andere Freigabe. Bitte verwerfen und neu vorbereiten."
            )
        )
    if keys := unverified_keys(release, computed.result):
        labels = ", ".join(label_of(key, gettext) for key in keys)
        raise NotAllowed(
            _("Nicht freigegeben: Diese Werte sind ungeprüft: %(values)s.") % {"values": labels}
        )
