"""Who has how much: employers, integration managers and the outline of every case.

Sizes follow the inhabitants of the municipalities, with a fixed scatter. The totals are exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from bindeglied.accounts.models import OrganisationKind
from bindeglied.casework.models import CaseState
from bindeglied.demo.actions.generated.scales import Scale
from bindeglied.places.register import LATEST_YEAR, MunicipalityEntry, kreise, municipalities

DAYS_OF_A_YEAR = 365
# Younger cases are still at their beginning, older ones may have a plan.
BEGINNING, OLD_ENOUGH_FOR_A_PLAN = 25, 60


@dataclass(frozen=True, slots=True)
class Employer:
    """An organisation to be: its place is a Kreis or a municipality by AGS."""

    kind: OrganisationKind
    name: str
    place: str
    managers: int
    municipalities: tuple[MunicipalityEntry, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outline:
    """What is settled of a case before it is told: days, state, how many of each."""

    number: str
    municipality: str
    announced_on: date
    registered_on: date
    state: CaseState
    people: int
    contacts: int
    measures: int


def spread(total: int, weights: Sequence[float]) -> list[int]:
    """Whole shares of `total` by weight; the largest remainders take what rounding left over."""
    per_weight = total / sum(weights)
    shares = [int(weight * per_weight) for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda at: shares[at] - weights[at] * per_weight)
    for at in by_remainder[: total - sum(shares)]:
        shares[at] += 1
    return shares


def employers(scale: Scale) -> list[Employer]:
    """Who employs integration managers: large municipalities themselves, for others their Kreis."""
    everybody = sum(place.population[LATEST_YEAR] for place in municipalities())
    large = everybody / scale.managers
    pooled: dict[str, list[MunicipalityEntry]] = {}
    found: list[tuple[OrganisationKind, str, str, tuple[MunicipalityEntry, ...]]] = []
    for place in municipalities():
        if place.population[LATEST_YEAR] >= large and place.kind != "Stadtkreis":
            word = "Gemeinde" if place.kind == "Gemeinde" else "Stadt"
            kind = OrganisationKind.MUNICIPALITY
            found.append((kind, f"{word} {place.name}", place.ags, (place,)))
        else:
            pooled.setdefault(place.kreis_ags, []).append(place)
    names = {kreis.ags: kreis.name for kreis in kreise()}
    for ags, places in sorted(pooled.items()):
        found.append((OrganisationKind.KREIS, names[ags], ags, tuple(places)))
    counts = spread(scale.managers, [_inhabitants(places) for *_, places in found])
    return [
        Employer(kind, name, ags, count, places)
        for (kind, name, ags, places), count in zip(found, counts, strict=True)
        if count
    ]


def outlines(
    scale: Scale,
    employed: Sequence[Employer],
    random: Random,
    today: date,
    taken: Mapping[tuple[str, int], int],
) -> list[list[Outline]]:
    """The cases of every integration manager, in the order of the employers.

    `taken` is the highest number that an employer (by its place) has given in a year already.
    """
    managers = [employer for employer in employed for _ in range(employer.managers)]
    per_manager = spread(scale.cases, [random.uniform(0.7, 1.3) for _ in managers])
    of_manager = [
        manager for manager, count in enumerate(per_manager) for _ in range(count)
    ]  # whose each case is
    days = [_days(random, scale, today) for _ in of_manager]
    states = [_state(random, today - registered) for _announced, registered in days]
    people, contacts, measures = _counts(scale, random, today, days, states)
    numbers = _numbers([managers[one].place for one in of_manager], days, taken)
    found: list[list[Outline]] = [[] for _ in managers]
    for at, manager in enumerate(of_manager):
        places = managers[manager].municipalities
        (place,) = random.choices(places, [one.population[LATEST_YEAR] for one in places])
        found[manager].append(
            Outline(
                numbers[at], place.ags, *days[at], states[at],
                people[at], contacts[at], measures[at],
            )
        )  # fmt: skip
    return found


def _inhabitants(places: Iterable[MunicipalityEntry]) -> int:
    return sum(place.population[LATEST_YEAR] for place in places)


def _days(random: Random, scale: Scale, today: date) -> tuple[date, date]:
    """The days of announcement and registration."""
    ago = random.randint(1, scale.years * DAYS_OF_A_YEAR)
    return today - timedelta(days=ago + random.randint(0, 4)), today - timedelta(days=ago)


def _state(random: Random, age: timedelta) -> CaseState:
    if age.days < BEGINNING:
        return CaseState.OFFERED if age.days > 5 and random.random() < 0.6 else CaseState.ANNOUNCED
    dice = random.random()
    if dice < 0.05:
        return CaseState.DECLINED
    return CaseState.NOT_REACHED if dice < 0.09 else CaseState.OPEN


def _counts(
    scale: Scale,
    random: Random,
    today: date,
    days: Sequence[tuple[date, date]],
    states: Sequence[CaseState],
) -> tuple[list[int], list[int], list[int]]:
    """People, contacts and measures of every case; who was talked to has one contact at least."""
    more_people = [random.choice((0, 0, 0, 0, 0, 1, 1, 2, 3, 4)) for _ in states]
    ages = [(today - registered).days for _announced, registered in days]
    is_open = [state == CaseState.OPEN for state in states]
    talked = [int(one or state != CaseState.ANNOUNCED and state != CaseState.NOT_REACHED)
              for one, state in zip(is_open, states, strict=True)]  # fmt: skip
    often = [
        one * random.lognormvariate(0, 0.6) * (0.2 + min(age / 1100, 1))
        for one, age in zip(is_open, ages, strict=True)
    ]
    planned = [
        int(one and age > OLD_ENOUGH_FOR_A_PLAN and random.random() < 0.75)
        for one, age in zip(is_open, ages, strict=True)
    ]
    much = [one * random.uniform(0.2, 1.8) for one in planned]
    return (
        [1 + more for more in spread(scale.people - len(states), more_people)],
        _with_one_each(scale.contacts, talked, often),
        _with_one_each(scale.measures, planned, much),
    )


def _with_one_each(total: int, ones: list[int], weights: list[float]) -> list[int]:
    return [one + more for one, more in zip(ones, spread(total - sum(ones), weights), strict=True)]


def _numbers(
    employer: Sequence[str],
    days: Sequence[tuple[date, date]],
    taken: Mapping[tuple[str, int], int],
) -> list[str]:
    """The numbers of the cases, counted per employer and year in the order of registration."""
    counts = Counter(taken)
    found = [""] * len(days)
    for at in sorted(range(len(days)), key=lambda one: days[one][1]):
        year = days[at][1].year
        counts[employer[at], year] += 1
        found[at] = f"{year}-{counts[employer[at], year]:04}"
    return found
