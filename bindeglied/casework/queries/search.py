"""People found by what somebody knows of them: a name in any spelling, a number, a birth date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case as Either
from django.db.models import Q, QuerySet, Sum, Value, When
from django.utils import timezone

from bindeglied.accounts.models import Membership
from bindeglied.casework.access import cases_visible_to
from bindeglied.casework.likeness import likeness
from bindeglied.casework.models import Case, Person, PersonToken, TokenKind
from bindeglied.casework.names import Word, keys_of, words_of
from bindeglied.casework.telephones import number_tokens
from bindeglied.places.folding import folded

AT_MOST = 10
# Below this, two names have little in common.
LEAST_ALIKE = 0.7
# Whoever is further behind the best is not shown: the better the best, the fewer others.
BEHIND_THE_BEST = 0.07
# The same where the script of what was asked leaves out vowels.
BEHIND_IF_VAGUE = 0.1
SHOWN_AT_MOST = 50
OF_CASE = "case__municipality"
# So many people are compared closely, those with the most keys in common.
COMPARED = 150
_OF_A_CASE = re.compile(r"\d{4}-?\d{0,6}")
_MONTHS = "januar februar marz april mai juni juli august september oktober november dezember"

# Id, given name, family name, sort name.
Candidate = tuple[UUID, str, str, str]


@dataclass(frozen=True, slots=True)
class PersonHit:
    """Somebody who was found; `likeness` of the name from 0 to 1, 1 for a number or a day."""

    person: Person
    likeness: float


def people_found(member: Membership, text: str, *, at_most: int = AT_MOST) -> list[PersonHit]:
    """The people of visible cases who answer to a text, the most alike first.

    The text is a name or parts of it in any order, spelling and script; or the number of a case, a
    birth date, a telephone number. At most three statements. Source: architecture, 5.11.
    """
    cases = cases_visible_to(member)
    known = _by_number_or_day(people_of(cases), text, member.organisation_id)
    exact = [PersonHit(person, 1.0) for person in known[:at_most]] if known is not None else []
    return exact or people_named(cases, text)[:at_most]


def people_asked_for(
    cases: QuerySet[Case], text: str, *, organisation_id: UUID, at_most: int = AT_MOST
) -> list[UUID]:
    """The ids of the people of these cases, all of one organisation, who answer to a text as in
    `people_found`, for a list that reads them itself.

    At most two statements, of which a text without digits needs one.
    """
    people = Person.objects.filter(case__in=cases)
    known = _by_number_or_day(people, text, organisation_id)
    exact = list(known.values_list("pk", flat=True)[:at_most]) if known is not None else []
    return exact or list(_named(cases, text))[:at_most]


def people_of(cases: QuerySet[Case]) -> QuerySet[Person]:
    """The people of these cases, each with its case and where that is."""
    return Person.objects.filter(case__in=cases).select_related(OF_CASE)


def people_named(cases: QuerySet[Case], name: str) -> list[PersonHit]:
    """The people of these cases whose name is like this one, the most alike first."""
    ranked = _named(cases, name)
    # These were found among `cases`; asking that again would only cost time.
    people = Person.objects.select_related(OF_CASE).in_bulk(list(ranked))
    return [PersonHit(people[pk], value) for pk, value in ranked.items()]


def _named(cases: QuerySet[Case], name: str) -> dict[UUID, float]:
    asked = words_of(name)
    return _ranked(asked, _candidates(cases, name)) if asked else {}


def _ranked(asked: tuple[Word, ...], candidates: Iterable[Candidate]) -> dict[UUID, float]:
    """How alike each is who is near enough to the best, the most alike first."""
    found = [(likeness(asked, words_of(f"{one[1]} {one[2]}")), one) for one in candidates]
    found.sort(key=lambda each: (-each[0], each[1][3], each[1][0]))
    is_vague = not all(word.has_vowels for word in asked)
    behind = BEHIND_IF_VAGUE if is_vague else BEHIND_THE_BEST
    least = max(LEAST_ALIKE, found[0][0] - behind) if found else LEAST_ALIKE
    return {one[0]: value for value, one in found[:SHOWN_AT_MOST] if value >= least}


def _candidates(cases: QuerySet[Case], name: str) -> list[Candidate]:
    begun = Q()
    for word in folded(name).split():
        begun &= begins_with(word)
    wanted = Q(pk__in=_nearest(cases, keys_of(name)))
    people = Person.objects.filter(case__in=cases).filter(wanted | begun if begun else wanted)
    names = people.values_list("pk", "given_name", "family_name", "sort_name")
    return list(names[: 2 * COMPARED])


def begins_with(word: str) -> Q:
    """That one of the names in `sort_name` begins with a folded word."""
    return Q(sort_name__startswith=word) | Q(sort_name__contains=f" {word}")


def _nearest(cases: QuerySet[Case], keys: Iterable[str]) -> QuerySet[Any]:
    """Who has the most keys in common; a whole word counts as two ends of one."""
    tokens = PersonToken.objects.filter(
        case__in=cases, kind__in=(TokenKind.NAME, TokenKind.EDGE), token__in=sorted(keys)
    )
    points: Any = Either(When(kind=TokenKind.NAME, then=Value(2)), default=Value(1))
    ranked = tokens.values("person").annotate(points=Sum(points)).order_by("-points", "person")
    return ranked.values("person")[:COMPARED]


def _by_number_or_day(
    people: QuerySet[Person], text: str, organisation_id: UUID
) -> QuerySet[Person] | None:
    text = text.strip()
    wanted = Q()
    if _OF_A_CASE.fullmatch(text):
        wanted |= Q(case__number__startswith=text)
    if day := birth_day(text):
        wanted |= Q(birth_on=day)
    if tokens := number_tokens(text, organisation_id):
        owners = PersonToken.objects.filter(kind=TokenKind.TELEPHONE, token__in=tokens)
        wanted |= Q(pk__in=owners.values("person"))
    return people.filter(wanted).order_by("sort_name", "pk") if wanted else None


def birth_day(text: str) -> date | None:
    """The day that a text names, as Germans or machines write it; None if it names none.

    "5.4.1991", "05.04.91", "5. April 1991" and "1991-04-05" are the same day. A year of two digits
    is the last one that is not in the future.
    """
    if machine := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
        year, month, day = machine.groups()
    elif spoken := re.fullmatch(r"(\d{1,2})\s+(\d{1,2}|[a-z]+)\s+(\d{4}|\d\d)", folded(text)):
        day, month, year = spoken.groups()
    else:
        return None
    months = _MONTHS.split()
    number = months.index(month) + 1 if month in months else int(month) if month.isdigit() else 0
    try:
        found = date(int(year) if len(year) == 4 else 2000 + int(year), number, int(day))
        is_ahead = len(year) == 2 and found > timezone.localdate()
        return found.replace(year=found.year - 100) if is_ahead else found
    except ValueError:
        return None
