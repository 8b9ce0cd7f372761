"""Whether what the actions keep for lists and searches still follows from the rows it is kept of.

For `bindeglied verify-lists`. It stands beside the actions, because it reckons with theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop

from bindeglied.casework.actions.add_fact import name_parts, sorted_as
from bindeglied.casework.actions.keep_lists import ListColumns, list_columns_of
from bindeglied.casework.models import (
    Answer,
    Case,
    CaseState,
    Fact,
    FactKind,
    Person,
    PersonToken,
    SupportOffer,
    TokenKind,
)
from bindeglied.casework.names import keys_of
from bindeglied.casework.telephones import number_tokens
from bindeglied.trail.data_keys import KeyGone, key_ring, open_data_keys
from bindeglied.trail.models import DataKey

COLUMNS_DIFFER = gettext_noop("Es weichen ab:")
TOKENS_LACK = gettext_noop("Für die Suche fehlen Einträge:")
TOKENS_TOO_MANY = gettext_noop("Für die Suche gibt es Einträge zu viel:")

AT_ONCE = 200
KEPT_OF = (FactKind.NAME, FactKind.BIRTH, FactKind.TELEPHONE)
# In which states a case can be once its newest offer was answered like this.
STATES_AFTER = {
    None: {CaseState.ANNOUNCED, CaseState.NOT_REACHED},
    Answer.WAITING: {CaseState.OFFERED},
    Answer.ACCEPTED: {CaseState.OPEN},
    Answer.DECLINED: {CaseState.DECLINED},
    Answer.NONE: {CaseState.NOT_REACHED},
}


@dataclass(frozen=True, slots=True)
class ListFault:
    """One row that differs: of which case, of which person (None: the case itself), what, where."""

    case: str
    person: int | None
    words: str
    places: tuple[str, ...]


@dataclass(slots=True)
class ListCheck:
    """The walk over the cases of one organisation; the counts are complete when it is over.

    `gone` counts people whose data key was deleted: what was known of them cannot be read again.
    """

    organisation: UUID
    cases: int = 0
    people: int = 0
    gone: int = 0

    def faults(self) -> Iterator[ListFault]:
        """Walk over all cases, in the order of their numbers."""
        cases = Case.objects.filter(organisation=self.organisation).order_by("number", "id")
        waiting = cases.iterator(AT_ONCE)
        while some := list(islice(waiting, AT_ONCE)):
            self.cases += len(some)
            with key_ring():
                open_data_keys(case.pk for case in some)
                yield from _faults_of_cases(some)
                yield from self._faults_of_people(some)

    def _faults_of_people(self, cases: list[Case]) -> Iterator[ListFault]:
        numbers = {case.pk: case for case in cases}
        facts: defaultdict[UUID, list[Fact]] = defaultdict(list)
        found = Fact.objects.filter(case__in=cases, kind__in=KEPT_OF)
        for fact in found.order_by("valid_from", "id"):
            facts[fact.person_id].append(fact)
        tokens: defaultdict[UUID, set[tuple[str, str]]] = defaultdict(set)
        for token in PersonToken.objects.filter(case__in=cases):
            tokens[token.person_id].add((token.kind, token.token))
        for person in Person.objects.filter(case__in=cases).order_by("case__number", "position"):
            self.people += 1
            person.case = numbers[person.case_id]
            try:
                known = [(FactKind(fact.kind), fact.value) for fact in facts[person.pk]]
            except KeyGone:
                self.gone += 1
                continue
            yield from _faults_of_person(person, known, tokens[person.pk])


def _newest_answers(cases: list[Case]) -> dict[UUID, str]:
    offers = SupportOffer.objects.filter(case__in=cases).order_by("id")
    return dict(offers.values_list("case_id", "answer"))


def _faults_of_cases(cases: list[Case]) -> Iterator[ListFault]:
    answers, columns = _newest_answers(cases), list_columns_of([case.pk for case in cases])
    for case in cases:
        if places := tuple(_differing(case, answers.get(case.pk), columns[case.pk])):
            yield ListFault(case.number, None, COLUMNS_DIFFER, places)


def _differing(case: Case, answer: str | None, columns: ListColumns) -> Iterator[str]:
    """The columns of a case that do not say what follows from its rows."""
    for column, value in columns._asdict().items():
        if getattr(case, column) != value and not (column == "language" and _is_gone(case)):
            yield column
    if case.state not in STATES_AFTER[Answer(answer) if answer else None]:
        yield "state"


def _is_gone(case: Case) -> bool:
    """Whether the key of a case was deleted: what its sealed facts said cannot be compared."""
    return not DataKey.objects.filter(owner=case.pk).exists()


def _faults_of_person(
    person: Person, known: list[tuple[FactKind, str]], tokens: set[tuple[str, str]]
) -> Iterator[ListFault]:
    number, position = person.case.number, person.position
    kept = _kept_columns(dict(known))
    places = tuple(one for one, value in kept.items() if getattr(person, one) != value)
    if places:
        yield ListFault(number, position, COLUMNS_DIFFER, places)
    numbers = [
        number_tokens(value, person.case.organisation_id)
        for kind, value in known
        if kind == FactKind.TELEPHONE
    ]
    found = {token for kind, token in tokens if kind == TokenKind.TELEPHONE}
    by_name = {token for kind, token in tokens if kind != TokenKind.TELEPHONE}
    wanted = keys_of(str(person))
    # While the master key is being changed, an entry made with the older one finds as well.
    unknown = found - {token for possible in numbers for token in possible}
    lost = any(possible and found.isdisjoint(possible) for possible in numbers)
    for words, places in (
        (TOKENS_LACK, _kinds(bool(wanted - by_name), lost)),
        (TOKENS_TOO_MANY, _kinds(bool(by_name - wanted), bool(unknown))),
    ):
        if places:
            yield ListFault(number, position, words, places)


def _kept_columns(newest: dict[FactKind, str]) -> dict[str, Any]:
    """The columns of a person as the newest facts have them; none where there is no fact."""
    kept: dict[str, Any] = {}
    if name := newest.get(FactKind.NAME):
        given, family = name_parts(name)
        kept |= {"given_name": given, "family_name": family, "sort_name": sorted_as(given, family)}
    if birth := newest.get(FactKind.BIRTH):
        kept["birth_on"] = date.fromisoformat(birth)
    return kept


def _kinds(names: bool, numbers: bool) -> tuple[str, ...]:
    kinds = ((TokenKind.NAME, names), (TokenKind.TELEPHONE, numbers))
    return tuple(kind.value for kind, is_meant in kinds if is_meant)
