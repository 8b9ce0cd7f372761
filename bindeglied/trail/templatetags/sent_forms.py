"""What a form carries so that it holds: its key, its draft, and both texts after a conflict."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms, template
from django.conf import settings
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bindeglied.trail.drafts import FormDraft
from bindeglied.ui.registry import frame_addresses

register = template.Library()


@register.simple_tag
def once_key() -> SafeString:
    """A key that no other form has, for a view that is marked with `once`."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid4())


@register.simple_tag
def keeps_draft(form: forms.BaseForm) -> SafeString:
    """The attribute by which the script knows a form whose text is kept while it is typed."""
    if _draft_of(form) is None:
        return SafeString("")
    return format_html('data-keeps-draft="{}"', reverse(frame_addresses["draft"]))


@register.simple_tag(takes_context=True)
def draft_line(context: dict[str, Any], form: forms.BaseForm) -> SafeString:
    """The line of a form that says what was kept, with the buttons for the way without a script."""
    draft = _draft_of(form)
    if draft is None:
        return SafeString("")
    page = {
        "draft": draft,
        "token": draft.token(context["request"].get_full_path()),
        "sign_in": resolve_url(settings.LOGIN_URL),
    }
    return render_to_string("trail/draft_line.html", page)


@register.simple_tag
def both_texts(form: forms.BaseForm) -> SafeString:
    """After a conflict, each field that two people filled in differently, side by side."""
    conflict = getattr(form, "conflict", None)
    if conflict is None:
        return SafeString("")
    return render_to_string("trail/both_texts.html", {"conflict": conflict})


def _draft_of(form: forms.BaseForm) -> FormDraft | None:
    return getattr(form, "draft", None)
