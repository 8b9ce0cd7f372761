"""Dividing the amount of a notice: recipients, their weights, and the shares that follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from bindeglied.accounts.models import Organisation, OrganisationKind
from bindeglied.funding.models import (
    CountSurvey,
    FrameNotice,
    MunicipalityCount,
    SubAllocation,
    SubAllocationKey,
    SubShare,
    SurveyState,
)
from bindeglied.law.sub_allocation import (
    CENT,
    EURO,
    DoesNotAddUp,
    Leftover,
    Recipient,
    SubAllocated,
    sub_allocate,
)
from bindeglied.places.models import Municipality, PopulationFigure
from bindeglied.places.register import LATEST_YEAR
from bindeglied.ui.templatetags.formats import money

HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Eligible:
    """Who may get a share: a municipality (its AGS as key) or a provider (its id)."""

    key: str
    name: str
    is_provider: bool


@dataclass(frozen=True, slots=True)
class Division:
    """How a Kreis wants to divide: a key, what it keeps, what it typed for each recipient.

    `weights` are hundredths and count for the keys PERSONS and WEIGHTS only, `fixed_eur` are euros
    with cents; whoever has a fixed amount takes no part in the rest, unless `has_base`.
    """

    key: str
    own_share_eur: Decimal = Decimal(0)
    weights: Mapping[str, int] = field(default_factory=dict)
    fixed_eur: Mapping[str, Decimal] = field(default_factory=dict)
    has_base: bool = False
    to_the_euro: bool = False


@dataclass(frozen=True, slots=True)
class KnownWeights:
    """What tables of ours know of each municipality of a Kreis, by AGS, with its day."""

    persons: Mapping[str, int]
    counted_on: date | None  # None: no count is closed, or none of this Kreis is known
    inhabitants: Mapping[str, int]
    inhabitants_on: date


def recipients_of(kreis: str) -> list[Eligible]:
    """The municipalities of a Kreis by name, then all providers by name. Two statements."""
    towns = Municipality.objects.filter(kreis=kreis).order_by("name", "ags")
    providers = Organisation.objects.filter(kind=OrganisationKind.PROVIDER).order_by("name", "id")
    return [
        *(Eligible(town.pk, town.name, is_provider=False) for town in towns),
        *(Eligible(str(one.pk), one.name, is_provider=True) for one in providers),
    ]


def known_weights(kreis: str) -> KnownWeights:
    """Persons of the newest closed count and inhabitants, for a Kreis. Three statements."""
    survey = CountSurvey.objects.filter(state=SurveyState.CLOSED).order_by("-counted_on").first()
    persons = {}
    if survey is not None:
        counts = MunicipalityCount.objects.filter(
            survey=survey, municipality__kreis=kreis, replaced_by__isnull=True
        )
        persons = dict(counts.values_list("municipality", "persons"))
    figures = PopulationFigure.objects.filter(municipality__kreis=kreis, year=LATEST_YEAR)
    return KnownWeights(
        persons=persons,
        counted_on=survey.counted_on if survey is not None and any(persons.values()) else None,
        inhabitants=dict(figures.values_list("municipality", "persons")),
        inhabitants_on=date(LATEST_YEAR, 12, 31),
    )


def divided(
    notice: FrameNotice,
    division: Division,
    *,
    among: Iterable[Eligible],
    known: KnownWeights,
) -> SubAllocated:
    """The shares that follow, in the order of `among`; nothing is stored.

    Raises DoesNotAddUp where they cannot be the amount of the notice.
    """
    weights = _weights(division, known)
    return sub_allocate(
        amount_cents=cents_of(notice.amount_eur),
        own_cents=cents_of(division.own_share_eur),
        recipients=[_recipient(one.key, weights, division) for one in among],
        step_cents=EURO if division.to_the_euro else CENT,
    )


def computation_of_shares(sub_allocation: SubAllocation) -> SubAllocated:
    """The computation that made the kept shares, for their explanation. One statement."""
    shares = SubShare.objects.filter(sub_allocation=sub_allocation).order_by("pk")
    return sub_allocate(
        amount_cents=cents_of(sub_allocation.notice.amount_eur),
        own_cents=cents_of(sub_allocation.own_share_eur),
        recipients=[
            Recipient(share.recipient_key, share.weight, cents_of(share.fixed_eur))
            for share in shares
        ],
        step_cents=EURO if sub_allocation.to_the_euro else CENT,
    )


def why_not(reason: DoesNotAddUp) -> str:
    """The sentence on why shares cannot be the amount of the notice, with the sum in question."""
    words = {"sum": money(Decimal(reason.cents) / 100)}
    if isinstance(reason, Leftover):
        return (
            _(
                "Es bleiben %(sum)s übrig, an denen niemand einen Anteil hat."
                " Tragen Sie Zahlen ein oder wählen Sie einen anderen Schlüssel."
            )
            % words
        )
    return (
        _("Eigener Anteil und feste Beträge sind zusammen um %(sum)s höher als der Bescheid.")
        % words
    )


def cents_of(amount_eur: Decimal) -> int:
    """Euros with cents as whole cents."""
    return int(amount_eur * 100)


def _weights(division: Division, known: KnownWeights) -> Mapping[str, int]:
    if division.key == SubAllocationKey.COUNTED:
        return {ags: persons * HUNDREDTHS for ags, persons in known.persons.items()}
    if division.key == SubAllocationKey.INHABITANTS:
        return {ags: persons * HUNDREDTHS for ags, persons in known.inhabitants.items()}
    return {} if division.key == SubAllocationKey.FIXED else division.weights


def _recipient(key: str, weights: Mapping[str, int], division: Division) -> Recipient:
    fixed = division.fixed_eur.get(key)
    takes_part = fixed is None or division.has_base
    return Recipient(key, weights.get(key, 0) if takes_part else 0, cents_of(fixed or Decimal(0)))
