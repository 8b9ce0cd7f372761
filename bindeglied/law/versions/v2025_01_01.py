"""Rules from 1.1.2025: "Geld folgt Geflüchteten", only the 44 Kreise apply.

How the allocations to the Kreise turn into money was not published: there is no formula here, and
the Kreise enter the amount of their official notice.
"""

from dataclasses import replace
from datetime import date

from bindeglied.law import sources
from bindeglied.law.values import AllocationKey, Applicant, Certainty, RuleValue, Unit
from bindeglied.law.versions.v2023_06_06 import RULES as PREVIOUS

SOURCED, INFERRED, UNKNOWN = Certainty.SOURCED, Certainty.INFERRED, Certainty.UNKNOWN
NOT_FOUND, LAND = sources.NOT_FOUND, sources.LAND_2025

RULES = replace(
    PREVIOUS.carried_over(),
    version="2025-01-01",
    source=sources.VWV_2025,
    issued_on=RuleValue(None, Unit.DAY, NOT_FOUND, UNKNOWN),
    in_force_on=RuleValue(date(2025, 1, 1), Unit.DAY, LAND, SOURCED),
    funded_until=RuleValue(date(2026, 12, 31), Unit.DAY, LAND, INFERRED),
    allocation_key=RuleValue(AllocationKey.ALLOCATIONS, Unit.NONE, LAND, SOURCED),
    allocation_formula=RuleValue(None, Unit.NONE, NOT_FOUND, UNKNOWN),
    allocation_rounding=RuleValue(None, Unit.NONE, NOT_FOUND, UNKNOWN),
    pool_eur=RuleValue(58_000_000, Unit.EURO_PER_YEAR, LAND, SOURCED),
    counted_on=RuleValue(None, Unit.DAY, NOT_FOUND, UNKNOWN),
    posts_frozen_on=RuleValue(None, Unit.DAY, LAND, INFERRED),
    min_own_claim_eur=RuleValue(None, Unit.EURO_PER_YEAR, NOT_FOUND, UNKNOWN),
    rate_graduate_eur=RuleValue(68_000, Unit.EURO_PER_FTE_YEAR, sources.MANNHEIM_2024, INFERRED),
    rate_vocational_eur=RuleValue(None, Unit.EURO_PER_FTE_YEAR, NOT_FOUND, UNKNOWN),
    applicants=RuleValue((Applicant.KREIS,), Unit.NONE, sources.MUNICIPAL_PRESS_2025, SOURCED),
)
