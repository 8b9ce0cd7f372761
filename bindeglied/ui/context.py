"""What every page's frame needs, for signed-in people and visitors alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from bindeglied import __version__
from bindeglied.ui.registry import NavigationItem, beginnings, frame_addresses, navigation

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "theme"


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Navigation for the acting role, the chosen theme, the nonce under its second name."""
    member = getattr(request, "member", None)
    role = member.role if member else None
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return {
        "navigation": _shown(navigation, role),
        "beginnings": _shown(beginnings, role),
        "member": member or None,
        "memberships": getattr(request, "memberships", []),
        "theme": theme if theme in THEMES else "auto",
        # django-csp delivers the nonce on the request, django-htmx looks for this name.
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "version": __version__,
        "languages": settings.LANGUAGES,
        "frame_addresses": frame_addresses,
    }


def _shown(items: Iterable[NavigationItem], role: str | None) -> list[NavigationItem]:
    shown = (item for item in items if item.roles is None or role in item.roles)
    return sorted(shown, key=lambda item: item.order)
