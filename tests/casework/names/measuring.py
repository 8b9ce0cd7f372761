"""How well people are found by the spellings of the gold set, among people like them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from bindeglied.accounts.models import Membership
from bindeglied.casework.actions.add_fact import name_parts, sorted_as
from bindeglied.casework.models import Assignment, Case, Part, Person, PersonToken, TokenKind
from bindeglied.casework.names import EDGE, keys_of
from tests.casework.names.population import Variant, gold_set, population

AT_MOST = 10
DAY = date(2026, 1, 1)


@dataclass(slots=True)
class Measured:
    """Recall and precision of the first ten, over all variants and of each."""

    recalls: dict[Variant, float] = field(default_factory=dict)
    precisions: dict[Variant, float] = field(default_factory=dict)
    first: int = 0
    seconds: list[float] = field(default_factory=list)
    among: int = 0

    @property
    def recall(self) -> float:
        return sum(self.recalls.values()) / len(self.recalls)

    @property
    def precision(self) -> float:
        return sum(self.precisions.values()) / len(self.precisions)

    @property
    def misses(self) -> list[Variant]:
        return [variant for variant, recall in self.recalls.items() if recall < 1]

    def lines(self) -> list[str]:
        """The figures, by kind and by language, and every variant that missed somebody."""
        slowest = sorted(self.seconds)
        found = [
            f"{len(self.recalls)} spellings among {self.among} people",
            f"recall@10 {self.recall:.4f}, precision@10 {self.precision:.3f},"
            f" first hit right {self.first / len(self.recalls):.3f}",
            f"ms: p50 {slowest[len(slowest) // 2] * 1000:.1f},"
            f" p95 {slowest[len(slowest) * 95 // 100] * 1000:.1f}",
        ]
        for word in ("kind", "language"):
            for value in sorted({getattr(one, word) for one in self.recalls}):
                of_it = [one for one in self.recalls if getattr(one, word) == value]
                recall = sum(self.recalls[one] for one in of_it) / len(of_it)
                precision = sum(self.precisions[one] for one in of_it) / len(of_it)
                found.append(f"{value}: {len(of_it)}, {recall:.3f}, {precision:.3f}")
        return found + [
            f"missed {self.recalls[one]:.2f}: {one.registered} | {one.asked} | {one.kind}"
            for one in self.misses
        ]


def measure(found_by: Callable[[str], list[str]]) -> Measured:
    """Ask for every variant; `found_by` gives names as registered, the best first.

    Where several people are meant (a family name), ten of them are enough.
    """
    people = population()
    measured = Measured(among=len(people))
    for variant in gold_set():
        started = time.perf_counter()
        found = found_by(variant.asked)[:AT_MOST]
        measured.seconds.append(time.perf_counter() - started)
        meant = sum(variant.means(one) for one in people)
        right = sum(variant.means(one) for one in found)
        measured.recalls[variant] = right / min(AT_MOST, meant)
        measured.precisions[variant] = right / len(found) if found else 0.0
        measured.first += bool(found) and variant.means(found[0])
    return measured


def planted(member: Membership, municipality_id: str) -> dict[UUID, str]:
    """The whole population as cases of `member`: what it takes to be found, and no more."""
    stamp: dict[str, Any] = {"recorded_at": timezone.now(), "recorded_by": member.user_id}
    names: dict[UUID, str] = {}
    rows: tuple[list[Any], ...] = ([], [], [], [])
    for number, name in enumerate(population()):
        given, family = name_parts(name)
        case = Case(
            organisation_id=member.organisation_id,
            municipality_id=municipality_id,
            number=f"1999-{number:05}",
            announced_on=DAY,
            sort_name=sorted_as(given, family),
            **stamp,
        )
        words = {"given_name": given, "family_name": family, "sort_name": case.sort_name}
        person = Person(case=case, **words, **stamp)
        adviser = {"user_id": member.user_id, "part": Part.ADVISER, "valid_from": DAY}
        rows[0].append(case)
        rows[1].append(Assignment(case=case, **adviser, **stamp))
        rows[2].append(person)
        rows[3].extend(_tokens(person, stamp))
        names[person.pk] = name
    for of_one_table in rows:
        type(of_one_table[0]).objects.bulk_create(of_one_table, batch_size=500)
    return names


def _tokens(person: Person, stamp: dict[str, Any]) -> list[PersonToken]:
    return [
        PersonToken(
            case=person.case,
            person=person,
            kind=TokenKind.EDGE if EDGE in key else TokenKind.NAME,
            token=key,
            **stamp,
        )
        for key in keys_of(str(person))
    ]
