"""What changed between two versions, each change in exactly one sentence."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from bindeglied.casework.change_words import sentence_of
from bindeglied.casework.models import Domain, Goal, PlanVersion
from bindeglied.casework.plan_changes import OPPOSITE, Change, Kind, changes_between
from tests.casework import cases
from tests.casework.screens import path, read
from tests.conftest import CastFixture

WORDS = st.sampled_from(["Arbeit finden", "B1 schaffen", "Wohnung", ""])
DAYS = st.sampled_from([None, "2026-12-01", "2027-01-31"])
LEVELS = st.sampled_from(["3 2 -", "2 2 1", "0 4 -"])
STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.uuids().map(str),
            "text": WORDS,
            "who": st.sampled_from(["client", "service"]),
            "who_name": WORDS,
            "due_on": DAYS,
        }
    ),
    max_size=2,
)
GOALS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["a", "b", "c"]),
            "origin": st.none(),
            "wording": WORDS,
            "domain": st.sampled_from(["work", "language"]),
            "indicator": WORDS,
            "target_on": DAYS,
            "priority": st.sampled_from([1, 2]),
            "measures": STEPS,
        }
    ),
    max_size=2,
    unique_by=lambda one: one["id"],
)
RATINGS = st.lists(
    st.fixed_dictionaries(
        {"domain": st.sampled_from(Domain.values[:3]), "levels": LEVELS, "wish": WORDS},
        optional={"person": st.sampled_from(["p", "q"])},
    ),
    max_size=4,
    unique_by=lambda one: (one["domain"], one.get("person")),
)
VERSIONS = st.fixed_dictionaries(
    {
        "goals": GOALS,
        "ratings": RATINGS,
        "contributions": st.fixed_dictionaries({"client": WORDS, "office": WORDS}),
        "version": st.fixed_dictionaries({"review_on": DAYS}),
        "agreements": st.lists(
            st.fixed_dictionaries({"person": st.sampled_from(["p", "q"])}),
            max_size=2,
            unique_by=lambda one: one["person"],
        ),
    },
    optional={
        "people": st.lists(
            st.fixed_dictionaries({"id": st.sampled_from(["p", "q", "r"])}),
            max_size=3,
            unique_by=lambda one: one["id"],
        )
    },
)


@given(VERSIONS)
def test_a_version_does_not_differ_from_itself(version: dict[str, Any]) -> None:
    assert changes_between(version, copy.deepcopy(version)) == []


@given(VERSIONS, VERSIONS)
def test_the_other_way_round_every_change_is_the_opposite(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    there, back = changes_between(one, other), changes_between(other, one)
    turned = [OPPOSITE.get(change.kind, change.kind) for change in there]
    assert sorted(turned) == sorted(change.kind for change in back)
    kept = {values_of(c) for c in there if c.kind not in OPPOSITE}
    assert kept == {values_of(c, turned=True) for c in back if c.kind not in OPPOSITE}


def values_of(change: Change, *, turned: bool = False) -> tuple[str, ...]:
    values = [str(change.before), str(change.after)]
    return (change.kind, change.part, change.person, *(values[::-1] if turned else values))


@given(VERSIONS, VERSIONS)
def test_every_change_is_one_sentence_without_a_gap(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    for change in changes_between(one, other):
        said = sentence_of(change, {"p": "Andrij Verbenko"})
        assert said and "%(" not in said and "None" not in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            Change(Kind.RATING_CHANGED, "work", "need", "3", "2"),
            "Arbeit und Beruf, Bedarf: von „intensiv“ zu „Beratung“",
        ),
        (
            Change(Kind.GOAL_CHANGED, "B1", "wording", "A2", "B1"),
            "Ziel neu formuliert: „B1“, vorher „A2“",
        ),
        (
            Change(Kind.STEP_GONE, "Anmelden", ended_as="done"),
            "Schritt nicht mehr im Plan (erledigt): „Anmelden“",
        ),
        (
            Change(Kind.STEP_CHANGED, "Anmelden", "due_on", "2026-12-01", None),
            "Schritt „Anmelden“, bis wann: von „01.12.2026“ zu „offen“",
        ),
        (
            Change(Kind.RATING_CHANGED, "work", "wish", "Köchin", "Ärztin", person="p"),
            "Arbeit und Beruf (Andrij Verbenko), Wunsch: von „Köchin“ zu „Ärztin“",
        ),
        (Change(Kind.COVERED_NEW, "p"), "Der Plan gilt jetzt auch für Andrij Verbenko"),
        (
            Change(Kind.AGREED_NEW, "p"),
            "Andrij Verbenko hat zugestimmt, der Fassung davor nicht",
        ),
    ],
)
def test_a_change_is_said_in_plain_words(change: Change, said: str) -> None:
    assert sentence_of(change, {"p": "Andrij Verbenko"}) == said


WITH_CHANGES = "?aenderungen=ja"


@pytest.mark.django_db(databases=["default", "keys"])
def test_the_page_of_the_next_version_tells_what_changed(
    cast: CastFixture, agreed: PlanVersion
) -> None:
    browser: Client = cast("Amira")
    assert "gegenüber Fassung" not in read(browser, path("plan", agreed.pk))
    following = cases.next_version(agreed)
    assert f"{WITH_CHANGES}#" in read(browser, path("plan", following.pk))
    page = read(browser, path("plan", following.pk) + WITH_CHANGES)
    assert "Was sich gegenüber Fassung 1 geändert hat" in page
    assert "Neues Ziel" not in page and "Nächste Überprüfung: jetzt „offen“" in page
    cases.measure_of(cases.goal_of(following, "Ich spreche Deutsch."))
    cases.measure_of(Goal.objects.get(plan_version=following, origin__isnull=False), "Neu lernen")
    page = read(browser, path("plan", following.pk) + WITH_CHANGES)
    assert page.count("Neues Ziel: ") == 1 and page.count("Neuer Schritt: ") == 1
    following.refresh_from_db()
    cases.contributed(following)
    cases.agreed(following)
    page = read(browser, path("plan", following.pk) + WITH_CHANGES)
    assert "Neues Ziel: „Ich spreche Deutsch.“" in page
