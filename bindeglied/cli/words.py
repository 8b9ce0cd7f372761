"""The words of the command line, from the same catalogue as the pages, without Django.

German is the text in the code itself. Another language comes from its compiled catalogue, or
from the catalogue's source where nothing has been compiled yet.
"""

import gettext as catalogues
import io
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from bindeglied.documents.remarks import Translate
from bindeglied.funding.wording import value_text
from bindeglied.law.planning_frame import shown_euros
from bindeglied.law.values import Value

__all__ = ["ENGLISH", "GERMAN", "LANGUAGES", "Translate", "Words"]

GERMAN, ENGLISH = "de", "en"
LANGUAGES = (GERMAN, ENGLISH)
LOCALE_FOLDER = Path(__file__).parent.parent / "locale"


class Words:
    """Texts, numbers, amounts and days in one language."""

    def __init__(self, language: str = GERMAN) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, msgid: str) -> str:
        """The text in this language; the German text itself where there is no translation."""
        return self._catalogue.gettext(msgid)

    def number(self, number: int | Decimal) -> str:
        """A number with the marks between thousands: 58.000.000 or 58,000,000."""
        text = f"{number:,}"
        return text if self.language == ENGLISH else text.translate(_GERMAN_MARKS)

    def euros(self, amount: int | Decimal | Fraction) -> str:
        """An amount: 280.220 € or €280,220; with cents where it is not whole."""
        exact = Fraction(amount)
        whole, is_whole = exact.numerator, exact.denominator == 1
        size = self.number(abs(whole) if is_whole else abs(shown_euros(exact)))
        sign = "-" if exact < 0 else ""
        return f"{sign}€{size}" if self.language == ENGLISH else f"{sign}{size} €"

    def day(self, day: date) -> str:
        """A day: 11.12.2017 or 2017-12-11."""
        return day.isoformat() if self.language == ENGLISH else f"{day:%d.%m.%Y}"

    def any_value(self, value: Value) -> str:
        """A value of a rule as words, a day or a number."""
        words = value_text(value, self)
        if words is not None:
            return words
        if isinstance(value, date):
            return self.day(value)
        return self.number(value) if isinstance(value, int | Decimal) else str(value)


_GERMAN_MARKS = str.maketrans(",.", ".,")


def _catalogue(language: str) -> catalogues.NullTranslations:
    folder = LOCALE_FOLDER / language / "LC_MESSAGES"
    source, compiled = folder / "django.po", folder / "django.mo"
    if language == GERMAN:
        return catalogues.NullTranslations()
    if compiled.exists() and not _is_newer(source, compiled):
        with compiled.open("rb") as file:
            return catalogues.GNUTranslations(file)
    if source.exists():
        # Imported only where nothing has been compiled: it costs time at every start.
        import polib  # type: ignore[import-untyped]

        return catalogues.GNUTranslations(io.BytesIO(polib.pofile(str(source)).to_binary()))
    return catalogues.NullTranslations()


def _is_newer(source: Path, compiled: Path) -> bool:
    return source.exists() and source.stat().st_mtime > compiled.stat().st_mtime
