"""Amounts and weights as people type them: 292.750,37 or 292750.37."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

TO_FILL_IN = {"required": _("Bitte füllen Sie das aus.")}
LARGEST = Decimal(10) ** 10
_SPACES = re.compile(r"[\s\u00a0\u202f'’]")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]{1,2})?")
_GROUPED = re.compile(
    r"[1-9][0-9]{0,2}(?:(?P<mark>[.,])[0-9]{3})(?:(?P=mark)[0-9]{3})*(?:[.,][0-9]{1,2})?"
)
_AMBIGUOUS = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")


class FigureField(forms.CharField):
    """A figure from 0 with at most two decimals, as Decimal; None where nothing is typed.

    Three digits behind a single mark are thousands, because no money has three decimals: 1.234 and
    1,234 are both one thousand two hundred and thirty-four. No thousands begin with 0: 0,125 is
    too exact.
    """

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        usual = {"widget": widget, "max_length": 20, "error_messages": TO_FILL_IN}
        super().__init__(**{**usual, **options})

    def clean(self, value: Any) -> Any:
        typed = without_spaces(str(super().clean(value) or ""))
        if not typed and value and self.required:  # nothing but a sign of the euro
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if not typed:
            return None
        if typed.startswith(("-", "\N{MINUS SIGN}")):
            raise forms.ValidationError(_("Bitte eine Zahl ab 0 eingeben."))
        figure = _figure(typed)
        if figure is None:
            raise forms.ValidationError(
                _("„%(typed)s“ ist keine Zahl mit höchstens zwei Nachkommastellen."),
                params={"typed": typed},
            )
        if figure >= LARGEST:
            raise forms.ValidationError(_("Diese Zahl ist zu groß."))
        return figure


class WeightField(FigureField):
    """A figure that may have three decimals where it comes from: 1,250 is refused as ambiguous."""

    def clean(self, value: Any) -> Any:
        figure = super().clean(value)
        refuse_ambiguous(without_spaces(str(value or "")))
        return figure


def refuse_ambiguous(entry: str) -> None:
    """Raises ValidationError where three digits behind a single mark could be thousands or not."""
    if _AMBIGUOUS.fullmatch(entry):
        raise forms.ValidationError(
            _(
                "„%(entry)s“ ist nicht eindeutig: Tausender oder Bruchteil? Bitte mit zwei"
                " Nachkommastellen schreiben."
            )
            % {"entry": entry}
        )


def without_spaces(typed: str) -> str:
    """What was typed, without marks between thousands and the sign of the euro behind it."""
    return _SPACES.sub("", typed).removesuffix("€")


def _figure(typed: str) -> Decimal | None:
    if grouped := _GROUPED.fullmatch(typed):
        mark = grouped["mark"]
        whole = typed.replace(mark, "")
        # 1.234.56 has its mark of thousands once too often.
        if typed.count(mark) and re.search(rf"[{mark}][0-9]{{1,2}}$", typed):
            return None
        return Decimal(whole.replace(",", "."))
    return Decimal(typed.replace(",", ".")) if _PLAIN.fullmatch(typed) else None
