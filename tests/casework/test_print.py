"""A plan is printed: what was agreed and nothing else, the same bytes again."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from bindeglied.casework import actions
from bindeglied.casework.models import (
    AgreedHow,
    Case,
    Domain,
    FactKind,
    GoalState,
    MeasureState,
    PlanVersion,
    Who,
)
from bindeglied.casework.printing import plan_on_paper, print_plan
from bindeglied.trail.data_keys import KeyGone
from bindeglied.trail.models.data_key import DataKey
from tests.casework import cases

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_the_checksum_of_the_version_stands_in_the_print(agreed: PlanVersion) -> None:
    done = print_plan(agreed, "en")
    assert done.pdf.startswith(b"%PDF-1.7")
    assert agreed.digest
    assert f"sha256:{agreed.digest}".encode() in done.pdf
    assert b"<pdfuaid:part>1<" in done.pdf
    assert b"<pdfaid:part>2<" in done.pdf
    assert done.made_with.startswith("typst ")
    assert done.replaced == ()


def test_a_draft_has_no_checksum_and_says_that_it_is_a_draft(draft: PlanVersion) -> None:
    paper = plan_on_paper(draft)
    assert paper.is_draft
    assert paper.digest == ""
    assert not paper.agreement.is_signed
    done = print_plan(draft, "en")
    assert b"sha256:" not in done.pdf
    assert print_plan(draft, "en") == done


def test_a_draft_changes_its_print_only_with_its_content(draft: PlanVersion) -> None:
    before = print_plan(draft, "en").pdf
    draft.refresh_from_db()
    cases.rated(draft, Domain.WORK)
    assert print_plan(draft, "en").pdf == before
    cases.goal_of(draft, "Ich finde Arbeit.")
    assert print_plan(draft, "en").pdf != before


@pytest.mark.parametrize("how", list(AgreedHow))
def test_only_what_is_signed_on_paper_has_lines_to_sign(draft: PlanVersion, how: AgreedHow) -> None:
    agreed = cases.agreed(draft, how=how, reason="Kann nicht schreiben.")
    paper = plan_on_paper(agreed)
    assert paper.agreement.how == how
    assert paper.agreement.is_signed == (how == AgreedHow.PAPER)
    assert "Kann nicht schreiben." not in json.dumps(asdict(paper), ensure_ascii=False)


def test_what_goes_on_after_the_agreement_does_not_change_the_print(agreed: PlanVersion) -> None:
    before = print_plan(agreed, "uk")
    goal = agreed.goals.get()
    adviser = cases.adviser_of(agreed.case).pk
    actions.record_progress(measure=goal.measures.get(), state=MeasureState.DONE, by=adviser)
    actions.record_goal_result(goal=goal, state=GoalState.IN_PROGRESS, by=adviser)
    cases.told(agreed.case, FactKind.NAME, "Kowalenko, Olena")
    cases.next_version(agreed)
    assert print_plan(agreed, "uk") == before


def test_what_somebody_confided_or_said_elsewhere_is_not_on_the_paper(opened: Case) -> None:
    cases.noted(opened, text="KANARIE-NOTIZ", confided="KANARIE-ANVERTRAUT")
    cases.told(opened, FactKind.ADDRESS, "KANARIE-ANSCHRIFT")
    agreed = cases.agreed(cases.complete_draft(opened))
    words = json.dumps(asdict(plan_on_paper(agreed)), ensure_ascii=False)
    assert "Ich bestehe die Prüfung B1." in words
    assert "KANARIE" not in words
    assert "Gutes Deutsch." not in words


def test_names_say_who_does_it_and_both_names_where_one_is_not_enough(opened: Case) -> None:
    draft = cases.complete_draft(opened)
    goal = draft.goals.get()
    for who, name in ((Who.CASE_MANAGER, ""), (Who.SERVICE, ""), (Who.SERVICE, "Jobcenter")):
        goal.refresh_from_db()
        cases.measure_of(goal, who=who, who_name=name)
    steps = plan_on_paper(draft).goals[0].steps
    assert [(step.who_is, step.who_name) for step in steps] == [
        ("", "Verbenko"),
        ("", "Benkert"),
        ("who_service", ""),
        ("", "Jobcenter"),
    ]
    cases.told(opened, FactKind.NAME, "Benkert, Oksana")
    steps = plan_on_paper(PlanVersion.objects.get(pk=draft.pk)).goals[0].steps
    assert [step.who_name for step in steps[:2]] == ["Oksana Benkert", "Amira Benkert"]


@pytest.mark.parametrize("state", ["draft", "agreed"])
def test_a_print_takes_at_most_six_queries(
    request: pytest.FixtureRequest, draft: PlanVersion, state: str
) -> None:
    for number in range(3):
        draft.refresh_from_db()
        cases.measure_of(cases.goal_of(draft, f"Ziel {number}"))
        draft.refresh_from_db()
    version = cases.agreed(draft) if state == "agreed" else draft
    fresh = PlanVersion.objects.get(pk=version.pk)
    with (
        CaptureQueriesContext(connections["default"]) as data,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        print_plan(fresh, "en")
    assert len(data) + len(keys) <= 6, [query["sql"] for query in (*data, *keys)]


def test_a_language_without_labels_is_refused(draft: PlanVersion) -> None:
    with pytest.raises(KeyError):
        print_plan(draft, "de")


def test_a_plan_whose_key_was_deleted_is_not_printed(agreed: PlanVersion) -> None:
    DataKey.objects.filter(owner=agreed.case_id).delete()
    with pytest.raises(KeyGone):
        print_plan(PlanVersion.objects.get(pk=agreed.pk), "en")


def test_the_kept_print_is_the_print_that_is_made_again(agreed: PlanVersion) -> None:
    done = print_plan(agreed, "uk")
    by = cases.adviser_of(agreed.case).pk
    kept = actions.keep_print(plan_version=agreed, pdf=done.pdf, made_with=done.made_with, by=by)
    again = print_plan(agreed, "uk")
    assert (again.pdf, again.made_with) == (bytes(kept.pdf), kept.made_with)
