"""What applicants ask most, at the fields that it concerns: only what a source says."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bindeglied.law.values import Certainty

FILE = Path(__file__).parent / "data" / "questions.csv"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer in both languages; `fields` are keys of rules or of forms."""

    code: str
    fields: frozenset[str]
    question: str
    question_en: str
    answer: str
    answer_en: str
    source: str
    certainty: Certainty

    @property
    def is_unverified(self) -> bool:
        """True unless a source says it."""
        return self.certainty is not Certainty.SOURCED


@cache
def all_questions() -> tuple[Question, ...]:
    """Every question, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_question(row) for row in csv.DictReader(file))


def questions_about(field: str) -> tuple[Question, ...]:
    """The questions that concern a field, by its key."""
    return tuple(one for one in all_questions() if field in one.fields)


def _question(row: dict[str, str]) -> Question:
    return Question(
        code=row["code"],
        fields=frozenset(row["fields"].split()),
        question=row["question"],
        question_en=row["question_en"],
        answer=row["answer"],
        answer_en=row["answer_en"],
        source=row["source"],
        certainty=Certainty(row["certainty"]),
    )
