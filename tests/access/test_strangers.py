"""A stranger cannot tell a record that is not for them from one that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponseBase

from bindeglied.accounts.actions import add_membership, add_organisation
from bindeglied.accounts.models import Membership, OrganisationKind, Role, User
from bindeglied.funding.actions import release_frames
from bindeglied.funding.models import FrameRelease
from bindeglied.funding.views.reason import reason_for
from tests.access.addresses import ask, path_to
from tests.access.concept import CONCEPT, Screen, Thing
from tests.access.concept_people import A_KEY
from tests.access.people import AMIRA, MEMBERS, Person, browser_of
from tests.conftest import CastFixture

WEINHEIM, SCHRIESHEIM, NOWHERE = "08226096", "08226082", "08226999"
KREIS_PAGE = "/foerderung/planungsrahmen/08226/"


def foreign_and_missing() -> Iterator[tuple[Screen, Thing, Thing]]:
    """Every record that somebody may see, beside one of the same screen that does not exist."""
    for screen in CONCEPT:
        there = [thing for thing in screen.things if thing.readers or thing.told]
        missing = [thing for thing in screen.things if thing not in there]
        for thing in there:
            if missing and strangers_of(screen, thing):
                yield screen, thing, missing[0]


def strangers_of(screen: Screen, thing: Thing) -> list[Person]:
    """Whose task it is, but not with this record."""
    return sorted(screen.open_to - thing.readers - thing.told, key=str)


# A form without its key, with it, and with the button that keeps a draft.
METHODS: tuple[tuple[str, Mapping[str, str] | None], ...] = (
    ("head", None),
    ("post", {}),
    ("post", A_KEY),
    ("post", A_KEY | {"zwischenspeichern": "1"}),
    ("put", None),
)
LOOK_UPS = list(foreign_and_missing())


def everything_of(response: HttpResponseBase) -> tuple[Any, ...]:
    """Status, headers, cookies and body: all that reaches a browser."""
    return (
        response.status_code,
        dict(response.headers),
        response.cookies.output(),
        response.getvalue(),
    )


def but_for_chance(response: HttpResponseBase) -> tuple[Any, ...]:
    """The same without what is new in each page; a 404 has nothing of the kind."""
    status, headers, cookies, body = everything_of(response)
    if status != 404:
        # Its nonce and its token.
        headers.pop("Content-Security-Policy")
        cookies = ""
        headers.pop("Content-Length", None)
        body = re.sub(rb'(nonce|value)="[^"]+"', b"", body)
    return status, headers, cookies, body


@pytest.mark.parametrize("options", [{}, {"headers": {"HX-Request": "true"}}], ids=["page", "htmx"])
@pytest.mark.parametrize(
    ("screen", "foreign", "missing"),
    LOOK_UPS,
    ids=[f"{screen.address} {thing.words}" for screen, thing, _ in LOOK_UPS],
)
def test_a_foreign_record_answers_byte_for_byte_like_one_that_does_not_exist(
    screen: Screen, foreign: Thing, missing: Thing, options: dict[str, Any], cast: CastFixture
) -> None:
    for person in strangers_of(screen, foreign):
        browser = browser_of(person, cast)
        answer = everything_of(ask(browser, screen, foreign, **options))
        assert answer[0] == 404
        assert answer == everything_of(ask(browser, screen, missing, **options))


@pytest.mark.parametrize(
    ("screen", "foreign", "missing"),
    LOOK_UPS,
    ids=[f"{screen.address} {thing.words}" for screen, thing, _ in LOOK_UPS],
)
def test_sending_something_to_it_or_asking_for_its_head_says_no_more(
    screen: Screen, foreign: Thing, missing: Thing, cast: CastFixture
) -> None:
    browser = browser_of(strangers_of(screen, foreign)[0], cast)
    for method, sent in METHODS:
        ask_for = getattr(browser, method)
        one, other = (ask_for(path_to(screen, thing), sent) for thing in (foreign, missing))
        assert but_for_chance(one) == but_for_chance(other), (method, sent)


@pytest.mark.parametrize("person", MEMBERS, ids=str)
def test_the_page_for_what_is_not_there_is_the_same_for_everybody(
    person: Person, cast: CastFixture
) -> None:
    for path in ("/orte/08999/", "/gibt/es/nicht/"):
        nobodys = everything_of(cast("visitor").get(path))
        assert everything_of(browser_of(person, cast).get(path)) == nobodys


def test_the_page_for_what_is_not_there_names_nobody_and_has_no_token(cast: CastFixture) -> None:
    page = cast("Amira").get("/gibt/es/nicht/").content.decode()
    assert not re.search(r"nonce|csrf|Amira|Benkert|Weinheim", page)


def test_asking_why_about_a_foreign_municipality_says_no_more_than_about_none(
    cast: CastFixture,
) -> None:
    browser = cast("Bernd", "funding_officer")
    pages = []
    for ags in (WEINHEIM, NOWHERE):
        page = browser.get(KREIS_PAGE, {"warum": ags}).content.decode().replace(f"warum={ags}", "")
        pages.append(re.sub(r'nonce="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"', "", page))
    assert pages[0] == pages[1]


def test_the_calculation_of_a_foreign_frame_is_given_to_nobody_whoever_asks_for_it(
    cast: CastFixture,
) -> None:
    treasurer = Membership.objects.get(user__given_name="Bernd", role=Role.FUNDING_OFFICER)
    release = FrameRelease.objects.get()
    assert reason_for(treasurer, release, SCHRIESHEIM)
    assert reason_for(treasurer, release, WEINHEIM) is None
    assert reason_for(treasurer, release, NOWHERE) is None


def test_asking_why_about_the_own_municipality_is_answered(cast: CastFixture) -> None:
    browser = cast("Bernd", "funding_officer")
    page = browser.get(KREIS_PAGE, {"warum": SCHRIESHEIM}).content.decode()
    assert "72.857" in page


def ags_in(text: str, digits: int) -> set[str]:
    return set(re.findall(rf"^\W?(08[0-9]{{{digits - 2}}})\b", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("name", "role", "path", "shown"),
    [
        ("Bernd", "funding_officer", f"{KREIS_PAGE}gemeinden.csv", 1),
        ("Clara", None, f"{KREIS_PAGE}gemeinden.csv", 54),
        ("Heidi", None, f"{KREIS_PAGE}gemeinden.csv", 54),
        ("Ingo", None, "/foerderung/planungsrahmen/08317/gemeinden.csv", 51),
    ],
)
def test_an_export_holds_the_municipalities_that_one_may_see_and_no_other(
    name: str, role: str | None, path: str, shown: int, cast: CastFixture
) -> None:
    text = cast(name, role).get(path).getvalue().decode("utf-8-sig")
    assert len(ags_in(text, 8)) == shown
    assert all(ags.startswith(path.split("/")[3]) for ags in ags_in(text, 8))


def test_the_export_of_the_land_holds_all_kreise(cast: CastFixture) -> None:
    answer = cast("Heidi").get("/foerderung/planungsrahmen/kreise.csv")
    assert len(ags_in(answer.getvalue().decode("utf-8-sig"), 5)) == 44


def test_a_treasurer_sees_the_figures_of_the_own_municipality_only(cast: CastFixture) -> None:
    page = cast("Bernd", "funding_officer").get(KREIS_PAGE).content.decode()
    assert "67.667" in page
    assert "280.220" not in page


def test_the_page_of_the_day_sums_up_only_what_one_may_see(cast: CastFixture) -> None:
    def shown_to(*who: str) -> str:
        return cast(*who).get("/").content.decode()

    assert "67.667" in shown_to("Bernd", "funding_officer")
    assert "72.857" in shown_to("Heidi")
    assert "72.857" not in shown_to("Clara")
    for person in MEMBERS:
        if person.name in ("Amira", "Deniz", "Eva", "Frank", "Gesa"):
            assert "Planungsrahmen" not in browser_of(person, cast).get("/").content.decode()


def test_the_search_finds_the_same_public_places_for_everybody(cast: CastFixture) -> None:
    htmx = {"HX-Request": "true"}
    nobodys = cast("visitor").get("/suche/", {"q": "weinheim"}, headers=htmx).content
    assert b"Weinheim" in nobodys
    for person in (*MEMBERS, AMIRA):
        browser = browser_of(person, cast)
        assert browser.get("/suche/", {"q": "weinheim"}, headers=htmx).content == nobodys


@pytest.mark.parametrize(
    ("name", "role", "shown"),
    [
        ("visitor", None, {}),
        ("Amira", None, {}),
        ("Bernd", "integration_manager", {}),
        ("Bernd", "funding_officer", {SCHRIESHEIM}),
        ("Clara", None, {SCHRIESHEIM, WEINHEIM}),
        ("Heidi", None, {SCHRIESHEIM, WEINHEIM}),
        ("Ingo", None, {}),
    ],
)
def test_the_open_page_of_a_place_shows_its_frame_to_those_who_may_see_it(
    name: str, role: str | None, shown: set[str], cast: CastFixture
) -> None:
    browser = cast(name, role)
    for ags, frame in ((SCHRIESHEIM, "67.667"), (WEINHEIM, "280.220")):
        page = browser.get(f"/orte/gemeinde/{ags}/").content.decode()
        assert (frame in page) == (ags in shown), ags


@pytest.mark.parametrize(
    ("name", "role", "own"),
    [("Bernd", "funding_officer", "08226"), ("Clara", None, "08226"), ("Ingo", None, "08317")],
)
def test_the_way_to_the_frames_leads_to_the_own_kreis(
    name: str, role: str | None, own: str, cast: CastFixture
) -> None:
    answer = cast(name, role).get("/foerderung/planungsrahmen/")
    assert answer.headers["Location"] == f"/foerderung/planungsrahmen/{own}/"


def test_a_release_without_a_frame_of_ones_own_is_not_the_newest_that_one_sees(
    cast: CastFixture,
) -> None:
    release_frames(
        label="only Kehl",
        on=date(2017, 12, 11),
        persons={"08317057": 1},
        counted_on=date(2018, 9, 15),
        by=None,
    )
    assert "67.667" in cast("Bernd", "funding_officer").get(KREIS_PAGE).content.decode()
    assert "only Kehl" in cast("Heidi").get("/foerderung/planungsrahmen/").content.decode()


def test_the_treasurer_of_a_provider_has_no_frame_and_sees_none(cast: CastFixture) -> None:
    provider = add_organisation(kind=OrganisationKind.PROVIDER, name="Verein", by=None)
    jonas = User.objects.get(email="jonas@demo.example")
    add_membership(
        user=jonas,
        organisation=provider,
        role=Role.FUNDING_OFFICER,
        by=None,
        valid_from=date(2025, 1, 1),
    )
    browser = cast("Jonas")
    assert browser.get("/").status_code == 200
    answer = browser.get("/foerderung/planungsrahmen/")
    assert answer.status_code == 200
    assert not re.search(r"[0-9] €", answer.content.decode())
    assert browser.get(KREIS_PAGE).status_code == 404
