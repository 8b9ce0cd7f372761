"""Who agreed to a version of a plan and who did not, and the print that was kept of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.models.of_case import OfCase, privacy
from bindeglied.casework.models.person import Person
from bindeglied.casework.models.plan import PlanVersion
from bindeglied.trail.sealed_fields import SealedBytesField, SealedTextField


class AgreedHow(models.TextChoices):
    PAPER = "paper", _("auf Papier unterschrieben")
    SCREEN = "screen", _("am Bildschirm bestätigt")
    ORAL = "oral", _("mündlich vereinbart")


class Agreement(OfCase):
    """That a person agreed to a version, how, where and on which day; orally with a reason."""

    plan_version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="agreements")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    how = models.CharField(max_length=8, choices=AgreedHow.choices)
    place = SealedTextField(blank=True)
    reason = SealedTextField(blank=True)
    interpreting = SealedTextField(blank=True)
    agreed_on = models.DateField()

    Privacy = privacy(
        names={"person"},
        sensitive={"place", "reason", "interpreting"},
        harmless={"plan_version", "how", "agreed_on"},
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(how__in=AgreedHow.values), name="agreed_how_is_known"
            ),
            models.UniqueConstraint(
                fields=("plan_version", "person"), name="person_agrees_once_to_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_version} {self.how}"


class NotAgreed(models.TextChoices):
    DECLINED = "declined", _("stimmt nicht zu")
    ABSENT = "absent", _("war nicht dabei")


class Abstention(OfCase):
    """That an adult whom a plan of the family covers did not agree when it was agreed.

    It stays when the person answers later: then there is an `Agreement` or, of somebody who was
    absent, a `LateDecline` too, and that counts.
    """

    plan_version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="abstentions")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    why = models.CharField(max_length=8, choices=NotAgreed.choices)

    Privacy = privacy(names={"person"}, sensitive={"why"}, harmless={"plan_version"})

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(why__in=NotAgreed.values), name="why_not_agreed_is_known"
            ),
            models.UniqueConstraint(
                fields=("plan_version", "person"), name="person_abstains_once_from_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_version} {self.why}"


class LateDecline(OfCase):
    """That an adult who was absent when a plan of the family was agreed declines it later.

    As of those who declined at the table no reason is kept. The database lets nobody both decline
    and agree later.
    """

    abstention = models.OneToOneField(Abstention, models.CASCADE, related_name="late_decline")
    declined_on = models.DateField()

    # That there is such a row says that somebody declined.
    Privacy = privacy(sensitive={"abstention"}, harmless={"declined_on"})

    def __str__(self) -> str:
        return f"{self.abstention} {self.declined_on}"


class PlanPrint(OfCase):
    """The print kept at agreement, byte for byte, and by what it was made."""

    plan_version = models.OneToOneField(PlanVersion, models.CASCADE, related_name="kept_print")
    pdf = SealedBytesField()
    sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    # Version of the typesetter and digest of template and fonts: the same give the same bytes.
    made_with = models.CharField(max_length=120)

    Privacy = privacy(
        sensitive={"pdf"}, harmless={"plan_version", "sha256", "language", "made_with"}
    )

    def __str__(self) -> str:
        return f"{self.plan_version} {self.language}"


class ScanKind(models.TextChoices):
    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"


class SignedScan(OfCase):
    """The scan or photo of a signed sheet, as it was attached; a better one is a further row.

    `person` is whose sheet of a later agreement it shows, None that of the agreement itself.
    """

    plan_version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="signed_scans")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=4, choices=ScanKind.choices)
    content = SealedBytesField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    Privacy = privacy(
        names={"person"}, sensitive={"content"}, harmless={"plan_version", "kind", "sha256", "size"}
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=ScanKind.values), name="kind_of_scan_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_version} {self.kind}"
