"""Remarks on an input: what is wrong with it or noteworthy, where, in words that translate."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Translate = Callable[[str], str]


def gettext_noop(msgid: str) -> str:
    """Marks a German text for the catalogue without translating it yet.

    Django's marker of the same name imports asyncio and would cost the command line a tenth of a
    second at every start.
    """
    return msgid


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about one place of a file, or about the whole of it.

    `row` is the line on which the record begins (the header is 1), `column` its header as the
    file writes it; `values` fill the named places of `msgid`.
    """

    msgid: str
    row: int | None = None
    column: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, translate: Translate) -> str:
        """The remark as one line, in the language of `translate`."""
        shown = {name: shown_plainly(str(value)) for name, value in self.values.items()}
        sentence = translate(self.msgid) % shown
        if self.row is None:
            return sentence
        if self.column is None:
            return translate(ROW) % {"row": self.row, "sentence": sentence}
        column = shown_plainly(self.column)
        place = {"row": self.row, "column": column, "sentence": sentence}
        return translate(ROW_AND_COLUMN) % place


ROW = gettext_noop("Zeile %(row)s: %(sentence)s")
ROW_AND_COLUMN = gettext_noop("Zeile %(row)s, Spalte %(column)s: %(sentence)s")

LONGEST_SHOWN = 80


def shown_plainly(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Foreign text made safe for one line on a screen.

    Line breaks, escape sequences and marks that turn the direction of writing appear as their
    code; what is very long is cut.
    """
    short = text if len(text) <= longest else text[:longest] + "…"
    if short.isprintable():
        return short
    return "".join(map(_shown_letter, short))


def _shown_letter(letter: str) -> str:
    if letter.isprintable():
        return letter
    is_space = unicodedata.category(letter) == "Zs"
    return " " if is_space else letter.encode("unicode_escape").decode("ascii")
