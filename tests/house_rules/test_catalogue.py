"""The English catalogue: complete, with the same placeholders, and nothing left over."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
import pytest

from tests.house_rules.checkout import PRODUCT

CATALOGUE = Path("locale") / "en" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
needs_gettext = pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is missing")
Key = tuple[str | None, str, str | None]


def key_of(entry: polib.POEntry) -> Key:
    return (entry.msgctxt, entry.msgid, entry.msgid_plural or None)


@cache
def catalogue() -> dict[Key, polib.POEntry]:
    return {key_of(entry): entry for entry in polib.pofile(str(PRODUCT / CATALOGUE))}


@cache
def texts_in_use() -> frozenset[Key]:
    """Every German text marked in code and templates, found in a copy by gettext itself."""
    with TemporaryDirectory() as place:
        copy = Path(place) / "bindeglied"
        shutil.copytree(PRODUCT, copy, ignore=shutil.ignore_patterns("__pycache__", "data", "*.mo"))
        (copy / CATALOGUE).unlink()
        words = (sys.executable, "-m", "django", "makemessages", "--locale=en", "--no-location")
        subprocess.run(words, cwd=copy, check=True, capture_output=True)
        found = polib.pofile(str(copy / CATALOGUE))
        return frozenset(key_of(entry) for entry in found if not entry.obsolete)


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@needs_gettext
def test_every_german_text_has_its_english_one() -> None:
    assert len(texts_in_use()) >= 200
    assert sorted(one[1] for one in texts_in_use() - catalogue().keys()) == []


@needs_gettext
def test_no_english_text_is_left_over_from_a_german_one_that_is_gone() -> None:
    assert sorted(one[1] for one in catalogue().keys() - texts_in_use()) == []


def test_no_translation_is_empty_doubtful_or_obsolete() -> None:
    wanting = [
        entry.msgid
        for entry in catalogue().values()
        if entry.fuzzy or entry.obsolete or not all(text.strip() for text in translations(entry))
    ]
    assert wanting == []


def test_a_translation_has_the_placeholders_of_the_original() -> None:
    for entry in catalogue().values():
        allowed = set(PLACEHOLDER.findall(entry.msgid))
        allowed |= set(PLACEHOLDER.findall(entry.msgid_plural or ""))
        for form, text in enumerate(translations(entry)):
            found = set(PLACEHOLDER.findall(text))
            assert found <= allowed, entry.msgid
            # The form for one may leave the number out.
            if not (entry.msgid_plural and form == 0):
                assert found == allowed, entry.msgid
