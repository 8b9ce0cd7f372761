"""How pages of money write amounts and sources."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from bindeglied.funding.wording import SOURCE_KINDS

register = template.Library()


@register.filter
def is_whole(amount: Decimal) -> bool:
    """Whether an amount has no cents."""
    return amount == amount.to_integral_value()


@register.filter
def source_words(kind: str) -> str:
    """What the source of an entry is called; the word in the ledger where there is no other."""
    return _(SOURCE_KINDS[kind]) if kind in SOURCE_KINDS else kind
