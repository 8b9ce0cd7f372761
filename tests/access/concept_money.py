"""The access concept for money; part of `concept.py`.

From an amount the number of people counted can be worked out: the recipient, its Kreis and the
Land see it, and the granting authority from the allocation on, because it grants and pays.
"""

from __future__ import annotations

from tests.access.people import BERND_FOR_MONEY, CLARA, FRANK, GESA, HEIDI, INGO, Person
from tests.access.terms import Screen, Thing

NOBODY: frozenset[Person] = frozenset()
AUTHORITY = frozenset({FRANK, GESA})
WHOLE_LAND = frozenset({HEIDI}) | AUTHORITY
READERS = WHOLE_LAND | {BERND_FOR_MONEY, CLARA, INGO}
OF_RHEIN_NECKAR = READERS - {INGO}
WHO = "the recipient, its Kreis, the granting authority and the Land"
FRAMES = ("2017", "integrationsmanagement")

KREISE = (
    Thing("the Rhein-Neckar-Kreis", OF_RHEIN_NECKAR, (*FRAMES, "08226")),
    Thing("the Ortenaukreis", WHOLE_LAND | {INGO}, (*FRAMES, "08317")),
    Thing("a Kreis that does not exist", NOBODY, (*FRAMES, "08999")),
    Thing("a year without money", NOBODY, ("2016", FRAMES[1], "08226")),
)


def sources(words: str, readers: frozenset[Person], kind: str, place: str) -> Thing:
    return Thing(words, readers, (*FRAMES, kind, place))


def files(things: tuple[Thing, ...], *forms: str) -> tuple[Thing, ...]:
    return tuple(
        Thing(f"{one.words} as {form}", one.readers, (*one.args, form))
        for one in things
        for form in forms
    )


PROGRAMMES = (
    Thing("a programme with money for all Kreise", WHOLE_LAND, FRAMES),
    Thing("a programme that only the Land has planned", frozenset({HEIDI}), ("2017", "avdual")),
    Thing("a programme that does not exist", NOBODY, ("2017", "nichts")),
)
ALL = Thing("all of it", READERS)

MONEY = (
    Screen("funding:money", WHO, "know which money went which way", READERS),
    Screen(
        "funding:money_file",
        WHO,
        "go on computing with exactly what is shown",
        READERS,
        things=(*files((ALL,), "csv", "xlsx"), Thing("another kind of file", NOBODY, ("pdf",))),
    ),
    Screen("funding:pacts", WHO, "compare what was agreed; it is published", READERS),
    Screen(
        "funding:pacts_file",
        WHO,
        "go on computing with exactly what is shown",
        READERS,
        things=(*files((ALL,), "csv", "xlsx"), Thing("another kind of file", NOBODY, ("pdf",))),
    ),
    Screen(
        "funding:money_kreise",
        "the granting authority and the Land",
        "see a programme by Kreis",
        WHOLE_LAND,
        things=PROGRAMMES,
    ),
    Screen(
        "funding:money_kreise_file",
        "the granting authority and the Land",
        "go on computing with exactly what is shown",
        WHOLE_LAND,
        things=files(PROGRAMMES, "csv", "xlsx"),
    ),
    Screen(
        "funding:money_kreis",
        WHO,
        "see a programme by municipality",
        READERS,
        things=KREISE,
    ),
    Screen(
        "funding:money_kreis_file",
        WHO,
        "go on computing with exactly what is shown",
        READERS,
        things=(*files(KREISE, "csv"), *files(KREISE[:1], "xlsx")),
    ),
    Screen(
        "funding:money_sources",
        WHO,
        "know where an amount comes from",
        READERS,
        things=(
            sources("all that was allocated", READERS, "allocated", "alle"),
            sources("what was planned", frozenset({HEIDI}), "planned", "land"),
            sources("Schriesheim", OF_RHEIN_NECKAR, "allocated", "08226082"),
            sources("Weinheim", OF_RHEIN_NECKAR - {BERND_FOR_MONEY}, "allocated", "08226096"),
            sources("the Ortenaukreis", WHOLE_LAND | {INGO}, "allocated", "08317"),
            sources("a municipality that does not exist", NOBODY, "allocated", "08226999"),
            sources("a kind that does not exist", NOBODY, "perhaps", "alle"),
        ),
    ),
)
