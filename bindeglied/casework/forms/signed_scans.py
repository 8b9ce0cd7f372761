"""The scan or photo of a signed sheet, attached when agreeing or afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bindeglied.casework.forms.plan import SegmentsField
from bindeglied.casework.models import Person
from bindeglied.documents.scans import NotAScan, Scan, read_scan
from bindeglied.trail.uploads import is_too_large

# With kinds of pictures in it a telephone offers its camera, and sends a JPEG.
ACCEPTED = "application/pdf,image/jpeg,image/png"
MEGABYTE = 1024 * 1024
OF_AGREEMENT = "agreement"
HINT = gettext_lazy(
    "PDF, JPEG oder PNG, höchstens {most} MB; am Telefon geht auch die Kamera. Die Datei wird "
    "nicht zwischengespeichert: Nach einer Unterbrechung oder einem Fehler wählen Sie sie bitte "
    "noch einmal aus."
)


class ScanField(forms.FileField):
    """A PDF, JPEG or PNG, told by its content; gives a Scan. Never kept in a draft."""

    widget = forms.FileInput
    default_error_messages = {
        "required": gettext_lazy("Bitte wählen Sie eine Datei aus."),
        "empty": gettext_lazy("Die Datei ist leer. Bitte wählen Sie eine andere aus."),
    }

    def __init__(self, **options: Any) -> None:
        widget = forms.FileInput(attrs={"accept": ACCEPTED, "data-never-kept": ""})
        hint = format_lazy(HINT, most=settings.LARGEST_UPLOAD // MEGABYTE)
        super().__init__(**{"widget": widget, "help_text": hint, **options})

    def to_python(self, data: UploadedFile[Any] | None) -> Scan | None:  # type: ignore[override]
        file = super().to_python(data)
        if file is None:
            return None
        if is_too_large(file):
            raise forms.ValidationError(
                _(
                    "Die Datei ist zu groß; höchstens %(most)s MB gehen. Bitte nehmen Sie das "
                    "Blatt mit geringerer Auflösung auf, oder scannen Sie es in Graustufen."
                )
                % {"most": settings.LARGEST_UPLOAD // MEGABYTE}
            )
        try:
            return read_scan(file.read())
        except NotAScan as refusal:
            raise forms.ValidationError(refusal.remark.text(_)) from refusal


class AttachForm(forms.Form):
    """A scan, and of which sheet it is where more than one was signed on paper.

    `sheets` are those of `sheets_on_paper`: people who agreed later, None for the agreement.
    """

    scan = ScanField(label=gettext_lazy("Scan oder Foto"))

    def __init__(self, *args: Any, sheets: Sequence[Person | None], **options: Any) -> None:
        super().__init__(*args, **options)
        self.sheets = {str(one.pk) if one else OF_AGREEMENT: one for one in sheets}
        if len(self.sheets) > 1:
            names = [(key, one or _("Vereinbarung")) for key, one in self.sheets.items()]
            self.fields["sheet"] = SegmentsField(
                label=_("Welches Blatt"), choices=names, look="tall segments--long"
            )
            self.order_fields(["sheet", "scan"])

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        chosen = words.pop("sheet", next(iter(self.sheets)))
        return {**words, "person": self.sheets.get(chosen)}
