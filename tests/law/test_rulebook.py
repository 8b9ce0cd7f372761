"""The versions of the VwV: which one applies, what is known of it, how it is confirmed."""

from datetime import date, timedelta

import pytest

from bindeglied.law.rulebook import all_versions, reaching_back_to, rules_on
from bindeglied.law.rules import RULE_KEYS, kind_of
from bindeglied.law.values import AllocationKey, Certainty, Confirmation, Source

DOCUMENT = Source("Schreiben des Ministeriums", "Aktenzeichen 1")
VERSIONS = {rules.version: rules for rules in all_versions()}


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2017, 12, 11), "2017-12-11"),
        (date(2019, 8, 27), "2017-12-11"),
        (date(2019, 8, 28), "2019-08-28"),
        (date(2020, 11, 10), "2019-08-28"),
        (date(2020, 11, 11), "2020-11-11"),
        (date(2022, 1, 26), "2022-01-26"),
        (date(2023, 6, 6), "2023-06-06"),
        (date(2024, 12, 31), "2023-06-06"),
        (date(2025, 1, 1), "2025-01-01"),
        (date(2030, 1, 1), "2025-01-01"),
    ],
)
def test_a_version_counts_from_the_day_it_comes_into_force(day, version):
    assert rules_on(day).version == version


def test_before_the_first_version_there_are_no_rules():
    with pytest.raises(LookupError, match="2017-12-10"):
        rules_on(date(2017, 12, 10))


def test_a_retroactive_version_reaches_back_without_being_in_force():
    assert [rules.version for rules in reaching_back_to(date(2020, 6, 1))] == ["2020-11-11"]
    assert [rules.version for rules in reaching_back_to(date(2017, 6, 1))] == ["2017-12-11"]
    assert reaching_back_to(date(2019, 12, 31)) == ()
    assert reaching_back_to(date(2020, 11, 11)) == ()


def test_versions_stand_in_the_order_of_their_days_and_agree_with_their_value():
    days = [rules.in_force for rules in all_versions()]
    assert days == sorted(set(days))
    assert days == [rules.in_force_on.value for rules in all_versions()]


def test_the_keys_of_allocation_are_those_of_the_sources():
    assert [rules.allocation_key.value for rules in all_versions()] == [
        AllocationKey.PERSONS,
        AllocationKey.FROZEN_POSTS,
        AllocationKey.FROZEN_POSTS,
        AllocationKey.FROZEN_POSTS,
        AllocationKey.FROZEN_POSTS,
        AllocationKey.ALLOCATIONS,
    ]


@pytest.mark.parametrize("rules", all_versions(), ids=lambda rules: rules.version)
def test_values_are_listed_in_the_same_order_in_every_version(rules):
    assert tuple(key for key, _ in rules.values()) == RULE_KEYS


@pytest.mark.parametrize("rules", all_versions(), ids=lambda rules: rules.version)
def test_every_value_is_of_its_kind_and_an_unknown_one_is_empty(rules):
    for key, rule in rules.values():
        if rule.certainty is Certainty.UNKNOWN:
            assert rule.value is None, key
        if rule.value is not None:
            assert type(rule.value) is kind_of(key), key
            assert rule.source.title, key


def test_what_no_source_gives_stays_unknown():
    unknown = VERSIONS["2022-01-26"].rate_graduate_eur
    assert (unknown.value, unknown.certainty) == (None, Certainty.UNKNOWN)


def test_what_was_only_taken_over_from_the_version_before_is_an_inference():
    assert VERSIONS["2017-12-11"].min_own_claim_eur.certainty is Certainty.SOURCED
    taken_over = VERSIONS["2019-08-28"].min_own_claim_eur
    assert (taken_over.value, taken_over.certainty) == (51_000, Certainty.INFERRED)


def test_a_confirmed_value_stands_in_for_an_unknown_one():
    rate = Confirmation("2022-01-26", "rate_graduate_eur", 64_000, DOCUMENT)
    confirmed = rules_on(date(2022, 2, 1), confirmed=[rate]).rate_graduate_eur
    assert (confirmed.value, confirmed.source) == (64_000, DOCUMENT)
    assert not confirmed.is_unverified
    assert rules_on(date(2022, 2, 1)).rate_graduate_eur.is_unverified


def test_a_value_confirmed_for_one_version_says_nothing_about_the_next():
    rate = Confirmation("2022-01-26", "rate_vocational_eur", 51_000, DOCUMENT)
    assert rules_on(date(2025, 2, 1), confirmed=[rate]).rate_vocational_eur.value is None


def test_a_value_with_a_source_is_not_overwritten():
    pool = Confirmation("2017-12-11", "pool_eur", 1, DOCUMENT)
    with pytest.raises(ValueError, match="pool_eur"):
        rules_on(date(2018, 1, 1), confirmed=[pool])


def test_one_value_is_confirmed_once():
    rate = Confirmation("2022-01-26", "rate_graduate_eur", 64_000, DOCUMENT)
    with pytest.raises(ValueError, match="rate_graduate_eur"):
        rules_on(date(2022, 2, 1), confirmed=[rate, rate])


@pytest.mark.parametrize("key", ["no_such_key", "version", "carried_over"])
def test_a_confirmed_value_needs_a_key_of_the_rules(key):
    with pytest.raises(KeyError, match=key):
        rules_on(date(2018, 1, 1), confirmed=[Confirmation("2017-12-11", key, 1, DOCUMENT)])


@pytest.mark.parametrize("value", ["64000", True, date(2022, 1, 1)])
def test_a_confirmed_value_is_of_the_kind_of_the_rule(value):
    rate = Confirmation("2022-01-26", "rate_graduate_eur", value, DOCUMENT)
    with pytest.raises(TypeError, match="rate_graduate_eur must be int"):
        rules_on(date(2022, 2, 1), confirmed=[rate])


def test_no_day_since_the_first_version_is_without_rules():
    day = date(2017, 12, 11)
    while day < date(2026, 1, 1):
        assert rules_on(day).in_force <= day
        day += timedelta(days=97)
