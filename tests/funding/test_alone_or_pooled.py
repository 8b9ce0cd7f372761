"""Maps say who may apply alone and who only in a union: by the value of the rule, nothing else."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from bindeglied.funding.models import FrameRelease, PlanningFrame
from bindeglied.funding.queries import FrameFigures, rules_of
from bindeglied.funding.queries.public_counts import public_figures
from bindeglied.funding.views.maps import map_of_kreis
from bindeglied.law.rules import Rules
from bindeglied.law.values import Certainty
from bindeglied.places.models import Kreis
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db
RHEIN_NECKAR = "08226"
OPEN = f"/foerderung/karte/{RHEIN_NECKAR}/"
OWN = f"/foerderung/planungsrahmen/{RHEIN_NECKAR}/"
ALONE, POOLED, NOT_SAID = "allein", "nur im Verbund", "nicht gezeigt"


def release() -> FrameRelease:
    figures = public_figures()
    assert figures is not None
    return figures.release


def shapes(browser: Client, path: str) -> dict[str, str]:
    """What the map says of each municipality, by name."""
    page = browser.get(path, {"karte": "antrag"}).content.decode()
    said = re.findall(r"<title>([^<]+): (allein|nur im Verbund|nicht gezeigt)</title>", page)
    return {html.unescape(name): words for name, words in said}


def due(least: int | None) -> dict[str, str]:
    """The words that follow from the frames of the whole year and this value."""
    frames = PlanningFrame.objects.filter(release=release(), municipality__kreis=RHEIN_NECKAR)
    pairs = frames.values_list("municipality__name", "year_frame_eur")
    return {
        name: ALONE if least is not None and frame >= least else POOLED for name, frame in pairs
    }


@pytest.fixture
def with_least(monkeypatch: pytest.MonkeyPatch) -> Callable[[int | None], None]:
    """Let the rules of every release say another least frame for an application alone."""

    def change(least: int | None) -> None:
        def changed(release: FrameRelease) -> Rules:
            rules = rules_of(release)
            certainty = Certainty.UNKNOWN if least is None else Certainty.SOURCED
            rule = replace(rules.min_own_claim_eur, value=least, certainty=certainty)
            return replace(rules, min_own_claim_eur=rule)

        for place in ("queries.frames", "queries.public_counts", "queries"):
            monkeypatch.setattr(f"bindeglied.funding.{place}.rules_of", changed)

    return change


def test_the_value_of_the_rule_decides(cast: CastFixture) -> None:
    least = rules_of(release()).min_own_claim_eur.value
    assert least == 51_000
    words = due(least)
    assert {ALONE, POOLED} == set(words.values())
    assert shapes(cast("Clara"), OWN) == words
    public = shapes(cast("visitor"), OPEN)
    assert public.keys() == words.keys()
    figures = public_figures()
    assert figures is not None
    unknown = {one.name for one in figures.municipalities[RHEIN_NECKAR] if one.unknown}
    for name, said in public.items():
        assert said == (NOT_SAID if name in unknown else words[name])


def test_who_hangs_on_the_exact_sum_of_the_land_is_left_open_and_the_page_says_why(
    cast: CastFixture,
) -> None:
    figures = public_figures()
    assert figures is not None
    (ags, names) = next(
        (ags, {row.name for row in rows if row.unknown})
        for ags, rows in figures.municipalities.items()
        if any(row.unknown for row in rows)
    )
    browser = cast("visitor")
    path = f"/foerderung/karte/{ags}/"
    assert {name for name, said in shapes(browser, path).items() if said == NOT_SAID} == names
    words = "hängt es an der genauen Summe des Landes"
    assert words in browser.get(path, {"karte": "antrag"}).content.decode()
    assert words not in browser.get(path, {"karte": "personen"}).content.decode()


@pytest.mark.parametrize("least", [1, 23_882, 23_883, 280_220, 280_221, 10**9, None])
def test_another_value_draws_another_map(
    cast: CastFixture, with_least: Callable[[int | None], None], least: int | None
) -> None:
    words = due(least)
    with_least(least)
    assert shapes(cast("Clara"), OWN) == words
    public = shapes(cast("visitor"), OPEN)
    assert all(said in (words[name], NOT_SAID) for name, said in public.items())


@pytest.mark.parametrize("path", [OPEN, "/foerderung/karte/"])
def test_legend_and_note_say_it_in_the_words_of_the_law(cast: CastFixture, path: str) -> None:
    page = cast("visitor").get(path, {"karte": "antrag"}).content.decode()
    plain = " ".join(re.sub(r"<[^>]+>", " ", html.unescape(page)).split())
    assert "ab einem Rahmen von 51.000 € im Jahr (belegt)" in plain.replace("\xa0", " ")
    assert "nur im Verbund mit anderen Gemeinden oder über den Kreis" in plain
    assert "Wer sich mit wem verbunden hat, zeigt die Karte nicht." in plain
    if path == OPEN:
        assert "nur im Verbund oder über den Kreis" in plain


def test_without_a_known_value_the_page_says_so(
    cast: CastFixture, with_least: Callable[[int | None], None]
) -> None:
    with_least(None)
    page = cast("visitor").get(OPEN, {"karte": "antrag"}).content.decode()
    assert "ist nicht bekannt" in page
    assert f": {ALONE}</title>" not in page


@pytest.mark.parametrize("path", [OPEN, OWN])
def test_the_table_beside_says_the_same_as_the_map(cast: CastFixture, path: str) -> None:
    browser = cast("visitor" if path == OPEN else "Clara")
    page = browser.get(path, {"karte": "antrag"}).content.decode()
    of_map = list(shapes(browser, path).values())
    cells = re.findall(r"<t[rd][^>]*>.*?</t[rd]>", page, re.DOTALL)
    table = " ".join(cells)
    if path == OPEN:
        assert len(re.findall(r">allein</td>", table)) == of_map.count(ALONE)
        assert len(re.findall(r">nur im Verbund</td>", table)) == of_map.count(POOLED)
    else:
        assert table.count('class="in-union"') == of_map.count(POOLED)


def figures(**more: object) -> FrameFigures:
    usual: dict[str, object] = {
        "ags": "08226096",
        "name": "Weinheim",
        "persons": 1,
        "frame_eur": 36_000,
        "fte_graduate": Decimal(1),
        "fte_vocational": Decimal(1),
        "own_claims": 1,
        "municipalities": 1,
        "year_frame_eur": 60_000,
    }
    return FrameFigures(**{**usual, **more})  # type: ignore[arg-type]


def test_a_tranche_below_the_least_amount_does_not_hatch_who_may_apply_alone() -> None:
    kreis = Kreis.objects.get(pk=RHEIN_NECKAR)
    drawn = map_of_kreis(kreis, [figures()], "name", "")
    assert [one.hatched for one in drawn.shapes if one.key == "08226096"] == [False]
    assert [one.hatched for one in drawn.legend] == [False] * 5 + [True]
    pooled = figures(own_claims=0, year_frame_eur=40_000, frame_eur=24_000)
    drawn = map_of_kreis(kreis, [pooled], "name", "")
    assert [one.hatched for one in drawn.shapes if one.key == "08226096"] == [True]
    assert [one.hatched for one in drawn.legend] == [True, True, False, False, False]
