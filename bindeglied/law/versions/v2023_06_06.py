"""VwV of 06.06.2023: the posts go on to the end of 2024 at an unchanged volume."""

from dataclasses import replace
from datetime import date

from bindeglied.law import sources
from bindeglied.law.values import AllocationKey, Certainty, RuleValue, Unit
from bindeglied.law.versions.v2022_01_26 import RULES as PREVIOUS

SOURCED, INFERRED, UNKNOWN = Certainty.SOURCED, Certainty.INFERRED, Certainty.UNKNOWN
PAGE = sources.MINISTRY_PAGE_NEWER

RULES = replace(
    PREVIOUS.carried_over(),
    version="2023-06-06",
    source=sources.VWV_2023,
    issued_on=RuleValue(date(2023, 6, 6), Unit.DAY, PAGE, SOURCED),
    in_force_on=RuleValue(date(2023, 6, 6), Unit.DAY, sources.VWV_2023, INFERRED),
    funded_until=RuleValue(date(2024, 12, 31), Unit.DAY, PAGE, SOURCED),
    allocation_key=RuleValue(AllocationKey.FROZEN_POSTS, Unit.NONE, PAGE, SOURCED),
    # The published figure is rounded and holds the money for Ukraine too.
    pool_eur=RuleValue(71_000_000, Unit.EURO_PER_YEAR, sources.MINISTRY_PRESS_2023, INFERRED),
    rate_graduate_eur=RuleValue(60_000, Unit.EURO_PER_FTE_YEAR, sources.STUTTGART_2023, SOURCED),
    rate_vocational_eur=RuleValue(
        47_000, Unit.EURO_PER_FTE_YEAR, sources.HERBRECHTINGEN_2024, SOURCED
    ),
    max_period_months=RuleValue(None, Unit.MONTHS, sources.NOT_FOUND, UNKNOWN),
    counselling_months=RuleValue(36, Unit.MONTHS, sources.KREIS_RAVENSBURG, SOURCED),
    counselling_months_exception=RuleValue(48, Unit.MONTHS, sources.KREIS_RAVENSBURG, SOURCED),
    report_interval=RuleValue(None, Unit.NONE, sources.NOT_FOUND, UNKNOWN),
    report_due=RuleValue(None, Unit.NONE, sources.NOT_FOUND, UNKNOWN),
    interim_proof=RuleValue(None, Unit.NONE, sources.NOT_FOUND, UNKNOWN),
    proof_months=RuleValue(None, Unit.MONTHS, sources.NOT_FOUND, UNKNOWN),
)
