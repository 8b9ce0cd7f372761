"""Frequent questions: each has its source, and stands at fields that exist."""

from __future__ import annotations

import pytest

from bindeglied.funding.forms.notices import NewNoticeForm, SubAllocationForm
from bindeglied.funding.questions import Question, all_questions, questions_about
from bindeglied.law.rules import RULE_KEYS
from bindeglied.law.values import Certainty
from tests.conftest import CastFixture

OF_FORMS = {"persons", *NewNoticeForm.base_fields, *SubAllocationForm.base_fields}


@pytest.mark.parametrize("question", all_questions(), ids=lambda one: one.code)
def test_a_question_is_answered_in_both_languages_and_has_its_source(question: Question) -> None:
    texts = (question.question, question.question_en, question.answer, question.answer_en)
    assert all(texts)
    assert question.source
    assert (question.source == "nicht gefunden") == (question.certainty is Certainty.UNKNOWN)


@pytest.mark.parametrize("question", all_questions(), ids=lambda one: one.code)
def test_a_question_concerns_a_rule_or_a_field(question: Question) -> None:
    assert question.fields
    assert question.fields <= {*RULE_KEYS, *OF_FORMS}


def test_every_theme_of_the_authority_is_there() -> None:
    themes = {
        *("least-share", "planning", "count-day", "union", "person-known", "third-parties"),
        *("naturalised", "vacancy", "proof", "extension"),
    }
    assert themes <= {one.code for one in all_questions()}


def test_a_field_that_nobody_asks_about_has_none() -> None:
    assert questions_about("document") == ()


@pytest.mark.django_db
def test_help_stands_at_the_field(cast: CastFixture) -> None:
    page = cast("Clara").get("/foerderung/bescheide/neu/").content.decode()
    assert "Wie kommt der Betrag eines Kreises zustande?" in page
    assert "ungeprüft" in page
    english = cast("Clara", headers={"Accept-Language": "en"}).get("/foerderung/bescheide/neu/")
    assert "How does the amount of a Kreis come about?" in english.content.decode()


@pytest.mark.django_db
def test_help_stands_at_the_rules(cast: CastFixture) -> None:
    page = cast("visitor").get("/foerderung/regeln/").content.decode()
    assert "Wie klein darf der Anteil einer Stelle sein?" in page
