"""The access concept for the people of an organisation; part of `concept.py`."""

from __future__ import annotations

from tests.access.people import EVERYBODY, KERSTIN, SIGNED_IN, Person
from tests.access.terms import Answer, Screen, Thing

NOBODY: frozenset[Person] = frozenset()

THE_ADMINISTRATOR = frozenset({KERSTIN})
NO_SUCH_ID = "01900000-0000-7000-8000-000000000000"
A_KEY = {"once": "6f1c2a34-5d6e-4f70-8a91-b2c3d4e5f607"}


def of_weinheim(words: str) -> tuple[Thing, ...]:
    """A record of Kerstin's organisation, one of another, and none (see addresses.real)."""
    return (
        Thing(f"{words} of Weinheim", THE_ADMINISTRATOR, (f"{words} of Weinheim",)),
        Thing(f"{words} of another organisation", NOBODY, (f"{words} elsewhere",)),
        Thing(f"no {words}", NOBODY, (NO_SUCH_ID,)),
    )


PEOPLE_OF_AN_ORGANISATION = (
    Screen(
        "accounts_people",
        "the administrator",
        "know who works here as what, and whose second factor is missing",
        THE_ADMINISTRATOR,
    ),
    Screen(
        "accounts_people_file",
        "the administrator",
        "go on working with exactly this list",
        THE_ADMINISTRATOR,
    ),
    Screen("accounts_invite", "the administrator", "invite a colleague", THE_ADMINISTRATOR),
    Screen(
        "accounts_invitation_resend",
        "the administrator",
        "send an invitation again that got lost or ran out",
        THE_ADMINISTRATOR,
        things=of_weinheim("invitation"),
        sent=A_KEY,
        answer=Answer.GOES_ON,
    ),
    Screen(
        "accounts_invitation_withdraw",
        "the administrator",
        "take a mistaken invitation back",
        THE_ADMINISTRATOR,
        things=of_weinheim("invitation"),
        sent=A_KEY,
        answer=Answer.GOES_ON,
    ),
    Screen(
        "accounts_membership_end",
        "the administrator",
        "end the access of somebody who leaves",
        THE_ADMINISTRATOR,
        things=of_weinheim("membership"),
    ),
    Screen(
        "accounts_factor_reset",
        "the administrator",
        "help somebody who has lost phone and codes",
        THE_ADMINISTRATOR,
        things=of_weinheim("person"),
    ),
    Screen(
        "accounts_accept",
        "whoever has the link of an invitation",
        "take the role offered; any other link is answered like one that never was",
        EVERYBODY,
        things=(
            Thing("the link of an invitation", EVERYBODY, ("token of an invitation",)),
            Thing("another link", NOBODY, ("x" * 43,)),
        ),
    ),
    Screen("account_reset_password", "everybody", "choose a new password by mail", EVERYBODY),
    Screen("account_reset_password_done", "everybody", "know that a mail is on its way", EVERYBODY),
    Screen(
        "account_reset_password_from_key",
        "whoever has the link of the mail",
        "choose the new password; whoever is signed in is asked to sign out first",
        EVERYBODY,
        things=(Thing("a link that fits nobody", NOBODY, ("x", "y")),),
        otherwise=dict.fromkeys(SIGNED_IN, Answer.GOES_ON),
    ),
    Screen(
        "account_reset_password_from_key_done",
        "everybody",
        "know that the new password counts",
        EVERYBODY,
    ),
)
