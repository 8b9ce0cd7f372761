"""The way of a case through its screens: taking up, trying, talking, offering, answering."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bindeglied.casework.models import (
    Case,
    CaseState,
    ConfidedText,
    Contact,
    ContactAttempt,
    Fact,
    FactKind,
    FactSource,
    SupportOffer,
)
from tests.casework import cases
from tests.casework.screens import announcement, faults_in, note, path, read, sent, verbs_of
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NEW = "/faelle/neu/"


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


def taken_up(browser: Client, **words: Any) -> Case:
    answer = sent(browser, NEW, **announcement(**words))
    found = Case.objects.order_by("-id").first()
    assert found is not None
    assert answer.headers.get("Location") == path("case", found.pk), answer.content.decode()[:2000]
    return found


def test_a_person_is_taken_up_and_every_fact_tells_where_it_comes_from(browser: Client) -> None:
    case = taken_up(browser)
    page = read(browser, path("case", case.pk))
    assert "Oksana Verbenko" in page
    assert "aus der Ankündigung: <bdi>Landratsamt</bdi>" in page
    for value in ("03.02.1992", "Ukrainisch", "06201 1234", "Hauptstraße 12", "15.01.2026"):
        assert value in page, value
    sources = set(Fact.objects.filter(case=case).values_list("source", flat=True))
    assert sources == {FactSource.ANNOUNCEMENT}


def test_name_and_announcement_are_enough(browser: Client) -> None:
    few = dict.fromkeys(
        ("interpreter", "language", "telephone", "address", "birth_on", "moved_in_on"), ""
    )
    # The demo Land knows somebody of this name; without a birth date it might be her.
    case = taken_up(browser, **few, trotzdem="1")
    assert list(Fact.objects.filter(case=case).values_list("kind", flat=True)) == [FactKind.NAME]
    assert "Begleitung:" not in read(browser, path("case", case.pk))


def test_a_fault_keeps_what_was_typed_and_is_named_at_the_field_and_above(browser: Client) -> None:
    before = Case.objects.count()
    answer = sent(browser, NEW, **announcement(family_name="", announced_on="2099-01-01"))
    summary = faults_in(answer)
    assert 'href="#id_family_name"' in summary
    assert "Dieser Tag liegt in der Zukunft." in summary
    page = answer.content.decode()
    assert 'value="Oksana"' in page
    assert 'id="id_family_name_error"' in page
    assert Case.objects.count() == before


@pytest.mark.parametrize("typed", ["0001-01-01", "1899-12-31"])
def test_nobody_is_born_before_1900(browser: Client, typed: str) -> None:
    assert "zurück" in faults_in(sent(browser, NEW, **announcement(birth_on=typed)))


def test_a_day_before_the_first_rule_is_refused_with_the_reason(browser: Client) -> None:
    before = Case.objects.count()
    answer = sent(browser, NEW, **announcement(moved_in_on="2011-01-15"))
    assert "keine Regel bekannt" in faults_in(answer)
    assert Case.objects.count() == before


def test_the_end_is_reckoned_while_typing_with_source_and_certainty(browser: Client) -> None:
    answer = browser.get(f"{NEW}?moved_in_on=2026-01-15", headers={"HX-Request": "true"})
    said = answer.content.decode()
    assert "14. Januar 2029" in said
    assert "36 Monate ab 15.01.2026" in said
    assert "nicht belegt" in said
    assert "Quelle:" in said
    assert "<html" not in said
    for nothing in ("", "x", "2026-13-01"):
        empty = browser.get(NEW, {"moved_in_on": nothing}, headers={"HX-Request": "true"})
        assert empty.content.strip() == b""


def test_the_first_step_is_offered_first_and_follows_the_state(
    browser: Client, announced: Case
) -> None:
    where = path("case", announced.pk)
    page = read(browser, where)
    assert page.count("button--primary") == 1
    assert f'button--primary" href="{path("contact", announced.pk)}"' in page
    cases.noted(announced, is_first=True)
    assert f'button--primary" href="{path("offer", announced.pk)}"' in read(browser, where)
    offer = cases.offered(announced)
    assert f'button--primary" href="{path("answer", offer.pk)}"' in read(browser, where)
    cases.answered(offer, accepted=True)
    assert "Nächster Schritt" not in read(browser, where)


def test_an_attempt_is_noted(browser: Client, announced: Case) -> None:
    where = path("attempt", announced.pk)
    words = {"tried_at": "2026-01-05T10:30", "form": "call", "remark": "Niemand da"}
    assert sent(browser, where, **words).status_code == 302
    attempt = ContactAttempt.objects.get(case=announced)
    assert (attempt.form, attempt.remark) == ("call", "Niemand da")
    assert "Niemand da" in read(browser, path("case", announced.pk))


def test_the_note_is_prefilled_from_what_is_known(browser: Client, announced: Case) -> None:
    cases.told(announced, FactKind.INTERPRETER, "needed")
    page = read(browser, path("contact", announced.pk))
    assert '<option value="uk" selected>' in page
    assert '<option value="professional" selected>' in page
    assert 'name="is_first" class="kern-form-check__checkbox" id="id_is_first" checked' in page
    cases.noted(announced, is_first=True)
    assert "id_is_first" not in read(browser, path("contact", announced.pk))


def test_a_note_is_written_with_what_was_confided_apart(browser: Client, announced: Case) -> None:
    words = note(is_first="on", confided="schläft schlecht", next_due_on="2099-05-04")
    assert sent(browser, path("contact", announced.pk), **words).status_code == 302
    contact = Contact.objects.get(case=announced)
    assert contact.is_first
    assert ConfidedText.objects.get(contact=contact).text == "schläft schlecht"
    page = read(browser, path("case", announced.pk))
    assert "Möchte als Buchhalterin arbeiten." in page
    assert "schläft schlecht" not in page
    assert "anvertraut" in page
    assert "4. Mai 2099" in page


def test_what_was_confided_may_be_all_there_is(browser: Client, announced: Case) -> None:
    where = path("contact", announced.pk)
    assert sent(browser, where, **note(text="", confided="allein das")).status_code == 302
    assert 'href="#id_text"' in faults_in(sent(browser, where, **note(text="  ")))


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("minutes", "0"),
        ("minutes", "601"),
        ("minutes", "viele"),
        ("happened_at", "2099-01-01T10:00"),
        ("happened_at", "0001-01-01T00:00"),
        ("form", "brieftaube"),
        ("language", "xx"),
        ("next_due_on", "2020-01-01"),
    ],
)
def test_a_faulty_note_is_given_back_with_its_text(
    browser: Client, announced: Case, field: str, typed: str
) -> None:
    answer = sent(browser, path("contact", announced.pk), **note(**{field: typed}))
    assert f'href="#id_{field}"' in faults_in(answer)
    assert "Möchte als Buchhalterin arbeiten." in answer.content.decode()
    assert not Contact.objects.filter(case=announced).exists()


def test_who_sees_a_case_in_an_answer_with_faults_has_looked(
    browser: Client, announced: Case
) -> None:
    before = verbs_of(announced)
    sent(browser, path("contact", announced.pk), **note(minutes="0"))
    assert verbs_of(announced) == [*before, "case looked at"]


def test_a_note_sent_twice_is_one_note(browser: Client, announced: Case) -> None:
    words = {"once": "6f1c4c1e-0000-4000-8000-000000000001", **note()}
    for _ in range(2):
        answer = browser.post(path("contact", announced.pk), words)
        assert answer.headers["Location"] == path("case", announced.pk)
    assert Contact.objects.filter(case=announced).count() == 1


def test_opening_what_was_confided_is_an_event_of_its_own(browser: Client, announced: Case) -> None:
    contact = cases.noted(announced, confided="schläft schlecht")
    assert "schläft schlecht" in read(browser, path("confided", contact.pk))
    assert verbs_of(announced)[-1] == "confided text looked at"


def test_a_correction_shows_the_new_text_and_keeps_the_old_one(
    browser: Client, announced: Case
) -> None:
    contact = cases.noted(announced, text="Kommt aus Kiew.", confided="geheim")
    where = path("correct", contact.pk)
    assert "Kommt aus Kiew." in read(browser, where)
    words = {name: note()[name] for name in ("form", "minutes", "place", "language")}
    right = {**words, "interpreting": "none", "text": "Kommt aus Kyjiw."}
    assert sent(browser, where, **right).status_code == 302
    page = read(browser, path("case", announced.pk))
    assert page.index("Kommt aus Kyjiw.") < page.index("berichtigt am") < page.index("Kiew.")
    assert path("confided", contact.pk) in page
    again = sent(browser, where, **right)
    assert "inzwischen berichtigt" in faults_in(again)


def test_an_offer_and_its_answer(browser: Client, announced: Case) -> None:
    day = (cases.today() - timedelta(days=3)).isoformat()
    assert sent(browser, path("offer", announced.pk), offered_on=day).status_code == 302
    offer = SupportOffer.objects.get(case=announced)
    where = path("answer", offer.pk)
    yes = {"answer": "accepted", "answered_on": cases.today().isoformat()}
    assert "informed_on" in faults_in(sent(browser, where, **yes, informed_on="", reason=""))
    early = faults_in(sent(browser, where, **yes | {"answered_on": "2020-01-01"}))
    assert "nicht vor dem Angebot" in early
    assert sent(browser, where, **yes, informed_on=day, reason="").status_code == 302
    announced.refresh_from_db()
    assert announced.state == CaseState.OPEN
    assert "Plan beginnen" in read(browser, path("case", announced.pk))


def test_a_refusal_is_kept_with_its_reason_and_may_be_followed_by_another_offer(
    browser: Client, offered: Case
) -> None:
    offer = SupportOffer.objects.get(case=offered)
    words = {"answer": "declined", "answered_on": cases.today().isoformat(), "reason": "Zieht um"}
    assert sent(browser, path("answer", offer.pk), **words).status_code == 302
    page = read(browser, path("case", offered.pk))
    assert "Zieht um" in page
    assert "Wieder Unterstützung anbieten" in page


def test_giving_up_needs_three_attempts_on_two_ways(browser: Client, announced: Case) -> None:
    where = path("give_up", announced.pk)
    for form in ("call", "call"):
        cases.tried(announced, form)  # type: ignore[arg-type]
    assert faults_in(sent(browser, where))
    announced.refresh_from_db()
    assert announced.state == CaseState.ANNOUNCED
    cases.tried(announced, "letter")  # type: ignore[arg-type]
    assert sent(browser, where).status_code == 302
    announced.refresh_from_db()
    assert announced.state == CaseState.NOT_REACHED
