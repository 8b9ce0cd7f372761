"""How densely an area is settled, in words."""

from __future__ import annotations

from django import template

from bindeglied.funding.views.area_maps import SETTLED, Area, field_of

register = template.Library()


@register.filter
def settled(row: Area) -> str:
    """Of a municipality its kind, of a Kreis how many of its municipalities are sparse."""
    return field_of(SETTLED, row).words
