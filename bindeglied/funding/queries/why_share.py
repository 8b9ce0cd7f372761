"""Why a share is what it is: its calculation and the words for its key."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from bindeglied.funding.models import SubAllocation, SubAllocationKey, SubShare
from bindeglied.funding.queries.dividing import HUNDREDTHS
from bindeglied.law.planning_frame import shown_euros
from bindeglied.law.sub_allocation import Share, SubAllocated
from bindeglied.ui.templatetags.formats import short_date


@dataclass(frozen=True, slots=True)
class WhyShare:
    """The calculation of one share; money in euros with cents, weights as people write them."""

    share: SubShare
    rest_eur: Decimal
    fixed_total_eur: Decimal
    weight: Decimal
    total_weight: Decimal
    exact_eur: Decimal
    by_key_eur: Decimal


def why_share(computation: SubAllocated, share: SubShare) -> WhyShare:
    """The calculation of a share, line by line."""
    found: Share = next(
        one for one in computation.shares if one.recipient.key == share.recipient_key
    )
    return WhyShare(
        share=share,
        rest_eur=Decimal(computation.rest_cents) / 100,
        fixed_total_eur=Decimal(computation.fixed_cents) / 100,
        weight=Decimal(found.recipient.weight) / HUNDREDTHS,
        total_weight=Decimal(computation.total_weight) / HUNDREDTHS,
        exact_eur=shown_euros(Fraction(found.exact_cents, 100)),
        by_key_eur=Decimal(found.by_key_cents) / 100,
    )


def weight_words(sub_allocation: SubAllocation) -> str:
    """What the weights of a sub-allocation are."""
    words = {
        SubAllocationKey.COUNTED: _("Personen"),
        SubAllocationKey.PERSONS: _("Personen"),
        SubAllocationKey.INHABITANTS: _("Einwohner"),
        SubAllocationKey.WEIGHTS: _("Gewicht"),
        SubAllocationKey.FIXED: "",
    }
    return words[SubAllocationKey(sub_allocation.key)]


def key_words(sub_allocation: SubAllocation) -> str:
    """The key with where its figures come from."""
    key = sub_allocation.get_key_display()
    if sub_allocation.counted_on:
        return _("%(key)s, Stand %(day)s") % {
            "key": key,
            "day": short_date(sub_allocation.counted_on),
        }
    if sub_allocation.weights_source:
        return f"{key} ({sub_allocation.weights_source})"
    return str(key)
