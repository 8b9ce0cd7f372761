"""Register a person who was announced: their case, its key, what is known and since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.accounts.models import Organisation
from bindeglied.casework.actions.add_fact import sorted_as
from bindeglied.casework.actions.new_person import Origin, known_facts, new_person
from bindeglied.casework.actions.record_deed import record_deed, stamp
from bindeglied.casework.models import (
    Assignment,
    Case,
    CaseKind,
    FactKind,
    FactSource,
    HouseholdRole,
    Part,
)
from bindeglied.casework.transitions import NotAllowed
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

    `facts` are those other than the name, days as ISO, empty ones are left out; all as said in the
    announcement by whom `source_detail` names. `entitlement_starts_on` sets the months of
    counselling; source: see `law.counselling.counselling_from`. Raises NotAllowed.
    """
    _require_past(announced_on)
    known = known_facts(given_name, family_name, facts)
    case_id = _id_with_key()
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
        new_person(
            case=case,
            known=known,
            origin=Origin(FactSource.ANNOUNCEMENT, source_detail, announced_on),
            entitlement_starts_on=entitlement_starts_on,
            household_role=HouseholdRole.REFERENCE,
            by=by,
        )
        record_deed("case registered", case=case, by=by, keeps_lists=True)
        case.refresh_from_db()
        return case


def _id_with_key() -> UUID:
    case_id = new_id()
    make_data_key(case_id)
    return case_id


def _require_past(announced_on: date) -> None:
    if announced_on > timezone.localdate():
        raise NotAllowed(_("Der Tag der Ankündigung liegt in der Zukunft."))


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
