"""The list of one's cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db.models import Case as Either
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from bindeglied.accounts.models import Membership
from bindeglied.casework.access import assignments_on, cases_visible_to
from bindeglied.casework.household import names_as_sorted
from bindeglied.casework.languages import Language
from bindeglied.casework.models import Case, CaseState, Part, Person
from bindeglied.casework.queries.key_pages import Place, page_by_key
from bindeglied.casework.queries.search import begins_with, people_asked_for
from bindeglied.places.folding import folded

Sort = Literal["name", "due", "contact", "municipality", "language", "state"]
Due = Literal["overdue", "soon", "none"]
ROWS_OF_A_PAGE = 50
SOON = timedelta(days=7)
# Before every contact: who was never spoken to waits longest.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
START = Place()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of the cases is wanted; empty words and None leave a column out of it.

    `due` is "soon" from today up to SOON; `silent_days` are days without a contact, where cases
    that never had one belong to every number of days.
    """

    state: CaseState | None = None
    municipality: str = ""
    language: str = ""
    due: Due | None = None
    silent_days: int | None = None

    @property
    def is_narrow(self) -> bool:
        return self != Narrowed()


EVERYTHING = Narrowed()


@dataclass(frozen=True, slots=True)
class ListedCase:
    """One line of the list of cases: `title` are its people, family names first, as sorted;
    `birth_on` is that of the first one."""

    case: Case
    title: str
    birth_on: date | None
    part: Part


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page of the list; behind `next_after` and before `previous_before` it goes on."""

    rows: tuple[ListedCase, ...]
    next_after: UUID | None
    previous_before: UUID | None


@dataclass(frozen=True, slots=True)
class CaseChoices:
    """What the cases of somebody can be narrowed to: key and name, codes of languages."""

    municipalities: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]


def cases_of(
    member: Membership,
    *,
    sort: Sort = "name",
    narrowed: Narrowed = EVERYTHING,
    text: str = "",
    place: Place = START,
    at_most: int = ROWS_OF_A_PAGE,
) -> CaseList:
    """The cases that `member` accompanies today, from two statements; `text` takes up to two more.

    In the order of `sort`, then of names: what is due first, with nothing due last; who waits
    longest for a contact first; languages by their names on this page. `text` finds people as
    `people_found` does, and beginnings of names and numbers, never notes. A page beyond a case
    that is not visible is the first one.
    """
    keys = ("sort_name", "id") if sort == "name" else ("sort_key", "sort_name", "id")
    visible = cases_visible_to(member).annotate(sort_key=_key(sort))
    anchors = cases_visible_to(member, only=place.anchor).annotate(sort_key=_key(sort))
    wanted = _found(visible.filter(_is_wanted(narrowed)), text, member)
    advised = assignments_on(timezone.localdate()).filter(user=member.user_id, part=Part.ADVISER)
    shown = wanted.select_related("municipality").annotate(
        is_advised=Exists(advised.filter(case=OuterRef("pk")))
    )
    page = page_by_key(shown, keys, place=place, anchors=anchors, at_most=at_most)
    return CaseList(
        _rows(page.rows),
        page.rows[-1].pk if page.has_after else None,
        page.rows[0].pk if page.has_before else None,
    )


def choices_of(member: Membership) -> CaseChoices:
    """Where the people of all visible cases live and what they speak, from one statement."""
    columns = ("municipality__name", "municipality", "language")
    found = set(cases_visible_to(member).values_list(*columns).distinct())
    places = sorted({(name, key) for name, key, _language in found})
    spoken = {language for _name, _key, language in found if language}
    return CaseChoices(
        tuple((key, name) for name, key in places),
        tuple(sorted(spoken, key=lambda code: folded(str(Language(code).label)))),
    )


def _key(sort: Sort) -> Any:
    """By what a list is sorted before the name; never null, so that pages can go on behind it."""
    match sort:
        case "due":
            return Coalesce("next_due_on", Value(date.max))
        case "contact":
            return Coalesce("last_contact_at", Value(NEVER))
        case "municipality":
            return F("municipality__name")
        case "language":
            by_name = sorted(Language, key=lambda one: folded(str(one.label)))
            return _ranked("language", [one.value for one in by_name])
        case "state":
            return _ranked("state", CaseState.values)
    return F("sort_name")


def _ranked(column: str, values: list[str]) -> Any:
    ranks = [When(**{column: value}, then=Value(rank)) for rank, value in enumerate(values)]
    return Either(*ranks, default=Value(len(values)))


def _is_wanted(narrowed: Narrowed) -> Q:
    today = timezone.localdate()
    wanted = Q()
    if narrowed.state is not None:
        wanted &= Q(state=narrowed.state)
    if narrowed.municipality:
        wanted &= Q(municipality=narrowed.municipality)
    if narrowed.language:
        wanted &= Q(language=narrowed.language)
    match narrowed.due:
        case "overdue":
            wanted &= Q(next_due_on__lt=today)
        case "soon":
            wanted &= Q(next_due_on__gte=today, next_due_on__lte=today + SOON)
        case "none":
            wanted &= Q(next_due_on__isnull=True)
    if narrowed.silent_days is not None:
        since = timezone.now() - timedelta(days=narrowed.silent_days)
        wanted &= Q(last_contact_at__isnull=True) | Q(last_contact_at__lt=since)
    return wanted


def _found(cases: QuerySet[Case], text: str, member: Membership) -> QuerySet[Case]:
    if not text.strip():
        return cases
    written = Q()
    for word in folded(text).split():
        written &= begins_with(word) | Q(number__contains=word)
    asked_for = people_asked_for(
        cases, text, organisation_id=member.organisation_id, at_most=ROWS_OF_A_PAGE
    )
    alike = Q(pk__in=Person.objects.filter(pk__in=asked_for).values("case"))
    return cases.filter(written | alike if written else alike)


def _rows(cases: Sequence[Case]) -> tuple[ListedCase, ...]:
    people: dict[Any, list[Person]] = {one.pk: [] for one in cases}
    # Two hundred people a page: half of their columns would be read for nothing.
    named = Person.objects.only("case_id", "given_name", "family_name", "birth_on", "left_on")
    for person in named.filter(case__in=cases).order_by("position"):
        people[person.case_id].append(person)
    return tuple(
        ListedCase(
            case,
            names_as_sorted(people[case.pk]),
            people[case.pk][0].birth_on if people[case.pk] else None,
            Part.ADVISER if case.is_advised else Part.DEPUTY,  # type: ignore[attr-defined]
        )
        for case in cases
    )
