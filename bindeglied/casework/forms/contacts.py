"""Attempts, contacts with their notes, corrections."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.forms.fields import (
    ChipsField,
    DayField,
    LongTextField,
    MinutesField,
    PastMomentField,
    TypedField,
)
from bindeglied.casework.forms.marks import MarkedForm
from bindeglied.casework.languages import Language
from bindeglied.casework.models import ContactForm as FormOfContact
from bindeglied.casework.models import Interpreting
from bindeglied.ui.forms import not_over


class AttemptForm(forms.Form):
    """An attempt to reach somebody that did not succeed."""

    tried_at = PastMomentField(label=_("Wann"))
    form = ChipsField(label=_("Wie"), choices=FormOfContact.choices, initial=FormOfContact.CALL)
    remark = LongTextField(
        label=_("Bemerkung"), required=False, rows=3,
        help_text=_("Zum Beispiel: niemand da, Karte eingeworfen."),
    )  # fmt: skip


class NoteForm(MarkedForm):
    """What a note and its correction share."""

    form = ChipsField(label=_("Art"), choices=FormOfContact.choices, initial=FormOfContact.TALK)
    minutes = MinutesField(initial=30)
    place = TypedField(label=_("Ort"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Sprache"), choices=Language.choices)
    interpreting = forms.ChoiceField(label=_("Dolmetschen"), choices=Interpreting.choices)
    text = LongTextField(label=_("Notiz"))


class CorrectionForm(NoteForm):
    """A note as it should have been; the first one stays readable."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("Berichtigte Notiz")
        self.fields["text"].widget.attrs["rows"] = 8


class ContactForm(NoteForm):
    """A contact: when, how, in which language, what was talked about, what was confided."""

    happened_at = PastMomentField(label=_("Wann"))
    is_first = forms.BooleanField(label=_("Das ist der Erstkontakt."), required=False)
    confided = LongTextField(label=_("Anvertrauter Text"), required=False, rows=3)
    for_deputy = forms.BooleanField(label=_("Vertretung darf lesen"), required=False)
    next_due_on = DayField(label=_("Nächster Termin"), required=False)

    field_order = ("happened_at", "form", "minutes", "place", "language", "interpreting", "text")

    def __init__(self, *args: Any, may_be_first: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_be_first:
            del self.fields["is_first"]
        # A note may consist of what was confided alone.
        if self.data.get("confided", "").strip():
            self.fields["text"].required = False

    def clean(self) -> dict[str, Any]:
        return {"is_first": False, **super().clean()}

    def clean_next_due_on(self) -> date | None:
        return not_over(self.cleaned_data["next_due_on"])
