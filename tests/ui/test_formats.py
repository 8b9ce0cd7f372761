"""Numbers, money and days as people of each language write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.template import engines
from django.utils import translation

from bindeglied.ui.templatetags import formats
from bindeglied.ui.templatetags.formats import euro, icon, long_date, money, number, short_date

SPACE = "\N{NO-BREAK SPACE}"
CASES = [
    (number, (0,), "0", "0"),
    (number, (1_101,), "1.101", "1,101"),
    (number, (11_300_000,), "11.300.000", "11,300,000"),
    (number, (-1_234,), "−1.234", "−1,234"),
    (number, (Decimal("4.35"), 1), "4,4", "4.4"),
    (number, (Decimal("4.45"), 1), "4,5", "4.5"),
    (number, (0.125, 2), "0,13", "0.13"),
    (number, (1, 2), "1,00", "1.00"),
    (number, (None,), "–", "–"),
    (euro, (280_220,), f"280.220{SPACE}€", "€280,220"),
    (euro, (Decimal("280220.00"),), f"280.220{SPACE}€", "€280,220"),
    (euro, (0,), f"0{SPACE}€", "€0"),
    (euro, (None,), "–", "–"),
    (money, (Decimal("280220.16"),), f"280.220,16{SPACE}€", "€280,220.16"),
    (money, (Decimal("0.1"),), f"0,10{SPACE}€", "€0.10"),
    (money, (None,), "–", "–"),
    (short_date, (date(2026, 6, 3),), "03.06.2026", "03/06/2026"),
    (short_date, (None,), "–", "–"),
    (long_date, (date(2026, 6, 3),), "Mi., 3. Juni 2026", "Wed 3 June 2026"),
    (long_date, (date(2026, 12, 31),), "Do., 31. Dezember 2026", "Thu 31 December 2026"),
    (long_date, (None,), "–", "–"),
    (formats.number, (-0.4,), "0", "0"),
    (formats.number, (-6468,), "−6.468", "−6,468"),
    (formats.euro, (-5,), f"−5{SPACE}€", "−€5"),
]


@pytest.mark.parametrize(("filter_", "arguments", "german", "english"), CASES)
def test_each_language_has_its_own_marks(
    filter_: Any, arguments: tuple[Any, ...], german: str, english: str
) -> None:
    with translation.override("de"):
        assert filter_(*arguments) == german
    with translation.override("en"):
        assert filter_(*arguments) == english


def test_a_moment_is_shown_on_the_day_it_has_in_the_land() -> None:
    moment = datetime(2026, 6, 2, 22, 30, tzinfo=UTC)
    with translation.override("de"):
        assert short_date(moment) == "03.06.2026"
        assert long_date(moment) == "Mi., 3. Juni 2026"


def test_halves_of_money_go_up_and_not_to_the_even_side() -> None:
    with translation.override("de"):
        assert [number(Decimal(one)) for one in ("0.5", "1.5", "2.5")] == ["1", "2", "3"]


def test_an_icon_is_drawn_and_hidden_from_those_who_listen() -> None:
    drawn = icon("search", 24)
    assert drawn.startswith("<svg")
    assert 'aria-hidden="true"' in drawn
    assert 'width="24"' in drawn
    assert "style=" not in drawn


@pytest.mark.parametrize("name", sorted(formats.POINTING_FORWARD))
def test_an_icon_that_points_forward_can_be_turned_round(name: str) -> None:
    assert "icon--forward" in icon(name)
    assert "icon--forward" not in icon("search")


def test_the_filters_work_in_every_template_without_loading_them() -> None:
    page = engines["django"].from_string("{{ n|number }} {{ n|euro }} {% icon 'check' %}")
    with translation.override("de"):
        assert page.render({"n": 1_101}).startswith(f"1.101 1.101{SPACE}€ <svg")
