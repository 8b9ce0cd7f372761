"""Write down a fact about a person, with where it comes from."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.keep_lists import LONGEST_SORTED
from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.actions.renew_tokens import keep_name_tokens, keep_number_token
from bindeglied.casework.models import Fact, FactKind, FactSource, Person
from bindeglied.casework.transitions import NotAllowed
from bindeglied.places.folding import folded

DAYS = frozenset({FactKind.BIRTH, FactKind.MOVED_IN})
LONGEST_NAME = 80


@transaction.atomic
def add_fact(
    *,
    person: Person,
    kind: FactKind,
    value: str,
    valid_from: date,
    source: FactSource,
    source_detail: str,
    source_on: date,
    by: UUID,
) -> Fact:
    """Add a fact that holds from `valid_from` on, today at the latest; earlier ones stay.

    `value` is text: a day as ISO, a language as its code, a name as "family name, given name".
    The newest name and birth date are kept in the columns of the person too. Raises NotAllowed.
    """
    value = value.strip()
    if not value:
        raise NotAllowed(_("Es fehlt eine Angabe."))
    if source_on > timezone.localdate():
        raise NotAllowed(_("Der Tag der Quelle liegt in der Zukunft."))
    if valid_from > timezone.localdate():
        raise NotAllowed(_("Dieser Tag liegt in der Zukunft."))
    require_readable(kind, value)
    case = lock_case(person.case_id)
    fact = Fact.objects.create(
        case=case,
        person=person,
        kind=kind,
        value=value,
        valid_from=valid_from,
        source=source,
        source_detail=source_detail.strip(),
        source_on=source_on,
        **stamp(by),
    )
    if kind in (FactKind.NAME, FactKind.BIRTH):
        _keep_person(person, kind, by)
    if kind == FactKind.TELEPHONE:
        keep_number_token(person, value, by=by)
    is_listed = kind in (FactKind.NAME, FactKind.LANGUAGE)
    record_deed("fact added", case=case, by=by, keeps_lists=is_listed)
    return fact


def require_readable(kind: FactKind, value: str) -> None:
    """Raise NotAllowed unless the text is of the form that facts of this kind have."""
    if kind in DAYS:
        try:
            day = date.fromisoformat(value)
        except ValueError as reason:
            raise NotAllowed(_("Diese Angabe ist kein Tag.")) from reason
        if kind == FactKind.BIRTH and day > timezone.localdate():
            raise NotAllowed(_("Der Tag der Geburt liegt in der Zukunft."))
    if kind == FactKind.NAME and any(len(part) > LONGEST_NAME for part in name_parts(value)):
        raise NotAllowed(_("Dieser Name ist zu lang."))


def name_value(given_name: str, family_name: str) -> str:
    """Both names as the value of a fact: "family name, given name"."""
    family, given = (" ".join(name.replace(",", " ").split()) for name in (family_name, given_name))
    return f"{family}, {given}" if given else family


def name_parts(value: str) -> tuple[str, str]:
    """Given name and family name of such a value."""
    family, _comma, given = value.partition(",")
    return given.strip(), family.strip()


def sorted_as(given_name: str, family_name: str) -> str:
    """How a person is sorted in lists: family name first, small letters without marks."""
    return folded(f"{family_name} {given_name}")[:LONGEST_SORTED]


def _keep_person(person: Person, kind: FactKind, by: UUID) -> None:
    newest = Fact.objects.filter(person=person, kind=kind).order_by("valid_from", "id").last()
    if newest is None:
        return
    kept: dict[str, Any]
    if kind == FactKind.BIRTH:
        kept = {"birth_on": date.fromisoformat(newest.value)}
    else:
        given, family = name_parts(newest.value)
        sort_name = sorted_as(given, family)
        kept = {"given_name": given, "family_name": family, "sort_name": sort_name}
    Person.objects.filter(pk=person.pk).update(**kept, version=F("version") + 1)
    person.refresh_from_db(fields=[*kept, "version"])
    if kind == FactKind.NAME:
        # Only now `person` has the newest name: it may have changed while this one waited.
        keep_name_tokens(person, by=by)
