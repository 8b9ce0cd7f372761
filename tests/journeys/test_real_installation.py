"""An empty real database gets its people: first administrator, colleague, lost phone, goodbye."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import casework_steps as casework
from tests.journeys.steps import is_in, sign_out
from tests.screens.faults import barriers, shape_faults
from tests.servers import product as products
from tests.servers.browser import PATIENCE_MS, Browser, Watch
from tests.servers.fixtures import server_address
from tests.servers.mails import newest_to, outbox
from tests.servers.people import code_of
from tests.servers.product import Installation

pytestmark = pytest.mark.journey
KERSTIN, LENA = "kerstin@weinheim.example", "lena@weinheim.example"
PASSWORDS = {KERSTIN: "Sieben Birnen im Mai", LENA: "Acht Quitten im Herbst"}
NewWindow = Callable[..., Page]


@pytest.fixture
def real() -> Iterator[Installation]:
    """A real installation, served, with nothing but an invitation in its outbox."""
    with products.installation(server_address()) as one:
        assert one.call("setup").returncode == 0
        words = ("--given-name", "Kerstin", "--family-name", "Adler", "--kind", "municipality")
        place = ("--organisation", "Stadt Weinheim", "--ags", "08226096")
        done = one.call("create-admin", "--email", KERSTIN, *words, *place)
        assert done.returncode == 0, done.stderr
        with one.served():
            yield one


@pytest.fixture
def new_window(real: Installation, chromium: Browser) -> Iterator[NewWindow]:
    """A browser of its own, in which nobody is signed in, and which must stay silent."""
    watching = Watch(real.address)
    watching.expect(403, 404, 409)
    contexts = []

    def open_window(**more: Any) -> Page:
        context = chromium.new_context(base_url=real.address, locale="de-DE", **more)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        watching.follow(page)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert watching.complaints == []


def accept(page: Page, real: Installation, email: str) -> None:
    """Open the link of the newest mail and choose the password."""
    page.goto(newest_to(real, email).link(real))
    expect(page.locator("h1")).to_have_text("Ihre Einladung")
    page.locator("[name=password1]").fill(PASSWORDS[email])
    page.locator("[name=password2]").fill(PASSWORDS[email])
    page.get_by_role("button", name="Einladung annehmen").click()
    expect(page.locator("h1")).to_have_text("Sicherheit und zweiter Faktor")


def set_up_app(page: Page) -> str:
    """The second factor that is asked for; its key."""
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Sicherheit und zweiter Faktor")
    page.get_by_role("link", name="App einrichten").click()
    secret = page.locator("#secret").inner_text().strip()
    page.locator("[name=code]").fill(code_of(secret))
    page.get_by_role("button", name="Einrichten").click()
    expect(page.locator("h1")).to_have_text("Wiederherstellungscodes")
    page.goto("/")
    is_in(page)
    return secret


def give_password(page: Page, email: str, password: str = "") -> None:
    page.goto("/konto/anmelden/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password or PASSWORDS[email])
    page.get_by_role("button", name="Anmelden", exact=True).click()


def invite(page: Page, email: str, given_name: str, family_name: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Zugänge").click()
    page.get_by_role("link", name="Einladen").click()
    page.locator("[name=given_name]").fill(given_name)
    page.locator("[name=family_name]").fill(family_name)
    page.locator("[name=email]").fill(email)
    page.locator("[name=role]").select_option("integration_manager")
    page.get_by_role("button", name="Einladung senden").click()
    expect(page.locator("h1")).to_have_text("Zugänge")


def with_administrator(real: Installation, page: Page) -> None:
    accept(page, real, KERSTIN)
    set_up_app(page)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_from_the_first_command_to_a_colleague_who_comes_loses_the_phone_and_leaves(
    script: bool, real: Installation, new_window: NewWindow
) -> None:
    kerstin = new_window(java_script_enabled=script)
    lena = new_window(
        java_script_enabled=script, viewport={"width": 360, "height": 800}, is_mobile=True
    )
    with_administrator(real, kerstin)
    invite(kerstin, LENA, "Lena", "Neu")
    expect(kerstin.locator(".rows")).to_contain_text("Lena Neu")
    accept(lena, real, LENA)
    set_up_app(lena)

    # Her first case goes its whole way; what she types is hers and not the administrator's.
    case = casework.from_announcement_to_acceptance(lena, casework.Newcomer(), "Nur für Lena.")
    casework.from_first_domain_to_agreement(lena)
    assert kerstin.request.get(case).status == 403

    # The phone is lost: the administrator resets the factor, and the open session ends.
    kerstin.goto("/konto/zugaenge/")
    row = kerstin.locator("tr", has_text="Lena Neu")
    expect(row).to_contain_text("App, 10 Codes übrig")
    row.get_by_role("link", name="Faktor verloren").click()
    kerstin.get_by_role("button", name="Zurücksetzen").click()
    expect(kerstin.locator("tr", has_text="Lena Neu")).to_contain_text("fehlt noch")
    assert "zurückgesetzt" in newest_to(real, LENA).subject
    lena.goto("/")
    expect(lena.locator("h1")).to_have_text("Anmelden")
    give_password(lena, LENA)
    set_up_app(lena)

    # She leaves: nothing opens at the next request.
    kerstin.locator("tr", has_text="Lena Neu").get_by_role("link", name="Beenden").click()
    kerstin.get_by_role("button", name="Zugang beenden").click()
    expect(kerstin.locator("tbody")).not_to_contain_text("Lena Neu")
    lena.goto("/")
    expect(lena.locator("h1")).to_have_text("Keine Mitgliedschaft")


def test_a_forgotten_password_and_a_passkey(real: Installation, new_window: NewWindow) -> None:
    page = new_window()
    page.goto(newest_to(real, KERSTIN).link(real))
    assert barriers(page) + shape_faults(page) == []
    accept(page, real, KERSTIN)
    plug_in_passkey_device(page)
    page.get_by_role("link", name="Passkey einrichten").click()
    page.locator("[name=name]").fill("Dienstrechner")
    page.get_by_role("button", name="Passkey einrichten").click()
    expect(page.locator("h1")).to_have_text("Wiederherstellungscodes")
    sign_out(page)
    page.get_by_role("link", name="Passwort vergessen?").click()
    page.locator("[name=email]").fill(KERSTIN)
    page.get_by_role("button", name="Mail anfordern").click()
    expect(page.locator("h1")).to_have_text("Mail ist unterwegs")
    page.goto(newest_to(real, KERSTIN).link(real))
    assert barriers(page) + shape_faults(page) == []
    page.locator("[name=password1]").fill("Neun Nüsse im Winter")
    page.locator("[name=password2]").fill("Neun Nüsse im Winter")
    page.get_by_role("button", name="Passwort speichern").click()
    expect(page.locator("h1")).to_have_text("Das neue Passwort gilt")
    give_password(page, KERSTIN, "Neun Nüsse im Winter")
    expect(page.locator("h1")).to_have_text("Zweiter Faktor")
    page.get_by_role("button", name="Passkey verwenden").click()
    is_in(page)


def test_a_form_sent_many_times_at_once_does_its_deed_once(
    real: Installation, new_window: NewWindow
) -> None:
    page = new_window()
    with_administrator(real, page)
    page.goto("/konto/zugaenge/einladen/")
    before = len(outbox(real))
    words = {
        "given_name": "Lena",
        "family_name": "Neu",
        "email": LENA,
        "role": "supervision",
        "valid_from": "2025-01-01",
        "valid_until": "",
        "once": page.locator("main [name=once]").input_value(),
        "csrfmiddlewaretoken": page.locator("main [name=csrfmiddlewaretoken]").input_value(),
    }
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    bodies = [words] * 10 + [words | {"given_name": "Lina"}] * 4

    def send(body: dict[str, str]) -> tuple[int, str]:
        return post(f"{real.address}/konto/zugaenge/einladen/", body, cookies)

    with ThreadPoolExecutor(len(bodies)) as pool:
        answers = list(pool.map(send, bodies))
    done, refused = (302, "/konto/zugaenge/"), (409, "")
    assert set(answers) == {done, refused}
    # All that were alike got the same answer, whichever of the two contents came first.
    assert len(set(answers[:10])) == len(set(answers[10:])) == 1
    assert len(outbox(real)) == before + 1
    page.goto("/konto/zugaenge/")
    expect(page.locator(".rows .row")).to_have_count(1)
    expect(page.locator(".rows .row")).to_contain_text(re.compile("L[ei]na Neu"))


def post(address: str, body: dict[str, str], cookies: str) -> tuple[int, str]:
    """Send a form as a browser would; its status and where it leads, which is not followed."""
    place = urlsplit(address)
    line = HTTPConnection(place.hostname or "", place.port, timeout=30)
    head = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
    line.request("POST", place.path, urlencode(body), head | {"Origin": f"http://{place.netloc}"})
    answer = line.getresponse()
    return answer.status, answer.headers.get("Location", "")


def plug_in_passkey_device(page: Page) -> None:
    """A device of the browser's own that keeps passkeys."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
