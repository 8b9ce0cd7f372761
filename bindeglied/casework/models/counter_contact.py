"""Advice at the counter: without a case, without a person, without a text."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bindeglied.accounts.models import Organisation
from bindeglied.casework.models.codes import CodesField
from bindeglied.casework.models.contact import ContactForm
from bindeglied.trail.ids import new_id


class CounterContact(models.Model):
    """A short advice to somebody whose name nobody noted; it is counted and nothing else.

    Its place is the organisation's. `language` is an ISO 639 code, `topics` are codes of `Domain`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    happened_on = models.DateField()
    form = models.CharField(max_length=8, choices=ContactForm.choices)
    minutes = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8)
    topics = CodesField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Privacy:
        kept = "as long as the organisation takes part; nobody can be found in it"
        # Whoever gave the advice, never who asked for it.
        names_the_person: ClassVar = {"recorded_by"}
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            "id",
            "organisation",
            "happened_on",
            "form",
            "minutes",
            "language",
            "topics",
            "recorded_at",
        }

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(form__in=ContactForm.values), name="counter_contact_form_is_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=600),
                name="counter_contact_takes_1_to_600_minutes",
            ),
        )
        indexes = (
            models.Index(
                fields=("organisation", "happened_on", "id"), name="counter_contacts_by_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.happened_on} {self.form}"
