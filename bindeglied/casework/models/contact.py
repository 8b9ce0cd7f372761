"""Getting in touch: attempts, talks and what was confided, the offer of support."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.models.codes import CodesField
from bindeglied.casework.models.of_case import OfCase, privacy
from bindeglied.trail.sealed_fields import SealedTextField


class ContactForm(models.TextChoices):
    TALK = "talk", _("Gespräch")
    VISIT = "visit", _("Besuch")
    CALL = "call", _("Anruf")
    LETTER = "letter", _("Brief")
    MESSAGE = "message", _("Nachricht")
    VIDEO = "video", _("Video")


class Interpreting(models.TextChoices):
    NONE = "none", _("ohne Dolmetschen")
    PROFESSIONAL = "professional", _("beruflich gedolmetscht")
    VOLUNTEER = "volunteer", _("ehrenamtlich gedolmetscht")
    RELATIVE = "relative", _("von Angehörigen gedolmetscht")
    REMOTE = "remote", _("per Telefon oder Video gedolmetscht")


class ThirdPerson(models.TextChoices):
    """Who else took part: what kind of person, never a name."""

    TEACHER = "teacher", _("Schule oder Kita")
    EMPLOYER = "employer", _("Arbeitgeber")
    LANDLORD = "landlord", _("Vermietung")
    AUTHORITY = "authority", _("Amt oder Behörde")
    DOCTOR = "doctor", _("Arztpraxis")
    RELATIVE = "relative", _("Angehörige")
    VOLUNTEER = "volunteer", _("Ehrenamtliche")
    OTHER = "other", _("andere Dritte")


class ContactAttempt(OfCase):
    """An attempt to reach somebody that did not succeed."""

    tried_at = models.DateTimeField()
    form = models.CharField(max_length=8, choices=ContactForm.choices)
    remark = SealedTextField(blank=True)

    Privacy = privacy(sensitive={"remark"}, harmless={"tried_at", "form"})

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(form__in=ContactForm.values), name="attempt_form_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.tried_at:%Y-%m-%d} {self.form}"


class Contact(OfCase):
    """A contact with its note. A note is corrected by a new row that `corrects` the old one.

    `next_due_on` is what was agreed in this contact: the day of the next one. `topics` are codes of
    domains. `goals` are the ids of goals of the plan, `goal_words` their wordings as they were that
    day, one a line, so that the note stays readable whatever becomes of a draft. `people` are the
    ids of the people of the case who took part, `third_persons` the kinds of others; both empty
    says that nobody noted who it was.
    """

    happened_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=8, choices=ContactForm.choices)
    place = SealedTextField(blank=True)
    # An ISO 639 code, for example "uk".
    language = models.CharField(max_length=8)
    interpreting = models.CharField(max_length=12, choices=Interpreting.choices)
    is_first = models.BooleanField(default=False)
    text = SealedTextField(blank=True)
    next_due_on = models.DateField(null=True)
    topics = CodesField()
    goals = CodesField()
    goal_words = SealedTextField(null=True)
    people = CodesField()
    third_persons = CodesField()
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="corrected_by_contact"
    )

    Privacy = privacy(
        names={"people"},
        sensitive={"place", "text", "topics", "goals", "goal_words", "third_persons"},
        harmless={
            "happened_at",
            "minutes",
            "form",
            "language",
            "interpreting",
            "is_first",
            "next_due_on",
            "corrects",
        },
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(form__in=ContactForm.values), name="contact_form_is_known"
            ),
            models.CheckConstraint(
                condition=Q(interpreting__in=Interpreting.values), name="interpreting_is_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=600),
                name="contact_takes_1_to_600_minutes",
            ),
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(is_first=True, corrects__isnull=True),
                name="case_has_one_first_contact",
            ),
        )
        indexes = (models.Index(fields=("case", "happened_at"), name="contacts_of_a_case"),)

    def __str__(self) -> str:
        return f"{self.happened_at:%Y-%m-%d} {self.form}"

    @property
    def goal_lines(self) -> list[str]:
        """The wordings of the goals, in the order of `goals`."""
        return (self.goal_words or "").splitlines()


class ConfidedText(OfCase):
    """What was confided in a contact: the adviser reads it, the deputy only where released."""

    contact = models.OneToOneField(Contact, models.CASCADE, related_name="confided")
    text = SealedTextField()
    for_deputy = models.BooleanField(default=False)

    Privacy = privacy(sensitive={"text"}, harmless={"contact", "for_deputy"})

    def __str__(self) -> str:
        return str(self.pk)


class Answer(models.TextChoices):
    WAITING = "waiting", _("noch keine Antwort")
    ACCEPTED = "accepted", _("angenommen")
    DECLINED = "declined", _("abgelehnt")
    # Nobody could be reached any more.
    NONE = "none", _("ohne Antwort geblieben")


class SupportOffer(OfCase):
    """The offer of support, and its answer."""

    offered_on = models.DateField()
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.WAITING)
    answered_on = models.DateField(null=True)
    reason = SealedTextField(blank=True)

    Privacy = privacy(sensitive={"answer", "reason"}, harmless={"offered_on", "answered_on"})

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="answer_is_known"),
            models.CheckConstraint(
                condition=Q(answer=Answer.WAITING, answered_on__isnull=True)
                | (~Q(answer=Answer.WAITING) & Q(answered_on__isnull=False)),
                name="answer_has_a_day",
            ),
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(answer=Answer.WAITING),
                name="one_offer_waits_for_its_answer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.offered_on} {self.answer}"
