"""What somebody types is kept by the server, sealed, for this person and this form only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bindeglied.trail.actions import end_old_drafts, forget_draft, keep_draft
from bindeglied.trail.data_keys import make_data_key
from bindeglied.trail.drafts import LONGEST_DRAFT
from bindeglied.trail.models import Draft, SentForm
from tests.conftest import CastFixture
from tests.trail.keystrokes import CANARY, hidden, shown, typed
from tests.trail.typed_forms import CASE

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.trail.typed_forms"


@pytest.fixture
def key_of_the_case() -> None:
    make_data_key(CASE)


def test_what_was_typed_is_there_in_another_browser(cast: CastFixture) -> None:
    answer = typed(cast("Amira"), "/eigenes/", text=CANARY, kind="b")
    assert answer.status_code == 200
    assert answer.json()["said"] == f"gespeichert {timezone.localtime():%H:%M}"
    form = shown(cast("Amira"), "/eigenes/")
    assert form["text"].value() == CANARY
    assert form["kind"].value() == "b"
    page = cast("Amira").get("/eigenes/").content.decode()
    assert f"{CANARY}</textarea>" in page
    assert "noch nicht abgesendet" in page


def test_every_kind_of_field_comes_back_as_it_was_typed(cast: CastFixture) -> None:
    amira = cast("Amira")
    words = {"text": " zwei  Leerzeichen \n", "day": "2026-06-03", "at_0": "2026-06-", "at_1": ""}
    typed(amira, "/eigenes/", **words, many=["x", "z"])
    form = shown(amira, "/eigenes/")
    assert form["text"].value() == words["text"]
    assert form["day"].value().isoformat() == "2026-06-03"
    assert form["at"].value() == ["2026-06-", ""]
    assert form["many"].value() == ["x", "z"]
    assert form["agreed"].value() is False, "a tick that was taken away stays away"


def test_a_draft_brings_its_version_back_if_somebody_changed_the_row(cast: CastFixture) -> None:
    amira = cast("Amira")
    typed(amira, "/eigenes/", text=CANARY, kind="a", version="7")
    other_fields = shown(amira, "/eigenes/?version=8")
    assert (other_fields["version"].value(), other_fields["text"].value()) == ("8", CANARY)
    these_fields = shown(amira, "/eigenes/?version=8&kind=b")
    assert (these_fields["version"].value(), these_fields["kind"].value()) == ("7", "a")


def test_a_half_typed_day_comes_back_too(cast: CastFixture) -> None:
    typed(cast("Amira"), "/eigenes/", day="31.")
    assert shown(cast("Amira"), "/eigenes/")["day"].value() == "31."


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_comes_back_without_a_character_lost(cast: CastFixture, text: str) -> None:
    amira = cast("Amira")
    assert typed(amira, "/eigenes/", text=text).status_code == 200
    assert shown(amira, "/eigenes/")["text"].value() == text


@pytest.mark.parametrize(
    "text",
    ["أتعلم الألمانية (A2) ‏!", "سلام\u200cعلیکم", "👩🏽‍🎓 Україна", "‮umgekehrt", "a\r\nb\tc"],
)
def test_right_to_left_text_and_signs_without_width_come_back(text: str, cast: CastFixture) -> None:
    typed(cast("Amira"), "/eigenes/", text=text)
    assert shown(cast("Amira"), "/eigenes/")["text"].value() == text


def test_a_draft_belongs_to_the_address_that_its_form_is_sent_to(
    cast: CastFixture, key_of_the_case: None
) -> None:
    amira = cast("Amira")
    typed(amira, "/seite/", text=CANARY)
    assert shown(amira, "/akte/")["text"].value() == CANARY
    assert shown(amira, "/eigenes/")["text"].value() is None
    amira.post("/akte/", hidden(amira, "/seite/") | {"text": CANARY, "version": 7})
    assert shown(amira, "/seite/")["text"].value() is None


def test_the_draft_is_forgotten_with_the_deed_and_only_then(cast: CastFixture) -> None:
    amira = cast("Amira")
    typed(amira, "/eigenes/", text=CANARY)
    faulty = amira.post("/eigenes/", hidden(amira, "/eigenes/") | {"text": "", "version": 7})
    assert faulty.status_code == 200
    assert Draft.objects.count() == 1
    done = amira.post("/eigenes/", hidden(amira, "/eigenes/") | {"text": CANARY, "version": 7})
    assert done.status_code == 302
    assert not Draft.objects.exists()


def test_a_save_that_arrives_after_the_deed_leaves_no_draft(cast: CastFixture) -> None:
    amira = cast("Amira")
    carried = hidden(amira, "/eigenes/")
    amira.post("/eigenes/", carried | {"text": CANARY, "version": 7})
    late = amira.post("/entwurf/", carried | {"text": CANARY})
    assert late.status_code == 409
    assert "schon abgesendet" in late.json()["said"]
    assert not Draft.objects.exists()


def test_saving_does_not_use_up_the_key_of_the_form(cast: CastFixture) -> None:
    amira = cast("Amira")
    carried = hidden(amira, "/eigenes/")
    for text in ("W", "Wi", "Wie"):
        assert amira.post("/entwurf/", carried | {"text": text}).status_code == 200
    assert not SentForm.objects.exists()
    assert amira.post("/eigenes/", carried | {"text": "Wie", "version": 7}).status_code == 302


def test_without_a_script_a_button_keeps_the_text_and_leads_back(cast: CastFixture) -> None:
    amira = cast("Amira")
    words = hidden(amira, "/eigenes/?von=hier") | {"text": CANARY, "zwischenspeichern": "1"}
    answer = amira.post("/eigenes/", words)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/eigenes/?von=hier")
    page = amira.get(answer.headers["Location"]).content.decode()
    assert f"gespeichert {timezone.localtime():%H:%M}" in page
    assert CANARY in page


def test_a_draft_can_be_thrown_away(cast: CastFixture) -> None:
    amira = cast("Amira")
    typed(amira, "/eigenes/", text=CANARY)
    answer = amira.post("/eigenes/", hidden(amira, "/eigenes/") | {"entwurf-verwerfen": "1"})
    assert answer.headers["Location"] == "/eigenes/"
    assert not Draft.objects.exists()
    assert CANARY not in amira.get("/eigenes/").content.decode()


def test_a_session_that_ended_leads_back_to_the_form_and_its_draft(cast: CastFixture) -> None:
    amira = cast("Amira")
    typed(amira, "/eigenes/", text=CANARY)
    carried = hidden(amira, "/eigenes/")
    answer = cast("visitor").post("/eigenes/", carried | {"text": CANARY, "version": 7})
    assert answer.headers["Location"] == "/konto/anmelden/?next=%2Feigenes%2F"
    assert shown(cast("Amira"), "/eigenes/")["text"].value() == CANARY


def test_more_than_a_form_can_hold_is_refused_in_words(cast: CastFixture) -> None:
    answer = typed(cast("Amira"), "/eigenes/", text="x" * LONGEST_DRAFT)
    assert answer.status_code == 413
    assert "zu lang" in answer.json()["said"]


def test_a_draft_of_an_earlier_day_says_its_day(cast: CastFixture) -> None:
    typed(cast("Amira"), "/eigenes/", text=CANARY)
    yesterday = timezone.localtime() - timedelta(days=1)
    Draft.objects.update(saved_at=yesterday)
    page = cast("Amira").get("/eigenes/").content.decode()
    assert f"gespeichert am {yesterday:%d.%m.%Y}, {yesterday:%H:%M}" in page


def test_drafts_end_after_30_days() -> None:
    by, now = uuid4(), timezone.now()
    keep_draft(by=by, place="/eigenes/", owner=by, content="{}", form_key=None)
    assert end_old_drafts(now + timedelta(days=29)) == 0
    assert end_old_drafts(now + timedelta(days=31)) == 1


def test_one_person_has_one_draft_per_form() -> None:
    by = uuid4()
    for content in ("{}", '{"a": ["b"]}'):
        keep_draft(by=by, place="/eigenes/", owner=by, content=content, form_key=uuid4())
    assert Draft.objects.get().content == '{"a": ["b"]}'
    forget_draft(by=uuid4(), place="/eigenes/")
    forget_draft(by=by, place="/andere/")
    assert Draft.objects.count() == 1
    forget_draft(by=by, place="/eigenes/")
    assert not Draft.objects.exists()
