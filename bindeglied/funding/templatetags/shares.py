"""Weights as people write them: whole ones without decimals."""

from __future__ import annotations

from decimal import Decimal

from django import template

from bindeglied.ui.templatetags.formats import number

register = template.Library()


@register.filter
def figure(value: Decimal) -> str:
    """352 stays 352, 1.5 becomes 1,50."""
    return number(value, 0 if value == value.to_integral_value() else 2)


@register.filter
def hundredths(value: int) -> str:
    """35200 hundredths are 352."""
    return figure(Decimal(value) / 100)
