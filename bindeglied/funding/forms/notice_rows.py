"""One row of a file of notices: the form of a notice, stricter where a file leaves things open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bindeglied.documents.exports import DANGEROUS
from bindeglied.documents.tables import folded_name
from bindeglied.funding.forms.figures import TO_FILL_IN, refuse_ambiguous, without_spaces
from bindeglied.funding.forms.notices import NewNoticeForm
from bindeglied.places.models import Kreis

# Whatever the language of the page, and as a workbook gives its days.
DAY_FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S")
HELD = "held"


@dataclass(slots=True)
class KnownNotices:
    """What a row is checked against: the own Kreis, its notices that hold, and the rows before.

    `held` leads from years to ids of notices, `first_rows` from years to rows of the file.
    """

    kreis: Kreis
    held: Mapping[int, UUID]
    first_rows: dict[int, int] = field(default_factory=dict)


class NoticeRowForm(NewNoticeForm):
    """A row; the fields ags and kreis may be empty, else they must mean the own Kreis."""

    ags = forms.CharField(required=False)
    kreis = forms.CharField(required=False)
    issued_on = forms.DateField(
        input_formats=DAY_FORMS,
        error_messages={
            **TO_FILL_IN,
            "invalid": gettext_lazy("Bitte den Tag wie 03.02.2026 oder 2026-02-03 schreiben."),
        },
    )

    def __init__(self, *args: Any, known: KnownNotices, row: int, **words: Any) -> None:
        super().__init__(*args, **words)
        self.known, self.row = known, row

    def clean_ags(self) -> str:
        """The own AGS; a spreadsheet may have taken its leading zero."""
        entry: str = self.cleaned_data["ags"]
        if entry and entry.rjust(5, "0") != self.known.kreis.ags:
            self._refuse_kreis(entry)
        return entry

    def clean_kreis(self) -> str:
        """The name of the own Kreis, with or without what kind of Kreis it is."""
        entry: str = self.cleaned_data["kreis"]
        own = {folded_name(self.known.kreis.name), folded_name(self.known.kreis.full_name)}
        if entry and folded_name(entry) not in own:
            self._refuse_kreis(entry)
        return entry

    def clean_year(self) -> int:
        """A year that has no notice yet, neither entered nor in a row before."""
        year: int = self.cleaned_data["year"]
        if year in self.known.held:
            raise forms.ValidationError(
                _(
                    "Für %(year)s ist schon ein Bescheid eingetragen. Nehmen Sie die Zeile aus der"
                    " Datei; was sich geändert hat, berichtigen Sie bei diesem Bescheid."
                )
                % {"year": year},
                code=HELD,
            )
        first_row = self.known.first_rows.setdefault(year, self.row)
        if first_row != self.row:
            raise forms.ValidationError(
                _("Das Jahr %(year)s steht schon in Zeile %(row)s; es gibt einen Bescheid im Jahr.")
                % {"year": year, "row": first_row}
            )
        return year

    def clean_amount_eur(self) -> Decimal:
        """An amount that can be read in one way only: in a workbook 1.234 is not thousands."""
        refuse_ambiguous(without_spaces(self.data["amount_eur"]))
        return super().clean_amount_eur()

    def clean_document(self) -> str:
        """A text, and no formula."""
        return _no_formula(self.cleaned_data["document"])

    def clean_file_number(self) -> str:
        """A text, and no formula."""
        return _no_formula(self.cleaned_data["file_number"])

    def _refuse_kreis(self, entry: str) -> None:
        kreis = self.known.kreis
        raise forms.ValidationError(
            _(
                "„%(entry)s“ ist nicht der eigene Kreis (%(ags)s, %(name)s); eingelesen werden nur"
                " die eigenen Bescheide."
            )
            % {"entry": entry[:80], "ags": kreis.ags, "name": kreis.full_name}
        )


def _no_formula(text: str) -> str:
    if len(text) > 1 and text.startswith(DANGEROUS):
        raise forms.ValidationError(
            _("„%(entry)s“ sieht wie eine Formel aus; bitte den Text selbst schreiben.")
            % {"entry": text[:80]}
        )
    return text
