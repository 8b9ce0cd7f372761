"""Names in any spelling: which words, which skeletons, how alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindeglied.casework.likeness import likeness
from bindeglied.casework.names import MOST_SKELETONS, keys_of, words_of


def alike(one: str, two: str) -> float:
    return likeness(words_of(one), words_of(two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Abdulrahman", "ʿAbd ar-Raḥmān"),
        ("Abdulrahman", "Abderrahmane"),
        ("Abdullah", "عبد الله"),
        ("Al-Masri", "Elmasry"),
        ("Gebre Michael", "Ghebremichael"),
        ("Shcherbak", "Schtscherbak"),
        ("Jamal", "Gamal"),
        ("Cabdi Maxamed", "Mohamed Abdi"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, two: str) -> None:
    assert keys_of(one) & keys_of(two)
    assert alike(one, two) > 0.7


@pytest.mark.parametrize(
    ("near", "name", "far"),
    [
        ("Mohammad", "Mohammed", "Mahmoud"),
        ("Hasan", "Hassan", "Hussein"),
        ("Kowalenko", "Kovalenko", "Kovalchuk"),
        ("Samira", "Sameera", "Samir"),
    ],
)
def test_another_spelling_is_nearer_than_another_name(near: str, name: str, far: str) -> None:
    assert alike(near, name) > alike(far, name)


def test_what_is_known_beside_what_is_asked_costs_almost_nothing() -> None:
    assert alike("Hosseini", "Maryam Hosseini") > 0.95
    assert alike("Maryam Hosseini", "Hosseini") < 0.8


def test_a_name_without_letters_has_no_words() -> None:
    assert words_of(" - 12 ") == ()
    assert keys_of("") == frozenset()


def test_an_article_alone_is_a_name() -> None:
    assert [word.letters for word in words_of("Al")] == ["al"]


@given(st.text(max_size=80))
def test_every_text_has_few_keys_and_is_like_itself(text: str) -> None:
    words = words_of(text)
    assert all(1 <= len(word.skeletons) <= MOST_SKELETONS for word in words)
    if words:
        assert keys_of(text)
        assert likeness(words, words) >= 0.999


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_lies_between_nothing_and_the_same(one: str, two: str) -> None:
    asked, known = words_of(one), words_of(two)
    if asked and known:
        assert -0.1 <= likeness(asked, known) <= 1.0
