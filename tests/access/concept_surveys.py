"""The access concept for counting; part of `concept.py`."""

from __future__ import annotations

from tests.access.concept_people import A_KEY
from tests.access.people import BERND_FOR_MONEY, CLARA, HEIDI, INGO, Person
from tests.access.terms import Answer, Screen, Thing

NOBODY: frozenset[Person] = frozenset()
NO_SUCH_ID = "01900000-0000-7000-8000-000000000000"
OPEN = "open survey"

COUNTERS = frozenset({BERND_FOR_MONEY, CLARA, INGO, HEIDI})
THE_LAND = frozenset({HEIDI})

NO_SURVEY = Thing("no survey", NOBODY, (NO_SUCH_ID,))
OF_A_KREIS = (
    Thing("the Rhein-Neckar-Kreis", COUNTERS - {INGO}, (OPEN, "08226")),
    Thing("the Ortenaukreis", {INGO, HEIDI}, (OPEN, "08317")),
    Thing("a Kreis where nobody of the cast works", THE_LAND, (OPEN, "08125")),
    Thing("a Kreis that does not exist", NOBODY, (OPEN, "08999")),
    Thing("a survey that does not exist", NOBODY, (NO_SUCH_ID, "08226")),
)
# The Land enters and reports only for a Kreis that does not work with the product itself.
ENTERED = (
    Thing("the Rhein-Neckar-Kreis", COUNTERS - {INGO, HEIDI}, (OPEN, "08226"), told=THE_LAND),
    Thing("the Ortenaukreis", {INGO}, (OPEN, "08317"), told=THE_LAND),
    *OF_A_KREIS[2:],
)
# The Kreis reports for its municipalities; a municipality does not report for the Kreis.
REPORTED = (
    Thing("the Rhein-Neckar-Kreis", {CLARA}, (OPEN, "08226"), told={BERND_FOR_MONEY, HEIDI}),
    *ENTERED[1:],
)


def as_files(things: tuple[Thing, ...]) -> tuple[Thing, ...]:
    return (
        *(Thing(one.words, one.readers, (*one.args, "csv")) for one in things),
        Thing("another kind of file", NOBODY, (*things[0].args, "pdf")),
    )


SURVEYS = (
    Screen(
        "funding:surveys",
        "whoever counts, reports or closes",
        "find the count that runs and those before",
        COUNTERS,
    ),
    Screen(
        "funding:open_survey",
        "the Land",
        "have the persons of a day counted",
        THE_LAND,
        shows_form=True,
    ),
    Screen(
        "funding:survey",
        "the Land; the others go to their own Kreis",
        "see how far each Kreis is",
        COUNTERS,
        things=(Thing("the survey that runs", COUNTERS, (OPEN,)),),
        answer=Answer.GOES_ON,
        otherwise={HEIDI: Answer.SHOWN},
    ),
    Screen(
        "funding:survey_file",
        "the Land",
        "go on working with exactly the table of the Kreise",
        THE_LAND,
        things=as_files((Thing("the survey that runs", THE_LAND, (OPEN,)),)),
    ),
    Screen(
        "funding:close_survey",
        "the Land",
        "close a count when every Kreis has reported",
        THE_LAND,
        things=(Thing("the survey that runs", THE_LAND, (OPEN,)), NO_SURVEY),
        shows_form=True,
    ),
    Screen(
        "funding:survey_kreis",
        "the municipality its own count, its Kreis, the Land",
        "see what was counted and what is to be done next",
        COUNTERS,
        things=OF_A_KREIS,
    ),
    Screen(
        "funding:survey_kreis_file",
        "the municipality its own count, its Kreis, the Land",
        "go on working with exactly the table of the municipalities",
        COUNTERS,
        things=as_files(OF_A_KREIS),
    ),
    Screen(
        "funding:count_history",
        "the municipality itself, its Kreis, the Land",
        "know who entered what when",
        COUNTERS,
        things=(
            Thing("Schriesheim", COUNTERS - {INGO}, (OPEN, "08226082")),
            Thing("Weinheim", {CLARA, HEIDI}, (OPEN, "08226096")),
            Thing("Kehl", {INGO, HEIDI}, (OPEN, "08317057")),
            Thing("a municipality that does not exist", NOBODY, (OPEN, "08226999")),
        ),
    ),
    Screen(
        "funding:enter_counts",
        "the municipality for itself, the Kreis for its municipalities",
        "enter and correct what was counted",
        COUNTERS,
        things=ENTERED,
        shows_form=True,
    ),
    Screen(
        "funding:upload_counts",
        "the Kreis",
        "bring the counts of many municipalities in one file",
        COUNTERS,
        things=REPORTED,
        shows_form=True,
    ),
    Screen(
        "funding:upload",
        "the Kreis",
        "see what a file would change, and take it over or not",
        COUNTERS,
        things=(
            Thing("a file of the Rhein-Neckar-Kreis", {CLARA}, ("upload 08226",), told=THE_LAND),
            Thing("a file of the Ortenaukreis", {INGO}, ("upload 08317",), told=THE_LAND),
            Thing("a file for a Kreis where nobody works", THE_LAND, ("upload 08125",)),
            Thing("no file", NOBODY, (NO_SUCH_ID,)),
        ),
        shows_form=True,
    ),
    Screen(
        "funding:report_counts",
        "the Kreis",
        "stand for the counts, in agreement with the municipalities",
        COUNTERS,
        things=REPORTED,
        shows_form=True,
    ),
)

RELEASED, PREPARED = "released relief", "prepared relief"
OF_RELIEF = (
    Thing("the Rhein-Neckar-Kreis, released", COUNTERS - {INGO}, (RELEASED, "08226")),
    Thing("the Ortenaukreis, released", {INGO, HEIDI}, (RELEASED, "08317")),
    Thing("a Kreis where nobody of the cast works", THE_LAND, (RELEASED, "08125")),
    Thing("the Rhein-Neckar-Kreis, not released yet", THE_LAND, (PREPARED, "08226")),
    Thing("a Kreis that does not exist", NOBODY, (RELEASED, "08999")),
    Thing("a relief that does not exist", NOBODY, (NO_SUCH_ID, "08226")),
)
WHOLE = (
    Thing("what is released", THE_LAND, (RELEASED,)),
    Thing("what is not released yet", THE_LAND, (PREPARED,)),
    Thing("what does not exist", NOBODY, (NO_SUCH_ID,)),
)

RELIEF = (
    Screen(
        "funding:reliefs",
        "the recipient, its Kreis, the Land",
        "find the relief of a year",
        COUNTERS,
    ),
    Screen(
        "funding:relief",
        "the Land; the others go to their own Kreis",
        "see what falls to each Kreis, and who computed and released it",
        COUNTERS,
        things=(Thing("what is released", COUNTERS, (RELEASED,)),),
        answer=Answer.GOES_ON,
        otherwise={HEIDI: Answer.SHOWN},
    ),
    Screen(
        "funding:relief_kreis",
        "the recipient its own amount, its Kreis, the Land",
        "know the amounts and why they are what they are",
        COUNTERS,
        things=OF_RELIEF,
    ),
    Screen(
        "funding:relief_kreis_file",
        "the recipient its own amount, its Kreis, the Land",
        "go on computing with exactly the table of the Kreis",
        COUNTERS,
        things=as_files(OF_RELIEF),
    ),
    Screen("funding:payouts", "the Land", "know whom to pay what", THE_LAND, things=WHOLE),
    Screen(
        "funding:payouts_file",
        "the Land",
        "hand exactly the list of payments on",
        THE_LAND,
        things=as_files(WHOLE),
    ),
    Screen(
        "funding:prepare_relief",
        "the Land",
        "compute the relief from a closed count",
        THE_LAND,
        things=(
            Thing("a count that is closed", THE_LAND, ("closed survey",)),
            Thing("a count that still runs is told why not", THE_LAND, (OPEN,)),
            NO_SURVEY,
        ),
        sent=A_KEY,
        answer=Answer.GOES_ON,
    ),
    Screen(
        "funding:release_relief",
        "a second person of the Land",
        "make the amounts binding",
        THE_LAND,
        things=WHOLE,
        sent=A_KEY,
        answer=Answer.GOES_ON,
    ),
    Screen(
        "funding:reopen_survey",
        "the Land",
        "let a justified correction in after the count was closed",
        THE_LAND,
        things=(Thing("a count that is closed", THE_LAND, ("closed survey",)), NO_SURVEY),
        sent=A_KEY,
        answer=Answer.GOES_ON,
    ),
)
