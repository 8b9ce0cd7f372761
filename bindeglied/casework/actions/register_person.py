"""Register a person who was announced: their case, its key, what is known and since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.accounts.models import Organisation
from bindeglied.casework.actions.add_fact import name_parts, name_value, require_readable, sorted_as
from bindeglied.casework.actions.keep_lists import keep_lists
from bindeglied.casework.actions.record_deed import record_deed, stamp
from bindeglied.casework.actions.renew_tokens import keep_name_tokens, keep_number_token
from bindeglied.casework.models import (
    Assignment,
    Case,
    CaseKind,
    Entitlement,
    Fact,
    FactKind,
    FactSource,
    Part,
    Person,
)
from bindeglied.casework.transitions import NotAllowed
from bindeglied.law.counselling import counselling_from
from bindeglied.places.models import Municipality
from bindeglied.trail.data_keys import make_data_key
from bindeglied.trail.ids import new_id


def register_person(
    *,
    organisation: Organisation,
    municipality: Municipality,
    by: UUID,
    announced_on: date,
    given_name: str,
    family_name: str,
    source_detail: str,
    facts: Mapping[FactKind, str],
    entitlement_starts_on: date | None,
    kind: CaseKind = CaseKind.INDIVIDUAL,
) -> Case:
    """Open the case of an announced person; `by` becomes the adviser from today.

    `facts` are those other than the name, days as ISO; empty ones are left out. All are taken as
    said in the announcement by whom `source_detail` names. The months of counselling are those of
    the rules in force on `entitlement_starts_on`. Raises NotAllowed.
    Source of the months: see `law.counselling.counselling_from`.
    """
    known = _known(given_name, family_name, announced_on, facts)
    case_id = new_id()
    make_data_key(case_id)
    with transaction.atomic():
        case = Case.objects.create(
            id=case_id,
            organisation=organisation,
            municipality=municipality,
            number=_next_number(organisation),
            kind=kind,
            announced_on=announced_on,
            sort_name=sorted_as(given_name, family_name),
            **stamp(by),
        )
        _advise(case, by)
        person = _person(case, known, by)
        _write_down(person, known, source_detail, by)
        keep_lists(case=case)
        if entitlement_starts_on is not None:
            _entitle(person, entitlement_starts_on, by)
        record_deed("case registered", case=case, by=by)
        case.refresh_from_db()
    return case


def _known(
    given_name: str, family_name: str, announced_on: date, facts: Mapping[FactKind, str]
) -> dict[FactKind, str]:
    if announced_on > timezone.localdate():
        raise NotAllowed(_("Der Tag der Ankündigung liegt in der Zukunft."))
    if not (given_name.strip() or family_name.strip()):
        raise NotAllowed(_("Es fehlt ein Name."))
    known = {FactKind.NAME: name_value(given_name, family_name)}
    known |= {kind: value.strip() for kind, value in facts.items() if value.strip()}
    for kind, value in known.items():
        require_readable(kind, value)
    return known


def _next_number(organisation: Organisation) -> str:
    # Two who register at the same time wait here for each other.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    year = f"{timezone.localdate().year}-"
    given = Case.objects.filter(organisation=organisation, number__startswith=year)
    newest = max(
        (int(number.removeprefix(year)) for number in given.values_list("number", flat=True)),
        default=0,
    )
    return f"{year}{newest + 1:04}"


def _advise(case: Case, by: UUID) -> None:
    today = timezone.localdate()
    Assignment.objects.create(
        case=case, user_id=by, part=Part.ADVISER, valid_from=today, **stamp(by)
    )


def _person(case: Case, known: Mapping[FactKind, str], by: UUID) -> Person:
    given_name, family_name = name_parts(known[FactKind.NAME])
    birth = known.get(FactKind.BIRTH)
    return Person.objects.create(
        case=case,
        given_name=given_name,
        family_name=family_name,
        birth_on=date.fromisoformat(birth) if birth else None,
        sort_name=case.sort_name,
        **stamp(by),
    )


def _write_down(
    person: Person, known: Mapping[FactKind, str], source_detail: str, by: UUID
) -> None:
    for kind, value in known.items():
        Fact.objects.create(
            case=person.case,
            person=person,
            kind=kind,
            value=value,
            valid_from=person.case.announced_on,
            source=FactSource.ANNOUNCEMENT,
            source_detail=source_detail.strip(),
            source_on=person.case.announced_on,
            **stamp(by),
        )
    keep_name_tokens(person, by=by)
    keep_number_token(person, known.get(FactKind.TELEPHONE, ""), by=by)


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
