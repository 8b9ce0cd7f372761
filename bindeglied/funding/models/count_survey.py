"""Counting: who lives where on a count day, entered by municipalities, reported by the Kreis."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bindeglied.accounts.models import Organisation
from bindeglied.funding.models.budget import KEPT
from bindeglied.places.models import Kreis, Municipality
from bindeglied.trail.ids import new_id


class SurveyState(models.TextChoices):
    OPEN = "open", _("läuft")
    CLOSED = "closed", _("abgeschlossen")


class CountOrigin(models.TextChoices):
    ENTERED = "entered", _("eingetragen")
    UPLOADED = "uploaded", _("aus einer Datei")


class CountSurvey(models.Model):
    """One count for the whole Land. Counts come in until it is closed.

    `report_until` is the day by which the Kreise report, `correct_until` the last day on which a
    count is corrected, for a reason.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    counted_on = models.DateField(unique=True)
    report_until = models.DateField()
    correct_until = models.DateField()
    state = models.CharField(max_length=8, choices=SurveyState.choices, default=SurveyState.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    class Privacy:
        kept = KEPT
        names_the_person: ClassVar = {"opened_by", "closed_by"}
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            *("id", "counted_on", "report_until", "correct_until", "state"),
            *("opened_at", "closed_at"),
        }

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=SurveyState.values), name="survey_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(report_until__gte=F("counted_on"))
                & Q(correct_until__gte=F("report_until")),
                name="survey_days_follow_each_other",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | Q(state="closed", closed_at__isnull=False),
                name="closed_survey_has_its_moment",
            ),
        )

    def __str__(self) -> str:
        return f"{self.counted_on}"


class MunicipalityCount(models.Model):
    """The persons of one municipality, as somebody entered them; corrected by a further row.

    The count that holds is the one that no other replaces. The database refuses every change.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    survey = models.ForeignKey(CountSurvey, models.PROTECT, related_name="counts")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    persons = models.PositiveIntegerField()
    origin = models.CharField(max_length=10, choices=CountOrigin.choices)
    reason = models.CharField(max_length=300, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField(null=True)

    class Privacy:
        kept = KEPT
        names_the_person: ClassVar = {"entered_by"}
        # Below five it says something about single families; a reason may name them.
        sensitive: ClassVar = {"persons", "reason"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            *("id", "survey", "municipality", "origin", "replaces", "organisation", "entered_at")
        }

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(origin__in=CountOrigin.values), name="count_origin_is_known"
            ),
            models.UniqueConstraint(
                fields=("survey", "municipality"),
                condition=Q(replaces__isnull=True),
                name="one_first_count_per_municipality",
            ),
        )
        indexes = (models.Index(fields=("survey", "municipality"), name="counts_of_a_survey"),)

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.persons}"


class KreisReport(models.Model):
    """A Kreis stands for the counts of its municipalities, in agreement with them.

    It holds for the counts entered up to then; after a correction the Kreis reports anew. The
    database refuses every change.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    survey = models.ForeignKey(CountSurvey, models.PROTECT, related_name="reports")
    kreis = models.ForeignKey(Kreis, models.PROTECT, related_name="+")
    municipalities = models.PositiveSmallIntegerField()
    persons = models.PositiveIntegerField()
    reported_at = models.DateTimeField()
    reported_by = models.UUIDField(null=True)

    class Privacy:
        kept = KEPT
        names_the_person: ClassVar = {"reported_by"}
        sensitive: ClassVar = {"persons"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"id", "survey", "kreis", "municipalities", "reported_at"}

    class Meta:
        indexes = (models.Index(fields=("survey", "kreis"), name="reports_of_a_survey"),)

    def __str__(self) -> str:
        return f"{self.kreis_id}: {self.persons}"


class CountUpload(models.Model):
    """A file as it was read, kept between preview and taking it over: rows and faults as JSON."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    survey = models.ForeignKey(CountSurvey, models.PROTECT, related_name="uploads")
    kreis = models.ForeignKey(Kreis, models.PROTECT, related_name="+")
    rows = models.JSONField()
    faults = models.JSONField()
    notices = models.JSONField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.UUIDField()
    taken_at = models.DateTimeField(null=True)

    class Privacy:
        kept = "until it is taken over, at most 30 days (unverified)"
        names_the_person: ClassVar = {"uploaded_by"}
        sensitive: ClassVar = {"rows", "faults", "notices"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"id", "survey", "kreis", "uploaded_at", "taken_at"}

    def __str__(self) -> str:
        return f"{self.kreis_id}, {self.uploaded_at}"
