"""`verify-plans`: every change to what was agreed is found, and its place named without content."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import models

from bindeglied.accounts.models import Membership
from bindeglied.casework.freezing import canonical_json, content_of, digest_of
from bindeglied.casework.models import (
    Agreement,
    Assessment,
    DomainRating,
    Fact,
    FactKind,
    Goal,
    Measure,
    Plan,
    PlanPrint,
    PlanVersion,
)
from bindeglied.casework.queries.plan_faults import (
    BROKEN_DIGEST,
    DIFFERS,
    GAP,
    LATE_DRAFT,
    NOT_COMPLETED,
    NOT_ONE_ACTIVE,
    OTHER_NAME,
    OTHER_PRINT,
    UNKNOWN_FORM,
    UNREADABLE,
    PlanCheck,
    PlanFault,
)
from bindeglied.trail.ids import new_id
from bindeglied.trail.models import DataKey
from tests.casework import cases
from tests.casework.planting import change, copy, delete, run, without_guards

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def version(draft: PlanVersion) -> PlanVersion:
    """An agreed version without its guards."""
    cases.printed(cases.agreed(draft), b"%PDF")
    without_guards()
    return PlanVersion.objects.select_related("plan__person", "assessment", "case").get(pk=draft.pk)


def checked(version: PlanVersion) -> tuple[PlanCheck, list[PlanFault]]:
    check = PlanCheck(version.case.organisation_id)
    return check, [one for one in check.faults() if one.plan == str(version.plan)]


def faults(version: PlanVersion) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.words, one.places) for one in checked(version)[1]]


def places(version: PlanVersion) -> tuple[str, ...]:
    (fault,) = checked(version)[1]
    assert fault.words == DIFFERS
    return fault.places


def resealed(row: models.Model, column: str, value: Any) -> None:
    """Another content, sealed as the product would."""
    setattr(row, column, value)
    row.save(update_fields=[column])


def test_what_was_agreed_and_not_touched_has_no_fault(version: PlanVersion) -> None:
    check, found = checked(version)
    assert found == []
    assert check.plans >= 1
    assert check.versions >= 1
    assert check.gone == 0


def test_the_frozen_text_is_canonical_and_salted(version: PlanVersion) -> None:
    content = json.loads(version.frozen or b"")
    assert canonical_json(content) == version.frozen
    assert digest_of(version.frozen or b"") == version.digest
    assert len(bytes.fromhex(content.pop("salt"))) == 32
    assert content == content_of(version)
    assert content["person"]["family_name"] == "Verbenko"
    with pytest.raises(TypeError):
        canonical_json({"share": 0.5})


def test_the_same_content_never_has_the_same_digest(agreed: PlanVersion) -> None:
    copy_of = cases.next_version(agreed)
    cases.contributed(copy_of)
    cases.agreed(copy_of)
    salts = {
        json.loads(one.frozen or b"")["salt"]
        for one in PlanVersion.objects.filter(case=agreed.case)
    }
    assert len(salts) == 2


def test_states_that_go_on_are_no_fault(version: PlanVersion) -> None:
    change(Goal.objects.get(plan_version=version), "state", "reached")
    change(Measure.objects.get(goal__plan_version=version), "state", "done")
    assert faults(version) == []


def test_a_later_name_is_no_fault_but_a_name_never_borne_is(version: PlanVersion) -> None:
    cases.told(version.case, FactKind.NAME, "Wolf, Oksana")
    assert faults(version) == []
    fact = Fact.objects.get(case=version.case, kind=FactKind.NAME, valid_from__lt=cases.today())
    resealed(fact, "value", "Wolff, Oksana")
    assert faults(version) == [(OTHER_NAME, ())]


Row = Callable[[PlanVersion], models.Model]
ROWS: dict[str, Row] = {
    "version": lambda version: version,
    "rating": lambda version: DomainRating.objects.get(assessment=version.assessment_id),
    "goal": lambda version: Goal.objects.get(plan_version=version),
    "measure": lambda version: Measure.objects.get(goal__plan_version=version),
    "agreement": lambda version: Agreement.objects.get(plan_version=version),
}


@pytest.mark.parametrize(
    ("row", "column", "value", "place"),
    [
        ("version", "client_contributes", "Ich schlafe.", "contributions.client"),
        ("version", "office_contributes", "Nichts.", "contributions.office"),
        ("version", "review_on", cases.today(), "version.review_on"),
        ("version", "language", "en", "version.language"),
        ("version", "agreed_on", cases.today().replace(year=2024, day=1), "version.agreed_on"),
        ("version", "agreed_at", cases.days_ago(3), "version.agreed_at"),
        ("version", "agreed_by", new_id(), "version.agreed_by"),
        ("rating", "levels", "0 0 -", "ratings.1.levels"),
        ("rating", "wish", "Keiner.", "ratings.1.wish"),
        ("rating", "domain", "health", "ratings.1.domain"),
        ("goal", "wording", "Ich gebe auf.", "goals.1.wording"),
        ("goal", "indicator", "", "goals.1.indicator"),
        ("goal", "target_on", None, "goals.1.target_on"),
        ("goal", "priority", 3, "goals.1.priority"),
        ("goal", "domain", "work", "goals.1.domain"),
        ("goal", "position", 4, "goals.1.position"),
        ("measure", "text", "Nichts tun", "goals.1.measures.1.text"),
        ("measure", "who", "service", "goals.1.measures.1.who"),
        ("measure", "who_name", "jemand", "goals.1.measures.1.who_name"),
        ("measure", "due_on", None, "goals.1.measures.1.due_on"),
        ("measure", "position", 2, "goals.1.measures.1.position"),
        ("agreement", "how", "oral", "agreements.1.how"),
        ("agreement", "place", "anderswo", "agreements.1.place"),
        ("agreement", "reason", "darum", "agreements.1.reason"),
        ("agreement", "interpreting", "", "agreements.1.interpreting"),
        (
            "agreement",
            "agreed_on",
            cases.today().replace(year=2024, day=1),
            "agreements.1.agreed_on",
        ),
    ],
)
def test_a_changed_value_is_found_at_its_place(
    row: str, column: str, value: Any, place: str, version: PlanVersion
) -> None:
    resealed(ROWS[row](version), column, value)
    assert places(version) == (place,)


def test_a_removed_and_an_added_row_are_found(version: PlanVersion) -> None:
    delete(Measure.objects.get(goal__plan_version=version))
    assert places(version) == ("goals.1.measures.1",)
    goal = Goal.objects.get(plan_version=version)
    Goal.objects.create(
        case=goal.case,
        plan_version=version,
        position=2,
        domain="work",
        wording="Mehr",
        **{"recorded_at": goal.recorded_at, "recorded_by": goal.recorded_by},
    )
    assert places(version) == ("goals.1.measures.1", "goals.2")


def test_a_sealed_value_copied_from_elsewhere_does_not_open(version: PlanVersion) -> None:
    goal = Goal.objects.get(plan_version=version)
    change(goal, "wording", bytes(goal.__dict__["indicator"]))
    assert faults(version) == [(UNREADABLE, ())]


def test_another_frozen_text_is_found_by_the_digest(version: PlanVersion) -> None:
    content = json.loads(version.frozen or b"")
    content["contributions"]["client"] = "Ich schlafe."
    resealed(version, "frozen", canonical_json(content))
    assert [words for words, _ in faults(version)] == [BROKEN_DIGEST, DIFFERS]


@pytest.mark.parametrize(
    "frozen", [b"", b"[]", b"{}", b'{"form":1}', b'{"form": 1, "salt": "00"}', b"\xff"]
)
def test_a_frozen_text_of_no_known_form_is_found(frozen: bytes, version: PlanVersion) -> None:
    version.frozen, version.digest = frozen, digest_of(frozen)
    version.save(update_fields=["frozen", "digest"])
    assert faults(version) == [(UNKNOWN_FORM, ())]


def test_a_changed_digest_is_found(version: PlanVersion) -> None:
    change(version, "digest", "0" * 64)
    assert faults(version) == [(BROKEN_DIGEST, ())]


def test_a_reopened_assessment_and_another_print_are_found(version: PlanVersion) -> None:
    change(Assessment.objects.get(pk=version.assessment_id), "state", "draft")
    resealed(PlanPrint.objects.get(plan_version=version), "pdf", b"%PDF other")
    assert faults(version) == [(NOT_COMPLETED, ()), (OTHER_PRINT, ())]


def test_a_gap_in_the_versions_is_found(version: PlanVersion) -> None:
    change(version, "number", 2)
    assert [one.words for one in checked(version)[1]] == [GAP, DIFFERS]


def test_a_cut_off_version_is_missed(version: PlanVersion) -> None:
    draft = cases.next_version(version)
    cases.contributed(draft)
    cases.agreed(draft)
    assert faults(version) == []
    run("DELETE FROM casework_agreement WHERE plan_version_id = %s", draft.pk)
    run("UPDATE casework_goal SET origin_id = NULL")
    for goal in Goal.objects.filter(plan_version=draft):
        run("DELETE FROM casework_measure WHERE goal_id = %s", goal.pk)
        delete(goal)
    delete(draft)
    assert faults(version) == [(NOT_ONE_ACTIVE, ())]


def test_a_draft_put_under_an_agreed_version_is_found(version: PlanVersion) -> None:
    draft = cases.next_version(version)
    change(draft, "number", 3)
    change(version, "number", 2)
    change(draft, "number", 1)
    found = [words for words, _ in faults(version)]
    assert LATE_DRAFT in found
    assert DIFFERS in found


def test_a_plan_without_any_version_is_found(version: PlanVersion) -> None:
    plan = Plan.objects.get(pk=version.plan_id)
    copy(plan, id=new_id(), number=2, is_for_family=True)
    found = PlanCheck(version.case.organisation_id).faults()
    assert [(one.plan, one.words) for one in found] == [(f"{version.case}/2", GAP)]


def test_a_version_whose_key_was_deleted_is_gone_and_no_fault(version: PlanVersion) -> None:
    DataKey.objects.filter(owner=version.case_id).delete()
    check, found = checked(version)
    assert (found, check.gone) == ([], 1)


def test_each_organisation_is_checked_for_itself(version: PlanVersion, bernd: Membership) -> None:
    change(version, "digest", "0" * 64)
    assert not list(PlanCheck(bernd.organisation_id).faults())
