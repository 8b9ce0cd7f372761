"""The access concept for notices, their shares and the rule values; part of `concept.py`.

The Kreis keeps its notices and passes them on; a recipient needs its own share and why; the Land
needs all notices and what was released. Nobody else: from a share by persons the number of people
counted can be worked out.
"""

from __future__ import annotations

from tests.access.concept_people import NO_SUCH_ID
from tests.access.people import BERND_FOR_MONEY, CLARA, EVERYBODY, HEIDI, INGO, Person
from tests.access.terms import Screen, Thing

NOBODY: frozenset[Person] = frozenset()
OF_A_KREIS = frozenset({CLARA, INGO})
OFFICERS = frozenset({BERND_FOR_MONEY, CLARA, INGO})
READERS = frozenset({*OFFICERS, HEIDI})
THE_KREIS = "the Kreis"


def records(words: str, clara: frozenset[Person], ingo: frozenset[Person]) -> tuple[Thing, ...]:
    """A record of the Rhein-Neckar-Kreis, one of the Ortenaukreis, and none."""
    return (
        Thing(f"{words} of the Rhein-Neckar-Kreis", clara, (f"{words} in 08226",)),
        Thing(f"{words} of the Ortenaukreis", ingo, (f"{words} in 08317",)),
        Thing(f"no {words}", NOBODY, (NO_SUCH_ID,)),
    )


ONLY_THE_KREIS = (frozenset({CLARA}), frozenset({INGO}))
WITH_THE_LAND = (frozenset({CLARA, HEIDI}), frozenset({INGO, HEIDI}))
WITH_RECIPIENTS = (frozenset({CLARA, BERND_FOR_MONEY, HEIDI}), frozenset({INGO, HEIDI}))

NOTICES = (
    Screen(
        "funding:notices",
        "Kreis, recipients and the Land",
        "see the official amounts and how far they are passed on; a recipient its own shares",
        READERS,
    ),
    Screen(
        "funding:notices_file",
        "Kreis and the Land",
        "go on computing with exactly this list",
        READERS,
        things=(
            Thing("the list as csv", {*OF_A_KREIS, HEIDI}, ("csv",)),
            Thing("the list as xlsx", {*OF_A_KREIS, HEIDI}, ("xlsx",)),
            Thing("the list as another kind of file", NOBODY, ("pdf",)),
        ),
    ),
    Screen(
        "funding:notice",
        "Kreis and the Land",
        "know what a notice says, its corrections, and what was passed on",
        READERS,
        things=records("notice", *WITH_THE_LAND),
    ),
    Screen(
        "funding:enter_notice",
        THE_KREIS,
        "write down what the notice says",
        OFFICERS,
        things=(Thing("a new notice", OF_A_KREIS),),
        shows_form=True,
    ),
    Screen(
        "funding:import_notices",
        THE_KREIS,
        "bring several notices in one file, and look at it before it is taken over",
        OFFICERS,
        things=(Thing("a file of notices", OF_A_KREIS),),
        shows_form=True,
    ),
    Screen(
        "funding:notices_template",
        THE_KREIS,
        "have a table to fill in",
        OFFICERS,
        things=(
            Thing("the template as csv", OF_A_KREIS, ("csv",)),
            Thing("the template as xlsx", OF_A_KREIS, ("xlsx",)),
            Thing("the template as another kind of file", NOBODY, ("pdf",)),
        ),
    ),
    Screen(
        "funding:correct_notice",
        THE_KREIS,
        "put a changed notice in the place of the old one",
        OFFICERS,
        things=records("notice", *ONLY_THE_KREIS),
        shows_form=True,
    ),
    Screen(
        "funding:sub_allocate",
        THE_KREIS,
        "divide the amount for a second person to release",
        OFFICERS,
        things=records("notice", *ONLY_THE_KREIS),
        shows_form=True,
    ),
    Screen(
        "funding:compare_keys",
        THE_KREIS,
        "see who gains and who loses by another key before choosing one",
        OFFICERS,
        things=records("notice", *ONLY_THE_KREIS),
    ),
    Screen(
        "funding:sub_allocation",
        "Kreis, recipients and the Land",
        "know the shares and why each is what it is; a recipient its own, once released",
        READERS,
        things=(
            *records("released", *WITH_RECIPIENTS),
            *records("waiting", *ONLY_THE_KREIS)[:2],
        ),
    ),
    Screen(
        "funding:decide_sub_allocation",
        THE_KREIS,
        "release what a colleague prepared, or take it back",
        OFFICERS,
        things=(*records("waiting", *ONLY_THE_KREIS), *records("released", NOBODY, NOBODY)[:1]),
        shows_form=True,
    ),
    Screen(
        "funding:shares_file",
        "Kreis, recipients and the Land",
        "go on computing with exactly what the page shows",
        READERS,
        things=tuple(
            Thing(f"{one.words} as csv", one.readers, (*one.args, "csv"))
            for one in records("released", *WITH_RECIPIENTS)
        ),
    ),
    Screen(
        "funding:share_letters",
        "Kreis, recipients and the Land",
        "tell a recipient its share on paper, once it is released",
        READERS,
        things=(
            *records("released", *WITH_RECIPIENTS),
            *records("waiting", NOBODY, NOBODY)[:1],
        ),
    ),
)

CONFIRMED_RULES = (
    Screen("funding:rule_changes", "everybody", "read what changed: law is public", EVERYBODY),
    Screen(
        "funding:confirm_rule",
        "the Land",
        "find the values that no source gives, and those that wait for a second person",
        {HEIDI},
    ),
    Screen(
        "funding:confirm_value",
        "the Land",
        "propose a value with its source, or stand for what somebody else proposed",
        {HEIDI},
        things=(
            Thing("a value", {HEIDI}, ("2025-01-01", "rate_graduate_eur")),
            Thing("a value of no version", NOBODY, ("1999-01-01", "rate_graduate_eur")),
            Thing("no value", NOBODY, ("2025-01-01", "luck")),
        ),
        shows_form=True,
    ),
)
