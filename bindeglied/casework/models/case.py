"""A case: the accompaniment of a person or a family by one organisation."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bindeglied.accounts.models import Organisation, User
from bindeglied.casework.languages import Language
from bindeglied.places.models import Municipality
from bindeglied.trail.ids import new_id


class CaseState(models.TextChoices):
    ANNOUNCED = "announced", _("angekündigt")
    OFFERED = "offered", _("Unterstützung angeboten")
    OPEN = "open", _("in Begleitung")
    DECLINED = "declined", _("Angebot abgelehnt")
    NOT_REACHED = "not_reached", _("nicht erreicht")


class CaseKind(models.TextChoices):
    INDIVIDUAL = "individual", _("Einzelperson")
    FAMILY = "family", _("Familie")


class Case(models.Model):
    """One case of one organisation, which is the controller of its data.

    `municipality` is where the people live; who advises stands in `Assignment`. `number` counts
    per organisation and year. `sort_name`, `language` (a code), `next_due_on` and
    `last_contact_at` are columns that the actions keep, so that lists need no other table.
    `version` rises with every change.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=CaseKind.choices, default=CaseKind.INDIVIDUAL)
    state = models.CharField(max_length=12, choices=CaseState.choices, default=CaseState.ANNOUNCED)
    announced_on = models.DateField()
    # The day on which the notice of Art. 13 GDPR was handed out.
    informed_on = models.DateField(null=True)
    sort_name = models.CharField(max_length=160)
    language = models.CharField(max_length=3, choices=Language.choices, blank=True)
    next_due_on = models.DateField(null=True)
    last_contact_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    # Its assignments, over ones too and oldest first, where they were read together with it.
    known_team: list[Assignment]
    # Whether whoever opened it left a note about it half written; True where nobody asked.
    has_half_note = True

    class Privacy:
        kept = "until the case is deleted; the rule comes with retention"
        names_the_person: ClassVar = {"number", "sort_name", "recorded_by"}
        sensitive: ClassVar = {"state", "language"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            "id",
            "organisation",
            "municipality",
            "kind",
            "announced_on",
            "informed_on",
            "next_due_on",
            "last_contact_at",
            "version",
            "recorded_at",
        }

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "number"), name="case_number_is_given_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CaseState.values), name="case_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.OPEN) | Q(informed_on__isnull=False),
                name="open_case_has_been_informed",
            ),
            models.CheckConstraint(
                condition=Q(language__in=("", *Language.values)),
                name="language_of_a_case_is_known",
            ),
        )
        indexes = (models.Index(fields=("organisation", "sort_name", "id"), name="cases_by_name"),)

    def __str__(self) -> str:
        return self.number

    @property
    def key_owner_id(self) -> UUID:
        """Whose data key opens the content of this case: its own."""
        return self.pk


class Part(models.TextChoices):
    ADVISER = "adviser", _("zuständig")
    DEPUTY = "deputy", _("Vertretung")


class Assignment(models.Model):
    """Who accompanies a case, as adviser or as deputy, from a day to a day inclusive."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="assignments")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=Part.choices)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Privacy:
        kept = "until the case is deleted"
        names_the_person: ClassVar = {"case", "user", "recorded_by"}
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"id", "part", "valid_from", "valid_until", "recorded_at"}

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(part__in=Part.values), name="part_is_known"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="assignment_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(part=Part.ADVISER, valid_until__isnull=True),
                name="case_has_one_adviser",
            ),
            models.UniqueConstraint(
                fields=("case", "user"),
                condition=Q(valid_until__isnull=True),
                name="nobody_is_assigned_twice",
            ),
        )
        indexes = (models.Index(fields=("user", "case"), name="cases_of_a_user"),)

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.case}"
