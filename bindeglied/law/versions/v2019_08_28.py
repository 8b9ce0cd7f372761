"""Change of 28.08.2019: the granted posts go on for 12 months."""

from dataclasses import replace
from datetime import date

from bindeglied.law import sources
from bindeglied.law.values import AllocationKey, Certainty, RuleValue, Unit
from bindeglied.law.versions.v2017_12_11 import RULES as PREVIOUS

SOURCED, INFERRED, UNKNOWN = Certainty.SOURCED, Certainty.INFERRED, Certainty.UNKNOWN

RULES = replace(
    PREVIOUS.carried_over(),
    version="2019-08-28",
    source=sources.VWV_2019,
    issued_on=RuleValue(date(2019, 8, 28), Unit.DAY, sources.PACT_PAGE, SOURCED),
    in_force_on=RuleValue(date(2019, 8, 28), Unit.DAY, sources.VWV_2019, INFERRED),
    retroactive_from=RuleValue(None, Unit.DAY, sources.NOT_FOUND, UNKNOWN),
    # An extension of existing posts leaves nothing to divide anew.
    allocation_key=RuleValue(
        AllocationKey.FROZEN_POSTS, Unit.NONE, sources.MINISTRY_PAGE_OLDER, INFERRED
    ),
    allocation_formula=RuleValue(None, Unit.NONE, sources.MINISTRY_PAGE_OLDER, INFERRED),
    allocation_rounding=RuleValue(None, Unit.NONE, sources.MINISTRY_PAGE_OLDER, INFERRED),
    pool_eur=RuleValue(58_000_000, Unit.EURO_PER_YEAR, sources.MINISTRY_PAGE_OLDER, SOURCED),
    counted_on=RuleValue(None, Unit.DAY, sources.MINISTRY_PAGE_OLDER, INFERRED),
    posts_frozen_on=RuleValue(None, Unit.DAY, sources.NOT_FOUND, UNKNOWN),
    first_tranche_share=RuleValue(None, Unit.SHARE, sources.NOT_FOUND, UNKNOWN),
    max_period_months=RuleValue(36, Unit.MONTHS, sources.STATISTICS_OFFICE_2021, SOURCED),
)
