"""The hidden field by which a form that is sent twice is known again."""

from __future__ import annotations

from uuid import uuid4

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def once_key() -> SafeString:
    """A key that no other form has, for a view that is marked with `once`."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid4())
