"""The languages that people here speak, as the forms offer them, and how an interpreter helps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """A language by its ISO 639 code, in the order in which the forms list them."""

    GERMAN = "de", _("Deutsch")
    ENGLISH = "en", _("Englisch")
    ALBANIAN = "sq", _("Albanisch")
    ARABIC = "ar", _("Arabisch")
    DARI = "prs", _("Dari")
    FARSI = "fa", _("Farsi")
    FRENCH = "fr", _("Französisch")
    GEORGIAN = "ka", _("Georgisch")
    KURMANJI = "kmr", _("Kurmandschi")
    PASHTO = "ps", _("Paschtu")
    ROMANI = "rom", _("Romanes")
    RUSSIAN = "ru", _("Russisch")
    SOMALI = "so", _("Somali")
    SORANI = "ckb", _("Sorani")
    SPANISH = "es", _("Spanisch")
    TIGRINYA = "ti", _("Tigrinya")
    TURKISH = "tr", _("Türkisch")
    UKRAINIAN = "uk", _("Ukrainisch")
    URDU = "ur", _("Urdu")
    OTHER = "mis", _("andere Sprache")


class InterpreterNeed(models.TextChoices):
    """Whether somebody needs an interpreter to talk here."""

    NEEDED = "needed", _("nötig")
    AT_TIMES = "at_times", _("bei Schwierigem")
    NOT_NEEDED = "not_needed", _("nicht nötig")


def language_name(code: str) -> str:
    """The name of a language in the language of the page; an unknown code stays as it is."""
    try:
        return str(Language(code).label)
    except ValueError:
        return code


def need_of_interpreter(value: str) -> str:
    """The words for the need of an interpreter; any other text stays as it is."""
    return str(InterpreterNeed(value).label) if value in InterpreterNeed.values else value
