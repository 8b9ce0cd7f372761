"""A table that somebody gives along: CSV, XLSX or ODS."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bindeglied.funding.uploaded_tables import MOST_BYTES


class TableFileField(forms.FileField):
    """The bytes of a file of at most 2 MB."""

    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {
            "label": gettext_lazy("Datei (CSV, XLSX oder ODS)"),
            "error_messages": {
                "required": gettext_lazy("Bitte wählen Sie eine Datei aus."),
                "empty": gettext_lazy("Die Datei ist leer."),
            },
            "widget": forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.ods"}),
        }
        super().__init__(**usual | options)

    def clean(self, data: Any, initial: Any = None) -> bytes:
        """What the file holds; one that is too big gets a sentence."""
        file = super().clean(data, initial)
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Die Datei ist zu groß; möglich sind höchstens 2 MB."))
        content: bytes = file.read()
        return content
