"""Documents on paper: a typst template and data become a PDF/UA-1 that is a PDF/A-2a too.

What people typed goes in as data, never as source. No font of the machine is used, nothing is
fetched: the same data, day, template, fonts and typst give the same bytes.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import typst

from bindeglied.documents.font_letters import letters_of

# Templates may take parts from here and from any package; nothing outside is readable to them.
ROOT = Path(__file__).resolve().parent.parent
# Fira Sans is the face of the screens; the other package holds Noto Sans, script by script.
FONT_FOLDERS = (("fontpkg_fira_sans", "files"), ("manimgx_fonts", "."))
FIRST_FAMILIES = ("Fira Sans", "Noto Sans")

NO_LETTER = "\N{REPLACEMENT CHARACTER}"
NEW_LINES = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Invisible and needed: joiners, marks of direction that cannot leak, soft hyphen, word joiner.
KEPT_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u061c\u00ad\u2060")


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished PDF, and the letters that no font could show, in order of appearance."""

    pdf: bytes
    replaced: tuple[str, ...]


@dataclass(slots=True)
class _Wording:
    """Makes texts showable and remembers what it had to replace."""

    can_show: Callable[[str], bool]
    replaced: dict[str, None] = field(default_factory=dict)

    def of(self, value: Any) -> Any:
        """The same data with every text made showable."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Mapping):
            return {key: self.of(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self.of(inner) for inner in value]
        return value

    def _text(self, text: str) -> str:
        kept = "".join(filter(_is_kept, NEW_LINES.sub("\n", text).replace("\t", " ")))
        return "\n".join(map(self._line, unicodedata.normalize("NFC", kept).split("\n")))

    def _line(self, line: str) -> str:
        if self.can_show(line) and not _is_mark(line[:1]):
            return line
        return "".join(map(self._cluster, clusters(line)))

    def _cluster(self, cluster: str) -> str:
        """A letter with its marks: one font must have all of them, else the marks go first."""
        letter = cluster[0]
        has_letter = self.can_show(letter) and not _is_mark(letter)
        if has_letter and self.can_show(cluster):
            return cluster
        lost = cluster[1:] if has_letter else cluster
        self.replaced.update(dict.fromkeys(map(_named, filter(_has_picture, lost))))
        return letter + NO_LETTER if has_letter else NO_LETTER


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is put on paper: a template, a file below the package, with what it finds as
    `data` (typed by people), `labels` (own wording, taken as it is), language and day.
    """

    template: Path
    data: Mapping[str, Any]
    labels: Mapping[str, Any]
    language: str
    made_on: date

    def inputs(self, data: Any) -> dict[str, str]:
        """What `documents/typst/paper.typ` reads."""
        day = {"year": self.made_on.year, "month": self.made_on.month, "day": self.made_on.day}
        paper = {"fonts": _families(), "language": self.language, "made_on": day}
        parts = {"data": data, "labels": self.labels, "paper": paper}
        return {name: json.dumps(part) for name, part in parts.items()}


def typeset(sheet: Sheet) -> Typeset:
    """Typeset a sheet; typed letters without a font are replaced by a visible sign.

    Raises typst.TypstError if the template is at fault or the result would not meet the standards.
    """
    try:
        return _typeset(sheet, _a_font_has)
    except typst.TypstError:
        # Letters that exist can still not go together: rather plain letters than no paper.
        return _typeset(sheet, _is_plain)


def as_pictures(sheet: Sheet, dots_per_inch: int = 144) -> list[bytes]:
    """The same pages as PNG, to look at."""
    data = _Wording(_a_font_has).of(sheet.data)
    pages = _compile(sheet.template, sheet.inputs(data), "png", dots_per_inch)
    return pages if isinstance(pages, list) else [pages]


def made_with(*parts: Path) -> str:
    """By what a document was made: the typesetter and a digest of fonts and `parts`.

    The same line and the same data give the same bytes.
    """
    digest = sha256(unicodedata.unidata_version.encode() + _digest_of_shared_parts())
    for part in sorted(parts):
        digest.update(sha256(part.read_bytes()).digest())
    version = importlib.metadata.version("typst")
    return f"typst {version}, template and fonts {digest.hexdigest()[:16]}"


def clusters(text: str) -> Iterable[str]:
    """The text in pieces that are shown as one: a letter and the marks on it."""
    piece = ""
    for letter in text:
        if piece and not _is_mark(letter):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _typeset(sheet: Sheet, can_show: Callable[[str], bool]) -> Typeset:
    wording = _Wording(can_show)
    pdf = _compile(sheet.template, sheet.inputs(wording.of(sheet.data)), "pdf")
    return Typeset(bytes(pdf), tuple(wording.replaced))


def _compile(
    template: Path, inputs: dict[str, str], form: Literal["pdf", "png"], dots_per_inch: int = 144
) -> Any:
    return typst.compile(
        template,
        root=ROOT,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format=form,
        ppi=dots_per_inch,
        sys_inputs=inputs,
        pdf_standards=["ua-1", "a-2a"] if form == "pdf" else [],
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=_font_folders()
    )


def _font_folders() -> list[Path]:
    """The folders of the font packages, found without running any of their code."""
    found = ((find_spec(package), folder) for package, folder in FONT_FOLDERS)
    return [
        Path(next(iter(spec.submodule_search_locations or ()))) / folder
        for spec, folder in found
        if spec
    ]


@cache
def _families() -> tuple[str, ...]:
    """All families in the order in which they are asked for a letter."""
    return (*FIRST_FAMILIES, *sorted(set(_fonts().families()) - set(FIRST_FAMILIES)))


@cache
def _font_files() -> tuple[Path, ...]:
    """One upright file of each family, in the same order: all weights have the same letters."""
    upright = {
        font.family: Path(font.path)
        for font in _fonts().fonts()
        if font.style == "normal" and font.weight == 400 and font.path
    }
    return tuple(upright[family] for family in _families())


@cache
def _digest_of_shared_parts() -> bytes:
    digest = sha256()
    own = (Path(__file__), ROOT / "documents" / "font_letters.py")
    fonts = (Path(font.path) for font in _fonts().fonts() if font.path)
    for part in (*own, *sorted((ROOT / "documents" / "typst").iterdir()), *sorted(set(fonts))):
        digest.update(sha256(part.read_bytes()).digest())
    return digest.digest()


def _a_font_has(text: str) -> bool:
    # Emoji fonts have private letters of their own; the archive format refuses them.
    if any(unicodedata.category(letter) in ("Cc", "Co") for letter in text):
        return False
    letters = {ord(letter) for letter in text if _has_picture(letter)}
    return any(letters <= letters_of(font) for font in _font_files())


def _is_mark(letter: str) -> bool:
    return bool(letter) and unicodedata.category(letter).startswith("M")


def _is_plain(text: str) -> bool:
    return all(" " <= letter <= "~" or "\u00a1" <= letter <= "\u017f" for letter in text)


def _is_kept(letter: str) -> bool:
    return unicodedata.category(letter) != "Cf" or letter in KEPT_INVISIBLE


def _has_picture(letter: str) -> bool:
    return letter not in KEPT_INVISIBLE and not "\ufe00" <= letter <= "\ufe0f"


def _named(letter: str) -> str:
    """The letter itself where a screen can show it, else its number."""
    is_shown = letter.isprintable() and not _is_mark(letter)
    return letter if is_shown else f"U+{ord(letter):04X}"
