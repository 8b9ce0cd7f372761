"""A value of a rule, in a field that fits its kind."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bindeglied.funding.forms.figures import TO_FILL_IN
from bindeglied.funding.rule_confirmations import value_of
from bindeglied.funding.wording import NO, VALUES, YES
from bindeglied.law.rules import is_possible, kind_of, range_of
from bindeglied.law.values import AllocationKey, Applicant, Source, Value


class ProposeForm(forms.Form):
    """The value with the document in which it stands. Its field follows from the rule.

    The reason is asked where the value is confirmed already.
    """

    source_title = forms.CharField(
        label=gettext_lazy("In welchem Dokument steht der Wert?"),
        help_text=gettext_lazy("Titel mit Datum; Sie müssen es selbst gelesen haben"),
        max_length=200,
        error_messages=TO_FILL_IN,
    )
    source_place = forms.CharField(
        label=gettext_lazy("Wo genau?"),
        help_text=gettext_lazy("zum Beispiel: GABl. 2025 S. 12, Nr. 5.2, oder die Adresse"),
        max_length=300,
        error_messages=TO_FILL_IN,
    )
    reason = forms.CharField(
        label=gettext_lazy("Grund der Berichtigung"), max_length=300, error_messages=TO_FILL_IN
    )
    field_order = ("value",)

    def __init__(
        self, *args: Any, key: str, label: str, is_confirmed: bool = False, **words: Any
    ) -> None:
        self.key = key
        super().__init__(*args, **words)
        self.fields["value"] = field_for(key, label)
        if not is_confirmed:
            del self.fields["reason"]
        self.order_fields(self.field_order)

    @property
    def is_choice_of_many(self) -> bool:
        """Whether several values may be ticked."""
        return kind_of(self.key) is tuple

    def clean_value(self) -> Value:
        """The value as the law reads it."""
        typed = self.cleaned_data["value"]
        text = ",".join(typed) if isinstance(typed, list) else str(typed)
        if kind_of(self.key) is str and not is_possible(self.key, text):
            raise forms.ValidationError(_("Bitte Monat und Tag als MM-TT, zum Beispiel 01-31."))
        return value_of(self.key, text)

    def source(self) -> Source:
        """Title and place of the document."""
        return Source(self.cleaned_data["source_title"], self.cleaned_data["source_place"])


class DecisionForm(forms.Form):
    """What a second person says, or the first one who takes it back."""

    decision = forms.ChoiceField(
        choices=[("confirm", "confirm"), ("withdraw", "withdraw")], widget=forms.HiddenInput
    )
    reason = forms.CharField(
        label=gettext_lazy("Warum lehnen Sie ab?"),
        help_text=gettext_lazy("nur beim Ablehnen nötig"),
        max_length=300,
        required=False,
    )


def field_for(key: str, label: str) -> forms.Field:
    """A day, a whole number, a share, yes or no, or a choice, as the rule needs it."""
    kind = kind_of(key)
    words: dict[str, Any] = {"label": label, "error_messages": TO_FILL_IN}
    if kind is bool:
        choices = [("", "–"), ("true", _(YES)), ("false", _(NO))]
        return forms.ChoiceField(choices=choices, **words)
    least, most = range_of(key) or (None, None)
    if kind is int:
        return forms.IntegerField(min_value=least, max_value=most, **words)
    if kind is Decimal:
        words |= {"min_value": least, "max_value": most}
        return forms.DecimalField(max_digits=5, decimal_places=2, localize=True, **words)
    if kind is tuple:
        many = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=_words(Applicant), widget=many, **words)
    if kind is str:
        return forms.CharField(
            max_length=5, help_text=_("Monat und Tag, zum Beispiel 01-31"), **words
        )
    if issubclass(kind, StrEnum):
        return forms.ChoiceField(choices=[("", "–"), *_words(kind)], **words)
    day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    within = [MinValueValidator(least), MaxValueValidator(most)]
    return forms.DateField(widget=day, validators=within, **words)


def _words(kind: Any) -> list[tuple[str, str]]:
    """The members of an enumeration with their words; "unknown" is nothing to confirm."""
    return [(one.value, _(VALUES[one])) for one in kind if one is not AllocationKey.UNKNOWN]
