"""The access concept for preparing, releasing and explaining frames; part of `concept.py`."""

from __future__ import annotations

from tests.access.people import BERND_FOR_MONEY, CLARA, EVERYBODY, HEIDI, INGO, Person
from tests.access.terms import Answer, Screen, Thing

NOBODY: frozenset[Person] = frozenset()
THE_LAND = frozenset({HEIDI})
# From a frame the number of people counted can be worked out.
FRAME_READERS = frozenset({BERND_FOR_MONEY, CLARA, INGO, HEIDI})
NO_SUCH_ID = "01900000-0000-7000-8000-000000000000"
A_KEY = {"once": "6f1c2a34-5d6e-4f70-8a91-b2c3d4e5f607"}

RELEASES = (
    Thing("the frames released", THE_LAND, ("the released frames",)),
    Thing("a release that does not exist", NOBODY, (NO_SUCH_ID,)),
)

SHEETS = (
    Thing("Schriesheim", {BERND_FOR_MONEY, CLARA, HEIDI}, ("08226082",)),
    Thing("Weinheim", {CLARA, HEIDI}, ("08226096",)),
    Thing("Kehl in the Ortenaukreis", {INGO, HEIDI}, ("08317057",)),
    Thing("a municipality that does not exist", NOBODY, ("08226999",)),
)

FRAMES = (
    Screen(
        "funding:frame_sheet",
        "the recipient, its Kreis and the Land",
        "explain to the council why the amount is what it is",
        FRAME_READERS,
        things=SHEETS,
    ),
    Screen(
        "funding:frame_sheet_pdf",
        "the recipient, its Kreis and the Land",
        "put the explanation into the file",
        FRAME_READERS,
        things=SHEETS,
    ),
    Screen(
        "funding:simulation",
        "the recipient, its Kreis and the Land",
        "see beforehand who gains and who loses; each the rows of their own",
        FRAME_READERS,
    ),
    Screen(
        "funding:simulation_file",
        "the recipient, its Kreis and the Land",
        "go on computing with exactly what the simulation shows",
        FRAME_READERS,
        things=(
            Thing("as csv", FRAME_READERS, ("csv",)),
            Thing("as xlsx", FRAME_READERS, ("xlsx",)),
            Thing("as another kind of file", NOBODY, ("pdf",)),
        ),
    ),
    Screen(
        "funding:public_land",
        "everybody",
        "know how many people were counted where, from five on",
        EVERYBODY,
    ),
    Screen(
        "funding:public_kreis",
        "everybody",
        "the same for a Kreis",
        EVERYBODY,
        things=(
            Thing("the Rhein-Neckar-Kreis", EVERYBODY, ("08226",)),
            Thing("a Kreis that does not exist", NOBODY, ("08999",)),
        ),
    ),
    Screen("funding:releases", "the Land", "know what is prepared and what is released", THE_LAND),
    Screen(
        "funding:prepare_frames",
        "the Land",
        "compute frames from a closed survey for a second person to release",
        THE_LAND,
        shows_form=True,
    ),
    Screen(
        "funding:frame_release",
        "the Land",
        "check sums and unverified values before a release",
        THE_LAND,
        things=RELEASES,
    ),
    Screen(
        "funding:release",
        "the Land, a second person",
        "make prepared frames binding; what is released already stays and the page says so",
        THE_LAND,
        things=RELEASES,
        sent=A_KEY,
        answer=Answer.GOES_ON,
    ),
    Screen(
        "funding:withdraw_release",
        "the Land",
        "set mistaken preparations aside",
        THE_LAND,
        things=RELEASES,
        sent=A_KEY,
        answer=Answer.GOES_ON,
    ),
)
