"""The rows of a person who is new in a case: facts with their source, tokens, entitlement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from bindeglied.casework.actions.add_fact import name_parts, name_value, require_readable, sorted_as
from bindeglied.casework.actions.record_deed import stamp
from bindeglied.casework.actions.renew_tokens import keep_name_tokens, keep_number_token
from bindeglied.casework.models import Case, Entitlement, Fact, FactKind, FactSource, Person
from bindeglied.casework.transitions import NotAllowed
from bindeglied.law.counselling import counselling_from


class Origin(NamedTuple):
    """Where facts come from, in more detail, and on which day they were said or seen."""

    source: FactSource
    detail: str
    on: date


def known_facts(
    given_name: str, family_name: str, facts: Mapping[FactKind, str]
) -> dict[FactKind, str]:
    """The name and the other facts that are not empty, each of readable form.

    Raises NotAllowed without a name or for a fact of another form.
    """
    if not (given_name.strip() or family_name.strip()):
        raise NotAllowed(_("Es fehlt ein Name."))
    known = {FactKind.NAME: name_value(given_name, family_name)}
    known |= {kind: value.strip() for kind, value in facts.items() if value.strip()}
    for kind, value in known.items():
        require_readable(kind, value)
    return known


def new_person(
    *,
    case: Case,
    known: Mapping[FactKind, str],
    origin: Origin,
    entitlement_starts_on: date | None,
    by: UUID,
    **household: Any,
) -> Person:
    """Write down a person as the last of a case; `known` comes from `known_facts` and holds
    from the day of its origin.

    `household` are the columns of the household. The months of counselling are those of the rules
    in force on `entitlement_starts_on`. Raises NotAllowed for a day without rules. Call it in the
    transaction of the deed, which holds the case.
    Source of the months: see `law.counselling.counselling_from`.
    """
    given_name, family_name = name_parts(known[FactKind.NAME])
    birth = known.get(FactKind.BIRTH)
    last = Person.objects.filter(case=case).aggregate(last=Max("position"))["last"] or 0
    person = Person.objects.create(
        case=case,
        position=last + 1,
        given_name=given_name,
        family_name=family_name,
        birth_on=date.fromisoformat(birth) if birth else None,
        sort_name=sorted_as(given_name, family_name),
        **household,
        **stamp(by),
    )
    for kind, value in known.items():
        Fact.objects.create(
            case=case,
            person=person,
            kind=kind,
            value=value,
            valid_from=origin.on,
            source=origin.source,
            source_detail=origin.detail.strip(),
            source_on=origin.on,
            **stamp(by),
        )
    keep_name_tokens(person, by=by)
    keep_number_token(person, known.get(FactKind.TELEPHONE, ""), by=by)
    if entitlement_starts_on is not None:
        _entitle(person, entitlement_starts_on, by)
    return person


def _entitle(person: Person, starts_on: date, by: UUID) -> None:
    try:
        counselling = counselling_from(starts_on)
    except LookupError as reason:
        raise NotAllowed(_("Für diesen Beginn der Begleitung ist keine Regel bekannt.")) from reason
    Entitlement.objects.create(
        case=person.case,
        person=person,
        starts_on=counselling.starts_on,
        ends_on=counselling.ends_on,
        rule_version=counselling.rule_version,
        **stamp(by),
    )
