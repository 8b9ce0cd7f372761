"""A value that no source gave: proposed by one person of the Land, confirmed by another."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import QuerySet

from bindeglied.funding import actions
from bindeglied.funding.forms.rule_values import ProposeForm
from bindeglied.funding.models import ConfirmationState, RuleConfirmation
from bindeglied.funding.queries.confirmations import changes_between
from bindeglied.funding.rule_confirmations import confirmed_rules_on, confirmed_version, value_of
from bindeglied.funding.transitions import NotAllowed
from bindeglied.law.rulebook import all_versions
from bindeglied.law.rules import RULE_KEYS, is_possible
from bindeglied.law.values import AllocationKey, Applicant, Interval, Source, Value
from bindeglied.trail.models import Event
from tests.conftest import CastFixture
from tests.funding.counted import UNVERIFIED, closed_survey, confirm, released
from tests.funding.notice_steps import who

VERSION, KEY = "2025-01-01", "rate_graduate_eur"
SOURCE = Source("VwV Integrationsmanagement vom 01.02.2025", "GABl. 2025 S. 1, Nr. 5.1")
PAGE = f"/foerderung/regeln/bestaetigen/{VERSION}/{KEY}/"
RULES = "/foerderung/regeln/"


def proposed(value: Value = 68_000, key: str = KEY, **more: Any) -> RuleConfirmation:
    words = {"rule_version": VERSION, "key": key, "value": value, "source": SOURCE, **more}
    return actions.propose_rule_value(**words, **who("Heidi"))


def words(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def sent(browser: Any, page: str = PAGE, **fields: str) -> Any:
    return browser.post(page, {"once": str(uuid4()), **fields})


@pytest.mark.django_db
def test_a_second_person_confirms_and_the_value_counts() -> None:
    found = proposed()
    assert confirmed_version(VERSION).rate_graduate_eur.is_unverified
    actions.confirm_rule_value(confirmation=found, **who("Lukas"))
    rule = confirmed_rules_on(date(2026, 1, 1)).rate_graduate_eur
    assert (rule.value, rule.source, rule.is_unverified) == (68_000, SOURCE, False)
    verbs = Event.objects.filter(record_key=str(found.pk)).order_by("pk")
    assert [one.verb for one in verbs] == ["rule value proposed", "rule value confirmed"]


@pytest.mark.django_db
def test_whoever_proposed_it_does_not_confirm_it() -> None:
    with pytest.raises(NotAllowed, match="selbst vorgeschlagen"):
        actions.confirm_rule_value(confirmation=proposed(), **who("Heidi"))


@pytest.mark.django_db
def test_a_refusal_has_its_reason_and_a_new_proposal_is_possible() -> None:
    found = proposed()
    with pytest.raises(NotAllowed, match="Grund"):
        actions.withdraw_rule_value(confirmation=found, reason=" ", **who("Lukas"))
    actions.withdraw_rule_value(confirmation=found, reason="Steht dort nicht", **who("Lukas"))
    assert RuleConfirmation.objects.get().refusal == "Steht dort nicht"
    again = proposed(67_000)
    actions.withdraw_rule_value(confirmation=again, reason="", **who("Heidi"))
    assert not RuleConfirmation.objects.exclude(state=ConfirmationState.WITHDRAWN).exists()
    with pytest.raises(NotAllowed):
        actions.confirm_rule_value(confirmation=again, **who("Lukas"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"key": "pool_eur", "value": 1}, "schon belegt"),
        ({"value": "68000"}, "passt nicht"),
        ({"source": Source("Erlass", " ")}, "an welcher Stelle"),
        ({"value": 0}, "passt nicht"),
        ({"key": "counselling_months", "value": 36}, "Begleitung von Menschen"),
    ],
)
def test_what_cannot_be_proposed_is_refused(more: dict, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        proposed(**more)


@pytest.mark.django_db
def test_one_proposal_at_a_time() -> None:
    proposed()
    with pytest.raises(NotAllowed, match="schon einen Vorschlag"):
        proposed()


@pytest.mark.django_db
def test_of_two_who_ask_at_once_one_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QuerySet, "exists", lambda _rows: False)
    days = {"report_until": date(2031, 10, 15), "correct_until": date(2031, 12, 31), "by": None}
    for said, deed in (
        ("schon einen Vorschlag", proposed),
        ("schon eine Zählung", lambda: actions.open_survey(counted_on=date(2031, 9, 15), **days)),
    ):
        deed()
        with pytest.raises(NotAllowed, match=said):
            deed()


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("counted_on", "2025-09-15", date(2025, 9, 15)),
        ("rate_vocational_eur", "51000", 51_000),
        ("first_tranche_share", "0.60", Decimal("0.60")),
        ("interim_proof", "false", False),
        ("allocation_key", "persons", AllocationKey.PERSONS),
        ("report_interval", "yearly", Interval.YEARLY),
        ("report_due", "01-31", "01-31"),
        ("applicants", ["kreis", "union"], (Applicant.KREIS, Applicant.UNION)),
    ],
)
def test_each_kind_of_value_has_its_field(key: str, typed: Any, value: Value) -> None:
    data = {"value": typed, "source_title": "Erlass", "source_place": "Akte 1"}
    form = ProposeForm(data, key=key, label="Wert")
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["value"], type(form.cleaned_data["value"])) == (value, type(value))


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("rate_graduate_eur", "0"),
        ("rate_graduate_eur", "2000000001"),
        ("pool_eur", "0"),
        ("fte_decimals", "5"),
        ("first_tranche_share", "0"),
        ("first_tranche_share", "60"),
        ("min_post_share_fte", "0"),
        ("min_post_share_fte", "1.01"),
        ("counselling_months", "0"),
        ("pay_break_months", "121"),
        ("counted_on", "0205-09-15"),
        ("report_due", "02-30"),
    ],
)
def test_what_the_law_could_not_compute_with_is_refused_at_the_field(key: str, typed: str) -> None:
    data = {"value": typed, "source_title": "Erlass", "source_place": "Akte 1"}
    assert "value" in ProposeForm(data, key=key, label="Wert").errors
    assert not is_possible(key, value_of(key, typed))


@pytest.mark.parametrize("key", RULE_KEYS)
def test_what_the_versions_say_is_possible(key: str) -> None:
    known = (one.value_of(key).value for one in all_versions())
    assert all(is_possible(key, value) for value in known if value is not None)


def test_a_choice_that_says_nothing_is_no_value() -> None:
    assert not is_possible("applicants", ())
    assert not is_possible("allocation_key", AllocationKey.UNKNOWN)


@pytest.mark.parametrize("key", RULE_KEYS)
def test_nothing_else_than_the_kind_is_taken(key: str) -> None:
    data = {"value": "=1+1", "source_title": "Erlass", "source_place": "Akte 1"}
    assert not ProposeForm(data, key=key, label="Wert").is_valid()


@pytest.mark.django_db
def test_the_way_through_the_pages(cast: CastFixture) -> None:
    heidi, lukas = cast("Heidi"), cast("Lukas")
    lead = heidi.get(f"/foerderung/regeln/bestaetigen/?fassung={VERSION}&wert={KEY}")
    assert lead["Location"] == PAGE
    fields = {"value": "68000", "source_title": "VwV 2025", "source_place": "Nr. 5.1"}
    assert sent(heidi, **fields).status_code == 302
    assert "bestätigen muss ihn jemand anderes" in words(heidi.get(PAGE))
    assert "wartet auf die zweite Person" in words(lukas.get("/foerderung/regeln/bestaetigen/"))
    assert sent(lukas, decision="confirm").status_code == 302
    page = words(cast("visitor").get(RULES))
    assert "VwV 2025 (Nr. 5.1)" in page
    assert "von zwei Personen" in page
    assert "Heidi" not in page and "Lukas" not in page


@pytest.mark.django_db
def test_faults_are_said_at_the_form(cast: CastFixture) -> None:
    proposed()
    assert "Grund der Ablehnung" in words(sent(cast("Lukas"), decision="withdraw"))
    assert "selbst vorgeschlagen" in words(sent(cast("Heidi"), decision="confirm"))
    other = f"/foerderung/regeln/bestaetigen/{VERSION}/counted_on/"
    assert "Bitte füllen Sie das aus." in words(sent(cast("Heidi"), other, value="2025-09-15"))


@pytest.mark.django_db
@pytest.mark.parametrize("address", [f"{VERSION}/luck/", "1999-01-01/pool_eur/"])
def test_a_value_that_does_not_exist_is_not_there(cast: CastFixture, address: str) -> None:
    assert cast("Heidi").get(f"/foerderung/regeln/bestaetigen/{address}").status_code == 404


def test_what_changed_between_two_versions_is_only_the_differences() -> None:
    versions = all_versions()
    for before in versions:
        assert changes_between(before, before) == []
    changed = {one.key: one for one in changes_between(versions[0], versions[-1])}
    assert changed["allocation_key"].has_other_value
    assert changed["rate_vocational_eur"].became_unknown
    assert "pool_eur" not in changed


@pytest.mark.django_db
def test_the_public_sees_what_changed(cast: CastFixture) -> None:
    page = words(cast("visitor").get(f"{RULES}vergleich/?von=2017-12-11&bis=2025-01-01"))
    assert "von 64.000 € zu 68.000 €" in page
    assert "ist für die neue Fassung nicht bekannt" in page
    assert "keinen Unterschied" in words(
        cast("visitor").get(f"{RULES}vergleich/?von=2017-12-11&bis=2017-12-11")
    )


@pytest.mark.django_db
def test_a_confirmed_value_counts_on_the_pages_of_frames_released_after_it(
    cast: CastFixture,
) -> None:
    page = "/foerderung/planungsrahmen/08226/"
    assert "VZÄ bei 64.000 €" in words(cast("Clara").get(page))
    found = proposed(60_000, rule_version="2017-12-11")
    assert "VZÄ bei 64.000 €" in words(cast("Clara").get(page))
    actions.confirm_rule_value(confirmation=found, **who("Lukas"))
    # What was released before rests on what was known then.
    assert "VZÄ bei 64.000 €" in words(cast("Clara").get(page))
    confirm(*UNVERIFIED)
    released(closed_survey(2018))
    assert "VZÄ bei 60.000 €" in words(cast("Clara").get(page))


@pytest.mark.django_db
def test_the_months_of_counselling_are_not_offered(cast: CastFixture) -> None:
    page = "/foerderung/regeln/bestaetigen/2025-01-01/counselling_months/"
    assert "lässt sich hier nicht bestätigen" in words(cast("Heidi").get(page))
    for overview in (RULES, "/foerderung/regeln/bestaetigen/"):
        assert page not in cast("Heidi").get(overview).content.decode()
    fields = {"value": "36", "source_title": "VwV 2025", "source_place": "Nr. 5.1"}
    sent(cast("Heidi"), page, **fields)
    assert not RuleConfirmation.objects.exists()
