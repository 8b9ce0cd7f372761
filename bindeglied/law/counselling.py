"""For how long one person may be counselled: first day, last day, months begun."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bindeglied.law.rulebook import all_versions, rules_on
from bindeglied.law.values import Confirmation, RuleValue

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Counselling:
    """The time one person may be counselled, by the rules of one version.

    `ends_on` is the last day, included; None where the version is not known to set an end.
    """

    starts_on: date
    ends_on: date | None
    months: RuleValue[int]
    rule_version: str

    @property
    def is_unverified(self) -> bool:
        """True unless the number of months was seen in a source or confirmed with one."""
        return self.months.is_unverified


def counselling_from(starts_on: date, confirmed: Iterable[Confirmation] = ()) -> Counselling:
    """The counselling time that starts on a day, by the rules in force on that day.

    Whether a later version shortens or lengthens a time that runs already was not found; it keeps
    the version of its first day until a person decides otherwise.
    Errors as for `rules_on`: LookupError before the first version.
    Source: VwV Integrationsmanagement of 06.06.2023 (36 months), see `Rules.counselling_months`;
    no number of months was found for the versions before it, so there is no end then.
    """
    rules = rules_on(starts_on, confirmed)
    months = rules.counselling_months
    ends_on = None if months.value is None else last_day(starts_on, months.value)
    return Counselling(starts_on, ends_on, months, rules.version)


def months_of(rule_version: str, confirmed: Iterable[Confirmation] = ()) -> RuleValue[int]:
    """The months of counselling that a version of the rules gives. Raises LookupError.

    Source: as for `counselling_from`.
    """
    for rules in all_versions(confirmed):
        if rules.version == rule_version:
            return rules.counselling_months
    raise LookupError(f"no rules of {rule_version}")


def last_day(first_day: date, months: int) -> date:
    """The last day of a time of so many months (1 or more) that begins with its first day.

    It is the day before the one with the same number; where the last month has no day of that
    number, its last day. From 1 March, 36 months end on 28 or 29 February. Raises ValueError for
    less than one month.
    Source: BGB § 187 Abs. 2, § 188 Abs. 2 und 3. That the months of the VwV are counted this way
    is our conclusion; no version says how.
    """
    if months < 1:
        raise ValueError("a time has at least one month")
    years, month = divmod(first_day.month - 1 + months, MONTHS_OF_A_YEAR)
    year, month = first_day.year + years, month + 1
    length = monthrange(year, month)[1]
    if first_day.day > length:
        return date(year, month, length)
    return date(year, month, first_day.day) - timedelta(days=1)


def months_begun(first_day: date, on: date) -> int:
    """How many months of a time have begun by a day: 0 before its first day, 1 on it.

    A month counts as soon as it begins, so that nobody is promised time that is already running
    out. Source: as for `last_day`; that begun months count is our decision (docs/decisions/0020).
    """
    if on < first_day:
        return 0
    whole = (on.year - first_day.year) * MONTHS_OF_A_YEAR + on.month - first_day.month
    return whole + (whole == 0 or last_day(first_day, whole) < on)
