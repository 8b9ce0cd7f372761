"""Names in any spelling: what is left of one when vowels, marks and habits of writing are gone.

The same name is written in many ways: by sound, by a standard, from another alphabet, by a
passport office. Arabic is even written without most vowels. So a word of a name becomes
*skeletons*: its consonants in few classes, several where a letter is read in several ways ("j" is
a sibilant in Jamal and a vowel in Julija). One skeleton in common is enough to compare two words
more closely; how alike they are then decides. Nothing here reads a clock, a database or a setting.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from anyascii import anyascii

# More readings than that of one word are left out.
MOST_SKELETONS = 12
MOST_WORDS = 6
SHORTEST_STEM = 3
# What a skeleton is when a name has no consonant at all.
ONLY_VOWELS = "A"
# Marks a key that is the beginning ("KS-") or the end ("-SN") of a skeleton.
EDGE = "-"
KEPT_WORDS = 8192

_ARTICLES = frozenset(["al", "el", "ar", "as", "an", "az", "ad", "at", "ash", "adh", "ul", "il"])
_SERVANT = frozenset(["abd", "abdel", "abdul", "abdal", "abdu", "abdol", "bd"])
_MARKED = str.maketrans(
    {
        **{"š": "sh", "ş": "sh", "ș": "sh", "č": "ch", "ç": "ch", "ž": "zh", "ć": "ch", "đ": "dj"},
        **{"ǧ": "dj", "ġ": "gh", "ğ": "gh", "ḫ": "kh", "ẖ": "kh", "ṯ": "th", "ḏ": "dh", "ẓ": "dh"},
        **{"ä": "a", "ö": "o", "ü": "u", "ı": "i", "ß": "ss", "ł": "l", "ê": "e", "î": "i"},
        # Read as z in Persian and as d in Arabic.
        **{"ض": "dh", "ظ": "dh", "ذ": "dh"},
    }
)
_ABJAD = re.compile(r"[\u0600-\u06ff]")
_ABJAD_ARTICLE = re.compile(r"\bال(?=\w{3})")
_STUCK_ARTICLE = re.compile(r"^[ae]l(?=[^aeiouyl]\w{3})")
_STUCK_SERVANT = re.compile(r"^c?abd[aeiou]*(?:l|([bcdfghjkmnpqrstvwxz])(?=\1))?[aeiou]?(\w{2,})$")
_FRENCH_W = re.compile(r"^ou(?=[aei])")
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1+")

# Letters as they are written -> the classes they may stand for. The longest is read first.
# S sibilants, K throat and palate, W, T, D, B, P, F, M, N, L, R; an empty one is not heard.
_SOUNDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    *((letters, ("S",)) for letters in ("schtsch", "shch", "tsch", "dsch", "sch", "tch")),
    *((letters, ("S",)) for letters in ("dzh", "sh", "zh", "dj", "dz", "ts", "tz", "xh")),
    ("kh", ("K",)),
    ("gh", ("K",)),
    ("ck", ("K",)),
    ("ch", ("S", "K")),
    ("ph", ("F",)),
    ("th", ("T", "S")),
    ("dh", ("D", "S")),
    ("b", ("B",)),
    ("c", ("S", "K")),
    ("d", ("D",)),
    ("f", ("F",)),
    ("g", ("K", "S")),
    ("h", ("", "K")),
    ("j", ("S", "")),
    ("k", ("K",)),
    ("l", ("L",)),
    ("m", ("M",)),
    ("n", ("N",)),
    ("p", ("P",)),
    ("q", ("K", "S")),
    ("r", ("R",)),
    ("s", ("S",)),
    ("t", ("T",)),
    ("v", ("W", "")),
    ("w", ("W", "")),
    ("x", ("K", "KS")),
    ("z", ("S",)),
)
# The same at the beginning of a word, where some are always heard.
_FIRST_SOUNDS = {"h": ("K",), "v": ("W",), "w": ("W",), "c": ("S", "K", "")}
_VOWELS = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u"}
_READ = dict(_SOUNDS)
_LETTERS = re.compile("|".join([letters for letters, _ in _SOUNDS] + list(_VOWELS)))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: as it is read in Latin letters, what is heard, and its skeletons.

    `heard` are the classes with three vowels between them. `has_vowels` is False where the script
    of the word leaves them out.
    """

    letters: str
    heard: str
    skeletons: tuple[str, ...]
    has_vowels: bool

    @property
    def keys(self) -> frozenset[str]:
        """By what this word is found: each skeleton, and its first and last two classes.

        With these a word is still found when one of its letters was mistyped.
        """
        longer = [one for one in self.skeletons if len(one) > 1]
        edges = (key for one in longer for key in (f"{one[:2]}{EDGE}", f"{EDGE}{one[-2:]}"))
        return frozenset((*self.skeletons, *edges))


@lru_cache(KEPT_WORDS)
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name in any script, without articles; "abd" stands with what it serves."""
    found: list[tuple[str, bool]] = []
    for letters, has_vowels in _romanised(name):
        if found and found[-1][0] in _SERVANT:
            letters = f"abd{_without_article(letters)}"
            found.pop()
        found.append((letters, has_vowels))
    return tuple(_word(letters, has_vowels) for letters, has_vowels in found[:MOST_WORDS])


def joined(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], ...]:
    """The same name with two neighbours written as one word, once for every pair."""
    return tuple(
        (*words[:at], _beside(words[at], words[at + 1]), *words[at + 2 :])
        for at in range(len(words) - 1)
    )


def keys_of(name: str) -> frozenset[str]:
    """All keys by which a name is found, those of neighbours written as one word included."""
    words = words_of(name)
    pairs = (_beside(*pair) for pair in zip(words, words[1:], strict=False))
    return frozenset(key for word in (*words, *pairs) for key in word.keys)


def _romanised(name: str) -> list[tuple[str, bool]]:
    text = unicodedata.normalize("NFC", name.casefold())
    found = []
    for written in re.findall(r"[^\W\d_]+", _ABJAD_ARTICLE.sub("", _without_marks(text))):
        has_vowels = not _ABJAD.search(written)
        letters = re.sub(r"[^a-z]", "", anyascii(written.translate(_MARKED)).casefold())
        if letters:
            found.append((letters, has_vowels))
    return [one for one in found if one[0] not in _ARTICLES] or found


def _without_marks(text: str) -> str:
    """Marks that no table below reads are left out, and signs within a word."""
    text = re.sub(r"[ʿʾ'’‘`ʼ´\u0640]", "", text)
    read = text.translate(_MARKED)
    parts = unicodedata.normalize("NFKD", read)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _without_article(letters: str) -> str:
    return _STUCK_ARTICLE.sub("", letters)


def _beside(one: Word, two: Word) -> Word:
    return _word(one.letters + two.letters, one.has_vowels and two.has_vowels)


@lru_cache(KEPT_WORDS)
def _word(letters: str, has_vowels: bool) -> Word:
    servant = _STUCK_SERVANT.match(letters)
    if servant:
        letters = f"abd{servant[2]}"
    letters = _FRENCH_W.sub("w", _without_article(letters))
    if has_vowels:
        # Without vowels two of a kind are two: Haddad is hdd.
        letters = _DOUBLE.sub(r"\1", letters)
    readings: list[tuple[str, ...]] = []
    heard = ""
    for at, letter in enumerate(_LETTERS.findall(letters)):
        if letter in _VOWELS:
            heard += _VOWELS[letter]
            continue
        sounds = (not at and _FIRST_SOUNDS.get(letter)) or _READ[letter]
        readings.append(sounds)
        heard += sounds[0] if has_vowels or sounds[0] != "W" else "u"
    return Word(letters, heard, _skeletons(readings), has_vowels)


def _skeletons(readings: list[tuple[str, ...]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for reading in product(*readings):
        found.setdefault("".join(reading) or ONLY_VOWELS)
        if len(found) == MOST_SKELETONS:
            break
    return tuple(found)
