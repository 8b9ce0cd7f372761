"""The people of a case: facts with source, tokens for the search, entitlement, who advises."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
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
from bindeglied.demo.actions.generated.story import Story
from bindeglied.demo.actions.generated.words import (
    LANGUAGES,
    family_name,
    given_name,
    sentence,
)
from bindeglied.law.counselling import Counselling, counselling_from

_counselling = lru_cache(4096)(counselling_from)
# What the first two of a case are to each other; all others are children.
ROLES = {1: HouseholdRole.REFERENCE, 2: HouseholdRole.PARTNER}
NEEDS = ("needed", "at_times", "not_needed")


def tell_people(story: Story) -> None:
    """Everybody who was announced together; the first one is spoken for."""
    random = story.random
    (story.language,) = random.choices(list(LANGUAGES), list(LANGUAGES.values()))
    family = family_name(random, story.language)
    source = sentence(random, "announcer")
    for position in range(1, story.outline.people + 1):
        given = given_name(random, story.language)
        person = _tell_person(story, position, given, family, source)
        if position == 1:
            story.first_person = person, given, family
            story.sort_name = sorted_as(given, family)
    _tell_advisers(story)
    story.deed("case registered", story.registered_at)


def _tell_person(story: Story, position: int, given: str, family: str, source: str) -> UUID:
    at, announced_on = story.registered_at, story.outline.announced_on
    birth_on = _birth(story, position)
    person = story.add(
        Person, at, position=position, given_name=given, family_name=family, birth_on=birth_on,
        sort_name=sorted_as(given, family), household_role=ROLES.get(position, HouseholdRole.CHILD),
    )  # fmt: skip
    facts = {FactKind.NAME: name_value(given, family), FactKind.BIRTH: birth_on.isoformat()}
    facts |= {FactKind.LANGUAGE: story.language}
    telephone = ""
    if position == 1:
        telephone = _telephone(story)
        facts |= {FactKind.INTERPRETER: story.random.choice(NEEDS)}
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
    return person


def _tell_tokens(story: Story, person: UUID, name: str, telephone: str) -> None:
    tokens: list[tuple[Any, str]] = [
        (TokenKind.EDGE if EDGE in key else TokenKind.NAME, key) for key in sorted(keys_of(name))
    ]
    tokens += [
        (TokenKind.TELEPHONE, token)
        for token in number_tokens(telephone, story.manager.organisation)[:1]
    ]
    for kind, token in tokens:
        story.add(PersonToken, story.registered_at, person_id=person, kind=kind, token=token)


def _entitle(story: Story, person: UUID) -> None:
    time: Counselling = _counselling(story.outline.announced_on - timedelta(days=1))
    words = {"starts_on": time.starts_on, "ends_on": time.ends_on}
    at, version = story.registered_at, time.rule_version
    story.add(Entitlement, at, person_id=person, rule_version=version, **words)


def _tell_advisers(story: Story) -> None:
    at, day, manager = story.registered_at, story.outline.registered_on, story.manager
    story.add(Assignment, at, user_id=manager.user, part=Part.ADVISER, valid_from=day)
    if manager.colleagues and story.random.random() < 0.15:
        deputy = story.random.choice(manager.colleagues)
        later = at + timedelta(hours=1)
        story.add(Assignment, later, user_id=deputy, part=Part.DEPUTY, valid_from=day)
        story.deed("deputy assigned", later)


def _birth(story: Story, position: int) -> date:
    years = story.random.uniform(19, 62) if position < 3 else story.random.uniform(0, 18)
    return story.outline.announced_on - timedelta(days=int(years * 365) + 1)


def _telephone(story: Story) -> str:
    # No such number is given out: 000 stands behind every dialling code.
    random = story.random
    if random.random() < 0.2:
        return ""
    return f"0{random.randint(6200, 7999)} 000 {random.randint(0, 99999):05}"


def _address(story: Story) -> str:
    return f"{sentence(story.random, 'street')} {story.random.randint(1, 180)}"
