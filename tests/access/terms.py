"""The terms of the access concept: what an answer is, a record, a screen."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum

from tests.access.people import HALF_SIGNED_IN, NOBODY_YET, Person


class Answer(StrEnum):
    SHOWN = "shown"
    GOES_ON = "done, and on to another page"
    PROVE_AGAIN = "asked to show password or factor again"
    SIGN_IN = "asked to sign in"
    SECOND_FACTOR = "led to the second factor"
    REFUSED = "refused with the reason"
    NOT_FOUND = "not there"


@dataclass(frozen=True, slots=True)
class Thing:
    """What stands in the address (or in the form sent), and who may see just this.

    `told` are those who know that it exists, and are refused with the reason.
    """

    words: str
    readers: Set[Person]
    args: tuple[str, ...] = ()
    sent: Mapping[str, str] = field(default_factory=dict)
    told: Set[Person] = frozenset()


@dataclass(frozen=True, slots=True)
class Screen:
    """One address. `sent` is the form that it is for; an address for reading has none.

    `shows_form` says of an address for reading that it takes in the form that it shows.
    """

    address: str
    who: str
    task: str
    open_to: Set[Person]
    things: tuple[Thing, ...] = ()
    sent: Mapping[str, str] | None = None
    answer: Answer = Answer.SHOWN
    otherwise: Mapping[Person, Answer] = field(default_factory=dict)
    shows_form: bool = False

    def records(self) -> tuple[Thing, ...]:
        """The records the screen is tried with; one of no content where there are none."""
        return self.things or (Thing("", self.open_to),)

    def expected(self, person: Person, thing: Thing) -> Answer:
        """What this person gets for this record."""
        if person in self.otherwise:
            return self.otherwise[person]
        if person not in self.open_to:
            if person is NOBODY_YET:
                return Answer.SIGN_IN
            return Answer.SECOND_FACTOR if person is HALF_SIGNED_IN else Answer.REFUSED
        if person in thing.told:
            return Answer.REFUSED
        return self.answer if person in thing.readers else Answer.NOT_FOUND
