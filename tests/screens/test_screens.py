"""Every screen, dialog and fault state: no barrier, no console message, nothing out of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.screens.case_screens import BEHIND_LINKS
from tests.screens.faults import barriers, shape_faults
from tests.screens.frame_screens import FRAMES_BEHIND_LINKS
from tests.screens.money_screens import MONEY_FILES
from tests.screens.notice_screens import NOTICE_BEHIND_LINKS
from tests.screens.plan_screens import PLAN_BEHIND_LINKS
from tests.screens.screen import Screen
from tests.screens.screens import SCREENS
from tests.screens.survey_screens import SURVEY_BEHIND_LINKS
from tests.screens.viewer import PHONE, WIDE, ZOOMED, Viewer, show

# Addresses that answer with no page of their own, and why.
NO_SCREEN = {
    "accounts_switch": "a button of the menu, leads to the page of the day",
    "accounts_accept": "stands behind the link of a mail: journeys of a real installation",
    "account_reset_password_from_key": "stands behind the link of a mail, too",
    "accounts_invitation_resend": "a button of the list",
    "accounts_invitation_withdraw": "a button of the list",
    "accounts_membership_end": "stands behind a link: person-end",
    "accounts_factor_reset": "stands behind a link: person-reset",
    "accounts_people_file": "a file",
    "demo:sign_in": "a button of the login page",
    "desk:draft": "answers to the script that keeps what is typed",
    "funding:export": "a file",
    "funding:export_land": "a file",
    "mfa_download_recovery_codes": "a file",
    "set_language": "a button of the menu",
    "ui:theme": "a button of the menu",
    "mfa_authenticate": "stands behind the password: second-factor",
    "mfa_edit_webauthn": "stands behind a button: passkey-rename",
    "mfa_remove_webauthn": "stands behind a button: passkey-remove",
    "account_reauthenticate": "stands before a change: confirm",
    **MONEY_FILES,
    **BEHIND_LINKS,
    **FRAMES_BEHIND_LINKS,
    **NOTICE_BEHIND_LINKS,
    **PLAN_BEHIND_LINKS,
    **SURVEY_BEHIND_LINKS,
}


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_has_no_barrier_and_stays_within_the_window(
    viewer: Viewer, screen: Screen
) -> None:
    faults = []
    with viewer.opened(screen) as (page, watch):
        # Brightness changes colours, width changes what is there: each pair need not be looked at.
        for width, brightness, with_axe in (
            (WIDE, "light", True),
            (PHONE, "dark", True),
            (ZOOMED, "light", False),
        ):
            show(page, width, brightness)
            found = shape_faults(page) + (barriers(page, screen.within) if with_axe else [])
            faults += [f"{width} {brightness}: {one}" for one in found]
    assert faults + watch.complaints == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_is_as_sound_in_english(viewer: Viewer, screen: Screen) -> None:
    with viewer.opened(screen, "en") as (page, watch):
        faults = barriers(page, screen.within, with_colours=False)
        assert page.locator("html").get_attribute("lang") == "en"
        show(page, PHONE, "light")
        faults += shape_faults(page)
    assert faults + watch.complaints == []


def test_every_address_is_a_screen_or_says_why_not() -> None:
    shown = {
        resolve(screen.address.split("?")[0]).view_name
        for screen in SCREENS
        if screen.status != 404
    }
    missing = addresses() - shown - set(NO_SCREEN)
    assert missing == set(), "add them to tests/screens/screens.py"
    assert set(NO_SCREEN) <= addresses()


def addresses() -> set[str]:
    """The names of all addresses, with their package's prefix."""
    return set(walk(get_resolver().url_patterns, ""))


def walk(patterns: Iterable[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLPattern):
            yield f"{prefix}{one.name}"
        else:
            yield from walk(
                one.url_patterns, f"{prefix}{one.app_name}:" if one.app_name else prefix
            )
