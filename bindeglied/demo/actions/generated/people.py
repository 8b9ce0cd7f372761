"""The people of a case: facts with source, tokens for the search, entitlement, who advises."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Any
from uuid import UUID

from bindeglied.casework.actions.add_fact import name_value, sorted_as
from bindeglied.casework.models import (
    Assignment,
    Entitlement,
    Fact,
    FactKind,
    FactSource,
    HouseholdRole,
    Part,
    Person,
    PersonToken,
    TokenKind,
)
from bindeglied.casework.names import EDGE, keys_of
from bindeglied.casework.telephones import number_tokens
from bindeglied.demo.actions.generated.story import Story, ToldPerson
from bindeglied.demo.actions.generated.words import (
    LANGUAGES,
    between,
    family_name,
    given_name,
    pick,
    sentence,
)
from bindeglied.law.counselling import Counselling, counselling_from

_counselling = lru_cache(4096)(counselling_from)
COUPLES, APART_SHARE = 0.75, 0.03
SPOKEN, HOW_OFTEN = list(LANGUAGES), list(accumulate(LANGUAGES.values()))
NEEDS = ("needed", "at_times", "not_needed")


def tell_people(story: Story) -> None:
    """Who was announced first, and the others of the family as they were added that morning."""
    random = story.random
    (story.language,) = random.choices(SPOKEN, cum_weights=HOW_OFTEN)
    family = family_name(random, story.language)
    source = sentence(random, "announcer")
    given = given_name(random, story.language)
    _tell_person(story, HouseholdRole.REFERENCE, given, family, source)
    story.sort_name = sorted_as(given, family)
    _tell_advisers(story)
    story.deed("case registered", story.registered_at)
    role = HouseholdRole.PARTNER if random.random() < COUPLES else HouseholdRole.CHILD
    for _ in range(story.outline.people - 1):
        _tell_person(story, role, given_name(random, story.language), family, source)
        story.deed("person added", _now(story))
        role = HouseholdRole.CHILD


def _now(story: Story) -> datetime:
    """When the newest person was written down, five minutes after the one before."""
    return story.registered_at + timedelta(minutes=5 * (len(story.people) - 1))


def _tell_person(story: Story, role: HouseholdRole, given: str, family: str, source: str) -> None:
    announced_on, is_first = story.outline.announced_on, not story.people
    birth_on = _birth(story, role)
    at = story.registered_at + timedelta(minutes=5 * len(story.people))
    person = story.add(
        Person, at, position=len(story.people) + 1, given_name=given, family_name=family,
        birth_on=birth_on, sort_name=sorted_as(given, family), household_role=role,
        lives_apart=not is_first and story.random.random() < APART_SHARE,
    )  # fmt: skip
    story.people.append(ToldPerson(person, given, family, birth_on))
    facts = {FactKind.NAME: name_value(given, family), FactKind.BIRTH: birth_on.isoformat()}
    facts |= {FactKind.LANGUAGE: story.language}
    telephone = ""
    if is_first:
        telephone = _telephone(story)
        facts |= {FactKind.INTERPRETER: pick(story.random, NEEDS)}
        facts |= {FactKind.TELEPHONE: telephone} if telephone else {}
        facts |= {
            FactKind.ADDRESS: _address(story),
            FactKind.MOVED_IN: (announced_on - timedelta(days=1)).isoformat(),
        }
    for kind, value in facts.items():
        words = {"kind": kind, "value": value, "source": FactSource.ANNOUNCEMENT}
        days = {"valid_from": announced_on, "source_on": announced_on}
        story.add(Fact, at, person_id=person, source_detail=source, **words, **days)
    _tell_tokens(story, person, f"{given} {family}", telephone)
    _entitle(story, person)


def _tell_tokens(story: Story, person: UUID, name: str, telephone: str) -> None:
    at = _now(story)
    tokens: list[tuple[Any, str]] = [
        (TokenKind.EDGE if EDGE in key else TokenKind.NAME, key) for key in sorted(keys_of(name))
    ]
    tokens += [
        (TokenKind.TELEPHONE, token)
        for token in number_tokens(telephone, story.manager.organisation)[:1]
    ]
    for kind, token in tokens:
        story.add(PersonToken, at, person_id=person, kind=kind, token=token)


def _entitle(story: Story, person: UUID) -> None:
    time: Counselling = _counselling(story.outline.announced_on - timedelta(days=1))
    words = {"starts_on": time.starts_on, "ends_on": time.ends_on}
    at, version = _now(story), time.rule_version
    story.add(Entitlement, at, person_id=person, rule_version=version, **words)


def _tell_advisers(story: Story) -> None:
    at, day, manager = story.registered_at, story.outline.registered_on, story.manager
    story.add(Assignment, at, user_id=manager.user, part=Part.ADVISER, valid_from=day)
    if manager.colleagues and story.random.random() < 0.15:
        deputy = pick(story.random, manager.colleagues)
        later = at + timedelta(hours=1)
        story.add(Assignment, later, user_id=deputy, part=Part.DEPUTY, valid_from=day)
        story.deed("deputy assigned", later)


def _birth(story: Story, role: HouseholdRole) -> date:
    is_child = role == HouseholdRole.CHILD
    years = story.random.uniform(0, 18) if is_child else story.random.uniform(19, 62)
    return story.outline.announced_on - timedelta(days=int(years * 365) + 1)


def _telephone(story: Story) -> str:
    # No such number is given out: 000 stands behind every dialling code.
    random = story.random
    if random.random() < 0.2:
        return ""
    return f"0{between(random, 6200, 7999)} 000 {between(random, 0, 99999):05}"


def _address(story: Story) -> str:
    return f"{sentence(story.random, 'street')} {between(story.random, 1, 180)}"
