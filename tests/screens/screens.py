"""Every screen of the product with its dialogs and fault states: looked at by tests and pictures.

A screen that a link leads to and that is missing here fails the crawl.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.screens.case_screens import CASE_SCREENS
from tests.screens.frame_screens import FRAME_SCREENS
from tests.screens.money_screens import MONEY_SCREENS
from tests.screens.notice_screens import NOTICE_SCREENS
from tests.screens.plan_screens import PLAN_SCREENS
from tests.screens.screen import Screen
from tests.screens.survey_screens import SURVEY_SCREENS
from tests.servers.people import PASSWORD, email_of, wrong_code

# Who has an app, a passkey and recovery codes; everybody else signs in with one click.
WITH_FACTORS = "Gesa"
RHEIN_NECKAR = "/foerderung/planungsrahmen/08226/"
FACTORS = "/konto/zweiter-faktor/"
PEOPLE = "/konto/zugaenge/"


def open_menu(page: Page) -> None:
    page.locator("details.menu > summary").click()


def type_into_bar(page: Page) -> None:
    page.locator(".bar__search [name=q]").fill("wein")
    expect(page.locator(".bar__search .search__hits a").first).to_be_visible()


def type_into_page(page: Page) -> None:
    page.locator("main [name=q]").first.fill("mühl")
    expect(page.locator("#orte-treffer a").first).to_be_visible()


def give_wrong_password(page: Page) -> None:
    page.locator("[name=login]").fill("niemand@demo.example")
    page.locator("[name=password]").fill("falsch-geraten-1")
    page.locator("main form .button--primary").first.click()
    expect(page.locator("[role=alert], .kern-error").first).to_be_visible()


def send_after_the_token_expired(page: Page) -> None:
    page.locator("[name=login]").fill("niemand@demo.example")
    page.locator("[name=password]").fill("falsch-geraten-1")
    page.context.clear_cookies(name="csrftoken")
    page.locator("main form .button--primary").first.click()
    page.wait_for_load_state()


def give_password(page: Page) -> None:
    page.locator("[name=login]").fill(email_of(WITH_FACTORS))
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form .button--primary").first.click()
    expect(page.locator("[name=code]")).to_be_visible()


def give_wrong_code(page: Page) -> None:
    give_password(page)
    page.locator("[name=code]").fill(wrong_code("A" * 32))
    page.locator("main form .button--primary").first.click()
    expect(page.locator(".kern-error:visible").first).to_be_visible()


def confirm(page: Page) -> None:
    """Show the password again where the product asks for it before a factor changes."""
    if "/bestaetigen/" in page.url:
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form .button--primary").first.click()
        page.wait_for_load_state()


def confirm_and_give_wrong_code(page: Page) -> None:
    confirm(page)
    secret = page.locator("#secret").inner_text().strip()
    page.locator("[name=code]").fill(wrong_code(secret))
    page.locator("main form .button--primary").first.click()
    expect(page.locator(".kern-error:visible").first).to_be_visible()


def rename_passkey(page: Page) -> None:
    confirm(page)
    page.locator(
        "a[href*='/passkeys/']:not([href$='/neu/']):not([href$='/entfernen/'])"
    ).first.click()
    page.wait_for_load_state()
    confirm(page)


def remove_passkey(page: Page) -> None:
    confirm(page)
    page.locator("a[href$='/entfernen/']").first.click()
    page.wait_for_load_state()
    confirm(page)


def act_as_funding_officer(page: Page) -> None:
    """Bernd's second membership, in which he sees one frame."""
    open_menu(page)
    page.locator("button[name=membership]").nth(1).click()
    page.goto("/foerderung/planungsrahmen/")


def invite_lena(page: Page) -> None:
    """An invitation that waits; the second time it is there already."""
    if not page.locator(".rows", has_text="Lena Neu").count():
        page.goto(f"{PEOPLE}einladen/")
        send_invitation(page, "lena@demo.example")
        expect(page.locator(".rows")).to_contain_text("Lena Neu")


def invite_whoever_is_there(page: Page) -> None:
    send_invitation(page, email_of("Amira"))
    expect(page.locator(".kern-error:visible").first).to_be_visible()


def send_invitation(page: Page, email: str) -> None:
    page.locator("[name=given_name]").fill("Lena")
    page.locator("[name=family_name]").fill("Neu")
    page.locator("[name=email]").fill(email)
    page.locator("[name=role]").select_option("integration_manager")
    page.locator("main form .button--primary").first.click()


def begin_to_end(page: Page) -> None:
    page.locator("tr", has_text="Amira").locator("a[href$='/beenden/']").click()
    expect(page.locator("[name=last_day]")).to_be_visible()


def end_the_last_administrator(page: Page) -> None:
    page.locator("tr", has_text="Kerstin").locator("a[href$='/beenden/']").click()
    page.locator("main form .button--danger").click()
    expect(page.locator(".kern-error:visible").first).to_be_visible()


def begin_to_reset(page: Page) -> None:
    page.locator("tr", has_text="Amira").locator("a[href$='/zweiter-faktor/']").click()
    expect(page.locator("main .button--danger")).to_be_visible()


def send_without_key(page: Page) -> None:
    page.locator("main [name=once]").evaluate("field => field.remove()")
    # The form waits for its draft before it is sent.
    with page.expect_navigation():
        send_invitation(page, "lena@demo.example")


SCREENS = (
    # What everybody sees.
    Screen("login", "/konto/anmelden/"),
    Screen("login-wrong", "/konto/anmelden/", deed=give_wrong_password),
    Screen("login-expired", "/konto/anmelden/", deed=send_after_the_token_expired, status=403),
    Screen("second-factor", "/konto/anmelden/", deed=give_password, after=WITH_FACTORS),
    Screen("second-factor-wrong", "/konto/anmelden/", deed=give_wrong_code, after=WITH_FACTORS),
    Screen("land", "/orte/"),
    Screen("land-typing", "/orte/", deed=type_into_page),
    Screen("land-bar-typing", "/orte/", deed=type_into_bar),
    Screen("land-menu", "/orte/", deed=open_menu, within=".bar"),
    Screen("kreis", "/orte/08226/?sortierung=personen"),
    Screen("municipality", "/orte/gemeinde/08226096/"),
    Screen("municipality-city", "/orte/gemeinde/08111000/"),
    Screen("place-search", "/orte/suche/"),
    Screen("place-search-hits", "/orte/suche/?q=wein"),
    Screen("search", "/suche/"),
    Screen("search-hits", "/suche/?q=wein"),
    Screen("search-nothing", "/suche/?q=Xylophonhausen"),
    Screen("rules", "/foerderung/regeln/"),
    Screen("gallery", "/bausteine/"),
    Screen("accessibility", "/barrierefreiheit/"),
    Screen("privacy", "/datenschutz/"),
    Screen("licence", "/lizenz/"),
    Screen("not-found", "/gibtesnicht/", status=404),
    # What members see.
    Screen("home-amira", "/", "Amira"),
    Screen("home-clara", "/", "Clara"),
    Screen("home-heidi", "/", "Heidi"),
    Screen("home-menu", "/", "Bernd", open_menu, within=".bar"),
    Screen("home-typing", "/", "Clara", type_into_bar),
    Screen("frames-land", "/foerderung/planungsrahmen/", "Heidi"),
    Screen("frames-kreis", RHEIN_NECKAR, "Clara"),
    Screen("frames-why", f"{RHEIN_NECKAR}?warum=08226096", "Clara"),
    Screen("frames-one", "/", "Bernd", act_as_funding_officer),
    Screen("frames-refused", "/foerderung/planungsrahmen/", "Amira", status=403),
    *MONEY_SCREENS,
    Screen("no-membership", "/", "Jonas", status=403),
    # The own account.
    Screen("sign-out", "/konto/abmelden/", "Clara"),
    Screen("confirm", f"{FACTORS}app/", "Deniz"),
    Screen("factors-none", FACTORS, "Deniz"),
    Screen("app-new", f"{FACTORS}app/", "Deniz", confirm),
    Screen("app-new-wrong", f"{FACTORS}app/", "Deniz", confirm_and_give_wrong_code),
    Screen("factors", FACTORS, WITH_FACTORS),
    Screen("app-remove", f"{FACTORS}app/entfernen/", WITH_FACTORS, confirm),
    Screen("codes", f"{FACTORS}codes/", WITH_FACTORS, confirm),
    Screen("codes-new", f"{FACTORS}codes/neu/", WITH_FACTORS, confirm),
    Screen("passkeys", f"{FACTORS}passkeys/", WITH_FACTORS, confirm),
    Screen("passkey-new", f"{FACTORS}passkeys/neu/", WITH_FACTORS, confirm),
    Screen("passkey-rename", f"{FACTORS}passkeys/", WITH_FACTORS, rename_passkey),
    Screen("passkey-remove", f"{FACTORS}passkeys/", WITH_FACTORS, remove_passkey),
    Screen("confirm-code", f"{FACTORS}bestaetigen/", WITH_FACTORS),
    Screen("confirm-passkey", f"{FACTORS}passkeys/bestaetigen/", WITH_FACTORS),
    Screen("password-forgotten", "/konto/passwort/"),
    Screen("password-mail", "/konto/passwort/mail/"),
    Screen("password-link-void", "/konto/passwort/neu/x-y/", status=404),
    Screen("password-changed", "/konto/passwort/fertig/"),
    # People of an organisation.
    Screen("people", PEOPLE, "Kerstin"),
    Screen("people-invited", PEOPLE, "Kerstin", invite_lena),
    Screen("people-nobody", f"{PEOPLE}?name=Xylophon", "Kerstin"),
    Screen("people-ended", f"{PEOPLE}?beendet=1", "Kerstin"),
    Screen("invite", f"{PEOPLE}einladen/", "Kerstin"),
    Screen("invite-again", f"{PEOPLE}einladen/", "Kerstin", invite_whoever_is_there),
    Screen("invite-without-key", f"{PEOPLE}einladen/", "Kerstin", send_without_key, status=400),
    Screen("person-end", PEOPLE, "Kerstin", begin_to_end),
    Screen("person-end-last", PEOPLE, "Kerstin", end_the_last_administrator),
    Screen("person-reset", PEOPLE, "Kerstin", begin_to_reset),
    Screen("invitation-void", "/konto/einladung/x/", status=404),
    *FRAME_SCREENS,
    *NOTICE_SCREENS,
    *CASE_SCREENS,
    *PLAN_SCREENS,
    *SURVEY_SCREENS,
)
