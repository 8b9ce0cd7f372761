"""Cases to be looked for: one of Amira in Weinheim and one of Bernd in Schriesheim, with everything
that a case can hold, each class of content with its own canary; and two that have just begun.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from bindeglied.accounts.models import Membership, Role, User
from bindeglied.casework import actions
from bindeglied.casework.actions.new_person import Origin
from bindeglied.casework.models import (
    Abstention,
    AdviserSex,
    AgreedHow,
    Case,
    Contact,
    ContactForm,
    Domain,
    FactKind,
    FactSource,
    Goal,
    GoalState,
    HouseholdRole,
    Interpreting,
    Measure,
    NotAgreed,
    Person,
)
from bindeglied.documents.scans import read_scan
from bindeglied.trail.actions import keep_draft
from tests.access.plan_parts import PlanParts, days
from tests.documents.made_scans import pdf_file

DEPUTIES = {"Amira": "Dana", "Bernd": "Olaf"}


def moment() -> datetime:
    return timezone.now() - timedelta(hours=1)


class Cases(PlanParts):
    """What belongs to one adviser, each record under the words of the concept."""

    def __init__(self, adviser: str, deputy: User) -> None:
        self.adviser, self.deputy = adviser, deputy
        membership = Membership.objects.get(user__given_name=adviser, role=Role.INTEGRATION_MANAGER)
        self.organisation, self.by = membership.organisation, membership.user_id
        self.ids: dict[str, UUID] = {}

    def build(self) -> dict[str, UUID]:
        """Make everything; gives the id of each record by its words."""
        case = self.begin()
        self._keep(case=case, person=Person.objects.get(case=case))
        self._assign(case)
        self._contacts(case)
        self._type(case)
        self._promise(case)
        self._count()
        self._accept(case)
        self._plan(Person.objects.get(case=case))
        begun = self.begin()
        offer = actions.offer_support(case=begun, offered_on=days(-1), by=self.by)
        self._keep(case_that_begins=begun, waiting_offer=offer)
        open_case = self.begin()
        self._accept(open_case)
        self._keep(person_without_a_plan=Person.objects.get(case=open_case))
        self._sign(self._relate(case))
        self._agree_without_one()
        return self.ids

    def _keep(self, **records: Any) -> None:
        self.ids |= {words.replace("_", " "): record.pk for words, record in records.items()}

    def begin(self) -> Case:
        """Register somebody who was announced."""
        assert self.organisation.municipality is not None
        return actions.register_person(
            organisation=self.organisation,
            municipality=self.organisation.municipality,
            by=self.by,
            announced_on=days(-9),
            given_name=self.word("given"),
            family_name=self.word("family"),
            source_detail=self.word("announcer"),
            facts={
                FactKind.BIRTH: "1987-03-14",
                FactKind.LANGUAGE: "uk",
                FactKind.TELEPHONE: self.word("telephone"),
            },
            entitlement_starts_on=date(2025, 5, 1),
        )

    def _agree_without_one(self) -> None:
        case = self.begin()
        self._accept(case)
        person, absent = Person.objects.get(case=case), self._relate(case)
        version = actions.begin_plan(person=person, by=self.by, is_for_family=True)
        self._discuss(version)
        self._aim(version)
        self._agree(version, abstained={absent.pk: NotAgreed.ABSENT})
        self._keep(open_answer=Abstention.objects.get(plan_version=version))

    def _relate(self, case: Case) -> Person:
        return actions.add_person(
            case=case,
            given_name=self.word("relative"),
            family_name=self.word("family"),
            household_role=HouseholdRole.PARTNER,
            is_said_adult=True,
            lives_apart=True,
            facts={FactKind.ADDRESS: self.word("otheraddress")},
            origin=Origin(FactSource.SAID, self.word("teller"), days(-1)),
            entitlement_starts_on=None,
            by=self.by,
        )

    def _assign(self, case: Case) -> None:
        assignment = actions.assign_deputy(
            case=case, user=self.deputy, valid_from=days(0), valid_until=None, by=self.by
        )
        self._keep(assignment=assignment)

    def _contacts(self, case: Case) -> None:
        actions.add_fact(
            person=Person.objects.get(case=case),
            kind=FactKind.ADDRESS,
            value=self.word("address"),
            valid_from=days(-2),
            source=FactSource.DOCUMENT,
            source_detail=self.word("document"),
            source_on=days(-2),
            by=self.by,
        )
        actions.log_contact_attempt(
            case=case,
            tried_at=moment(),
            form=ContactForm.CALL,
            remark=self.word("remark"),
            by=self.by,
        )
        plain = self._noted(case, is_first=True)
        corrected = actions.correct_contact(contact=plain, **self._of_note("corrected"), by=self.by)
        confided = self._noted(case, confided=self.word("confided"))
        released = self._noted(case, confided=self.word("released"), for_deputy=True)
        self._keep(contact_that_was_corrected=plain, contact=corrected)
        self._keep(confided_text=confided, released_text=released)

    def _noted(self, case: Case, **more: Any) -> Contact:
        rest = {"confided": "", "for_deputy": False, "is_first": False, "next_due_on": days(30)}
        words = {"case": case, "happened_at": moment(), **self._of_note("note"), **rest, **more}
        return actions.note_contact(**words, by=self.by)

    def _of_note(self, kind: str) -> dict[str, Any]:
        return {
            "minutes": 30,
            "form": ContactForm.TALK,
            "place": self.word("place"),
            "language": "uk",
            "interpreting": Interpreting.PROFESSIONAL,
            "text": self.word(kind),
            "marks": actions.Marks(topics=(Domain.WORK,)),
        }

    def _promise(self, case: Case) -> None:
        words: actions.AppointmentWords = {
            "starts_at": timezone.now() + timedelta(days=2),
            "minutes": 45,
            "form": ContactForm.TALK,
            "place": self.word("meetingplace"),
            "text": self.word("matter"),
            "with_whom": self.word("company"),
            "needs_interpreter": True,
            "adviser_sex": AdviserSex.ANY,
        }
        made = actions.make_appointment(case=case, words=words, is_confirmed=True, by=self.by)
        task = actions.set_task(case=case, text=self.word("task"), due_on=days(3), by=self.by)
        self._keep(appointment=made, task=task)

    def _count(self) -> None:
        counted = actions.note_counter_contact(
            organisation=self.organisation,
            happened_on=days(0),
            form=ContactForm.TALK,
            minutes=10,
            language="uk",
            topics=(Domain.EVERYDAY,),
            by=self.by,
        )
        self._keep(counter_contact=counted)

    def _type(self, case: Case) -> None:
        keep_draft(
            by=self.by,
            place=f"/faelle/{case.pk}/kontakt/",
            owner=case.pk,
            content=json.dumps({"text": [self.word("draft")]}),
            form_key=None,
        )

    def _accept(self, case: Case) -> None:
        offer = actions.offer_support(case=case, offered_on=days(-2), by=self.by)
        actions.answer_offer(
            offer=offer,
            accepted=True,
            answered_on=days(-1),
            informed_on=days(-1),
            reason=self.word("answer"),
            by=self.by,
        )

    def _plan(self, person: Person) -> None:
        version = actions.begin_plan(person=person, by=self.by)
        self._discuss(version)
        goal, measure = self._aim(version)
        self._agree(version)
        self._noted(person.case, marks=actions.Marks(goals=(goal.pk,)))
        self._keep(agreed_version=version, agreed_goal=goal, agreed_step=measure)
        actions.record_goal_result(goal=goal, state=GoalState.IN_PROGRESS, by=self.by)
        draft = actions.begin_next_version(plan=version.plan, by=self.by)
        goal = Goal.objects.get(plan_version=draft)
        self._keep(draft_version=draft, goal=goal, step=Measure.objects.get(goal=goal))

    def _sign(self, person: Person) -> None:
        version = actions.begin_plan(person=person, by=self.by)
        self._discuss(version)
        self._aim(version)
        self._agree(version, how=AgreedHow.PAPER)
        scan = read_scan(pdf_file(comment=self.word("scan")))
        attached = actions.attach_scan(plan_version=version, scan=scan, by=self.by)
        self._keep(signed_version=version, signed_scan=attached)
