"""How alike two names are, from 0 (nothing in common) to 1 (the same)."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from bindeglied.casework.names import KEPT_WORDS, Word, joined

SHORTEST_BEGINNING = 2
OF_A_BEGINNING = 0.94
# How much the skeleton counts beside what is heard and what is written.
SKELETON, HEARD, WRITTEN = 0.5, 0.25, 0.25
# A word that is asked for and not there.
LEAST = 0.45
# One with vowels and one without: less is known.
OF_TWO_SCRIPTS = 0.96
# Written as one word or as two: a little less sure.
OF_JOINED = 0.98


def likeness(asked: tuple[Word, ...], known: tuple[Word, ...]) -> float:
    """How well a known name answers to what was asked, from 0 to 1, in any order of words.

    What is asked for must be there; what is known beside it costs almost nothing.
    """
    best = _aligned(asked, known)
    if best > OF_JOINED or len(asked) == len(known) == 1:
        return best
    more = [_aligned(one, known) for one in joined(asked)]
    more += [_aligned(asked, one) for one in joined(known)]
    return max(best, OF_JOINED * max(more, default=0.0))


def _aligned(asked: tuple[Word, ...], known: tuple[Word, ...]) -> float:
    pairs = sorted(
        (
            (_alike(one, two), at, beside)
            for at, one in enumerate(asked)
            for beside, two in enumerate(known)
        ),
        reverse=True,
    )
    taken: dict[int, float] = {}
    used: set[int] = set()
    for value, at, beside in pairs:
        if at not in taken and beside not in used and value >= LEAST:
            taken[at] = value
            used.add(beside)
    weights = [len(word.letters) + 2 for word in asked]
    whole = sum(taken.get(at, 0.0) * weight for at, weight in enumerate(weights)) / sum(weights)
    unasked = len(known) - len(used)
    return whole - 0.01 * unasked


@lru_cache(KEPT_WORDS)
def _alike(asked: Word, known: Word) -> float:
    if asked.letters == known.letters:
        return 1.0
    shared = not set(asked.skeletons).isdisjoint(known.skeletons)
    skeleton = 1.0 if shared else _nearest(asked.skeletons, known.skeletons)
    if asked.has_vowels and known.has_vowels:
        heard = OSA.normalized_similarity(asked.heard, known.heard)
        written = JaroWinkler.similarity(asked.letters, known.letters)
    else:
        heard = skeleton
        written = JaroWinkler.similarity(_consonants(asked), _consonants(known))
    alike = SKELETON * skeleton + HEARD * heard + WRITTEN * written
    if asked.has_vowels != known.has_vowels:
        alike *= OF_TWO_SCRIPTS
    if len(asked.letters) >= SHORTEST_BEGINNING and known.letters.startswith(asked.letters):
        return max(alike, OF_A_BEGINNING)
    return alike


def _nearest(asked: tuple[str, ...], known: tuple[str, ...]) -> float:
    return max(OSA.normalized_similarity(one, two) for one in asked[:4] for two in known[:4])


def _consonants(word: Word) -> str:
    vowels = "aeiouwyj'" if not word.has_vowels else "aeiouwyj"
    return "".join(letter for letter in word.letters if letter not in vowels) or word.letters
