"""One release of planning frames: the pool, the count and the rule that made them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bindeglied.funding.models.count_survey import CountSurvey
from bindeglied.trail.fields import EuroField
from bindeglied.trail.ids import new_id

WHOLE_YEAR = 10_000


class FrameKind(models.TextChoices):
    """What the frames are: a first tranche on a preliminary count, or the frames of whole years."""

    PROVISIONAL = "provisional", _("vorläufig")
    FINAL = "final", _("endgültig")


class ReleaseState(models.TextChoices):
    PREPARED = "prepared", _("vorbereitet")
    RELEASED = "released", _("freigegeben")
    WITHDRAWN = "withdrawn", _("verworfen")


class FrameRelease(models.Model):
    """Frames prepared by one person and released together by another; then nothing changes.

    `tranche_share` is in ten-thousandths of the pool. `follows` is what was released before for
    the same years: only the difference is given. No `by` where the installation itself released,
    no survey and no years for what stood here before there were surveys. The database refuses
    every change of what is released.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    label = models.CharField(max_length=20)
    survey = models.ForeignKey(CountSurvey, models.PROTECT, null=True, related_name="releases")
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    rule_version = models.CharField(max_length=10)
    pool_eur = EuroField()
    tranche_share = models.PositiveSmallIntegerField(default=WHOLE_YEAR)
    total_persons = models.PositiveIntegerField()
    counted_on = models.DateField()
    kind = models.CharField(max_length=12, choices=FrameKind.choices)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    state = models.CharField(
        max_length=10, choices=ReleaseState.choices, default=ReleaseState.PREPARED
    )
    prepared_at = models.DateTimeField(null=True)
    prepared_by = models.UUIDField(null=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.UUIDField(null=True)

    class Privacy:
        kept = "10 years after the last payment (unverified)"
        names_the_person: ClassVar = {"prepared_by", "released_by"}
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            *("id", "label", "survey", "first_year", "last_year", "rule_version", "pool_eur"),
            *("tranche_share", "total_persons", "counted_on", "kind", "follows", "state"),
            *("prepared_at", "released_at"),
        }

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(pool_eur__gte=0), name="pool_is_not_negative"),
            models.CheckConstraint(condition=Q(total_persons__gte=1), name="somebody_was_counted"),
            models.CheckConstraint(
                condition=Q(kind__in=FrameKind.values), name="frame_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReleaseState.values), name="release_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(tranche_share__gte=1, tranche_share__lte=WHOLE_YEAR),
                name="tranche_is_a_share_of_the_pool",
            ),
            models.CheckConstraint(
                condition=Q(first_year__isnull=True, last_year__isnull=True)
                | Q(
                    first_year__isnull=False,
                    last_year__isnull=False,
                    last_year__gte=F("first_year"),
                ),
                name="years_of_a_release_follow_each_other",
            ),
            models.CheckConstraint(
                condition=Q(prepared_by__isnull=True)
                | Q(survey__isnull=False, first_year__isnull=False, prepared_at__isnull=False),
                name="what_a_person_prepares_has_its_survey_and_years",
            ),
            models.CheckConstraint(
                condition=Q(state="released", released_at__isnull=False)
                | ~Q(state="released") & Q(released_at__isnull=True, released_by__isnull=True),
                name="released_frames_have_their_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="released")
                | Q(prepared_by__isnull=True, released_by__isnull=True)
                | Q(prepared_by__isnull=False, released_by__isnull=False)
                & ~Q(released_by=F("prepared_by")),
                name="two_persons_prepare_and_release_frames",
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def years(self) -> range:
        """The years that the frames hold for; none where that was not written down."""
        if self.first_year is None or self.last_year is None:
            return range(0)
        return range(self.first_year, self.last_year + 1)

    @property
    def is_tranche(self) -> bool:
        """Whether only a part of the pool is divided."""
        return self.tranche_share < WHOLE_YEAR
