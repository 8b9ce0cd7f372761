"""Typing into the forms of `typed_forms`, as the script of a page does."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

CANARY = "Wiedehopf im Kastanienbaum"


def shown(browser: Client, page: str) -> Any:
    """The form that a page shows, as its view filled it."""
    answer = browser.get(page)
    assert answer.status_code == 200
    return answer.context["form"]


def hidden(browser: Client, page: str) -> dict[str, str]:
    """The hidden fields of a page: the key of the form and the place of its draft."""
    found = re.findall(r'name="(once|entwurf)" value="([^"]+)"', browser.get(page).content.decode())
    return dict(found)


def typed(browser: Client, page: str, **words: Any) -> HttpResponse:
    """What the script sends while somebody types."""
    return browser.post("/entwurf/", hidden(browser, page) | words)
