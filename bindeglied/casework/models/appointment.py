"""What is agreed for a day: appointments with the people of a case, and tasks of who advises."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.models.contact import ContactForm
from bindeglied.casework.models.of_case import OfCase, privacy
from bindeglied.trail.sealed_fields import SealedTextField


class AppointmentState(models.TextChoices):
    REQUESTED = "requested", _("vorgeschlagen")
    CONFIRMED = "confirmed", _("zugesagt")
    ATTENDED = "attended", _("hat stattgefunden")
    NO_SHOW = "no_show", _("nicht gekommen")
    CANCELLED_CLIENT = "cancelled_client", _("von der Person abgesagt")
    CANCELLED_STAFF = "cancelled_staff", _("von uns abgesagt")
    RESCHEDULED = "rescheduled", _("verschoben")


WAITING_APPOINTMENTS = (AppointmentState.REQUESTED, AppointmentState.CONFIRMED)


class AdviserSex(models.TextChoices):
    """Whom the person would rather talk to."""

    ANY = "any", _("egal")
    FEMALE = "female", _("eine Frau")
    MALE = "male", _("ein Mann")


class Appointment(OfCase):
    """A talk agreed for a moment. One that is moved ends, and the new one says what it `replaces`.

    `version` rises with every change.
    """

    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=8, choices=ContactForm.choices)
    state = models.CharField(
        max_length=16, choices=AppointmentState.choices, default=AppointmentState.REQUESTED
    )
    place = SealedTextField(blank=True)
    text = SealedTextField(blank=True)
    # Who else comes, for example the interpreter or somebody of the Jobcenter.
    with_whom = SealedTextField(blank=True)
    needs_interpreter = models.BooleanField(default=False)
    adviser_sex = models.CharField(max_length=6, choices=AdviserSex.choices, default=AdviserSex.ANY)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by_appointment"
    )
    version = models.PositiveIntegerField(default=1)

    Privacy = privacy(
        sensitive={"place", "text", "with_whom", "adviser_sex", "state"},
        harmless={"starts_at", "minutes", "form", "needs_interpreter", "replaces", "version"},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=AppointmentState.values), name="appointment_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(form__in=ContactForm.values), name="appointment_form_is_known"
            ),
            models.CheckConstraint(
                condition=Q(adviser_sex__in=AdviserSex.values), name="wished_adviser_is_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=600),
                name="appointment_takes_5_to_600_minutes",
            ),
        )
        indexes = (
            models.Index(
                fields=("case", "starts_at"),
                condition=Q(state__in=("requested", "confirmed")),
                name="waiting_appointments",
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} {self.state}"


class TaskState(models.TextChoices):
    OPEN = "open", _("offen")
    DONE = "done", _("erledigt")
    DROPPED = "dropped", _("nicht mehr nötig")


class Task(OfCase):
    """Something that whoever advises has promised to do, until a day; not part of the plan."""

    text = SealedTextField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=TaskState.choices, default=TaskState.OPEN)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    Privacy = privacy(
        names={"ended_by"},
        sensitive={"text", "state"},
        harmless={"due_on", "ended_at", "version"},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=TaskState.values), name="task_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=TaskState.OPEN, ended_at__isnull=True, ended_by__isnull=True)
                | (~Q(state=TaskState.OPEN) & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="ended_task_says_by_whom",
            ),
        )
        indexes = (
            models.Index(
                fields=("case", "due_on"), condition=Q(state="open"), name="open_tasks_of_a_case"
            ),
        )

    def __str__(self) -> str:
        return f"{self.due_on} {self.state}"
