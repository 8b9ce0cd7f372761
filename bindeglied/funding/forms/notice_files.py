"""A file of notices: read with every fault by row and column, and carried to taking it over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from bindeglied.documents.remarks import Remark, gettext_noop, shown_plainly
from bindeglied.documents.tables import Record, Table
from bindeglied.funding.actions import NoticeWords
from bindeglied.funding.forms.notice_rows import HELD, KnownNotices, NoticeRowForm
from bindeglied.funding.forms.table_files import TableFileField
from bindeglied.funding.uploaded_tables import (
    MOST_FAULTS,
    ShownRemark,
    further_faults,
    in_words,
    table_of,
)

# Headings as the form and our own tables write them, in German and English.
HEADINGS: Mapping[str, str] = {
    "jahr": "year",
    "year": "year",
    "betrag in euro": "amount_eur",
    "bescheid in euro": "amount_eur",
    "amount in euros": "amount_eur",
    "notice in euros": "amount_eur",
    "dokument": "document",
    "document": "document",
    "tag des bescheids": "issued_on",
    "day of the notice": "issued_on",
    "aktenzeichen": "file_number",
    "file number": "file_number",
    "ags": "ags",
    "kreis": "kreis",
}
# The columns of the template; all but the file number are needed.
TITLES: Mapping[str, Any] = {
    "year": gettext_lazy("Jahr"),
    "amount_eur": gettext_lazy("Betrag in Euro"),
    "document": gettext_lazy("Dokument"),
    "file_number": gettext_lazy("Aktenzeichen"),
    "issued_on": gettext_lazy("Tag des Bescheids"),
}
OPTIONAL = "file_number"
# There is one notice per year: a file with more rows than this is another table.
MOST_ROWS = 200
LONGEST_SENTENCE = 300
PREVIEW_HOLDS_SECONDS = 24 * 60 * 60

NO_COLUMN = gettext_noop("Diese Spalte fehlt.")
NO_ROWS = gettext_noop("Unter der Kopfzeile steht kein einziger Bescheid.")
TOO_MANY_ROWS = gettext_noop(
    "Die Datei hat mehr als %(most)s Zeilen; gebraucht wird nur eine für jeden Bescheid."
)
OTHER_COLUMNS = gettext_noop("Nicht verwendete Spalten: %(columns)s")


@dataclass(slots=True)
class NoticesFile:
    """The sound rows in the order of the file; with a fault nothing of it is taken over."""

    rows: list[NoticeRowForm] = field(default_factory=list)
    faults: list[ShownRemark] = field(default_factory=list)
    remarks: list[ShownRemark] = field(default_factory=list)

    def signed(self, owner: str) -> str:
        """The rows as the form of the preview carries them; `owner` is for whom it is drawn."""
        return signing.dumps([(one.row, dict(one.data)) for one in self.rows], salt=_salt(owner))


class NoticesFileForm(forms.Form):
    """A file of notices."""

    file = TableFileField(
        help_text=gettext_lazy(
            "Eine Kopfzeile mit Jahr, Betrag in Euro, Dokument, Tag des Bescheids und, wenn Sie"
            " mögen, Aktenzeichen; darunter je Bescheid eine Zeile."
        )
    )


class TakeNoticesForm(forms.Form):
    """The rows of a preview, signed for the person and the Kreis that it was drawn for."""

    rows = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, owner: str, known: KnownNotices, **words: Any) -> None:
        super().__init__(*args, **words)
        self.owner, self.known = owner, known
        self.read: list[NoticeRowForm] = []

    def clean(self) -> None:
        """The rows of the preview, checked once more against what stands by now."""
        try:
            kept = signing.loads(
                self.cleaned_data.get("rows", ""),
                salt=_salt(self.owner),
                max_age=PREVIEW_HOLDS_SECONDS,
            )
        except signing.BadSignature:
            raise forms.ValidationError(
                _("Diese Vorschau gilt nicht mehr. Bitte laden Sie die Datei noch einmal hoch.")
            ) from None
        self.read = [NoticeRowForm(words, known=self.known, row=row) for row, words in kept]
        for one in self.read:
            for error in (text for errors in one.errors.values() for text in errors):
                self.add_error(None, str(error))

    def notices(self) -> list[tuple[int, NoticeWords]]:
        """Year and words of each row, of a form that is sound."""
        return [(one.cleaned_data["year"], one.words()) for one in self.read]


def _salt(owner: str) -> str:
    return f"bindeglied.funding.notices.{owner}"


def read_notices(data: bytes, known: KnownNotices) -> NoticesFile:
    """Read the bytes of a file for one Kreis; nothing is entered. The first faults stand there."""
    read = _read(data, known)
    further = [in_words(one, gettext) for one in further_faults(read.faults)]
    read.faults = [*read.faults[:MOST_FAULTS], *further]
    return read


def _read(data: bytes, known: KnownNotices) -> NoticesFile:
    table = table_of(data, HEADINGS)
    faults = [*table.faults, *_faults_of_the_whole(table)]
    read = NoticesFile(
        faults=[in_words(one, gettext) for one in faults],
        remarks=[in_words(one, gettext) for one in table.notices],
    )
    if not table.header or any(one.row in (None, table.header_row) for one in faults):
        return read
    read.remarks += [in_words(one, gettext) for one in _unused_columns(table)]
    for record in table.records:
        form = NoticeRowForm(_words(table, record), known=known, row=record.row)
        if form.is_valid():
            read.rows.append(form)
        read.faults += _faults_of_row(form, table)
    read.faults.sort(key=lambda one: one.row or 0)
    return read


def _faults_of_the_whole(table: Table) -> Iterator[Remark]:
    if not table.header:
        return
    for name, title in TITLES.items():
        if name != OPTIONAL and table.position(name) is None:
            yield Remark(NO_COLUMN, row=table.header_row, column=str(title))
    if not table.records and not table.faults:
        yield Remark(NO_ROWS, row=table.header_row, column=table.header[0])
    if len(table.records) > MOST_ROWS:
        yield Remark(TOO_MANY_ROWS, values={"most": MOST_ROWS})


def _unused_columns(table: Table) -> Iterator[Remark]:
    used = set(HEADINGS.values())
    unused = [name for name in table.header if name and table.meaning(name) not in used]
    if unused:
        yield Remark(OTHER_COLUMNS, values={"columns": ", ".join(unused)})


def _words(table: Table, record: Record) -> dict[str, str]:
    """The cells of a row by the names of their columns, line breaks in them as spaces."""
    positions = {name: table.position(name) for name in dict.fromkeys(HEADINGS.values())}
    return {
        name: "" if place is None else " ".join(record.cells[place].split())
        for name, place in positions.items()
    }


def _faults_of_row(form: NoticeRowForm, table: Table) -> Iterator[ShownRemark]:
    positions = {name: table.position(name) or 0 for name in form.errors}
    for name in sorted(positions, key=positions.__getitem__):
        for error in form.errors.as_data()[name]:
            yield ShownRemark(
                row=form.row,
                column=shown_plainly(table.header[positions[name]]),
                sentence=shown_plainly(" ".join(error.messages), LONGEST_SENTENCE),
                href=_correction(form) if error.code == HELD else "",
            )


def _correction(form: NoticeRowForm) -> str:
    """Where the notice of the same year is corrected."""
    held = form.known.held[int(form.data["year"])]
    return reverse("funding:correct_notice", args=(held,))
