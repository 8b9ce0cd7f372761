"""How invented people are called and what they say: lists of words of the demo, put together."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeVar

DATA_FOLDER = Path(__file__).resolve().parents[2] / "data"
# How often a language is spoken, of a hundred people.
LANGUAGES = {
    **{"uk": 34, "ar": 20, "prs": 8, "fa": 4, "ti": 4, "tr": 8, "kmr": 5, "sq": 3, "so": 2},
    **{"ps": 3, "ru": 4, "ka": 2, "en": 3},
}
PARTS_OF_A_NOTE = ("opening", "topic", "detail", "next")
Chosen = TypeVar("Chosen")


@cache
def names(language: str, kind: str) -> tuple[str, ...]:
    """The names of a language: `woman`, `man`, `family` or `ending` (of a family name)."""
    return tuple(
        name
        for spoken, of_kind, name in _rows("names.csv")
        if (spoken, of_kind) == (language, kind)
    )


@cache
def sentences(kind: str) -> tuple[str, ...]:
    """All sentences of a kind."""
    return tuple(text for of_kind, text in _rows("sentences.csv") if of_kind == kind)


@cache
def names_of_managers(kind: str) -> tuple[str, ...]:
    """Names of integration managers: `given` or `family`."""
    return tuple(name for of_kind, name in _rows("managers.csv") if of_kind == kind)


@cache
def goals() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Goals as (domain, wording, the steps that lead to it)."""
    found: dict[tuple[str, str], list[str]] = {}
    for domain, goal, measure in _rows("goals.csv"):
        found.setdefault((domain, goal), []).append(measure)
    return tuple((domain, goal, tuple(steps)) for (domain, goal), steps in found.items())


def pick(random: Random, options: Sequence[Chosen]) -> Chosen:
    """One of the options; of millions of choices `Random.choice` would take too long."""
    return options[int(random.random() * len(options))]


def between(random: Random, least: int, most: int) -> int:
    """A whole number from `least` to `most`, both included."""
    return least + int(random.random() * (most - least + 1))


def family_name(random: Random, language: str) -> str:
    """A family name as this language forms it."""
    stem = pick(random, names(language, "family"))
    endings = names(language, "ending")
    return stem + pick(random, endings) if endings else stem


def given_name(random: Random, language: str) -> str:
    """A given name of this language."""
    return pick(random, names(language, pick(random, ("woman", "man"))))


def sentence(random: Random, kind: str) -> str:
    """One sentence of a kind."""
    return pick(random, sentences(kind))


def note(random: Random) -> str:
    """A note of about 200 letters in which most words differ."""
    return " ".join([pick(random, sentences(part)) for part in PARTS_OF_A_NOTE])


def _rows(file_name: str) -> Iterator[list[str]]:
    with (DATA_FOLDER / file_name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows
