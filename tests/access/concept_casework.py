"""The access concept for cases and plans; part of `concept.py`.

Whoever accompanies a case, as adviser or as deputy, needs all of it for the next talk; only what
was confided to the adviser is the adviser's, unless released. Nobody else needs a case: not the
colleague whom it is not entrusted to, not the own administrator, not employer, Kreis or Land, who
get counters and frozen figures only (architecture, section 6).
"""

from __future__ import annotations

from dataclasses import replace

from tests.access.concept_people import A_KEY, NO_SUCH_ID
from tests.access.people import AMIRA, BERND, COLLEAGUE, DEPUTY, EVERYBODY, Person
from tests.access.terms import Answer, Screen, Thing

NOBODY: frozenset[Person] = frozenset()

INTEGRATION_MANAGERS = frozenset({AMIRA, BERND, DEPUTY, COLLEAGUE})
OF_WEINHEIM = frozenset({AMIRA, DEPUTY, COLLEAGUE})
OF_AMIRA = frozenset({AMIRA, DEPUTY})
ONLY_THE_ADVISER = frozenset({AMIRA})
ADVISER_AND_DEPUTY = "adviser and deputy"
DRAFT, AGREED = "draft version", "agreed version"


# Dana is deputy in one of Amira's cases only.
WITHOUT_A_DEPUTY = ("case that begins", "waiting offer", "person without a plan", "open answer")


def of_amira_and_bernd(words: str, *args: str) -> list[Thing]:
    """A record of Amira's case, one of Bernd's, and none (see addresses.real)."""
    amira = ONLY_THE_ADVISER if words in WITHOUT_A_DEPUTY else OF_AMIRA
    return [
        Thing(f"{words} of Amira", amira, (f"{words} of Amira", *args)),
        Thing(f"{words} of Bernd", frozenset({BERND}), (f"{words} of Bernd", *args)),
        Thing(f"no {words}", NOBODY, (NO_SUCH_ID, *args)),
    ]


def form(address: str, task: str, *records: str) -> Screen:
    """A page with a form about one of these records."""
    return page(address, task, *records, shows_form=True)


def page(address: str, task: str, *records: str, shows_form: bool = False) -> Screen:
    """A page about one of these records."""
    return Screen(
        f"casework:{address}",
        ADVISER_AND_DEPUTY,
        task,
        INTEGRATION_MANAGERS,
        things=tuple(thing for words in records for thing in of_amira_and_bernd(words)),
        shows_form=shows_form,
    )


def form_of_draft(address: str, task: str, words: str, agreed: str, *args: str) -> Screen:
    """A form about a draft; once the version is agreed, whoever may see it is told why not."""
    records = page(address, task, shows_form=True)
    things = (
        *of_amira_and_bernd(words, *args),
        Thing(f"{agreed} of Amira", NOBODY, (f"{agreed} of Amira", *args), told=OF_AMIRA),
    )
    return replace(records, things=things)


def scan_form(address: str, task: str, words: str) -> Screen:
    """A form about a plan signed on paper; of any other, whoever may see it is told why not."""
    records = form(address, task, words)
    not_signed = (
        Thing(f"{other} of Amira", NOBODY, (f"{other} of Amira",), told=OF_AMIRA)
        for other in (AGREED, DRAFT)
    )
    return replace(records, things=(*records.things, *not_signed))


def deed(address: str, task: str, words: str) -> Screen:
    """A button about a record, without a page of its own."""
    return Screen(
        f"casework:{address}",
        ADVISER_AND_DEPUTY,
        task,
        INTEGRATION_MANAGERS,
        things=tuple(of_amira_and_bernd(words)),
        sent=A_KEY,
        answer=Answer.GOES_ON,
    )


CASES = (
    Screen(
        "casework:cases",
        "integration managers",
        "find the people that one accompanies, and who is next",
        INTEGRATION_MANAGERS,
    ),
    Screen(
        "casework:cases_file",
        "integration managers",
        "go on working with exactly this list",
        INTEGRATION_MANAGERS,
    ),
    Screen(
        "casework:announce",
        "integration managers",
        "register somebody who was announced",
        INTEGRATION_MANAGERS,
        shows_form=True,
    ),
    page("case", "prepare and go on with a talk", "case", "case that begins"),
    form("add_person", "add somebody who belongs to the household", "case"),
    form("membership", "put down how somebody belongs to the household", "person"),
    form("fact", "write down what one was told, with its source", "person"),
    form("deputy", "name who stands in", "case"),
    form("end_deputy", "end a deputyship early", "assignment"),
    form("attempt", "log an attempt to reach somebody", "case that begins"),
    form("give_up", "put down that somebody was not reached", "case that begins"),
    form("contact", "write the note of a talk", "case"),
    form("correct", "put a note right", "contact"),
    Screen(
        "casework:confided",
        "the adviser; the deputy where it was released",
        "read what was confided",
        INTEGRATION_MANAGERS,
        things=(
            Thing(
                "text confided to Amira",
                ONLY_THE_ADVISER,
                ("confided text of Amira",),
                told=frozenset({DEPUTY}),
            ),
            Thing("text confided to Bernd", frozenset({BERND}), ("confided text of Bernd",)),
            *of_amira_and_bernd("released text"),
            Thing("contact with nothing confided", NOBODY, ("contact of Amira",)),
        ),
    ),
    form("offer", "offer support", "case that begins"),
    form("answer", "put down the answer to an offer", "waiting offer"),
    page("sheet", "have a case on one page before a talk", "case", "case that begins"),
    page("looks", "know who looked at the case", "case"),
    page("looks_file", "keep who looked at the case", "case"),
)

PLANS = (
    deed("begin_plan", "begin a plan", "person without a plan"),
    page("plan", "go through the plan together", DRAFT, AGREED),
    form_of_draft("rate", "put down need, strengths and wish", DRAFT, AGREED, "work"),
    Screen(
        "casework:rate_adult",
        ADVISER_AND_DEPUTY,
        "put down need, strengths and wish of each adult of a family",
        INTEGRATION_MANAGERS,
        things=tuple(
            Thing(
                f"{words} of {name}",
                seen,
                (f"{words} of {name}", "work", f"person of {name}"),
                told=told,
            )
            for words, name, seen, told in (
                (DRAFT, "Amira", OF_AMIRA, NOBODY),
                (DRAFT, "Bernd", frozenset({BERND}), NOBODY),
                (AGREED, "Amira", NOBODY, OF_AMIRA),
            )
        ),
        shows_form=True,
    ),
    form_of_draft("one_go", "write a small plan in one talk", DRAFT, AGREED, "work"),
    form_of_draft("new_goal", "agree on a goal", DRAFT, AGREED),
    form_of_draft("goal", "word a goal better", "goal", "agreed goal"),
    form_of_draft("remove_goal", "take a goal out", "goal", "agreed goal"),
    form_of_draft("new_measure", "agree on a step", "goal", "agreed goal"),
    form_of_draft("measure", "word a step better", "step", "agreed step"),
    form_of_draft("remove_measure", "take a step out", "step", "agreed step"),
    deed("progress", "put down how a step goes on", "agreed step"),
    deed("goal_result", "put down whether a goal was reached", "agreed goal"),
    form_of_draft("contributions", "put down what both sides do", DRAFT, AGREED),
    form_of_draft("agree", "agree on the plan", DRAFT, AGREED),
    form("agree_late", "let an adult agree who did not at first", "open answer"),
    form("decline_late", "put down that an absent adult does not agree", "open answer"),
    scan_form("attach_scan", "keep the signed sheet with the plan", "signed version"),
    page("signed_scan", "look at what was signed", "signed scan"),
    deed("next_version", "begin the next version", AGREED),
    page("show", "look at the plan together", AGREED, DRAFT),
    page("print", "give the plan along", AGREED, DRAFT),
)


def for_whom(address: str, task: str) -> Screen:
    """The choice among the people that one accompanies."""
    return Screen(f"casework:{address}", "integration managers", task, INTEGRATION_MANAGERS)


# Counted in the organisation, about nobody: all of its integration managers need it.
AT_THE_COUNTER = (
    Screen(
        "casework:new_counter_contact",
        "integration managers",
        "count an advice without a case and without a name",
        INTEGRATION_MANAGERS,
        shows_form=True,
    ),
    Screen(
        "casework:counter_contacts",
        "integration managers",
        "know how much was advised at the counter of the own organisation",
        INTEGRATION_MANAGERS,
    ),
    Screen(
        "casework:remove_counter_contact",
        "integration managers of the organisation",
        "take a mistaken entry out of the count",
        INTEGRATION_MANAGERS,
        things=(
            Thing("advice in Weinheim", OF_WEINHEIM, ("counter contact of Amira",)),
            Thing("advice in Schriesheim", frozenset({BERND}), ("counter contact of Bernd",)),
            Thing("no advice", NOBODY, (NO_SUCH_ID,)),
        ),
        shows_form=True,
    ),
)

AGENDA = (
    *AT_THE_COUNTER,
    for_whom("calendar", "know what is agreed for the coming weeks"),
    for_whom("subscribe", "know whether the own calendar program gets the appointments"),
    replace(for_whom("make_feed", "get a secret address for the own calendar program"), sent=A_KEY),
    replace(
        for_whom("withdraw_feed", "let the secret address open nothing any more"),
        sent=A_KEY,
        answer=Answer.GOES_ON,
    ),
    Screen(
        "casework:feed",
        "the calendar program that was given the secret address",
        "show when appointments are; any other address is answered like one that never was",
        EVERYBODY,
        things=(
            Thing("the address of a calendar", EVERYBODY, ("token of a calendar",)),
            Thing("another address", NOBODY, ("x" * 43,)),
        ),
    ),
    for_whom("note_for", "choose for whom a note is"),
    for_whom("appointment_for", "choose for whom an appointment is"),
    for_whom("task_for", "choose for whom a task is"),
    form("new_appointment", "agree on an appointment", "case", "case that begins"),
    form("appointment", "say what became of an appointment", "appointment"),
    deed("appointment_state", "put down what became of an appointment", "appointment"),
    form("reschedule", "move an appointment", "appointment"),
    page("slip", "give day, time and place along", "appointment"),
    form("new_task", "note what is to be done", "case", "case that begins"),
    form("task", "put a task right", "task"),
    deed("task_state", "put down that a task is done", "task"),
)
