"""Change of 11.11.2020: posts filled at the end of 2018 go on, retroactively from 1.1.2020."""

from dataclasses import replace
from datetime import date

from bindeglied.law import sources
from bindeglied.law.values import AllocationKey, Certainty, Interval, RuleValue, Unit
from bindeglied.law.versions.v2019_08_28 import RULES as PREVIOUS

SOURCED, INFERRED = Certainty.SOURCED, Certainty.INFERRED
OFFICE = sources.STATISTICS_OFFICE_2021

RULES = replace(
    PREVIOUS.carried_over(),
    version="2020-11-11",
    source=sources.VWV_2020,
    issued_on=RuleValue(date(2020, 11, 11), Unit.DAY, sources.PACT_PAGE, SOURCED),
    in_force_on=RuleValue(date(2020, 11, 11), Unit.DAY, sources.VWV_2020, INFERRED),
    retroactive_from=RuleValue(date(2020, 1, 1), Unit.DAY, OFFICE, SOURCED),
    allocation_key=RuleValue(AllocationKey.FROZEN_POSTS, Unit.NONE, OFFICE, SOURCED),
    pool_eur=RuleValue(58_000_000, Unit.EURO_PER_YEAR, sources.MUNICIPAL_PRESS_2025, SOURCED),
    posts_frozen_on=RuleValue(date(2018, 12, 31), Unit.DAY, OFFICE, SOURCED),
    rate_graduate_eur=RuleValue(64_000, Unit.EURO_PER_FTE_YEAR, OFFICE, INFERRED),
    rate_vocational_eur=RuleValue(51_000, Unit.EURO_PER_FTE_YEAR, OFFICE, SOURCED),
    max_period_months=RuleValue(60, Unit.MONTHS, OFFICE, SOURCED),
    refill_with_graduate=RuleValue(True, Unit.NONE, OFFICE, SOURCED),
    pay_break_months=RuleValue(12, Unit.MONTHS, OFFICE, SOURCED),
    report_interval=RuleValue(Interval.YEARLY, Unit.NONE, OFFICE, SOURCED),
    report_due=RuleValue("01-31", Unit.NONE, OFFICE, SOURCED),
    interim_proof=RuleValue(True, Unit.NONE, OFFICE, SOURCED),
)
