"""An adult who was absent when the plan of the family was agreed declines it later."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from bindeglied.accounts.models import Membership
from bindeglied.casework import actions
from bindeglied.casework.freezing import content_of
from bindeglied.casework.models import (
    Abstention,
    AgreedHow,
    Agreement,
    Case,
    LateDecline,
    NotAgreed,
    Person,
    PlanVersion,
)
from bindeglied.casework.printing import plan_on_paper
from bindeglied.casework.queries import timeline
from bindeglied.casework.queries.plan_faults import OTHER_ANSWER, PlanCheck
from bindeglied.casework.queries.timeline_filter import TimelineFilter, narrowed
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.ids import new_id
from tests.casework import cases
from tests.casework.households import family_plan, related
from tests.casework.planting import change, copy, delete, without_guards
from tests.casework.screens import faults_in, path, read, sent, verbs_of
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
YESTERDAY, TOMORROW = (cases.today() + timedelta(days=one) for one in (-1, 1))


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


@pytest.fixture
def partner(opened: Case) -> Person:
    return related(opened, "Andrij")


@pytest.fixture
def version(opened: Case, partner: Person) -> PlanVersion:
    """Agreed while the partner was absent."""
    version = family_plan(opened)
    return cases.agreed(version, abstained={partner.pk: NotAgreed.ABSENT})


@pytest.fixture
def silent(version: PlanVersion) -> Abstention:
    return Abstention.objects.get(plan_version=version)


def declined(abstention: Abstention, on: date | None = None) -> None:
    by = cases.adviser_of(abstention.case).pk
    actions.decline_later(abstention=abstention, declined_on=on or cases.today(), by=by)


def agrees(abstention: Abstention) -> None:
    words = {"place": "Rathaus", "interpreting": "", "reason": "", "agreed_on": cases.today()}
    by = cases.adviser_of(abstention.case).pk
    actions.agree_later(abstention=abstention, how=AgreedHow.SCREEN, by=by, **words)  # type: ignore[arg-type]


def row_of(abstention: Abstention, **words: Any) -> LateDecline:
    """A late decline as it would be written, not yet in the database."""
    usual = {
        "case": abstention.case,
        "abstention": abstention,
        "declined_on": cases.today(),
        "recorded_at": timezone.now(),
        "recorded_by": new_id(),
    }
    return LateDecline(**{**usual, **words})


def refused(deed: Any) -> None:
    with pytest.raises(IntegrityError, match="what was"), transaction.atomic():
        deed()


def faults_of(case: Case) -> list[str]:
    return [one.words for one in PlanCheck(case.organisation_id).faults()]


def test_what_was_frozen_stays_and_counselling_goes_on(
    opened: Case, version: PlanVersion, silent: Abstention
) -> None:
    digest, frozen, paper = version.digest, bytes(version.frozen or b""), plan_on_paper(version)
    declined(silent)
    version = PlanVersion.objects.select_related("plan__person", "case").get(pk=version.pk)
    assert (version.digest, bytes(version.frozen or b"")) == (digest, frozen)
    assert version.state == "active"
    assert plan_on_paper(version) == paper
    assert content_of(version)["abstentions"] == [
        {"person": str(silent.person_id), "why": "absent"}
    ]
    assert LateDecline.objects.get().declined_on == cases.today()
    opened.refresh_from_db()
    assert opened.state == "open"
    assert verbs_of(opened)[-1] == "plan declined later"
    assert faults_of(opened) == []


@pytest.mark.parametrize("on", [YESTERDAY, TOMORROW], ids=["before", "to come"])
def test_the_day_is_from_the_agreement_to_today(silent: Abstention, on: date) -> None:
    with pytest.raises(NotAllowed):
        declined(silent, on)
    assert not LateDecline.objects.exists()


def test_an_answer_is_given_once(silent: Abstention) -> None:
    declined(silent)
    for deed in (declined, agrees):
        with pytest.raises(NotAllowed, match="abgelehnt"):
            deed(silent)
    assert not Agreement.objects.filter(person=silent.person).exists()


def test_who_agreed_later_declines_no_more(silent: Abstention) -> None:
    agrees(silent)
    with pytest.raises(NotAllowed):
        declined(silent)


def test_who_declined_at_the_table_has_declined(opened: Case, partner: Person) -> None:
    version = cases.agreed(family_plan(opened), abstained={partner.pk: NotAgreed.DECLINED})
    with pytest.raises(NotAllowed):
        declined(Abstention.objects.get(plan_version=version))


def test_a_superseded_version_is_declined_no_more_and_the_next_one_may_be_agreed_to(
    version: PlanVersion, silent: Abstention, partner: Person
) -> None:
    declined(silent)
    following = cases.next_version(version)
    cases.contributed(following)
    cases.agreed(following)
    assert Agreement.objects.filter(plan_version=following, person=partner).exists()
    with pytest.raises(NotAllowed):
        declined(silent)


def test_the_database_lets_nobody_decline_and_agree(
    version: PlanVersion, silent: Abstention
) -> None:
    declined(silent)
    agreement = Agreement.objects.get(plan_version=version)
    refused(lambda: copy(agreement, id=new_id(), person_id=silent.person_id))


def test_the_database_lets_nobody_agree_and_decline(silent: Abstention) -> None:
    agrees(silent)
    refused(row_of(silent).save)


def test_the_database_wants_somebody_who_was_absent_a_day_and_the_same_case(
    opened: Case, silent: Abstention, amira: Membership
) -> None:
    refused(row_of(silent, declined_on=YESTERDAY).save)
    refused(row_of(silent, case=cases.registered(amira)).save)
    row_of(silent).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        row_of(silent).save()


def test_the_database_wants_no_second_no_from_the_table(opened: Case, partner: Person) -> None:
    version = cases.agreed(family_plan(opened), abstained={partner.pk: NotAgreed.DECLINED})
    refused(row_of(Abstention.objects.get(plan_version=version)).save)


def test_the_database_takes_no_answer_to_a_superseded_version(
    version: PlanVersion, silent: Abstention
) -> None:
    following = cases.next_version(version)
    cases.contributed(following)
    cases.agreed(following)
    refused(row_of(silent).save)


def test_the_database_keeps_it_as_it_is(silent: Abstention) -> None:
    declined(silent)
    row = LateDecline.objects.get()
    for column, value in {
        "declined_on": YESTERDAY,
        "abstention_id": new_id(),
        "case_id": new_id(),
        "recorded_at": cases.days_ago(5),
        "recorded_by": new_id(),
    }.items():
        refused(lambda: change(row, column, value))  # noqa: B023
    refused(lambda: delete(row))
    refused(row.delete)


def test_verify_plans_finds_two_answers_of_one_person(opened: Case, silent: Abstention) -> None:
    agrees(silent)
    without_guards()
    row_of(silent).save()
    assert faults_of(opened) == [OTHER_ANSWER]


def test_verify_plans_finds_a_day_before_the_agreement(opened: Case, silent: Abstention) -> None:
    declined(silent)
    without_guards()
    change(LateDecline.objects.get(), "declined_on", YESTERDAY)
    assert faults_of(opened) == [OTHER_ANSWER]


def test_it_stands_in_the_timeline_beside_the_agreement(
    opened: Case, silent: Abstention, amira: Membership
) -> None:
    declined(silent)
    rows = narrowed(timeline(opened, amira), TimelineFilter(kind="agreement"))
    assert [row.kind for row in rows] == ["decline", "agreement"]
    assert rows[0].by == amira.user


def test_an_absent_adult_is_put_down_as_declining(
    browser: Client, opened: Case, version: PlanVersion, silent: Abstention
) -> None:
    page, where = read(browser, path("plan", version.pk)), path("decline_late", silent.pk)
    assert where in page
    form = read(browser, where)
    assert "Andrij Verbenko" in form
    assert "Ein Grund wird nicht erfasst." in form
    faults = faults_in(sent(browser, where, declined_on=TOMORROW.isoformat()))
    assert "Dieser Tag liegt in der Zukunft." in faults
    faults = faults_in(sent(browser, where, declined_on=YESTERDAY.isoformat()))
    assert "erst später vereinbart" in faults
    assert sent(browser, where, declined_on=cases.today().isoformat()).status_code == 302
    page = read(browser, path("plan", version.pk))
    assert "abgelehnt" in page
    assert "Beraten wird trotzdem." in page
    assert where not in page
    assert path("agree_late", silent.pk) not in page
    history = read(browser, f"{path('case', opened.pk)}?teil=verlauf")
    assert "Plan abgelehnt, beraten wird trotzdem" in history
    again = sent(browser, where, declined_on=cases.today().isoformat())
    assert "abgelehnt" in faults_in(again)


def test_who_declined_at_the_table_is_not_asked_to_decline_again(
    browser: Client, opened: Case, partner: Person
) -> None:
    version = cases.agreed(family_plan(opened), abstained={partner.pk: NotAgreed.DECLINED})
    abstention = Abstention.objects.get(plan_version=version)
    page = read(browser, path("plan", version.pk))
    assert path("agree_late", abstention.pk) in page
    assert path("decline_late", abstention.pk) not in page
