"""The people of a case and what is known about them, each fact with source and date."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.models.of_case import OfCase, privacy
from bindeglied.trail.sealed_fields import SealedTextField


class HouseholdRole(models.TextChoices):
    REFERENCE = "reference", _("Bezugsperson")
    PARTNER = "partner", _("Partnerin oder Partner")
    CHILD = "child", _("Kind")
    PARENT = "parent", _("Elternteil")
    SIBLING = "sibling", _("Schwester oder Bruder")
    OTHER = "other", _("andere")


class Person(OfCase):
    """Somebody who is accompanied. Names and birth date are kept from the facts for lists.

    `sort_name` is "family name, given name" folded: no accents, lower case. `household_role` is
    what they are to the reference person. `is_said_adult` is what was said where no birth date is
    known (see `casework.household`). `lives_apart` carries no reason, by intention; `left_on` is
    the first day on which somebody no longer belongs to the household.
    """

    position = models.PositiveSmallIntegerField(default=1)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    birth_on = models.DateField(null=True)
    sort_name = models.CharField(max_length=160)
    household_role = models.CharField(
        max_length=10, choices=HouseholdRole.choices, default=HouseholdRole.OTHER
    )
    is_said_adult = models.BooleanField(null=True)
    lives_apart = models.BooleanField(default=False)
    left_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    Privacy = privacy(
        names={"given_name", "family_name", "birth_on", "sort_name"},
        sensitive={"household_role", "is_said_adult", "lives_apart", "left_on"},
        harmless={"position", "version"},
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("case", "position"), name="people_of_a_case_stand_in_order"
            ),
            models.CheckConstraint(
                condition=Q(household_role__in=HouseholdRole.values),
                name="household_role_is_known",
            ),
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(household_role=HouseholdRole.REFERENCE, left_on__isnull=True),
                name="household_has_one_reference_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def name_as_sorted(self) -> str:
        """Family name first, as lists sort."""
        return ", ".join(name for name in (self.family_name, self.given_name) if name)


class FactKind(models.TextChoices):
    NAME = "name", _("Name")
    BIRTH = "birth", _("Geburtsdatum")
    LANGUAGE = "language", _("Sprache")
    INTERPRETER = "interpreter", _("Dolmetschen")
    TELEPHONE = "telephone", _("Telefon")
    ADDRESS = "address", _("Anschrift")
    MOVED_IN = "moved_in", _("eingezogen am")


class FactSource(models.TextChoices):
    ANNOUNCEMENT = "announcement", _("aus der Ankündigung")
    SAID = "said", _("selbst gesagt")
    DOCUMENT = "document", _("Dokument gesehen")
    HANDED_OVER = "handed_over", _("aus einer Übergabe")
    OTHERS = "others", _("von Dritten gesagt")


class Fact(OfCase):
    """One fact about a person, from a day on, with where it comes from. Never overwritten:
    the newest of a kind counts, by `valid_from`, then by id.

    A value is text: a day as ISO, a language as its code, a name as "family name, given name".
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=12, choices=FactKind.choices)
    value = SealedTextField()
    valid_from = models.DateField()
    source = models.CharField(max_length=12, choices=FactSource.choices)
    # For example who announced it, or which document was seen.
    source_detail = SealedTextField(blank=True)
    source_on = models.DateField()

    Privacy = privacy(
        names={"person"},
        sensitive={"value", "source_detail"},
        harmless={"kind", "valid_from", "source", "source_on"},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=FactKind.values), name="fact_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(source__in=FactSource.values), name="fact_source_is_known"
            ),
        )
        indexes = (models.Index(fields=("person", "kind", "valid_from"), name="facts_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.valid_from}"


class Entitlement(OfCase):
    """For how long a person may be accompanied: first and last day, and the rule that says so.

    `ends_on` is None where the version of the rules is not known to set an end.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="entitlements")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    # The version of the rules by which `ends_on` was computed: its day in force, ISO.
    rule_version = models.CharField(max_length=10)

    Privacy = privacy(names={"person"}, harmless={"starts_on", "ends_on", "rule_version"})

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="entitlement_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_on} {self.ends_on}"


class TokenKind(models.TextChoices):
    NAME = "name", _("Name")
    EDGE = "edge", _("Anfang oder Ende eines Namens")
    TELEPHONE = "telephone", _("Telefon")


class PersonToken(OfCase):
    """By what a person is found: keys of the name (see `casework.names`), telephone numbers.

    A number is kept as a keyed digest of organisation and digits: it can be looked for by whoever
    knows it, not read back, and says nothing across organisations. Kept by the actions that write
    the facts; `renew_tokens` makes all of them anew.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    kind = models.CharField(max_length=12, choices=TokenKind.choices)
    token = models.CharField(max_length=64)

    Privacy = privacy(names={"person", "token"}, harmless={"kind"})

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=TokenKind.values), name="token_kind_is_known"
            ),
            models.UniqueConstraint(
                fields=("token", "kind", "person"), name="token_of_a_person_is_kept_once"
            ),
        )
        # Whoever searches sees some cases of a Land: looking there takes the same in any Land.
        indexes = (
            models.Index(fields=("case", "token", "kind", "person"), name="tokens_of_a_case"),
        )

    def __str__(self) -> str:
        return str(self.kind)
