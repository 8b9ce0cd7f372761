"""Amounts with their sign."""

from __future__ import annotations

from decimal import Decimal

from django import template

from bindeglied.ui.templatetags.formats import euro, number

register = template.Library()


@register.filter
def signed_euro(value: int) -> str:
    """Whole euros with plus or minus: 1234 -> "+1.234 €"."""
    return f"+{euro(value)}" if value > 0 else euro(value)


@register.filter
def tenths(value: int | None) -> str:
    """Tenths of a percent with their sign: -57 -> "−5,7"; nothing to compare with: "–"."""
    if value is None:
        return "–"
    text = number(Decimal(value).scaleb(-1), 1)
    return f"+{text}" if value > 0 else text
