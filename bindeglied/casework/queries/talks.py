"""Whom one talks to, and in which language."""

from __future__ import annotations

from dataclasses import dataclass

from bindeglied.casework.household import names_of
from bindeglied.casework.models import Case, Contact, Fact, FactKind, Person


@dataclass(frozen=True, slots=True)
class KnownForTalks:
    """What a note can be filled in with before anybody types: language as code, need as kept."""

    language: str
    interpreting: str
    has_first_contact: bool


def title_of(case: Case) -> str:
    """The names of the people of a case, as its pages are headed."""
    people = Person.objects.filter(case=case).order_by("position")
    return names_of(list(people))


def known_for_talks(case: Case) -> KnownForTalks:
    """Language and need of an interpreter as last noted in a case, from two statements."""
    wanted = (FactKind.LANGUAGE, FactKind.INTERPRETER)
    facts = Fact.objects.filter(case=case, kind__in=wanted)
    # Of several people those of the first count, as in the head of the case.
    facts = facts.order_by("-person__position", "valid_from", "id")
    known = {fact.kind: fact.value for fact in facts}
    return KnownForTalks(
        language=known.get(FactKind.LANGUAGE, ""),
        interpreting=known.get(FactKind.INTERPRETER, ""),
        has_first_contact=Contact.objects.filter(case=case, is_first=True).exists(),
    )
