"""Planning frames under a rule version: published figures, explanation, doubts."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindeglied.law.planning_frame import NoFrameByFormula, planning_frames, shown_euros
from bindeglied.law.rulebook import all_versions, rules_on
from bindeglied.law.values import AllocationKey, Certainty, Origin

CASES_FILE = Path(__file__).parent / "cases" / "planning_frames.csv"
PUBLISHED_FILE = Path(__file__).parents[3] / "shared" / "data" / "planungsrahmen_published.csv"
RULES_2017 = rules_on(date(2017, 12, 11))


def cases():
    with CASES_FILE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['case']} {case['municipality']}")
def test_the_case_comes_out_to_the_euro(case):
    frames = planning_frames(
        rules_on(date.fromisoformat(case["on"])),
        [int(case["persons"])],
        pool_cents=100 * int(case["pool_eur"]),
        total_persons=int(case["total_persons"]),
        tranche=Decimal(case["tranche"]),
    )
    assert frames.frames_eur == (int(case["expected_eur"]),)
    if case["own_claim_possible"]:
        assert frames.own_claim_possible(0) == (case["own_claim_possible"] == "yes")


@pytest.mark.skipif(not PUBLISHED_FILE.exists(), reason="the published figures do not lie beside")
def test_every_published_frame_is_among_the_cases():
    kept = {(case["municipality"], case["persons"], case["expected_eur"]) for case in cases()}
    with PUBLISHED_FILE.open(encoding="utf-8", newline="") as file:
        published = {
            (row["municipality"], row["persons"], row["published_eur"])
            for row in csv.DictReader(file)
        }
    assert published
    assert published <= kept


def test_the_pool_of_the_version_and_the_sum_of_the_list_are_taken_where_nothing_is_stated():
    frames = planning_frames(RULES_2017, [1, 3])
    assert (frames.pool_cents, frames.total_persons) == (5_800_000_000, 4)
    assert frames.frames_eur == (14_500_000, 43_500_000)


def test_the_rounding_difference_is_measured_against_the_pool():
    frames = planning_frames(RULES_2017, [1, 1, 1], pool_cents=10_000)
    assert frames.frames_eur == (33, 33, 33)
    assert frames.rounding_difference_eur == -1


def test_for_a_part_of_the_land_it_is_measured_against_the_part_of_the_pool():
    frames = planning_frames(RULES_2017, [1], pool_cents=10_000, total_persons=3)
    assert frames.rounding_difference_eur == Fraction(-1, 3)


def test_an_own_claim_is_judged_by_the_whole_year_also_in_a_tranche():
    frames = planning_frames(RULES_2017, [65, 64], total_persons=72_857, tranche=Decimal("0.6"))
    assert frames.frames_eur == (31_047, 30_569)
    assert frames.year_frames_eur == (51_745, 50_949)
    assert [frames.own_claim_possible(place) for place in (0, 1)] == [True, False]


def test_the_explanation_tells_the_way_from_the_pool_to_the_frame():
    frames = planning_frames(RULES_2017, [352], total_persons=72_857)
    told = {line.key: line.value for line in frames.lines(0)}
    assert told == {
        "rule_version": date(2017, 12, 11),
        "retroactive_from": date(2017, 1, 1),
        "allocation_key": "persons",
        "allocation_formula": "proportional",
        "counted_on": date(2017, 9, 15),
        "pool_eur": 58_000_000,
        "persons": 352,
        "total_persons": 72_857,
        "exact_eur": Decimal("280220.16"),
        "allocation_rounding": "half_up_to_euro",
        "frame_eur": 280_220,
        "min_own_claim_eur": 51_000,
        "own_claim_possible": True,
    }


def test_the_explanation_of_a_tranche_shows_its_share_and_the_frame_of_the_year():
    frames = planning_frames(RULES_2017, [141], total_persons=46_828, tranche=Decimal("0.6"))
    told = {line.key: line.value for line in frames.lines(0)}
    assert told["tranche_share"] == Decimal("0.6")
    assert told["tranche_pool_eur"] == 34_800_000
    assert told["frame_eur"] == 104_783
    assert told["year_frame_eur"] == 174_639


def test_what_is_stated_counts_as_stated_and_not_as_the_rule():
    frames = planning_frames(RULES_2017, [1], pool_cents=500, total_persons=2)
    origins = {line.key: line.source for line in frames.lines(0)}
    assert origins["pool_eur"] is Origin.STATED
    assert origins["total_persons"] is Origin.STATED
    assert origins["persons"] is Origin.COUNTED


def test_rule_values_without_a_source_are_named_as_unverified():
    assert planning_frames(RULES_2017, [1]).unverified() == (
        "in_force_on",
        "allocation_formula",
        "allocation_rounding",
    )


def test_an_unverified_pool_is_named_unless_another_one_is_stated():
    doubtful = replace(
        RULES_2017, pool_eur=replace(RULES_2017.pool_eur, certainty=Certainty.INFERRED)
    )
    assert "pool_eur" in planning_frames(doubtful, [1]).unverified()
    assert "pool_eur" not in planning_frames(doubtful, [1], pool_cents=500).unverified()


@pytest.mark.parametrize("rules", all_versions()[1:], ids=lambda rules: rules.version)
def test_no_later_version_gives_a_frame_by_formula(rules):
    assert rules.allocation_key.value is not AllocationKey.PERSONS
    with pytest.raises(NoFrameByFormula, match=rules.version):
        planning_frames(rules, [1], pool_cents=500)


def test_without_a_known_pool_there_is_no_frame_until_one_is_stated():
    without = replace(RULES_2017, pool_eur=replace(RULES_2017.pool_eur, value=None))
    with pytest.raises(NoFrameByFormula):
        planning_frames(without, [1])
    assert planning_frames(without, [1], pool_cents=700).frames_eur == (7,)


@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_what_is_shown_never_contradicts_the_rounding_to_whole_euros(amount):
    shown = shown_euros(amount)
    assert abs(Fraction(shown) - amount) <= Fraction(1, 100)
    half = Fraction(1, 2)
    assert int(abs(Fraction(shown)) + half) == int(abs(amount) + half)


def test_just_below_a_half_no_half_is_shown():
    assert shown_euros(Fraction(49_499, 1000)) == Decimal("49.49")
    assert shown_euros(Fraction(-49_499, 1000)) == Decimal("-49.49")
    assert shown_euros(Fraction(99, 2)) == Decimal("49.50")
    assert shown_euros(Fraction(99_999, 1000)) == Decimal("100.00")
