"""Opening a count, entering what was counted, reporting it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bindeglied.funding.actions import TypedCount
from bindeglied.funding.counts_file import MOST_DIGITS, why_not_entered
from bindeglied.funding.forms.table_files import TableFileField
from bindeglied.funding.models import MunicipalityCount
from bindeglied.funding.queries import CountRow
from bindeglied.law.count_days import count_days
from bindeglied.ui.templatetags.formats import number

TO_FILL_IN = {"required": gettext_lazy("Bitte füllen Sie das aus.")}
LONGEST_REASON = 300


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(**{"widget": widget, "error_messages": TO_FILL_IN, **options})


class OpenSurveyForm(forms.Form):
    """The three days of a count."""

    counted_on = DayField(label=gettext_lazy("Stichtag der Zählung"))
    report_until = DayField(label=gettext_lazy("Meldung der Kreise bis"))
    correct_until = DayField(label=gettext_lazy("Begründete Berichtigungen bis"))


def proposed_days(year: int) -> dict[str, date]:
    """What the law proposes for a year, as the form takes it."""
    days = count_days(year)
    return {name: getattr(days, name) for name in OpenSurveyForm.base_fields}


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One municipality in the form: what stands, and the fields to type into."""

    shown: CountRow
    persons: forms.BoundField
    reason: forms.BoundField
    seen: forms.BoundField


class CountsForm(forms.Form):
    """A number for each municipality; what is left as it is, is not entered."""

    def __init__(self, *args: Any, rows: Sequence[CountRow], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = rows
        for row in rows:
            self._add(row)

    def _add(self, row: CountRow) -> None:
        name = {"name": row.name}
        self.fields[f"persons_{row.ags}"] = forms.CharField(
            label=_("Personen in %(name)s") % name,
            required=False,
            initial="" if row.persons is None else str(row.persons),
            widget=forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off", "size": MOST_DIGITS}
            ),
        )
        self.fields[f"reason_{row.ags}"] = forms.CharField(
            label=_("Grund der Berichtigung in %(name)s") % name,
            required=False,
            max_length=LONGEST_REASON,
            widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        )
        self.fields[f"seen_{row.ags}"] = forms.UUIDField(
            required=False,
            initial=row.count.pk if row.count else None,
            widget=forms.HiddenInput,
        )

    def typed_rows(self) -> Iterator[TypedRow]:
        """The municipalities with their fields, in the order of the page."""
        for row in self.rows:
            bound = (self[f"{kind}_{row.ags}"] for kind in ("persons", "reason", "seen"))
            yield TypedRow(row, *bound)

    def clean(self) -> dict[str, Any]:
        """Each entry is a whole number; a correction says why."""
        words: dict[str, Any] = super().clean() or {}
        for row in self.rows:
            entry = words.get(f"persons_{row.ags}", "").strip()
            if entry or row.count:
                self._check(row, entry, words)
        return words

    def _check(self, row: CountRow, entry: str, words: Mapping[str, Any]) -> None:
        if not entry:
            self.add_error(
                f"persons_{row.ags}",
                _("Eine Zählung lässt sich berichtigen, aber nicht löschen. Zuletzt: %(persons)s.")
                % {"persons": number(row.persons)},
            )
        elif (fault := why_not_entered(entry)) is not None:
            self.add_error(f"persons_{row.ags}", _(fault) % {"entry": entry[:LONGEST_REASON]})
        elif self._is_correction(row, entry, words) and not words[f"reason_{row.ags}"].strip():
            self.add_error(f"reason_{row.ags}", _("Wer eine Zählung berichtigt, nennt den Grund."))

    def _is_correction(self, row: CountRow, entry: str, words: Mapping[str, Any]) -> bool:
        """Whether a count that was in view is to be another; a newer one is told of first."""
        if row.count is None or words.get(f"seen_{row.ags}") != row.count.pk:
            return False
        return f"reason_{row.ags}" in words and int(entry) != row.persons

    def typed(self) -> list[TypedCount]:
        """What was typed, of a form that is sound."""
        words = self.cleaned_data
        return [
            TypedCount(
                ags=row.ags,
                persons=int(entry),
                reason=words[f"reason_{row.ags}"],
                seen=words[f"seen_{row.ags}"],
            )
            for row in self.rows
            if (entry := words[f"persons_{row.ags}"].strip())
        ]

    def show_newer(
        self, counts: Mapping[str, MunicipalityCount], names: Mapping[UUID, str]
    ) -> None:
        """Say at each field what somebody else entered; sent again, the own number corrects it."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        for ags, count in counts.items():
            self.data[f"seen_{ags}"] = str(count.pk)  # type: ignore[index]
            words = {
                "name": names.get(count.entered_by) if count.entered_by else None,
                "theirs": number(count.persons),
                "mine": number(int(self.cleaned_data[f"persons_{ags}"])),
            }
            words["name"] = words["name"] or _("jemand anderes")
            self.add_error(
                f"persons_{ags}",
                _(
                    "Inzwischen hat %(name)s %(theirs)s eingetragen; Sie wollten %(mine)s."
                    " Soll Ihre Zahl gelten, senden Sie sie mit einem Grund noch einmal ab."
                )
                % words,
            )


class ReportForm(forms.Form):
    """A Kreis stands for its counts."""

    agreed = forms.BooleanField(
        label=gettext_lazy("Die Zahlen sind mit allen Gemeinden abgestimmt."),
        error_messages={
            "required": gettext_lazy(
                "Gemeldet wird im Einvernehmen mit den Gemeinden; bitte bestätigen Sie das."
            )
        },
    )
    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)


class UploadForm(forms.Form):
    """A file of counts."""

    file = TableFileField(
        help_text=gettext_lazy(
            "Eine Kopfzeile mit AGS oder Gemeinde und Personen, darunter je Gemeinde eine Zeile."
        )
    )


class TakeUploadForm(forms.Form):
    """Take a file over as the preview shows it; corrections in it share one reason."""

    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Grund der Berichtigungen"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    def __init__(self, *args: Any, corrects: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = corrects
        self.fields["reason"].error_messages = {
            "required": _("Wer eine Zählung berichtigt, nennt den Grund.")
        }
