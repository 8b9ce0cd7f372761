"""Change of 26.01.2022: the granted posts go on for one more year.

The money for refugees from Ukraine (8 million EUR by inhabitants of the Kreise) is a programme of
its own and no part of this version.
"""

from dataclasses import replace
from datetime import date

from bindeglied.law import sources
from bindeglied.law.values import AllocationKey, Certainty, RuleValue, Unit
from bindeglied.law.versions.v2020_11_11 import RULES as PREVIOUS

SOURCED, INFERRED, UNKNOWN = Certainty.SOURCED, Certainty.INFERRED, Certainty.UNKNOWN

RULES = replace(
    PREVIOUS.carried_over(),
    version="2022-01-26",
    source=sources.VWV_2022,
    issued_on=RuleValue(date(2022, 1, 26), Unit.DAY, sources.PACT_PAGE, SOURCED),
    in_force_on=RuleValue(date(2022, 1, 26), Unit.DAY, sources.VWV_2022, INFERRED),
    retroactive_from=RuleValue(None, Unit.DAY, sources.NOT_FOUND, UNKNOWN),
    allocation_key=RuleValue(AllocationKey.FROZEN_POSTS, Unit.NONE, sources.LIGA_2022, SOURCED),
    pool_eur=RuleValue(58_000_000, Unit.EURO_PER_YEAR, sources.AUTHORITY_PAGE_2022, SOURCED),
    rate_graduate_eur=RuleValue(None, Unit.EURO_PER_FTE_YEAR, sources.NOT_FOUND, UNKNOWN),
    rate_vocational_eur=RuleValue(None, Unit.EURO_PER_FTE_YEAR, sources.NOT_FOUND, UNKNOWN),
    # 60 months and the one more year of this change.
    max_period_months=RuleValue(72, Unit.MONTHS, sources.LIGA_2022, INFERRED),
)
