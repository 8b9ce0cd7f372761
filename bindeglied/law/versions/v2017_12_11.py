"""VwV Integrationsmanagement of 11.12.2017: the first version."""

from datetime import date
from decimal import Decimal

from bindeglied.law import sources
from bindeglied.law.rules import Rules
from bindeglied.law.values import (
    AllocationKey,
    Applicant,
    Certainty,
    Formula,
    Interval,
    Rounding,
    RuleValue,
    Unit,
)

SOURCED, DERIVED, INFERRED = Certainty.SOURCED, Certainty.DERIVED, Certainty.INFERRED
UNKNOWN = Certainty.UNKNOWN
FAQ = sources.AUTHORITY_FAQ_2017

RULES = Rules(
    version="2017-12-11",
    source=sources.VWV_2017,
    issued_on=RuleValue(date(2017, 12, 11), Unit.DAY, sources.PACT_PAGE, SOURCED),
    # Taken from the date of the VwV; the day of its publication may be another one.
    in_force_on=RuleValue(date(2017, 12, 11), Unit.DAY, sources.VWV_2017, INFERRED),
    retroactive_from=RuleValue(date(2017, 1, 1), Unit.DAY, sources.EARLY_START, SOURCED),
    funded_until=RuleValue(None, Unit.DAY, sources.NOT_FOUND, UNKNOWN),
    allocation_key=RuleValue(AllocationKey.PERSONS, Unit.NONE, FAQ, SOURCED),
    allocation_formula=RuleValue(
        Formula.PROPORTIONAL, Unit.NONE, sources.PUBLISHED_FRAMES, DERIVED
    ),
    allocation_rounding=RuleValue(
        Rounding.HALF_UP_TO_EURO, Unit.NONE, sources.PUBLISHED_FRAMES, DERIVED
    ),
    pool_eur=RuleValue(58_000_000, Unit.EURO_PER_YEAR, sources.MINISTRY_PAGE_OLDER, SOURCED),
    counted_on=RuleValue(date(2017, 9, 15), Unit.DAY, FAQ, SOURCED),
    # Not a rule of this version: the key is a count of persons.
    posts_frozen_on=RuleValue(None, Unit.DAY, FAQ, SOURCED),
    first_tranche_share=RuleValue(Decimal("0.6"), Unit.SHARE, sources.TRANCHE_PRESS, SOURCED),
    min_own_claim_eur=RuleValue(51_000, Unit.EURO_PER_YEAR, sources.OWN_CLAIM_PRESS, SOURCED),
    min_post_share_fte=RuleValue(Decimal("0.25"), Unit.FTE, FAQ, SOURCED),
    fte_decimals=RuleValue(1, Unit.DECIMALS, sources.STUTTGART_GRANT_2018, DERIVED),
    rate_graduate_eur=RuleValue(
        64_000, Unit.EURO_PER_FTE_YEAR, sources.STUTTGART_GRANT_2018, DERIVED
    ),
    rate_vocational_eur=RuleValue(
        51_000, Unit.EURO_PER_FTE_YEAR, sources.STATISTICS_OFFICE_2021, SOURCED
    ),
    max_period_months=RuleValue(24, Unit.MONTHS, FAQ, SOURCED),
    refill_with_graduate=RuleValue(None, Unit.NONE, sources.NOT_FOUND, UNKNOWN),
    pay_break_months=RuleValue(None, Unit.MONTHS, sources.NOT_FOUND, UNKNOWN),
    applicants=RuleValue(
        (Applicant.MUNICIPALITY, Applicant.UNION, Applicant.LANDKREIS_ON_BEHALF),
        Unit.NONE,
        FAQ,
        SOURCED,
    ),
    counselling_months=RuleValue(None, Unit.MONTHS, sources.NOT_FOUND, UNKNOWN),
    counselling_months_exception=RuleValue(None, Unit.MONTHS, sources.NOT_FOUND, UNKNOWN),
    report_interval=RuleValue(
        Interval.HALF_YEARLY, Unit.NONE, sources.STATISTICS_OFFICE_2021, SOURCED
    ),
    report_due=RuleValue(None, Unit.NONE, sources.NOT_FOUND, UNKNOWN),
    interim_proof=RuleValue(False, Unit.NONE, sources.STATISTICS_OFFICE_2021, INFERRED),
    proof_months=RuleValue(3, Unit.MONTHS, sources.AUTHORITY_FAQ_LATER, SOURCED),
)
