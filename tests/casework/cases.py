"""Invented people and deeds, as short as tests need them: each gives what its action gives."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from bindeglied.accounts.actions import add_membership, add_user
from bindeglied.accounts.models import Membership, Role, User
from bindeglied.casework import actions
from bindeglied.casework.models import (
    AdviserSex,
    AgreedHow,
    Appointment,
    Assignment,
    Case,
    Contact,
    ContactAttempt,
    ContactForm,
    Domain,
    Fact,
    FactKind,
    FactSource,
    Goal,
    Interpreting,
    Measure,
    Part,
    Person,
    PlanVersion,
    Priority,
    SupportOffer,
    Task,
    Who,
)
from bindeglied.places.models import Municipality

INTEGRATION_MANAGER = Role.INTEGRATION_MANAGER
WEINHEIM = "08226096"


def today() -> date:
    return timezone.localdate()


def days_ago(days: int) -> datetime:
    return timezone.localtime() - timedelta(days=days)


def registered(member: Membership, **words: Any) -> Case:
    """A case of the organisation of `member`, who becomes its adviser."""
    usual = {
        "organisation": member.organisation,
        "municipality": Municipality.objects.get(pk=WEINHEIM),
        "by": member.user_id,
        "announced_on": today() - timedelta(days=20),
        "given_name": "Oksana",
        "family_name": "Verbenko",
        "source_detail": "Flüchtlingssozialarbeit des Kreises",
        "facts": {FactKind.LANGUAGE: "uk", FactKind.BIRTH: "1991-04-05"},
        "entitlement_starts_on": today() - timedelta(days=20),
    }
    return actions.register_person(**{**usual, **words})


def colleague_of(member: Membership, given_name: str = "Jonathan") -> Membership:
    """A new integration manager of the same organisation."""
    user = add_user(
        email=f"{given_name.lower()}@demo.example",
        given_name=given_name,
        family_name="Pfitzer",
        password=None,
        by=None,
    )
    return add_membership(
        user=user,
        organisation=member.organisation,
        role=INTEGRATION_MANAGER,
        by=None,
        valid_from=today() - timedelta(days=100),
    )


def adviser_of(case: Case) -> User:
    return Assignment.objects.get(case=case, part=Part.ADVISER).user


def person_of(case: Case) -> Person:
    return Person.objects.select_related("case").get(case=case, position=1)


def told(case: Case, kind: FactKind, value: str, **words: Any) -> Fact:
    usual = {
        "person": person_of(case),
        "kind": kind,
        "value": value,
        "valid_from": today(),
        "source": FactSource.SAID,
        "source_detail": "",
        "source_on": today(),
        "by": adviser_of(case).pk,
    }
    return actions.add_fact(**{**usual, **words})


def tried(case: Case, form: ContactForm = ContactForm.CALL, **words: Any) -> ContactAttempt:
    usual = {"case": case, "tried_at": days_ago(15), "form": form, "remark": "niemand da"}
    return actions.log_contact_attempt(**{**usual, "by": adviser_of(case).pk, **words})


def noted(case: Case, **words: Any) -> Contact:
    usual = {
        "case": case,
        "happened_at": days_ago(10),
        "minutes": 45,
        "form": ContactForm.TALK,
        "place": "Rathaus",
        "language": "uk",
        "interpreting": Interpreting.PROFESSIONAL,
        "text": "Möchte vormittags lernen.",
        "confided": "",
        "for_deputy": False,
        "is_first": False,
        "next_due_on": None,
        "by": adviser_of(case).pk,
    }
    return actions.note_contact(**{**usual, **words})


def corrected(contact: Contact, **words: Any) -> Contact:
    usual = {
        "contact": contact,
        "minutes": 50,
        "form": ContactForm.TALK,
        "place": "Rathaus",
        "language": "uk",
        "interpreting": Interpreting.PROFESSIONAL,
        "text": "Möchte nachmittags lernen.",
        "by": adviser_of(contact.case).pk,
    }
    return actions.correct_contact(**{**usual, **words})


def deputised(case: Case, user: User, **words: Any) -> Assignment:
    usual = {"case": case, "user": user, "valid_from": today(), "valid_until": None}
    return actions.assign_deputy(**{**usual, "by": adviser_of(case).pk, **words})


def offered(case: Case, **words: Any) -> SupportOffer:
    usual = {"case": case, "offered_on": today() - timedelta(days=9), "by": adviser_of(case).pk}
    offer = actions.offer_support(**{**usual, **words})
    case.refresh_from_db()
    return offer


def answered(offer: SupportOffer, *, accepted: bool, **words: Any) -> None:
    day = max(offer.offered_on, today() - timedelta(days=8))
    usual = {
        "offer": offer,
        "accepted": accepted,
        "answered_on": day,
        "informed_on": day if accepted else None,
        "reason": "",
        "by": adviser_of(offer.case).pk,
    }
    actions.answer_offer(**{**usual, **words})


def opened(case: Case) -> Case:
    answered(offered(case), accepted=True)
    case.refresh_from_db()
    return case


def begun(case: Case) -> PlanVersion:
    return actions.begin_plan(person=person_of(case), by=adviser_of(case).pk)


def rated(version: PlanVersion, domain: Domain = Domain.LANGUAGE, **words: Any) -> None:
    usual = {"need": 3, "resource": 2, "independence": None, "wish": "Gutes Deutsch."}
    actions.rate_domain(
        plan_version=version,
        expected_version=version.version,
        domain=domain,
        by=adviser_of(version.case).pk,
        **{**usual, **words},
    )


def goal_of(
    version: PlanVersion, wording: str = "Ich bestehe die Prüfung B1.", **words: Any
) -> Goal:
    usual = {
        "plan_version": version,
        "expected_version": version.version,
        "goal": None,
        "domain": Domain.LANGUAGE,
        "wording": wording,
        "indicator": "Zertifikat liegt vor",
        "target_on": today() + timedelta(days=200),
        "priority": Priority.HIGH,
        "by": adviser_of(version.case).pk,
    }
    return actions.save_goal(**{**usual, **words})


def measure_of(goal: Goal, text: str = "Im Kurs anmelden", **words: Any) -> Measure:
    usual = {
        "goal": goal,
        "expected_version": goal.plan_version.version,
        "measure": None,
        "text": text,
        "who": Who.CLIENT,
        "who_name": "",
        "due_on": today() + timedelta(days=14),
        "by": adviser_of(goal.case).pk,
    }
    return actions.save_measure(**{**usual, **words})


def contributed(version: PlanVersion, **words: Any) -> None:
    usual = {
        "client": "Ich lerne jeden Vormittag.",
        "office": "Ich frage nach Kursplätzen.",
        "review_on": today() + timedelta(days=180),
        "language": "uk",
    }
    actions.save_contributions(
        plan_version=version,
        expected_version=version.version,
        by=adviser_of(version.case).pk,
        **{**usual, **words},
    )


def complete_draft(case: Case) -> PlanVersion:
    version = begun(case)
    rated(version)
    measure_of(goal_of(version))
    contributed(version)
    return version


def agreed(version: PlanVersion, **words: Any) -> PlanVersion:
    usual = {
        "plan_version": version,
        "expected_version": version.version,
        "how": AgreedHow.PAPER,
        "place": "Rathaus",
        "interpreting": "Frau Sanders, beruflich",
        "reason": "",
        "agreed_on": today(),
        "by": adviser_of(version.case).pk,
    }
    actions.agree_plan(**{**usual, **words})
    return version


def printed(version: PlanVersion, pdf: bytes) -> None:
    """Keep something as the print of an agreed version."""
    by = adviser_of(version.case).pk
    actions.keep_print(plan_version=version, pdf=pdf, made_with="a test", by=by)


def next_version(version: PlanVersion) -> PlanVersion:
    by = adviser_of(version.case).pk
    return actions.begin_next_version(plan=version.plan, by=by)


def moment(in_days: int, hour: int = 9) -> datetime:
    """A full hour so many days from today."""
    day = timezone.localtime() + timedelta(days=in_days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def promised(
    case: Case, in_days: int = 3, *, is_confirmed: bool = True, **words: Any
) -> Appointment:
    usual = {
        "starts_at": moment(in_days),
        "minutes": 45,
        "form": ContactForm.TALK,
        "place": "Rathaus",
        "text": "Sprachkurs besprechen",
        "with_whom": "Frau Sanders",
        "needs_interpreter": True,
        "adviser_sex": AdviserSex.ANY,
    }
    return actions.make_appointment(
        case=case,
        words={**usual, **words},  # type: ignore[typeddict-item]
        is_confirmed=is_confirmed,
        by=adviser_of(case).pk,
    )


def tasked(case: Case, in_days: int = 3, text: str = "Kita anrufen") -> Task:
    due_on = today() + timedelta(days=in_days)
    return actions.set_task(case=case, text=text, due_on=due_on, by=adviser_of(case).pk)
