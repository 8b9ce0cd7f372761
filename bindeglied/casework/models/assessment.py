"""The assessment of needs and resources, domain by domain. What has no row was not discussed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.models.of_case import OfCase, privacy
from bindeglied.casework.models.person import Person
from bindeglied.trail.sealed_fields import SealedTextField


class Domain(models.TextChoices):
    """Areas of life, in the order of the page. Source: own reconstruction, the official form is
    not known (domain research of 2026, casework 1.3)."""

    RESIDENCE = "residence", _("Aufenthalt und Asylverfahren")
    FAMILY = "family", _("Familie und Familiennachzug")
    HOUSING = "housing", _("Wohnen")
    LANGUAGE = "language", _("Sprache")
    SCHOOL = "school", _("Schule")
    TRAINING = "training", _("Ausbildung und Studium")
    WORK = "work", _("Arbeit und Beruf")
    RECOGNITION = "recognition", _("Anerkennung von Abschlüssen")
    HEALTH = "health", _("Gesundheit")
    FINANCE = "finance", _("Existenzsicherung und Finanzen")
    CHILDREN = "children", _("Kinder und Kita")
    MOBILITY = "mobility", _("Mobilität")
    PARTICIPATION = "participation", _("Gesellschaftliche Teilhabe")
    EVERYDAY = "everyday", _("Alltag, Behörden, Digitales")
    SAFETY = "safety", _("Schutz")
    RESOURCES = "resources", _("Ressourcen und Interessen")


class Need(models.IntegerChoices):
    NONE = 0, _("keiner")
    INFORMATION = 1, _("Information")
    ADVICE = 2, _("Beratung")
    INTENSIVE = 3, _("intensiv")
    ACUTE = 4, _("akut")


class Resource(models.IntegerChoices):
    NOT_LOOKED_AT = 0, _("nicht geklärt")
    LOW = 1, _("wenig")
    SOME = 2, _("etwas")
    GOOD = 3, _("gut")
    STRONG = 4, _("stark")


class Independence(models.IntegerChoices):
    OTHERS_ACT = 1, _("andere handeln")
    ACCOMPANIED = 2, _("mit Begleitung")
    AFTER_ADVICE = 3, _("nach Beratung")
    ALONE = 4, _("allein")


class AssessmentKind(models.TextChoices):
    INITIAL = "initial", _("erste Einschätzung")
    REVIEW = "review", _("Überprüfung")


class AssessmentState(models.TextChoices):
    DRAFT = "draft", _("Entwurf")
    COMPLETED = "completed", _("abgeschlossen")


class Assessment(OfCase):
    """What was found in one round of talks, with the person of a plan or with whoever began that
    of the family, who may speak of each adult. Completed, it never changes.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="assessments")
    kind = models.CharField(max_length=8, choices=AssessmentKind.choices)
    state = models.CharField(
        max_length=10, choices=AssessmentState.choices, default=AssessmentState.DRAFT
    )
    begun_on = models.DateField()
    completed_on = models.DateField(null=True)

    Privacy = privacy(names={"person"}, harmless={"kind", "state", "begun_on", "completed_on"})

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=AssessmentState.values), name="assessment_state_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.begun_on}"


class DomainRating(OfCase):
    """One domain that was discussed: need, resource and independence as levels, the wish in the
    person's own words.

    `levels` is "need resource independence", a dash for what was left open: "3 2 -". `person` is
    another adult of a plan of the family; None is the person of the assessment.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="ratings")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    domain = models.CharField(max_length=16, choices=Domain.choices)
    levels = SealedTextField()
    wish = SealedTextField(blank=True)

    Privacy = privacy(
        names={"person"}, sensitive={"domain", "levels", "wish"}, harmless={"assessment"}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(domain__in=Domain.values), name="domain_is_known"),
            models.UniqueConstraint(
                fields=("assessment", "domain"),
                condition=Q(person=None),
                name="domain_is_rated_once",
            ),
            models.UniqueConstraint(
                fields=("assessment", "person", "domain"),
                condition=Q(person__isnull=False),
                name="domain_is_rated_once_of_each_adult",
            ),
        )

    def __str__(self) -> str:
        return str(self.domain)

    @property
    def need(self) -> Need | None:
        """The level of need; None where it was left open."""
        return self._level(0, Need)

    @property
    def resource(self) -> Resource | None:
        """The level of resources; None where it was left open."""
        return self._level(1, Resource)

    @property
    def independence(self) -> Independence | None:
        """How far the person acts alone; None where it was left open."""
        return self._level(2, Independence)

    def _level(self, position: int, scale: type[Any]) -> Any:
        level = self.levels.split()[position]
        return None if level == "-" else scale(int(level))
