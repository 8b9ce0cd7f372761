"""Cases as lists and families see them: what is kept of one, and one more person in it."""

from __future__ import annotations

from django.utils import timezone

from bindeglied.casework.actions.add_fact import name_value, sorted_as
from bindeglied.casework.actions.keep_lists import ListColumns
from bindeglied.casework.models import Case, Fact, FactKind, FactSource, Person
from tests.casework import cases


def kept_of(case: Case) -> ListColumns:
    """The columns of a case that lists show, as they are kept."""
    return ListColumns(*(getattr(case, column) for column in ListColumns._fields))


def joined(case: Case, given_name: str) -> Person:
    """One more person of the family of a case, with the fact of the name."""
    first = cases.person_of(case)
    stamp = {"recorded_at": timezone.now(), "recorded_by": cases.adviser_of(case).pk}
    person = Person.objects.create(
        case=case,
        position=Person.objects.filter(case=case).count() + 1,
        given_name=given_name,
        family_name=first.family_name,
        sort_name=sorted_as(given_name, first.family_name),
        **stamp,
    )
    Fact.objects.create(
        case=case,
        person=person,
        kind=FactKind.NAME,
        value=name_value(given_name, first.family_name),
        valid_from=cases.today(),
        source=FactSource.SAID,
        source_on=cases.today(),
        **stamp,
    )
    return person
