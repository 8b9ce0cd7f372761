"""Give the cast people to accompany, in every state a case can have."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bindeglied.accounts.models import Membership, Role
from bindeglied.casework import actions
from bindeglied.casework.actions.new_person import Origin
from bindeglied.casework.models import (
    Case,
    CaseState,
    FactKind,
    FactSource,
    Person,
    SupportOffer,
)
from bindeglied.demo.actions.add_demo_counter_contacts import add_demo_counter_contacts
from bindeglied.demo.actions.add_demo_family_plan import add_demo_family_plan
from bindeglied.demo.actions.add_demo_plan import add_demo_plan
from bindeglied.demo.case_shapes import DemoAppointment, DemoCase, DemoContact, DemoRelative
from bindeglied.demo.cases import CASES

ANSWERED = (CaseState.OPEN, CaseState.DECLINED)
TEN_O_CLOCK = time(10, 0)


@transaction.atomic
def add_demo_cases() -> None:
    """Build all cases of the demo Land with the actions that people use too.

    Needs no `by`: each case is registered by its adviser of the cast.
    """
    for one in CASES:
        member = Membership.objects.select_related("organisation__municipality").get(
            user__email=f"{one.adviser.lower()}@demo.example", role=Role.INTEGRATION_MANAGER
        )
        _add(one, member)
    add_demo_counter_contacts()


def _add(one: DemoCase, member: Membership) -> None:
    by = member.user_id
    case = _registered(one, member)
    for attempt in one.attempts:
        actions.log_contact_attempt(
            case=case,
            tried_at=_at(attempt.days),
            form=attempt.form,
            remark=attempt.remark,
            by=by,
        )
    for number, contact in enumerate(one.contacts):
        _note(case, contact, is_first=number == 0, by=by)
    _answer(one, case, by)
    person = Person.objects.select_related("case").get(case=case)
    for relative in one.relatives:
        _relate(relative, case, by)
    for kind, value in one.later.items():
        actions.add_fact(
            person=person,
            kind=FactKind(kind),
            value=value,
            valid_from=_on(10),
            source=FactSource.SAID,
            source_detail="",
            source_on=_on(10),
            by=by,
        )
    _promise(one, case, by)
    if one.plan == "family":
        add_demo_family_plan(person=person, by=by)
    elif one.plan:
        add_demo_plan(person=person, is_agreed=one.plan == "agreed", by=by)


def _registered(one: DemoCase, member: Membership) -> Case:
    municipality = member.organisation.municipality
    assert municipality is not None, "the cast's integration managers work for municipalities"
    return actions.register_person(
        organisation=member.organisation,
        municipality=municipality,
        by=member.user_id,
        announced_on=_on(one.announced),
        given_name=one.given_name,
        family_name=one.family_name,
        source_detail="Flüchtlingssozialarbeit des Rhein-Neckar-Kreises",
        facts={
            FactKind.BIRTH: one.birth,
            FactKind.LANGUAGE: one.language,
            FactKind.INTERPRETER: one.interpreter,
            FactKind.TELEPHONE: one.telephone,
            FactKind.ADDRESS: one.address,
            FactKind.MOVED_IN: _on(one.announced - 1).isoformat(),
        },
        entitlement_starts_on=_on(one.announced - 1),
    )


def _relate(relative: DemoRelative, case: Case, by: UUID) -> None:
    actions.add_person(
        case=case,
        given_name=relative.given_name,
        family_name=relative.family_name,
        household_role=relative.role,
        is_said_adult=None,
        lives_apart=relative.lives_apart,
        facts={FactKind.BIRTH: relative.born, FactKind.LANGUAGE: relative.language},
        origin=Origin(FactSource.SAID, "", _on(10)),
        entitlement_starts_on=_on(relative.moved_in),
        by=by,
    )


def _note(case: Case, contact: DemoContact, *, is_first: bool, by: UUID) -> None:
    next_in = contact.next_in
    actions.note_contact(
        case=case,
        happened_at=_at(contact.days),
        minutes=contact.minutes,
        form=contact.form,
        place=contact.place,
        language=contact.language,
        interpreting=contact.interpreting,
        text=contact.text,
        confided=contact.confided,
        for_deputy=contact.for_deputy,
        is_first=is_first,
        next_due_on=None if next_in is None else _on(-next_in),
        marks=_marks(case, contact),
        by=by,
    )


def _marks(case: Case, contact: DemoContact) -> actions.Marks:
    people = () if contact.third_persons else (Person.objects.get(case=case).pk,)
    return actions.Marks(topics=contact.topics, people=people, third_persons=contact.third_persons)


def _answer(one: DemoCase, case: Case, by: UUID) -> None:
    if one.offered:
        offer: SupportOffer = actions.offer_support(case=case, offered_on=_on(one.offered), by=by)
        if one.comes_to in ANSWERED:
            accepted = one.comes_to == CaseState.OPEN
            actions.answer_offer(
                offer=offer,
                accepted=accepted,
                answered_on=_on(one.offered),
                informed_on=_on(one.offered) if accepted else None,
                reason=one.reason,
                by=by,
            )
    if one.comes_to == CaseState.NOT_REACHED:
        actions.give_up_reaching(case=case, by=by)


def _promise(one: DemoCase, case: Case, by: UUID) -> None:
    """Appointments and tasks."""
    for task in one.tasks:
        actions.set_task(case=case, text=task.text, due_on=_on(-task.days), by=by)
    for made in one.appointments:
        actions.make_appointment(
            case=case, words=_words(made), is_confirmed=made.is_confirmed, by=by
        )


def _words(made: DemoAppointment) -> actions.AppointmentWords:
    day = datetime.combine(_on(-made.days), time(made.hour, 0))
    return {
        "starts_at": timezone.make_aware(day),
        "minutes": made.minutes,
        "form": made.form,
        "place": made.place,
        "text": made.text,
        "with_whom": made.with_whom,
        "needs_interpreter": made.needs_interpreter,
        "adviser_sex": made.adviser_sex,
    }


def _on(days_ago: int) -> date:
    return timezone.localdate() - timedelta(days=days_ago)


def _at(days_ago: int) -> datetime:
    return timezone.make_aware(datetime.combine(_on(days_ago), TEN_O_CLOCK))
