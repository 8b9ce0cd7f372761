"""Who asks: the cast in each of its memberships, two newcomers, those who belong nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.test import Client

from bindeglied.demo.cast import PASSWORD
from tests.conftest import VISITOR, CastFixture


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in front of a browser; `acts_as` chooses among several memberships."""

    words: str
    name: str
    acts_as: str | None = None

    def __str__(self) -> str:
        return self.words


NOBODY_YET = Person("a visitor", VISITOR)
HALF_SIGNED_IN = Person("Amira with her password only", "Amira")
JONAS = Person("Jonas, who has no membership", "Jonas")
AMIRA = Person("Amira, integration manager in Weinheim", "Amira")
BERND = Person("Bernd, integration manager in Schriesheim", "Bernd", "integration_manager")
BERND_FOR_MONEY = Person("Bernd, treasurer of Schriesheim", "Bernd", "funding_officer")
CLARA = Person("Clara, funding officer of the Rhein-Neckar-Kreis", "Clara")
DENIZ = Person("Deniz, Fachaufsicht of the Rhein-Neckar-Kreis", "Deniz")
EVA = Person("Eva, volunteer coordinator in Weinheim", "Eva")
FRANK = Person("Frank, caseworker of the granting authority", "Frank")
GESA = Person("Gesa, approver of the granting authority", "Gesa")
HEIDI = Person("Heidi of the Land", "Heidi")
INGO = Person("Ingo, funding officer of the Ortenaukreis", "Ingo")
KERSTIN = Person("Kerstin, who looks after the people of Weinheim", "Kerstin")
DEPUTY = Person("Dana, deputy of Amira's case in Weinheim", "Dana")
COLLEAGUE = Person("Nora, colleague in Weinheim without a case", "Nora")

OF_THE_CAST = (
    *(AMIRA, BERND, BERND_FOR_MONEY, CLARA, DENIZ, EVA, FRANK, GESA, HEIDI, INGO, KERSTIN),
)
MEMBERS = (*OF_THE_CAST, DEPUTY, COLLEAGUE)
PEOPLE = (NOBODY_YET, HALF_SIGNED_IN, JONAS, *MEMBERS)

EVERYBODY = frozenset(PEOPLE)
SIGNED_IN = EVERYBODY - {NOBODY_YET}
EVERY_MEMBER = frozenset(MEMBERS)

# The sessions of those who are not of the cast, filled where they are taken in (see conftest).
COOKIES: dict[str, str] = {}


def browser_of(person: Person, cast: CastFixture) -> Client:
    """A browser in which this person is as far signed in as the words say."""
    browser: Client = cast(VISITOR)
    if person.name in COOKIES:
        browser.cookies[settings.SESSION_COOKIE_NAME] = COOKIES[person.name]
        return browser
    if person is not HALF_SIGNED_IN:
        return cast(person.name, person.acts_as)
    words = {"login": f"{person.name.lower()}@demo.example", "password": PASSWORD}
    assert browser.post("/konto/anmelden/", words).status_code == 302
    return browser
