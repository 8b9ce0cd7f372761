"""What one says on the plan's page: levels of a domain, goals, steps, contributions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.forms.fields import DayField, LongTextField, TypedField
from bindeglied.casework.models import (
    Domain,
    Independence,
    Need,
    Person,
    Priority,
    Resource,
    Who,
)
from bindeglied.casework.transitions import LONGEST_REVIEW_MONTHS
from bindeglied.law.counselling import last_day
from bindeglied.trail.versions import VersionField
from bindeglied.ui.forms import not_over

SEGMENTS = "casework/plan/segments.html"
# [P] proposal of our own, not a rule of the Land: half a year until the next review.
PROPOSED_REVIEW_MONTHS = 6


def _as_level(value: str) -> int | None:
    return int(value) if value else None


class SegmentsField(forms.TypedChoiceField):
    """Steps that are named, side by side: a group of radio buttons.

    `look`: "level" with the label beside, "tall" with the label above; "segments--wordy" and
    "segments--long" give more room to long words.
    """

    def __init__(self, *, look: str = "tall", **options: Any) -> None:
        self.look = look
        super().__init__(
            **{"widget": forms.RadioSelect, "template_name": SEGMENTS, "empty_value": "", **options}
        )


class LevelField(SegmentsField):
    """A level of a domain; left alone it stays open, which is not the same as the lowest."""

    def __init__(self, **options: Any) -> None:
        same = {"look": "level", "coerce": _as_level, "empty_value": None, "required": False}
        super().__init__(**{**same, **options})


class PlanForm(forms.Form):
    """A form about a draft; `version` says which state of the draft somebody had in view."""

    version = VersionField()


class RatingForm(PlanForm):
    """One domain: need, strengths, independence and the wish in the person's own words."""

    need = LevelField(label=_("Bedarf"), choices=Need.choices)
    resource = LevelField(label=_("Stärken"), choices=Resource.choices)
    independence = LevelField(
        label=_("Selbstständig"), choices=Independence.choices, look="level segments--wordy"
    )
    wish = LongTextField(
        label=_("Wunsch in eigenen Worten"),
        required=False,
        rows=2,
        help_text=_("So, wie die Person es sagt, zum Beispiel: „Ich möchte wieder arbeiten.“"),
    )

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        levels = (words.get("need"), words.get("resource"), words.get("independence"))
        if not self.errors and all(one is None for one in levels) and not words.get("wish"):
            raise forms.ValidationError(
                _("Bitte wählen Sie mindestens eine Stufe oder halten Sie den Wunsch fest.")
            )
        return words


class GoalForm(PlanForm):
    """A goal, as a sentence that the person could say."""

    domain = forms.ChoiceField(label=_("Lebensbereich"), choices=Domain.choices)
    wording = LongTextField(
        label=_("Ziel"),
        rows=2,
        max_length=300,
        help_text=_(
            "Ein Satz in Ich-Form, so genau wie möglich, zum Beispiel: "
            "„Ich bestehe die Deutschprüfung B1.“"
        ),
    )
    indicator = TypedField(
        label=_("Erreicht, wenn"),
        required=False,
        help_text=_("Woran beide es merken, zum Beispiel: „Das Zertifikat liegt vor.“"),
    )
    target_on = DayField(label=_("Bis wann"), required=False)
    priority = SegmentsField(
        label=_("Wie wichtig"), choices=Priority.choices, coerce=int, initial=Priority.NORMAL
    )

    applies_to = forms.TypedChoiceField(label=_("Für wen"), required=False, empty_value=None)

    def __init__(self, *args: Any, people: Sequence[Person] = (), **options: Any) -> None:
        """`people` are those whom a plan of the family covers; that of one person has nobody."""
        super().__init__(*args, **options)
        if not people:
            del self.fields["applies_to"]
            return
        named = {str(one.pk): one for one in people}
        field: Any = self.fields["applies_to"]
        field.choices = [("", _("der ganze Haushalt")), *((pk, str(named[pk])) for pk in named)]
        field.coerce = named.__getitem__

    def clean_target_on(self) -> date | None:
        return not_over(self.cleaned_data["target_on"])


class MeasureForm(PlanForm):
    """A step: what, who, until when."""

    text = TypedField(
        label=_("Schritt"),
        help_text=_("Was genau getan wird, zum Beispiel: „Im Elternkurs B1 anmelden.“"),
    )
    who = SegmentsField(
        label=_("Wer"), choices=Who.choices, initial=Who.CLIENT, look="tall segments--long"
    )
    who_name = TypedField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Der Dienst, das Amt oder die Person, wenn es jemand anders ist."),
    )
    due_on = DayField(label=_("Bis wann"), required=False)

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        needs_a_name = words.get("who") in (Who.SERVICE, Who.OTHER)
        if needs_a_name and "who_name" in words and not words["who_name"]:
            self.add_error("who_name", _("Bitte nennen Sie, wer es tut."))
        return words

    def clean_due_on(self) -> date | None:
        return not_over(self.cleaned_data["due_on"])


class ContributionsForm(PlanForm):
    """What both sides do, when they look at the plan again, the second language of the print."""

    client_contributes = LongTextField(
        label=_("Was ich tue"),
        help_text=_("In Ich-Form, was die Person selbst beiträgt. Ein Punkt je Zeile."),
    )
    office_contributes = LongTextField(
        label=_("Was das Integrationsmanagement tut"), help_text=_("Ein Punkt je Zeile.")
    )
    review_on = DayField(
        label=_("Nächste Überprüfung"),
        help_text=_(
            "Vorgeschlagen ist ein halbes Jahr; das ist ein Vorschlag dieses Programms, keine "
            "Vorgabe des Landes. Möglich sind bis zu zwölf Monate."
        ),
    )
    language = forms.ChoiceField(
        label=_("Zweite Sprache im Ausdruck"),
        help_text=_("Unterschrieben wird der deutsche Wortlaut."),
    )

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].choices = languages  # type: ignore[attr-defined]

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        today = timezone.localdate()
        if not today < day <= last_day(today, LONGEST_REVIEW_MONTHS):
            raise forms.ValidationError(_("Bitte wählen Sie einen Tag in den nächsten 12 Monaten."))
        return day


def proposed_review() -> date:
    """The day that the form proposes for the next review: half a year from today."""
    return last_day(timezone.localdate() + timedelta(days=1), PROPOSED_REVIEW_MONTHS)
