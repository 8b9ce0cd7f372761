"""From contributions to a frozen version and on: refusals, the kept print, the next version."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest

from bindeglied.casework.models import (
    AgreedHow,
    Agreement,
    Case,
    Goal,
    PlanPrint,
    PlanState,
    PlanVersion,
)
from bindeglied.casework.printing import print_plan
from tests.casework import cases
from tests.casework import plan_pages as pages
from tests.casework.test_plan_screens import text_of
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def agree(cast: CastFixture, version: PlanVersion, **words: Any) -> Any:
    where = pages.address("agree", version.pk)
    return pages.sent(cast("Amira"), where, **pages.agreement_words(version, **words))


def test_contributions_are_proposed_with_half_a_year_and_saved(
    cast: CastFixture, opened: Case
) -> None:
    version, browser = cases.begun(opened), cast("Amira")
    where = pages.address("contributions", version.pk)
    form = browser.get(where).context["form"]
    days = (form["review_on"].value() - cases.today()).days
    assert 180 <= days <= 185
    pages.sent(browser, where, **pages.contribution_words(version))
    saved = pages.fresh(version)
    assert saved.client_contributes == "Ich komme zu den Terminen."
    assert saved.language == "en"


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_a_review_lies_within_twelve_months(
    days: int, cast: CastFixture, draft: PlanVersion
) -> None:
    day = (cases.today() + timedelta(days=days)).isoformat()
    words = pages.contribution_words(draft, review_on=day, client_contributes="anders")
    answer = pages.sent(cast("Amira"), pages.address("contributions", draft.pk), **words)
    assert "in den nächsten 12 Monaten" in text_of(answer)
    assert pages.fresh(draft).client_contributes != "anders"


def test_what_is_missing_is_named_one_by_one_and_nothing_is_agreed(
    cast: CastFixture, opened: Case
) -> None:
    version = cases.begun(opened)
    said = {
        "Es fehlt die Einschätzung mindestens eines Lebensbereichs.",
        "Es fehlt mindestens ein Ziel.",
        "Es fehlt, was die Person selbst beiträgt.",
        "Es fehlt, was das Integrationsmanagement beiträgt.",
        "Es fehlt der Tag der nächsten Überprüfung.",
    }
    for answer in (
        cast("Amira").get(pages.address("agree", version.pk)),
        agree(cast, version),
        cast("Amira").get(pages.address("plan", version.pk)),
    ):
        assert answer.status_code == 200
        assert {one for one in said if one in text_of(answer)} == said
    assert pages.fresh(version).state == PlanState.DRAFT


def test_a_goal_without_a_step_is_named(cast: CastFixture, draft: PlanVersion) -> None:
    cases.goal_of(draft, "Ein zweites Ziel ohne Schritt")
    assert "Jedes Ziel braucht mindestens einen Schritt." in text_of(agree(cast, draft))
    assert pages.fresh(draft).state == PlanState.DRAFT


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"how": "oral"}, "Bitte nennen Sie den Grund."),
        ({"how": ""}, "Wie vereinbart"),
        ({"place": ""}, "Ort"),
        ({"agreed_on": "2999-01-01"}, "Dieser Tag liegt in der Zukunft."),
        ({"agreed_on": ""}, "Vereinbart am"),
    ],
)
def test_an_agreement_says_how_where_and_when(
    words: dict[str, str], said: str, cast: CastFixture, draft: PlanVersion
) -> None:
    answer = agree(cast, draft, **words)
    assert answer.status_code == 200
    assert said in text_of(answer)
    assert "Bitte sehen Sie noch einmal hin." in text_of(answer)
    assert pages.fresh(draft).state == PlanState.DRAFT


def test_the_page_before_shows_what_is_agreed(cast: CastFixture, draft: PlanVersion) -> None:
    text = text_of(cast("Amira").get(pages.address("agree", draft.pk)))
    for words in (
        "Ich bestehe die Prüfung B1.",
        "Im Kurs anmelden",
        "Ich lerne jeden Vormittag.",
        "Ich frage nach Kursplätzen.",
        "eingefroren",
        "Ausdruck ansehen",
    ):
        assert words in text


def test_agreed_on_paper_it_is_frozen_and_its_print_kept(
    cast: CastFixture, draft: PlanVersion
) -> None:
    answer = agree(cast, draft, interpreting="Ukrainisch, beruflich")
    assert answer["Location"] == pages.address("plan", draft.pk)
    version, agreement = pages.fresh(draft), Agreement.objects.get(plan_version=draft)
    assert version.state == PlanState.ACTIVE
    assert (agreement.how, agreement.place) == (AgreedHow.PAPER, "Rathaus")
    text = text_of(cast("Amira").get(answer["Location"]))
    assert version.digest in text and "auf Papier unterschrieben" in text
    kept = PlanPrint.objects.get(plan_version=draft)
    assert kept.sha256 == hashlib.sha256(kept.pdf).hexdigest()
    assert print_plan(version, version.language).pdf == kept.pdf, "made again it is the same"


def test_agreed_orally_it_needs_its_reason(cast: CastFixture, draft: PlanVersion) -> None:
    agree(cast, draft, how="oral", reason="Die Hand ist verbunden.")
    text = text_of(cast("Amira").get(pages.address("plan", draft.pk)))
    assert "mündlich vereinbart" in text and "Die Hand ist verbunden." in text


def test_a_changed_draft_is_not_agreed_unseen(cast: CastFixture, draft: PlanVersion) -> None:
    words = pages.agreement_words(draft)
    cases.contributed(pages.fresh(draft), client="Ich lerne doch abends.")
    answer = pages.sent(cast("Amira"), pages.address("agree", draft.pk), **words)
    assert answer.status_code == 409
    assert "Ich lerne doch abends." in text_of(answer)
    assert pages.fresh(draft).state == PlanState.DRAFT


def test_a_frozen_page_offers_no_change_and_every_change_is_refused(
    cast: CastFixture, draft: PlanVersion
) -> None:
    addresses = pages.edit_addresses(draft)
    agree(cast, draft)
    browser = cast("Amira")
    page = browser.get(pages.address("plan", draft.pk)).content.decode()
    for where in addresses:
        assert f'"{where}"' not in page
        for answer in (browser.get(where), pages.sent(browser, where)):
            assert answer.status_code == 403, where
            assert "bleibt, wie sie ist" in text_of(answer)
    frozen = pages.fresh(draft)
    assert hashlib.sha256(frozen.frozen or b"").hexdigest() == frozen.digest


def test_the_kept_print_has_the_same_bytes_every_time(
    cast: CastFixture, draft: PlanVersion
) -> None:
    agree(cast, draft)
    first, second = (cast("Amira").get(pages.address("print", draft.pk)) for _ in range(2))
    assert first.content == second.content
    assert first.content.startswith(b"%PDF")
    assert first["Content-Type"] == "application/pdf"
    number = f"plan-{draft.case.number}-1-1.pdf"
    assert first["Content-Disposition"] == f'inline; filename="{number}"'
    assert PlanPrint.objects.get(plan_version=draft).pdf == first.content


def test_a_draft_is_printed_anew(cast: CastFixture, draft: PlanVersion) -> None:
    before = cast("Amira").get(pages.address("print", draft.pk)).content
    cases.contributed(pages.fresh(draft), client="Etwas ganz anderes.")
    after = cast("Amira").get(pages.address("print", draft.pk)).content
    assert before.startswith(b"%PDF") and before != after
    assert not PlanPrint.objects.filter(plan_version=draft).exists()


def test_the_next_version_is_a_draft_that_marks_what_is_new(
    cast: CastFixture, draft: PlanVersion
) -> None:
    agree(cast, draft)
    browser = cast("Amira")
    assert "Plan fortschreiben" in text_of(browser.get(pages.address("plan", draft.pk)))
    answer = pages.sent(browser, pages.address("next_version", draft.pk))
    following = PlanVersion.objects.get(plan=draft.plan_id, number=2)
    assert answer["Location"] == pages.address("plan", following.pk)
    assert ">neu<" not in browser.get(answer["Location"]).content.decode()
    goal = pages.goal_in(following)
    pages.sent(browser, pages.address("new_measure", goal.pk), **pages.measure_words(following))
    pages.sent(browser, pages.address("new_goal", following.pk), **pages.goal_words(following))
    page = browser.get(pages.address("plan", following.pk))
    assert page.content.decode().count(">neu<") == 2
    assert "2 neu" in text_of(page)
    assert Goal.objects.filter(plan_version=following).count() == 2
    older = browser.get(pages.address("plan", draft.pk))
    assert "Plan fortschreiben" not in text_of(older)
    assert pages.address("plan", following.pk) in older.content.decode()


def test_a_draft_is_not_carried_on(cast: CastFixture, draft: PlanVersion) -> None:
    pages.sent(cast("Amira"), pages.address("next_version", draft.pk))
    assert PlanVersion.objects.filter(plan=draft.plan_id).count() == 1
