"""Prepare planning frames from a closed survey."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from bindeglied.funding.actions.open_survey import lock_survey
from bindeglied.funding.frames import why_no_frame
from bindeglied.funding.models import (
    CountSurvey,
    FrameKind,
    FrameRelease,
    PlanningFrame,
    SurveyState,
)
from bindeglied.funding.models.frame_release import WHOLE_YEAR
from bindeglied.funding.queries.releases import (
    SeveralReleases,
    computed_frames,
    not_counted,
    persons_counted,
    released_before,
)
from bindeglied.funding.rule_confirmations import confirmed_rules_on
from bindeglied.funding.transitions import NotAllowed
from bindeglied.law.planning_frame import divides_by_persons
from bindeglied.law.rules import Rules
from bindeglied.trail.actions import record_event
from bindeglied.ui.templatetags.formats import short_date

EARLIEST_YEAR, MOST_YEARS = 2017, 2


@transaction.atomic
def prepare_frames(
    *,
    survey: CountSurvey,
    rules_on: date,
    kind: FrameKind,
    first_year: int,
    last_year: int,
    pool_eur: Decimal | None,
    by: UUID,
) -> FrameRelease:
    """Compute frames for the years from first to last (at most two) and keep them, not binding.

    `rules_on` chooses the rule version in force; `pool_eur` is the pool of a year (None: that of
    the version). A provisional frame is the first tranche with the share the version names, a
    final one holds for whole years and follows what was released for them before. Raises
    NotAllowed: the survey is not closed or not complete, the version does not divide by persons.
    Source: VwV Integrationsmanagement of 11.12.2017; see docs/law/vwv-integrationsmanagement.md.
    """
    counts = _counts_of(survey)
    rules = _rules(rules_on)
    pool = pool_eur if pool_eur is not None else rules.pool_eur.value
    if pool is None:
        raise NotAllowed(_("Die Fassung nennt keinen Fördertopf; bitte geben Sie ihn an."))
    release = FrameRelease.objects.create(
        label=_label(first_year, last_year),
        survey=survey,
        first_year=first_year,
        last_year=last_year,
        rule_version=rules.version,
        pool_eur=Decimal(pool),
        tranche_share=_share(kind, rules),
        total_persons=sum(counts.values()),
        counted_on=survey.counted_on,
        kind=kind,
        follows=_followed(kind, first_year, last_year),
        prepared_at=timezone.now(),
        prepared_by=by,
    )
    PlanningFrame.objects.bulk_create(computed_frames(release).rows(release))
    record_event(
        "frames prepared",
        record_kind="frame release",
        record_key=release.pk,
        by=by,
        organisation=None,
    )
    return release


def _counts_of(survey: CountSurvey) -> dict[str, int]:
    survey = lock_survey(survey.pk)
    if survey.state != SurveyState.CLOSED:
        raise NotAllowed(
            _("Die Zählung läuft noch; gerechnet wird erst mit einer abgeschlossenen.")
        )
    counts = persons_counted(survey)
    if missing := not_counted(counts):
        some = ", ".join(missing[:3])
        raise NotAllowed(
            ngettext(
                "In der Zählung fehlt %(number)s Gemeinde: %(names)s.",
                "In der Zählung fehlen %(number)s Gemeinden, zum Beispiel %(names)s.",
                len(missing),
            )
            % {"number": len(missing), "names": some}
        )
    if not any(counts.values()):
        raise NotAllowed(_("Die Zählung ergibt für das ganze Land 0 Personen."))
    return counts


def _rules(day: date) -> Rules:
    try:
        rules = confirmed_rules_on(day)
    except LookupError:
        raise NotAllowed(why_no_frame(day, gettext, short_date) or "") from None
    if divides_by_persons(rules):
        return rules
    unclear = _("Nach dieser Fassung lässt sich kein Rahmen nach Personen berechnen.")
    raise NotAllowed(why_no_frame(day, gettext, short_date) or unclear)


def _share(kind: FrameKind, rules: Rules) -> int:
    if kind == FrameKind.FINAL:
        return WHOLE_YEAR
    share = rules.first_tranche_share.value
    if share is None or share * WHOLE_YEAR % 1:
        raise NotAllowed(_("Diese Fassung nennt keine erste Tranche."))
    return int(share * WHOLE_YEAR)


def _followed(kind: FrameKind, first_year: int, last_year: int) -> FrameRelease | None:
    if not EARLIEST_YEAR <= first_year <= last_year < first_year + MOST_YEARS:
        raise NotAllowed(_("Ein Rahmen gilt für ein Jahr oder zwei aufeinanderfolgende ab 2017."))
    try:
        before = released_before(range(first_year, last_year + 1))
    except SeveralReleases:
        raise NotAllowed(
            _("Für diese Jahre wurde getrennt freigegeben; bitte jedes Jahr für sich vorbereiten.")
        ) from None
    if before is not None and kind == FrameKind.PROVISIONAL:
        raise NotAllowed(
            _("Für diese Jahre ist schon etwas freigegeben; eine erste Tranche kommt zu spät.")
        )
    return before


def _label(first_year: int, last_year: int) -> str:
    years = f"{first_year}"
    return years if first_year == last_year else f"{years}/{last_year % 100:02}"
