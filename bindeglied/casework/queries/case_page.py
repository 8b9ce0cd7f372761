"""The head of a case page, and who looked at the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from bindeglied.accounts.models import User
from bindeglied.casework.household import is_present, names_of
from bindeglied.casework.models import (
    Assignment,
    Case,
    CaseState,
    Entitlement,
    Fact,
    FactKind,
    Part,
    Person,
)
from bindeglied.casework.queries.facts import facts_of
from bindeglied.casework.queries.team import runs_on, team_of
from bindeglied.law.counselling import months_begun, months_of
from bindeglied.places.models import Municipality
from bindeglied.trail.models import Event

# What the page says of an entitlement.
TIME = ("starts_on", "ends_on", "rule_version")


@dataclass(frozen=True, slots=True)
class CaseHeader:
    """What stands above every page of a case.

    `months_used` are the months of counselling begun so far, None without an entitlement;
    `months_total` is None where the rules are not known to set an end, and `is_unverified` says
    that no source confirms the number. Of several people in the household it is the one
    whose time ends first.
    """

    case: Case
    people: tuple[Person, ...]
    languages: tuple[str, ...]
    interpreting: str
    adviser: User | None
    deputies: tuple[Assignment, ...]
    coming_deputies: tuple[Assignment, ...]
    months_used: int | None
    months_total: int | None
    is_unverified: bool
    ends_on: date | None

    @property
    def title(self) -> str:
        return names_of(self.people)

    @property
    def number(self) -> str:
        return self.case.number

    @property
    def state(self) -> CaseState:
        return CaseState(self.case.state)

    @property
    def municipality(self) -> Municipality:
        return self.case.municipality

    @property
    def next_due_on(self) -> date | None:
        return self.case.next_due_on


@dataclass(frozen=True, slots=True)
class LookedAt:
    """One look at a case or deed in it: who, when, what; no content."""

    at: datetime
    by: User | None
    verb: str


def case_header(case: Case) -> CaseHeader:
    """The head of a case as it is today, from one statement and the one of its team."""
    people = _people_of(case)
    today = timezone.localdate()
    team = [one for one in team_of(case) if one.valid_until is None or one.valid_until >= today]
    advisers = [one.user for one in team if one.part == Part.ADVISER and runs_on(one, today)]
    used, total, is_unverified, ends_on = _months(people)
    return CaseHeader(
        case=case,
        people=people,
        languages=tuple(dict.fromkeys(_values(people, FactKind.LANGUAGE))),
        interpreting=next(iter(_values(people, FactKind.INTERPRETER)), ""),
        adviser=advisers[0] if advisers else None,
        deputies=tuple(one for one in team if one.part == Part.DEPUTY and runs_on(one, today)),
        coming_deputies=tuple(one for one in team if one.valid_from > today),
        months_used=used,
        months_total=total,
        is_unverified=is_unverified,
        ends_on=ends_on,
    )


def entitlement_of(person: Person) -> Entitlement | None:
    """For how long somebody in a `case_header` may be accompanied, None where nobody noted it."""
    found: Entitlement | None = vars(person)["known_entitlement"]
    return found


def _people_of(case: Case) -> tuple[Person, ...]:
    """The people in order, with all that is known of them, from one statement.

    It begins at the facts: everybody is written down with the fact of their name, and no fact is
    ever deleted.
    """
    newest = Entitlement.objects.filter(person=OuterRef("person")).order_by("-id")
    time = {f"time_{one}": Subquery(newest.values(one)[:1]) for one in TIME}
    people: dict[UUID, Person] = {}
    facts = Fact.objects.filter(case=case).select_related("person").annotate(**time)
    for fact in facts.order_by("person__position", "id"):
        person = people.setdefault(fact.person_id, fact.person)
        person.case = case  # so that what is fetched of the case once serves all of them
        known = {one: getattr(fact, f"time_{one}") for one in TIME}
        vars(person)["known_entitlement"] = Entitlement(**known) if known["starts_on"] else None
        vars(person).setdefault("known_facts", []).append(fact)
    return tuple(people.values())


def _values(people: tuple[Person, ...], kind: FactKind) -> list[str]:
    return [one.value for person in people for one in facts_of(person) if one.kind is kind]


def _months(people: tuple[Person, ...]) -> tuple[int | None, int | None, bool, date | None]:
    present = [one for one in people if is_present(one)] or people
    newest = [time for one in present if (time := entitlement_of(one))]
    if not newest:
        return None, None, False, None
    first = min(newest, key=lambda one: (one.ends_on or date.max, one.starts_on))
    months = months_of(first.rule_version)
    until = min(timezone.localdate(), first.ends_on or date.max)
    return months_begun(first.starts_on, until), months.value, months.is_unverified, first.ends_on


def looks_at(case: Case, *, at_most: int = 200) -> list[LookedAt]:
    """Who looked at a case and did something in it, newest first, from two statements."""
    events = Event.objects.filter(record_kind="case", record_key=str(case.pk)).order_by("-id")
    newest = list(events[:at_most])
    names: dict[UUID, Any] = User.objects.in_bulk({one.user_id for one in newest if one.user_id})
    return [
        LookedAt(one.occurred_at, names.get(one.user_id) if one.user_id else None, one.verb)
        for one in newest
    ]
