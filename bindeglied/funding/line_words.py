"""A line of an explanation as people read it: days, amounts, shares, words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from bindeglied.funding.frames import explanation
from bindeglied.funding.wording import CERTAINTIES, label_of, source_text, value_text
from bindeglied.law.full_time_posts import full_time_posts
from bindeglied.law.planning_frame import PlanningFrames
from bindeglied.law.values import Origin, Unit, Value
from bindeglied.ui.templatetags.formats import euro, money, number, short_date

RATES = ("rate_graduate_eur", "rate_vocational_eur")
EUROS = (Unit.EURO, Unit.EURO_PER_YEAR, Unit.EURO_PER_FTE_YEAR)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """Label, value and where the value comes from, in the reader's language."""

    key: str
    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Posts:
    """The full-time posts that a year's frame pays at one rate, and how sure the rate is."""

    label: str
    value: str
    certainty: str
    is_unverified: bool


def read_lines(frames: PlanningFrames, counted_on: date, position: int = 0) -> list[ReadLine]:
    """Why the municipality at this position gets its amount, as pages and paper show it.

    `counted_on` is the day of the count, which need not be the one that the version names.
    """
    units = {line.key: line.unit for line in frames.lines(position)}
    counted = source_text(Origin.COUNTED, gettext)
    is_usual = frames.rules.counted_on.value == counted_on
    return [
        ReadLine(line.key, line.label, short_date(counted_on), counted)
        if line.key == "counted_on" and not is_usual
        else ReadLine(line.key, line.label, words_of(line.value, units[line.key]), line.source)
        for line in explanation(frames, position, gettext)
    ]


def words_of(value: Value, unit: Unit) -> str:
    """A value with its unit as people write it."""
    words = value_text(value, gettext)
    if words is not None:
        return words
    if isinstance(value, date):
        return short_date(value)
    if unit in EUROS and isinstance(value, int | Decimal):
        return money(value) if isinstance(value, Decimal) else euro(value)
    if unit is Unit.SHARE and isinstance(value, Decimal):
        share = value * 100
        return f"{number(share, 0 if share == share.to_integral_value() else 2)} %"
    return number(value) if isinstance(value, int | Decimal) else str(value)


def posts_at_each_rate(frames: PlanningFrames, position: int = 0) -> list[Posts]:
    """The full-time posts of the year's frame at the rates that the version names."""
    found = []
    for key in RATES:
        rate = frames.rules.value_of(key)
        if isinstance(rate.value, int):
            decimals = frames.rules.fte_decimals.value
            decimals = 1 if decimals is None else decimals
            posts = full_time_posts(
                amount_eur=frames.year_frames_eur[position], rate_eur=rate.value, decimals=decimals
            )
            certainty = gettext(CERTAINTIES[rate.certainty])
            label = f"{label_of(key, gettext)}: {euro(rate.value)}"
            found.append(Posts(label, number(posts, decimals), certainty, rate.is_unverified))
    return found
