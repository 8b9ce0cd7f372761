"""Opens screens as the people who see them, in a language, a brightness and a width."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import BrowserContext, Page, Response, expect

from tests.screens.screen import VISITOR, Screen
from tests.screens.screens import WITH_FACTORS, confirm
from tests.servers.browser import PATIENCE_MS, Browser, Watch
from tests.servers.people import PASSWORD, code_of, email_of

WIDE, PHONE, ZOOMED = 1280, 360, 320  # 320 is 1280 enlarged to 400 %
HEIGHTS = {WIDE: 800, PHONE: 740, ZOOMED: 256}
LANGUAGES = ("de", "en")
BRIGHTNESSES = ("light", "dark")


class Viewer:
    """Signs each person in once and keeps the session for later windows."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.sessions: dict[str, Any] = {}

    @contextmanager
    def window(self, who: str = VISITOR, language: str = "de") -> Iterator[tuple[Page, Watch]]:
        """A window of somebody, and what it should not have done."""
        session = self.session_of(who)
        context = self._context(storage_state=session)
        context.add_cookies([{"name": "django_language", "value": language, "url": self.address}])
        watch = Watch(self.address)
        page = context.new_page()
        watch.follow(page)
        try:
            yield page, watch
        finally:
            context.close()

    @contextmanager
    def opened(self, screen: Screen, language: str = "de") -> Iterator[tuple[Page, Watch]]:
        """The screen, after its deed, wide and light."""
        if screen.after:
            self.session_of(screen.after)
        with self.window(screen.who, language) as (page, watch):
            if screen.status != 200:
                watch.expect(screen.status)
            statuses: list[int] = []
            page.on("response", lambda one: statuses.append(one.status) if is_page(one) else None)
            page.goto(screen.address)
            if screen.deed:
                screen.deed(page)
            # Pages come whole from the server; letters of a late font would change their shape.
            page.wait_for_load_state("load")
            page.evaluate("() => document.fonts.ready.then(() => true)")
            assert statuses[-1] == screen.status, f"{screen.name}: status {statuses[-1]}"
            yield page, watch

    def _context(self, **more: Any) -> BrowserContext:
        size: Any = {"width": WIDE, "height": HEIGHTS[WIDE]}
        context = self.browser.new_context(
            base_url=self.address,
            viewport=size,
            color_scheme="light",
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(PATIENCE_MS)
        return context

    def session_of(self, who: str) -> Any:
        """What the browser keeps of somebody who signed in; a failure is not tried twice."""
        if who not in self.sessions:
            try:
                self.sessions[who] = self._signed_in(who)
            except Exception as failure:
                self.sessions[who] = failure
        if isinstance(self.sessions[who], Exception):
            raise RuntimeError(f"{who} could not be signed in: {self.sessions[who]}")
        return self.sessions[who]

    def _signed_in(self, who: str) -> Any:
        context = self._context()
        try:
            if who == WITH_FACTORS:
                set_up_factors(context)
            elif who != VISITOR:
                page = context.new_page()
                page.goto("/konto/anmelden/")
                with page.expect_navigation():
                    page.locator(f"button[name=email][value='{email_of(who)}']").click()
            return context.storage_state()
        finally:
            context.close()


def is_page(answer: Response) -> bool:
    return answer.request.is_navigation_request()


def show(page: Page, width: int, brightness: str) -> None:
    """The same page narrower or darker, without loading it again."""
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    page.emulate_media(color_scheme=brightness)  # type: ignore[arg-type]
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def set_up_factors(context: BrowserContext) -> None:
    """An app with recovery codes, and a passkey on a device of the browser's own."""
    page = context.new_page()
    plug_in_passkey_device(page)
    page.goto("/konto/anmelden/")
    page.locator("[name=login]").fill(email_of(WITH_FACTORS))
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form .button--primary").first.click()
    page.wait_for_url("**/zweiter-faktor/")
    page.goto("/konto/zweiter-faktor/app/")
    confirm(page)
    page.locator("[name=code]").fill(code_of(page.locator("#secret").inner_text().strip()))
    page.locator("main form .button--primary").first.click()
    expect(page.locator(".codes")).to_be_visible()
    page.goto("/konto/zweiter-faktor/passkeys/neu/")
    confirm(page)
    page.locator("[name=name]").fill("Dienstrechner")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda address: not address.endswith("/neu/"))


def plug_in_passkey_device(page: Page) -> tuple[Any, dict[str, str]]:
    """A device that keeps passkeys and always agrees: the session to reach it, and its id."""
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
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, {"authenticatorId": added["authenticatorId"]}
