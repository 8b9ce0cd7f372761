"""How a plan was agreed: on paper, on screen, orally with a reason; where and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.forms.fields import LongTextField, PastDayField, TypedField
from bindeglied.casework.forms.plan import PlanForm, SegmentsField
from bindeglied.casework.forms.signed_scans import ScanField
from bindeglied.casework.models import AgreedHow, NotAgreed, Person

AGREES = "agrees"
ANSWER = "answer_"
ANSWERS = [(AGREES, _("stimmt zu")), *NotAgreed.choices]


class AgreementFields(forms.Form):
    """How, when and where it was agreed."""

    how = SegmentsField(
        label=_("Wie vereinbart"), choices=AgreedHow.choices, look="tall segments--long"
    )
    reason = LongTextField(
        label=_("Grund für die mündliche Vereinbarung"),
        required=False,
        rows=2,
        help_text=_("Nur bei mündlicher Vereinbarung, zum Beispiel: „Kann nicht schreiben.“"),
    )
    agreed_on = PastDayField(label=_("Vereinbart am"), initial=timezone.localdate)
    place = TypedField(label=_("Ort"), max_length=120)
    interpreting = TypedField(
        label=_("Dolmetschen"),
        max_length=120,
        required=False,
        help_text=_("Sprache und wer gedolmetscht hat, zum Beispiel: „Ukrainisch, beruflich“."),
    )

    scan = ScanField(label=_("Scan oder Foto des unterschriebenen Blatts"), required=False)

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        if words.get("scan") and words.get("how") != AgreedHow.PAPER:
            self.add_error(
                "scan",
                _(
                    "Ein Scan gehört nur zu einer Unterschrift auf Papier. Wählen Sie „auf Papier "
                    "unterschrieben“, oder senden Sie das Formular ohne Datei."
                ),
            )
        orally = words.get("how") == AgreedHow.ORAL
        if orally and "reason" in words and not words["reason"]:
            self.add_error("reason", _("Bitte nennen Sie den Grund."))
        return words


class DeclineForm(forms.Form):
    """When somebody who had been absent said that they do not agree."""

    declined_on = PastDayField(label=_("Abgelehnt am"), initial=timezone.localdate)


class AgreeForm(PlanForm, AgreementFields):
    """The agreement to this version; in a plan of the family the answer of each adult.

    `adults` are those of a plan of the family. Who is not asked about was not there.
    """

    def __init__(self, *args: Any, adults: Sequence[Person] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for person in adults:
            self.fields[f"{ANSWER}{person.pk}"] = SegmentsField(
                label=str(person), choices=ANSWERS, initial=NotAgreed.ABSENT, look="tall"
            )

    @property
    def answers(self) -> list[forms.BoundField]:
        """The fields of the adults, in their order."""
        return [self[name] for name in self.fields if name.startswith(ANSWER)]

    def clean(self) -> dict[str, Any]:
        words = super().clean()
        said = {name: words.pop(name) for name in list(words) if name.startswith(ANSWER)}
        if said and AGREES not in said.values():
            raise forms.ValidationError(
                _("Mindestens ein Erwachsener muss zustimmen. Beraten wird auch ohne Plan.")
            )
        answers = {UUID(name.removeprefix(ANSWER)): answer for name, answer in said.items()}
        words["asked"] = set(answers)
        words["abstained"] = {
            person: NotAgreed(answer) for person, answer in answers.items() if answer != AGREES
        }
        return words
