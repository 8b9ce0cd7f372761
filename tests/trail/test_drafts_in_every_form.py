"""No form loses what is typed into it; one that keeps nothing says why."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house_rules.checkout import in_checkout, templates

FORM = re.compile(r"<form\b(?:[^>]|%>)*?method=\"post\".*?</form>", re.DOTALL)
EXTENDS = re.compile(r"\{% extends ['\"]([^'\"]+)['\"]")
# A form whose attribute or line stands in a block is finished by each page that extends it.
BLOCKS = ("{% block keeps %}", "{% block draft %}")

ONE_CLICK = "one click, nothing typed"
A_FILE = "a browser gives a file away only to the form it was chosen in"
SIGNING_IN = "signing in: passwords and codes are kept nowhere"
NO_DRAFT = {
    "accounts/accept_more.html": ONE_CLICK,
    "accounts/accept_new.html": "the first password, and nobody is signed in yet",
    "accounts/accept_other.html": ONE_CLICK,
    "accounts/open_invitations.html": ONE_CLICK,
    "accounts/reset.html": ONE_CLICK,
    "casework/appointment_steps.html": ONE_CLICK,
    "funding/close_survey.html": ONE_CLICK,
    "funding/decide_sub_allocation.html": ONE_CLICK,
    "funding/frame_release.html": ONE_CLICK,
    "funding/report_counts.html": "one tick, nothing to type",
    "funding/survey_closed.html": ONE_CLICK,
    "funding/relief.html": ONE_CLICK,
    "funding/upload_counts.html": A_FILE,
    "funding/import_notices.html": A_FILE,
    "funding/preview_notices.html": ONE_CLICK,
    "casework/give_up.html": ONE_CLICK,
    "casework/plan/agreed.html": ONE_CLICK,
    "casework/plan/progress.html": ONE_CLICK,
    "casework/plan_card.html": ONE_CLICK,
    "casework/remove_counter_contact.html": ONE_CLICK,
    "casework/subscribe.html": ONE_CLICK,
    "casework/task_steps.html": ONE_CLICK,
    "demo/cast.html": ONE_CLICK,
    "desk/day_row.html": ONE_CLICK,
    "ui/own_menu.html": ONE_CLICK,
    **dict.fromkeys(
        (
            "account/login.html",
            "account/logout.html",
            "account/password_reset.html",
            "account/password_reset_from_key.html",
            "account/reauthenticate.html",
            "mfa/authenticate.html",
            "mfa/reauthenticate.html",
            "mfa/recovery_codes/generate.html",
            "mfa/totp/activate_form.html",
            "mfa/totp/deactivate_form.html",
            "mfa/webauthn/add_form.html",
            "mfa/webauthn/authenticator_confirm_delete.html",
            "mfa/webauthn/reauthenticate.html",
        ),
        SIGNING_IN,
    ),
    "mfa/webauthn/edit_form.html": "the sign-in library's own form: one short name",
}


def name_of(path: Path) -> str:
    return path.as_posix().split("/templates/", 1)[1]


def keeps(text: str) -> bool:
    return "{% keeps_draft form %}" in text and "{% draft_line form %}" in text


def pages_with_forms() -> dict[str, str]:
    """Each template with a form of its own, and those that finish the form of another."""
    texts = {name_of(path): path.read_text("utf-8") for path in templates()}
    found = {}
    for name, text in texts.items():
        for form in FORM.findall(text):
            if not all(block in form for block in BLOCKS):
                found[name] = form
                continue
            children = (one for one in texts if EXTENDS.findall(texts[one])[:1] == [name])
            found |= {child: texts[child] for child in children}
    return found


def test_every_form_keeps_what_is_typed_or_says_why_not() -> None:
    forms = pages_with_forms()
    assert len(forms) >= 20
    losing = {name for name, text in forms.items() if not keeps(text)}
    assert losing - NO_DRAFT.keys() == set()


def test_the_list_of_forms_without_a_draft_names_no_other() -> None:
    losing = {name for name, text in pages_with_forms().items() if not keeps(text)}
    assert NO_DRAFT.keys() - losing == set()


def test_a_form_called_one_click_has_no_field_to_type_into() -> None:
    paths = {name_of(path): path for path in templates()}
    for name, reason in NO_DRAFT.items():
        if reason != ONE_CLICK:
            continue
        for form in FORM.findall(paths[name].read_text("utf-8")):
            assert not re.search(r"<textarea|<select|\{\{ form|type=\"(?!hidden|submit)", form), (
                in_checkout(paths[name])
            )
