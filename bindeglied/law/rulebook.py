"""All versions of the VwV Integrationsmanagement, and which of them is in force on a day."""

from collections.abc import Iterable
from datetime import date

from bindeglied.law.rules import Rules
from bindeglied.law.values import Confirmation
from bindeglied.law.versions import (
    v2017_12_11,
    v2019_08_28,
    v2020_11_11,
    v2022_01_26,
    v2023_06_06,
    v2025_01_01,
)

_VERSIONS = (v2017_12_11, v2019_08_28, v2020_11_11, v2022_01_26, v2023_06_06, v2025_01_01)


def all_versions(confirmed: Iterable[Confirmation] = ()) -> tuple[Rules, ...]:
    """Every version, oldest first, with the confirmed values in place of unverified ones.

    Errors as for `Rules.confirmed_by`.
    """
    confirmations = tuple(confirmed)
    return tuple(module.RULES.confirmed_by(confirmations) for module in _VERSIONS)


def rules_on(day: date, confirmed: Iterable[Confirmation] = ()) -> Rules:
    """The rules in force on `day`; a version counts from the day it comes into force.

    A retroactive effect does not change this: see `reaching_back_to`.
    Raises LookupError before the first version; other errors as for `Rules.confirmed_by`.
    """
    past = [rules for rules in all_versions(confirmed) if rules.in_force <= day]
    if not past:
        raise LookupError(f"no rules in force on {day}")
    return past[-1]


def reaching_back_to(day: date) -> tuple[Rules, ...]:
    """The later versions that were not in force on `day`, yet reach back to it, oldest first."""
    return tuple(
        rules
        for rules in all_versions()
        if rules.retroactive_from.value is not None
        and rules.retroactive_from.value <= day < rules.in_force
    )
