"""What is known about a person now, and what was known before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from bindeglied.accounts.models import User
from bindeglied.casework.models import Fact, FactKind, FactSource, Person
from bindeglied.casework.queries.team import people_of_team


@dataclass(frozen=True, slots=True)
class CurrentFact:
    """The fact of its kind that counts now, who wrote it down, and the earlier ones, newest first.

    `recorded_by` is None where nobody of that id ever accompanied the case.
    """

    fact: Fact
    recorded_by: User | None
    earlier: tuple[CurrentFact, ...] = ()

    @property
    def kind(self) -> FactKind:
        return FactKind(self.fact.kind)

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)

    @property
    def value(self) -> str:
        return self.fact.value

    @property
    def valid_from(self) -> date:
        return self.fact.valid_from

    @property
    def source_label(self) -> str:
        return str(FactSource(self.fact.source).label)

    @property
    def source_detail(self) -> str:
        return self.fact.source_detail

    @property
    def source_on(self) -> date:
        return self.fact.source_on

    @property
    def recorded_on(self) -> date:
        return timezone.localdate(self.fact.recorded_at)


def facts_of(person: Person) -> list[CurrentFact]:
    """The newest fact of each kind, in the order of the kinds; by first day, then by when noted.

    No statement for the people of a `case_header`, two for anybody else.
    """
    team = people_of_team(person.case)
    of_kind: dict[str, list[Fact]] = {}
    known = vars(person).get("known_facts") or person.facts.all()
    for fact in sorted(known, key=lambda one: (one.valid_from, one.id), reverse=True):
        of_kind.setdefault(fact.kind, []).append(fact)
    return [_current(of_kind[kind], team) for kind in FactKind.values if kind in of_kind]


def _current(facts: list[Fact], team: dict[object, User]) -> CurrentFact:
    newest, *before = facts
    earlier = tuple(CurrentFact(one, team.get(one.recorded_by)) for one in before)
    return CurrentFact(newest, team.get(newest.recorded_by), earlier)


def language_of(person: Person) -> str:
    """The language a person speaks, as its code; empty where it is not known."""
    found = (one.value for one in facts_of(person) if one.kind is FactKind.LANGUAGE)
    return next(found, "")
