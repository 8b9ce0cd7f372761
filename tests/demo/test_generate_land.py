"""A generated Land: rows of the shape that the actions leave, and a case that one can work in."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import models
from django.db.models import F
from django.test import Client
from django.utils import timezone

from bindeglied.accounts.models import User
from bindeglied.casework import actions
from bindeglied.casework.freezing import covered_by
from bindeglied.casework.list_faults import ListCheck
from bindeglied.casework.models import (
    Abstention,
    Agreement,
    Appointment,
    CalendarFeed,
    Case,
    CaseState,
    ConfidedText,
    Contact,
    CounterContact,
    Fact,
    Goal,
    Measure,
    MeasureState,
    Person,
    PersonToken,
    Plan,
    PlanPrint,
    PlanState,
    PlanVersion,
    SignedScan,
    SupportOffer,
    Task,
)
from bindeglied.casework.queries import cases_of, people_found
from bindeglied.casework.queries.plan_faults import PlanCheck
from bindeglied.demo.actions import AlreadyGenerated, NoDemo
from bindeglied.demo.actions.generate_land import TABLES
from bindeglied.demo.actions.generated.scales import SCALES, Scale
from bindeglied.demo.actions.generated.shares import spread
from bindeglied.demo.cast import GENERATED_DOMAIN
from bindeglied.trail.data_keys import key_ring
from bindeglied.trail.heads import length_of_heads
from bindeglied.trail.models import Event, Seal
from bindeglied.trail.verification import ChainWalk, Logged
from tests.casework import cases
from tests.demo.generated import TINY, generate, generated, member_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ON = datetime(2026, 11, 20, 12, tzinfo=UTC)
# The content of TINY with seed 4711 as it was ON, the same on both engines. Whoever changes what is
# generated puts the new one here, after the run on both.
CONTENT = "ed6d0338c404d3663d3924da4aaa2cee18f98f6cff4b38feac007002778d6172"


NOT_GENERATED = {
    PlanPrint: "typeset page by page, which would take hours for a whole Land",
    SignedScan: "a photo of paper that nobody signed",
    CalendarFeed: "a secret that people make for themselves",
}


@pytest.fixture
def land(db: None) -> None:
    generate()


def test_there_are_exactly_as_many_as_the_scale_says(land: None) -> None:
    own = generated()
    assert own.count() == TINY.cases
    assert Person.objects.filter(case__in=own).count() == TINY.people
    assert Contact.objects.filter(case__in=own).count() == TINY.contacts
    assert Measure.objects.filter(case__in=own).count() == TINY.measures
    assert User.objects.filter(email__endswith=GENERATED_DOMAIN).count() == TINY.managers


def test_the_state_scale_is_that_of_the_quality_goals() -> None:
    goal = Scale(managers=1200, cases=120_000, people=250_000, contacts=3_000_000, measures=600_000)
    assert SCALES["bw5"] == goal


def test_shares_are_whole_and_add_up() -> None:
    assert spread(10, [1, 1, 1]) == [4, 3, 3]
    assert spread(7, [0, 2.5, 0.5]) == [0, 6, 1]


@pytest.mark.usefixtures("land")
def test_lists_plans_and_chains_of_a_generated_land_are_in_order() -> None:
    for organisation in set(generated().values_list("organisation", flat=True)):
        assert list(ListCheck(organisation).faults()) == []
        plans = PlanCheck(organisation)
        assert list(plans.faults()) == []
        newest = Seal.objects.filter(chain=organisation).latest("number")
        walk = ChainWalk(organisation, Logged(newest=newest.number), timezone.now())
        assert list(walk.faults()) == []
        assert walk.events > 32
        assert walk.ended == 0
    assert length_of_heads() >= 0


@pytest.mark.usefixtures("land")
def test_events_older_than_twelve_months_have_ended() -> None:
    own = [str(pk) for pk in generated().values_list("pk", flat=True)]
    events = Event.objects.filter(record_key__in=own)
    assert events.count() > TINY.contacts / 10
    assert (timezone.now() - events.earliest("occurred_at").occurred_at).days <= 366
    assert not events.filter(seal=None).exists()


def test_every_table_of_a_case_is_generated() -> None:
    of_a_case = {
        model
        for model in Case._meta.apps.get_models()
        if model._meta.app_label == "casework" and model._meta.managed
    }
    assert of_a_case - set(TABLES) == set(NOT_GENERATED)


@pytest.mark.usefixtures("land")
def test_notes_are_sealed_texts_in_which_at_least_half_of_the_words_differ() -> None:
    with key_ring():
        texts = [one.text for one in Contact.objects.filter(case__in=generated())]
    for text in texts:
        words = text.split()
        assert len(set(words)) >= len(words) / 2
        assert 80 < len(text) < 400
    assert sum(len(one) for one in texts) / len(texts) > 170
    assert len(set(texts)) > len(texts) * 0.9


@pytest.mark.usefixtures("land")
def test_in_plans_of_families_every_adult_answers_and_some_agree_later() -> None:
    family = Plan.objects.filter(case__in=generated(), is_for_family=True)
    agreed = PlanVersion.objects.filter(plan__in=family).exclude(state=PlanState.DRAFT)
    assert agreed.exists()
    for version in agreed:
        with key_ring():
            adults = {one["id"] for one in covered_by(version) if one["is_adult"]}
        answered = [*version.agreements.all(), *version.abstentions.all()]
        assert {str(one.person_id) for one in answered} == adults
        assert version.agreements.exists()
    assert Abstention.objects.filter(plan_version__in=agreed).exists()
    assert Goal.objects.filter(plan_version__in=agreed).exclude(applies_to=None).exists()
    later = Agreement.objects.filter(plan_version__in=agreed)
    assert later.filter(recorded_at__gt=F("plan_version__agreed_at")).exists()


@pytest.mark.usefixtures("land")
def test_one_can_look_at_a_generated_case_note_in_it_and_carry_it_on() -> None:
    version = PlanVersion.objects.filter(case__in=generated(), state=PlanState.ACTIVE)[0]
    case, member = version.case, member_of(version.case)
    assert case.pk in {row.case.pk for row in cases_of(member).rows}
    browser = Client()
    assert browser.post("/demo/anmelden/", {"email": member.user.email}).status_code == 302
    assert browser.get(f"/faelle/{case.pk}/").status_code == 200
    assert browser.get(f"/plaene/{version.pk}/").status_code == 200
    noted = cases.noted(case)
    case.refresh_from_db()
    assert case.last_contact_at is not None
    assert case.last_contact_at >= noted.happened_at
    planned = Measure.objects.filter(goal__plan_version=version, state=MeasureState.PLANNED)
    for measure in planned:
        actions.record_progress(measure=measure, state=MeasureState.DONE, by=member.user_id)
    following = actions.begin_next_version(plan=version.plan, by=member.user_id)
    cases.rated(following)
    cases.measure_of(cases.goal_of(following))
    cases.contributed(following)
    if not any(not goal.measures.exists() for goal in following.goals.all()):
        cases.agreed(following)
    assert list(ListCheck(case.organisation_id).faults()) == []


@pytest.mark.usefixtures("land")
def test_a_waiting_offer_can_be_answered_and_a_person_is_found() -> None:
    offer = SupportOffer.objects.filter(case__in=generated(), answer="waiting").first()
    if offer is not None:
        cases.answered(offer, accepted=True, informed_on=date.today())  # noqa: DTZ011
        offer.case.refresh_from_db()
        assert offer.case.state == CaseState.OPEN
    person = Person.objects.filter(case__in=generated())[0]
    hits = people_found(member_of(person.case), str(person))
    assert str(hits[0].person) == str(person)


def test_a_generated_land_comes_once_and_only_into_a_demo(land: None) -> None:
    with pytest.raises(AlreadyGenerated):
        generate()


@pytest.mark.usefixtures("real_database")
def test_nothing_is_generated_into_a_real_database() -> None:
    with pytest.raises(NoDemo):
        generate()
    assert not User.objects.filter(email__endswith=GENERATED_DOMAIN).exists()


@pytest.mark.usefixtures("land", "real_database")
def test_the_one_click_address_knows_generated_people_in_a_demo_only() -> None:
    email = User.objects.filter(email__endswith=GENERATED_DOMAIN)[0].email
    assert Client().post("/demo/anmelden/", {"email": email}).status_code == 404


@pytest.mark.usefixtures("land")
def test_nobody_else_of_a_demo_comes_in_with_one_click() -> None:
    for email in ("im9999@land.example", "x@land.example", "somebody@example.org", ""):
        assert Client().post("/demo/anmelden/", {"email": email}).status_code == 404


def content() -> str:
    """A digest over what was generated: every value but ids, keys and what is made with them."""
    own, lines = generated(), []
    with key_ring():
        for model in TABLES:
            if model in (Seal, Event, PersonToken):
                continue
            rows = rows_of(model, own)
            lines += [f"{model.__name__} {values_of(row)}" for row in rows.iterator()]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def rows_of(model: type[models.Model], own: models.QuerySet[Case]) -> models.QuerySet[Any]:
    if model is CounterContact:
        return CounterContact.objects.filter(recorded_by__in=own.values("recorded_by"))
    return model._base_manager.filter(**{"pk__in" if model is Case else "case__in": own})


def values_of(row: models.Model) -> list[str]:
    fields = [
        field
        for field in row._meta.concrete_fields
        if field.get_internal_type() != "UUIDField"
        if field.name not in ("frozen", "digest", "people")
        if not field.is_relation or field.name == "municipality"
    ]
    return [str(getattr(row, field.attname)) for field in fields]


def test_the_same_seed_gives_the_same_content_on_both_engines() -> None:
    generate(now=ON)
    assert content() == CONTENT
    assert Fact.objects.filter(case__in=generated()).count() > TINY.people * 3
    assert ConfidedText.objects.filter(case__in=generated()).exists()
    assert Task.objects.filter(case__in=generated()).exists()
    assert Appointment.objects.filter(case__in=generated()).exclude(replaces=None).exists()
    assert Contact.objects.filter(case__in=generated()).exclude(corrects=None).exists()
    assert Plan.objects.filter(case__in=generated()).exists()
