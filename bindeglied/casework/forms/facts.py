"""Writing down something about a person, with where it comes from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.actions.add_fact import name_value
from bindeglied.casework.forms.fields import (
    ChipsField,
    DayField,
    PastDayField,
    TypedField,
    today,
)
from bindeglied.casework.languages import InterpreterNeed, Language
from bindeglied.casework.models import FactKind, FactSource


class FactForm(forms.Form):
    """A new value of one kind of fact; earlier ones stay."""

    value = TypedField(label=_("Angabe"))
    valid_from = PastDayField(
        label=_("gilt ab"),
        initial=today,
        help_text=_("Frühere Angaben bleiben mit ihrem Tag erhalten."),
    )
    source = ChipsField(label=_("Woher wissen Sie das?"), choices=FactSource.choices)
    source_on = PastDayField(label=_("Am"), initial=today)
    source_detail = TypedField(
        label=_("Genauer"),
        required=False,
        help_text=_("Zum Beispiel, wer es gesagt hat oder welches Dokument Sie gesehen haben."),
    )

    def __init__(self, *args: Any, kind: FactKind, **options: Any) -> None:
        super().__init__(*args, **options)
        if kind is FactKind.NAME:
            self.fields["given_name"] = TypedField(label=_("Vorname"), max_length=80)
            self.fields["family_name"] = TypedField(label=_("Familienname"), max_length=80)
            del self.fields["value"]
            self.order_fields(["given_name", "family_name"])
        else:
            self.fields["value"] = _field_of(kind)

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        if "given_name" in words and "family_name" in words:
            words["value"] = name_value(words.pop("given_name"), words.pop("family_name"))
        value = words.get("value")
        if isinstance(value, date):
            words["value"] = value.isoformat()
        return words


def _field_of(kind: FactKind) -> forms.Field:
    """The field that fits the values of a kind."""
    label = kind.label
    match kind:
        case FactKind.BIRTH:
            return PastDayField(label=label)
        case FactKind.MOVED_IN:
            return DayField(label=label)
        case FactKind.LANGUAGE:
            return forms.ChoiceField(label=label, choices=[("", "–"), *Language.choices])
        case FactKind.INTERPRETER:
            return ChipsField(label=label, choices=InterpreterNeed.choices)
        case FactKind.TELEPHONE:
            return TypedField(label=label, max_length=40)
    return TypedField(label=label)
