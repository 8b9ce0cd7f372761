"""The access concept: for every address who needs it, for which task, and what the others get.

Written from the task, not from the code. An address without a row fails the tests, and so does a
row without an address. What is not said here follows from four sentences:
a visitor is asked to sign in; whoever has not shown the second factor is led to it; a member whose
task it is not is refused with the reason; a member whose task it is, but not with this record,
is told the same as if the record did not exist.
"""

from __future__ import annotations

from tests.access.concept_casework import AGENDA, CASES, PLANS
from tests.access.concept_frames import FRAMES
from tests.access.concept_money import MONEY
from tests.access.concept_notices import CONFIRMED_RULES, NOTICES
from tests.access.concept_people import PEOPLE_OF_AN_ORGANISATION
from tests.access.concept_surveys import RELIEF, SURVEYS
from tests.access.people import (
    BERND_FOR_MONEY,
    CLARA,
    EVERY_MEMBER,
    EVERYBODY,
    HALF_SIGNED_IN,
    HEIDI,
    INGO,
    NOBODY_YET,
    SIGNED_IN,
    Person,
)
from tests.access.terms import Answer, Screen, Thing

__all__ = ["CONCEPT", "Answer", "Screen", "Thing"]

NOBODY: frozenset[Person] = frozenset()

# --- Frames: from a frame the number of people counted can be worked out -------------------------

# A municipality's treasurer, the funding officer of a Kreis, the Land.
FRAME_READERS = frozenset({BERND_FOR_MONEY, CLARA, INGO, HEIDI})
OF_RHEIN_NECKAR = frozenset({BERND_FOR_MONEY, CLARA, HEIDI})

KREISE = (
    Thing("the Rhein-Neckar-Kreis", OF_RHEIN_NECKAR, ("08226",)),
    Thing("the Ortenaukreis", {INGO, HEIDI}, ("08317",)),
    Thing("a Kreis where nobody of the cast works", {HEIDI}, ("08125",)),
    Thing("a Kreis that does not exist", NOBODY, ("08999",)),
    Thing("no key at all", NOBODY, ("x",)),
)


def kreise_as(form: str, *kreise: Thing) -> tuple[Thing, ...]:
    return tuple(
        Thing(f"{kreis.words} as {form}", kreis.readers, (*kreis.args, form)) for kreis in kreise
    )


FUNDING = (
    Screen(
        "funding:frames",
        "the recipient, its Kreis and the Land",
        "know the own planning frame; the Land sees all Kreise, the others go to their own",
        FRAME_READERS,
        answer=Answer.GOES_ON,
        otherwise={HEIDI: Answer.SHOWN},
    ),
    Screen(
        "funding:kreis_frames",
        "the recipient, its Kreis and the Land",
        "know the frames of a Kreis and why they are what they are",
        FRAME_READERS,
        things=KREISE,
    ),
    Screen(
        "funding:export",
        "the recipient, its Kreis and the Land",
        "go on computing with exactly what the page of the Kreis shows",
        FRAME_READERS,
        things=(
            *kreise_as("csv", *KREISE),
            *kreise_as("xlsx", KREISE[0], KREISE[1]),
            Thing("the Rhein-Neckar-Kreis as another kind of file", NOBODY, ("08226", "pdf")),
        ),
    ),
    Screen(
        "funding:export_land",
        "the Land",
        "go on computing with exactly what the page of the Land shows",
        {HEIDI},
        things=(
            Thing("all Kreise as csv", {HEIDI}, ("csv",)),
            Thing("all Kreise as xlsx", {HEIDI}, ("xlsx",)),
            Thing("all Kreise as another kind of file", NOBODY, ("pdf",)),
        ),
    ),
    Screen("funding:rules", "everybody", "read the rule versions: law is public", EVERYBODY),
)

# --- Work ----------------------------------------------------------------------------------------

DESK = (
    Screen("desk:home", "every member", "begin the day with what is to be done", EVERY_MEMBER),
    Screen(
        "desk:search",
        "everybody",
        "find places; members also find what they may see (nothing more yet)",
        EVERYBODY,
    ),
    Screen(
        "desk:draft",
        "every member",
        "not lose what one types; only into a form that was drawn for oneself",
        EVERY_MEMBER,
        sent={},
        answer=Answer.REFUSED,
    ),
    Screen("desk:accessibility", "everybody", "a duty to the public", EVERYBODY),
    Screen("desk:privacy", "everybody", "know what is kept about whom", EVERYBODY),
    Screen("desk:licence", "everybody", "know licence and sources", EVERYBODY),
    Screen("ui:gallery", "everybody", "see the components; no data", EVERYBODY),
    Screen(
        "ui:theme",
        "everybody",
        "choose light or dark",
        EVERYBODY,
        sent={"theme": "dark"},
        answer=Answer.GOES_ON,
    ),
    Screen(
        "set_language",
        "everybody",
        "choose a language",
        EVERYBODY,
        sent={"language": "en"},
        answer=Answer.GOES_ON,
    ),
)

# --- Places: public reference data ---------------------------------------------------------------

PLACES = (
    Screen("places:land", "everybody", "see the Land by Kreis", EVERYBODY),
    Screen("places:search", "everybody", "find a place while typing", EVERYBODY),
    Screen(
        "places:kreis",
        "everybody",
        "see a Kreis by municipality",
        EVERYBODY,
        things=(
            Thing("a Landkreis", EVERYBODY, ("08226",)),
            Thing("a Kreis that does not exist", NOBODY, ("08999",)),
        ),
    ),
    Screen(
        "places:municipality",
        "everybody",
        "see what is known of a municipality",
        EVERYBODY,
        things=(
            Thing("a municipality", EVERYBODY, ("08226096",)),
            Thing("a municipality that does not exist", NOBODY, ("08226999",)),
        ),
    ),
)

# --- The own account: also before the second factor, because it is set up here -------------------


def own_account(
    address: str, task: str, answer: Answer, password_just_given: Answer | None = None
) -> Screen:
    """An address of the sign-in library; the cast of the demo has set up no factor yet.

    Whoever has just given the password is not asked for it again.
    """
    given = {HALF_SIGNED_IN: password_just_given} if password_just_given else {}
    who = "everybody with an account"
    return Screen(address, who, task, SIGNED_IN, answer=answer, otherwise=given)


ACCOUNT = (
    Screen(
        "account_login",
        "everybody",
        "sign in; whoever is signed in goes on to the day",
        EVERYBODY,
        answer=Answer.GOES_ON,
        otherwise={NOBODY_YET: Answer.SHOWN},
    ),
    Screen(
        "mfa_authenticate",
        "whoever has just given the password",
        "show the second factor; everybody else has nothing to show here",
        EVERYBODY,
        answer=Answer.GOES_ON,
        otherwise={NOBODY_YET: Answer.SIGN_IN},
    ),
    Screen(
        "accounts_switch",
        "every member",
        "act in another of the own memberships; the answer to a foreign one has its own test",
        EVERY_MEMBER,
        things=(
            Thing("no membership at all", NOBODY),
            Thing("something that is no id", NOBODY, sent={"membership": "x"}),
        ),
        sent={},
        answer=Answer.GOES_ON,
    ),
    Screen(
        "account_logout",
        "everybody",
        "leave, also between password and second factor",
        EVERYBODY,
        otherwise={NOBODY_YET: Answer.SIGN_IN},
    ),
    own_account("account_reauthenticate", "show the password again", Answer.SHOWN),
    own_account("mfa_reauthenticate", "show a factor again", Answer.PROVE_AGAIN),
    own_account("mfa_reauthenticate_webauthn", "show a passkey again", Answer.PROVE_AGAIN),
    own_account("mfa_index", "see the own factors", Answer.SHOWN),
    own_account("mfa_activate_totp", "set up an app", Answer.PROVE_AGAIN, Answer.SHOWN),
    own_account("mfa_deactivate_totp", "remove the app (there is none yet)", Answer.NOT_FOUND),
    own_account("mfa_list_webauthn", "see the own passkeys", Answer.SHOWN),
    own_account("mfa_add_webauthn", "set up a passkey", Answer.PROVE_AGAIN, Answer.SHOWN),
    own_account("mfa_edit_webauthn", "name a passkey", Answer.PROVE_AGAIN, Answer.NOT_FOUND),
    own_account("mfa_remove_webauthn", "remove a passkey", Answer.PROVE_AGAIN, Answer.NOT_FOUND),
    own_account("mfa_view_recovery_codes", "see the codes (none yet)", Answer.NOT_FOUND),
    own_account("mfa_generate_recovery_codes", "make codes", Answer.PROVE_AGAIN, Answer.SHOWN),
    own_account("mfa_download_recovery_codes", "keep the codes (none yet)", Answer.NOT_FOUND),
    Screen(
        "demo:sign_in",
        "everybody, in a demo only",
        "look at the product as a member of the cast",
        EVERYBODY,
        things=(
            Thing("a member of the cast", EVERYBODY, sent={"email": "amira@demo.example"}),
            Thing("somebody else", NOBODY, sent={"email": "nobody@demo.example"}),
            Thing("nobody", NOBODY),
        ),
        sent={},
        answer=Answer.GOES_ON,
    ),
)

CONCEPT = (
    *FUNDING,
    *FRAMES,
    *NOTICES,
    *CONFIRMED_RULES,
    *MONEY,
    *SURVEYS,
    *RELIEF,
    *DESK,
    *PLACES,
    *ACCOUNT,
    *PEOPLE_OF_AN_ORGANISATION,
    *AGENDA,
    *CASES,
    *PLANS,
)
