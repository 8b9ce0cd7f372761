"""The tokens by which people are found, kept from their names and telephone numbers."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.db import transaction

from bindeglied.casework.actions.record_deed import stamp
from bindeglied.casework.models import Fact, FactKind, Person, PersonToken, TokenKind
from bindeglied.casework.names import EDGE, keys_of
from bindeglied.casework.telephones import number_tokens
from bindeglied.trail.data_keys import KeyGone, key_ring

NAMES = (TokenKind.NAME, TokenKind.EDGE)


def keep_name_tokens(person: Person, *, by: UUID) -> None:
    """Write the tokens of the name anew after `by` changed it."""
    PersonToken.objects.filter(person=person, kind__in=NAMES).delete()
    PersonToken.objects.bulk_create(
        PersonToken(
            case_id=person.case_id,
            person=person,
            kind=TokenKind.EDGE if EDGE in key else TokenKind.NAME,
            token=key,
            **stamp(by),
        )
        for key in sorted(keys_of(str(person)))
    )


def keep_number_token(person: Person, number: str, *, by: UUID) -> None:
    """Let a person be found by a telephone number too; a text that is none changes nothing."""
    for token in number_tokens(number, person.case.organisation_id)[:1]:
        PersonToken.objects.get_or_create(
            case_id=person.case_id,
            person=person,
            kind=TokenKind.TELEPHONE,
            token=token,
            defaults=stamp(by),
        )


def renew_tokens() -> int:
    """Make all tokens anew, with the newest key and the names of today; returns how many people.

    It has no `by`: each row keeps who wrote the person down. Where the data key was deleted nobody
    is found any more.
    """
    count = 0
    for person in Person.objects.select_related("case").order_by("pk").iterator(chunk_size=500):
        with transaction.atomic(), key_ring():
            PersonToken.objects.filter(person=person).delete()
            numbers = Fact.objects.filter(person=person, kind=FactKind.TELEPHONE)
            with suppress(KeyGone):
                for fact in numbers.select_related("case"):
                    keep_number_token(person, fact.value, by=fact.recorded_by)
            keep_name_tokens(person, by=person.recorded_by)
        count += 1
    return count
