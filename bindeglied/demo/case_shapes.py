"""What is told of an invented case: attempts, talks, tasks, appointments, relatives."""

from __future__ import annotations

from dataclasses import dataclass, field

from bindeglied.casework.models import (
    AdviserSex,
    CaseState,
    ContactForm,
    Domain,
    HouseholdRole,
    Interpreting,
    ThirdPerson,
)


@dataclass(frozen=True, slots=True)
class DemoAttempt:
    """An attempt so many days ago."""

    days: int
    form: ContactForm
    remark: str


@dataclass(frozen=True, slots=True)
class DemoContact:
    """A contact so many days ago; `next_in` are the days from today to the next one.

    Where `third_persons` took part, the person itself did not.
    """

    days: int
    form: ContactForm
    minutes: int
    place: str
    text: str
    interpreting: Interpreting = Interpreting.NONE
    language: str = "de"
    confided: str = ""
    for_deputy: bool = False
    next_in: int | None = None
    topics: tuple[Domain, ...] = ()
    third_persons: tuple[ThirdPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoTask:
    """Something to do, due in so many days from today."""

    days: int
    text: str


@dataclass(frozen=True, slots=True)
class DemoAppointment:
    """An appointment in so many days from today, at an hour."""

    days: int
    hour: int
    minutes: int
    form: ContactForm
    place: str
    text: str
    with_whom: str = ""
    needs_interpreter: bool = False
    is_confirmed: bool = True
    adviser_sex: AdviserSex = AdviserSex.ANY


@dataclass(frozen=True, slots=True)
class DemoRelative:
    """Somebody else of the household; `born` is a day, `moved_in` are the days since then."""

    given_name: str
    family_name: str
    role: HouseholdRole
    born: str
    language: str
    moved_in: int
    lives_apart: bool = False


@dataclass(frozen=True, slots=True)
class DemoCase:
    """A person, announced so many days ago, and how far their case comes.

    `plan` is "" or "draft" or "agreed"; agreed ones have a second version as a draft. That of a
    "family" was agreed some days ago, the partner was absent.
    """

    adviser: str
    given_name: str
    family_name: str
    birth: str
    language: str
    interpreter: str
    announced: int
    comes_to: CaseState
    telephone: str = ""
    address: str = ""
    attempts: tuple[DemoAttempt, ...] = ()
    contacts: tuple[DemoContact, ...] = ()
    offered: int = 0
    reason: str = ""
    plan: str = ""
    later: dict[str, str] = field(default_factory=dict)
    tasks: tuple[DemoTask, ...] = ()
    appointments: tuple[DemoAppointment, ...] = ()
    relatives: tuple[DemoRelative, ...] = ()
