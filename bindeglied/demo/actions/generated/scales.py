"""How large a generated Land is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """How many there are of each, exactly; `years` is how long the Land has been at work."""

    managers: int
    cases: int
    people: int
    contacts: int
    measures: int
    years: int = 5


SCALES = {
    "demo": Scale(managers=12, cases=240, people=500, contacts=6_000, measures=1_200),
    "small": Scale(managers=100, cases=10_000, people=20_833, contacts=250_000, measures=50_000),
    "bw5": Scale(
        managers=1_200, cases=120_000, people=250_000, contacts=3_000_000, measures=600_000
    ),
}
