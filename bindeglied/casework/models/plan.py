"""The integration plan: versions with goals, measures and contributions; agreed, then frozen."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.models.assessment import Assessment, Domain
from bindeglied.casework.models.of_case import OfCase, privacy
from bindeglied.casework.models.person import Person
from bindeglied.trail.sealed_fields import SealedBytesField, SealedTextField


class Plan(OfCase):
    """The plan of a person, or of the family with whom it was begun; its content stands in its
    versions. Whom a plan of the family covers, `household.people_of_plan` says.

    An own plan either stands beside that of the family, which goes on covering the person, or takes
    its place for them.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="plans")
    number = models.PositiveSmallIntegerField()
    is_for_family = models.BooleanField(default=False)
    is_beside_family = models.BooleanField(default=False)

    Privacy = privacy(
        names={"person"}, sensitive={"is_for_family", "is_beside_family"}, harmless={"number"}
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "number"), name="plan_number_is_given_once"),
            models.UniqueConstraint(
                fields=("case",), condition=Q(is_for_family=True), name="family_has_one_plan"
            ),
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(is_for_family=False),
                name="person_has_one_own_plan",
            ),
            models.CheckConstraint(
                condition=Q(is_for_family=False) | Q(is_beside_family=False),
                name="only_an_own_plan_stands_beside",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case}/{self.number}"


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Entwurf")
    ACTIVE = "active", _("vereinbart")
    SUPERSEDED = "superseded", _("durch neue Fassung abgelöst")


class PlanVersion(OfCase):
    """One version of a plan: a draft that can be changed, or agreed and frozen.

    At agreement `frozen` keeps the whole content as canonical JSON with a random salt inside, and
    `digest` its SHA-256. The database refuses to change a frozen version, its goals, measures and
    agreements, except the states that tell how it goes on. `version` rises with every change to
    the draft or anything in it.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    # The second language of the print, an ISO 639 code.
    language = models.CharField(max_length=8, default="en")
    client_contributes = SealedTextField(blank=True)
    office_contributes = SealedTextField(blank=True)
    review_on = models.DateField(null=True)
    agreed_on = models.DateField(null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.UUIDField(null=True)
    frozen = SealedBytesField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    Privacy = privacy(
        names={"agreed_by"},
        sensitive={"client_contributes", "office_contributes", "frozen"},
        harmless={
            "plan",
            "assessment",
            "number",
            "state",
            "language",
            "review_on",
            "agreed_on",
            "agreed_at",
            "digest",
            "version",
        },
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=PlanState.values), name="plan_state_is_known"
            ),
            models.UniqueConstraint(
                fields=("plan", "number"), name="plan_version_number_is_unique"
            ),
            models.UniqueConstraint(
                fields=("plan",), condition=Q(state=PlanState.DRAFT), name="plan_has_one_draft"
            ),
            models.UniqueConstraint(
                fields=("assessment",),
                condition=Q(state=PlanState.DRAFT),
                name="draft_has_its_own_assessment",
            ),
            models.UniqueConstraint(
                fields=("plan",),
                condition=Q(state=PlanState.ACTIVE),
                name="plan_has_one_active_version",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=PlanState.DRAFT,
                    agreed_on__isnull=True,
                    agreed_at__isnull=True,
                    agreed_by__isnull=True,
                    frozen__isnull=True,
                    digest="",
                )
                | (
                    ~Q(state=PlanState.DRAFT)
                    & ~Q(digest="")
                    & Q(
                        agreed_on__isnull=False,
                        agreed_at__isnull=False,
                        agreed_by__isnull=False,
                        frozen__isnull=False,
                        review_on__isnull=False,
                    )
                ),
                name="agreed_version_is_frozen_and_draft_is_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan} v{self.number}"


class GoalState(models.TextChoices):
    OPEN = "open", _("offen")
    IN_PROGRESS = "in_progress", _("läuft")
    REACHED = "reached", _("erreicht")
    PARTLY_REACHED = "partly_reached", _("teilweise erreicht")
    NOT_REACHED = "not_reached", _("noch nicht erreicht")
    DROPPED = "dropped", _("fallen gelassen")


class Priority(models.IntegerChoices):
    HIGH = 1, _("wichtig")
    NORMAL = 2, _("normal")
    LOW = 3, _("später")


class Goal(OfCase):
    """A goal: a sentence the person could say, how one knows that it is reached, until when.

    `origin` is the same goal in the version before. In a plan of the family `applies_to` is the
    one person whom the goal is for, None the whole household.
    """

    plan_version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField()
    domain = models.CharField(max_length=16, choices=Domain.choices)
    wording = SealedTextField()
    indicator = SealedTextField(blank=True)
    target_on = models.DateField(null=True)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    state = models.CharField(max_length=16, choices=GoalState.choices, default=GoalState.OPEN)
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    applies_to = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")

    Privacy = privacy(
        names={"applies_to"},
        sensitive={"domain", "wording", "indicator", "state"},
        harmless={"plan_version", "position", "target_on", "priority", "origin"},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(domain__in=Domain.values), name="goal_domain_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=GoalState.values), name="goal_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(priority__in=Priority.values), name="goal_priority_is_known"
            ),
            models.UniqueConstraint(
                fields=("plan_version", "position"), name="goals_of_a_plan_stand_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_version} {self.position}"


class Who(models.TextChoices):
    CLIENT = "client", _("die Person selbst")
    CASE_MANAGER = "case_manager", _("Integrationsmanagement")
    SERVICE = "service", _("Regeldienst oder Amt")
    VOLUNTEER = "volunteer", _("Ehrenamt")
    OTHER = "other", _("andere")


class MeasureState(models.TextChoices):
    PLANNED = "planned", _("geplant")
    IN_PROGRESS = "in_progress", _("läuft")
    WAITING = "waiting", _("wartet auf andere")
    DONE = "done", _("erledigt")
    FAILED = "failed", _("nicht gelungen")
    CANCELLED = "cancelled", _("abgesagt")


class Measure(OfCase):
    """A step towards a goal: what, who, until when. `who_name` names the service or person."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="measures")
    position = models.PositiveSmallIntegerField()
    text = SealedTextField()
    who = models.CharField(max_length=12, choices=Who.choices)
    who_name = SealedTextField(blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(
        max_length=12, choices=MeasureState.choices, default=MeasureState.PLANNED
    )

    Privacy = privacy(
        sensitive={"text", "who_name", "state"},
        harmless={"goal", "position", "who", "due_on"},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(who__in=Who.values), name="who_acts_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=MeasureState.values), name="measure_state_is_known"
            ),
            models.UniqueConstraint(
                fields=("goal", "position"), name="measures_of_a_goal_stand_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.goal} {self.position}"
