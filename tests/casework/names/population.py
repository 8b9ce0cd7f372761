"""The people among whom the gold set is looked for: those of the gold set and many like them."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = 4711
# At most so many invented people per language, so that no language drowns the others.
OF_A_LANGUAGE = 200
PART = "part"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which somebody asks for a person, and where that way comes from.

    `registered` is "family name, given name". Of kind `part`, the family name alone is asked for.
    """

    registered: str
    asked: str
    language: str
    kind: str
    source: str

    def means(self, registered: str) -> bool:
        """Whether a person of this name is one that was asked for."""
        if self.kind == PART:
            return registered.partition(",")[0] == self.registered.partition(",")[0]
        return registered == self.registered


def gold_set() -> list[Variant]:
    """The variants, written down before there was a search."""
    return [Variant(*row) for row in _rows("gold.csv")]


def population() -> list[str]:
    """Names as registered: all of the gold set, and others from the same stock of names."""
    gold = gold_set()
    names = dict.fromkeys(variant.registered for variant in gold)
    given: dict[str, set[str]] = defaultdict(set)
    families: dict[str, set[str]] = defaultdict(set)
    for variant in gold:
        family, _comma, first = variant.registered.partition(", ")
        families[variant.language].add(family)
        given[variant.language].add(first)
    for language, part, name in _rows("stock.csv"):
        (given if part == "given" else families)[language].add(name)
    chance = random.Random(SEED)
    for language in sorted(given):
        pairs = [
            f"{one}, {two}" for one in sorted(families[language]) for two in sorted(given[language])
        ]
        names |= dict.fromkeys(chance.sample(pairs, min(OF_A_LANGUAGE, len(pairs))))
    return list(names)


def _rows(name: str) -> list[list[str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]
