"""Reads over a count: how far each Kreis is, what each municipality counted, what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Max, QuerySet, Sum, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bindeglied.accounts.models import Membership, User
from bindeglied.funding.access import municipalities_visible_to, surveys_visible_to
from bindeglied.funding.models import CountSurvey, KreisReport, MunicipalityCount
from bindeglied.places.models import Kreis, Municipality


class Standing(TextChoices):
    """How far a Kreis is, the furthest behind first."""

    MISSING = "missing", _("unvollständig")
    COUNTED = "counted", _("gezählt")
    STALE = "stale", _("neu zu melden")
    REPORTED = "reported", _("gemeldet")


@dataclass(frozen=True, slots=True)
class KreisStanding:
    """One Kreis in a survey; `persons` are those counted so far, `newest_at` the last entry."""

    ags: str
    name: str
    municipalities: int
    counted: int
    persons: int
    newest_at: datetime | None = None
    first_report: KreisReport | None = None
    report: KreisReport | None = None
    report_until_end: datetime | None = None

    @property
    def standing(self) -> Standing:
        """How far it is; a report is stale once a count of the Kreis is newer."""
        if self.counted < self.municipalities:
            return Standing.MISSING
        if self.report is None or self.newest_at is None:
            return Standing.COUNTED
        return Standing.STALE if self.newest_at > self.report.reported_at else Standing.REPORTED

    @property
    def missing(self) -> int:
        """How many municipalities have no count yet."""
        return self.municipalities - self.counted

    @property
    def is_late(self) -> bool:
        """Whether the first report came after the day by which the Kreise report."""
        if self.first_report is None or self.report_until_end is None:
            return False
        return self.first_report.reported_at >= self.report_until_end


@dataclass(frozen=True, slots=True)
class CountRow:
    """One municipality with the count that holds, None where it is missing."""

    ags: str
    name: str
    count: MunicipalityCount | None = None
    entered_by: str = ""

    @property
    def persons(self) -> int | None:
        """The persons counted; None where nobody has counted yet."""
        return None if self.count is None else self.count.persons


@dataclass(frozen=True, slots=True)
class ChangedCount:
    """What a municipality had when the Kreis last reported, and what holds now."""

    name: str
    before: int | None
    now: MunicipalityCount


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry of the history of a municipality, with the names of whoever entered it."""

    count: MunicipalityCount
    name: str
    organisation: str
    holds: bool


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """One survey in the list, with how many Kreise have reported at least once."""

    survey: CountSurvey
    reported: int = field(default=0)


def all_surveys(member: Membership) -> list[SurveyLine]:
    """Every survey that the person may see, the newest count day first. One statement."""
    found = surveys_visible_to(member).annotate(reported=Count("reports__kreis", distinct=True))
    return [SurveyLine(one, one.reported) for one in found.order_by("-counted_on")]


def counts_that_hold(survey: CountSurvey) -> QuerySet[MunicipalityCount]:
    """The counts of a survey that no other replaces."""
    return MunicipalityCount.objects.filter(survey=survey, replaced_by__isnull=True)


def kreis_standings(survey: CountSurvey) -> list[KreisStanding]:
    """How far each Kreis is, by name. Four statements."""
    return _standings(survey, Kreis.objects.order_by("name", "ags"))


def kreis_standing(survey: CountSurvey, kreis: Kreis) -> KreisStanding:
    """How far one Kreis is. Four statements."""
    (found,) = _standings(survey, Kreis.objects.filter(pk=kreis.pk))
    return found


def _standings(survey: CountSurvey, kreise: QuerySet[Kreis]) -> list[KreisStanding]:
    numbers = dict(
        Municipality.objects.filter(kreis__in=kreise.order_by().values("pk"))
        .values_list("kreis")
        .annotate(Count("pk"))
        .order_by()
    )
    sums = {
        one["municipality__kreis"]: one
        for one in counts_that_hold(survey)
        .filter(municipality__kreis__in=list(numbers))
        .values("municipality__kreis")
        .annotate(counted=Count("pk"), persons=Sum("persons"), newest_at=Max("entered_at"))
        .order_by()
    }
    first, last = _reports(survey, list(numbers))
    return [
        KreisStanding(
            ags=kreis.ags,
            name=kreis.full_name,
            municipalities=numbers[kreis.ags],
            counted=sums.get(kreis.ags, {}).get("counted", 0),
            persons=sums.get(kreis.ags, {}).get("persons", 0),
            newest_at=sums.get(kreis.ags, {}).get("newest_at"),
            first_report=first.get(kreis.ags),
            report=last.get(kreis.ags),
            report_until_end=_end_of(survey),
        )
        for kreis in kreise
    ]


def _reports(
    survey: CountSurvey, kreise: list[str]
) -> tuple[dict[str, KreisReport], dict[str, KreisReport]]:
    """The first and the last report of each Kreis."""
    first: dict[str, KreisReport] = {}
    last: dict[str, KreisReport] = {}
    found = KreisReport.objects.filter(survey=survey, kreis__in=kreise)
    for one in found.order_by("reported_at", "id"):
        first.setdefault(one.kreis_id, one)
        last[one.kreis_id] = one
    return first, last


def _end_of(survey: CountSurvey) -> datetime:
    """The first moment after the last day on which the Kreise report in time."""
    day = survey.report_until + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time.min))


def count_rows(
    survey: CountSurvey, kreis: Kreis, member: Membership | None = None
) -> list[CountRow]:
    """The municipalities of a Kreis by name, with `member` only those they may see.

    Three statements.
    """
    places = Municipality.objects if member is None else municipalities_visible_to(member)
    shown = places.filter(kreis=kreis).order_by("name", "ags").values_list("ags", "name")
    counts = {
        one.municipality_id: one
        for one in counts_that_hold(survey).filter(municipality__kreis=kreis)
    }
    names = names_of(counts.values())
    return [
        CountRow(ags, name, counts.get(ags), _entered_by(counts.get(ags), names))
        for ags, name in shown
    ]


def names_of(counts: Iterable[MunicipalityCount]) -> dict[UUID, str]:
    """The names of whoever entered these counts, by id."""
    users = {one.entered_by for one in counts if one.entered_by}
    return {key: str(user) for key, user in User.objects.in_bulk(users).items()}


def _entered_by(count: MunicipalityCount | None, names: Mapping[UUID, str]) -> str:
    return names.get(count.entered_by, "") if count and count.entered_by else ""


def changes_since(survey: CountSurvey, kreis: Kreis, report: KreisReport) -> list[ChangedCount]:
    """Which counts of a Kreis changed since this report, by name. One statement."""
    before: dict[str, int] = {}
    changed: dict[str, MunicipalityCount] = {}
    found = MunicipalityCount.objects.filter(survey=survey, municipality__kreis=kreis)
    for one in found.select_related("municipality").order_by("entered_at", "id"):
        if one.entered_at <= report.reported_at:
            before[one.municipality_id] = one.persons
        else:
            changed[one.municipality_id] = one
    rows = [
        ChangedCount(now.municipality.name, before.get(ags), now) for ags, now in changed.items()
    ]
    return sorted(rows, key=lambda row: row.name)


def history_of(survey: CountSurvey, municipality: Municipality) -> list[HistoryRow]:
    """Every count that was ever entered for a municipality, the newest first. Two statements."""
    found = list(
        MunicipalityCount.objects.filter(survey=survey, municipality=municipality)
        .select_related("organisation")
        .order_by("-entered_at", "-id")
    )
    names = names_of(found)
    replaced = {one.replaces_id for one in found}
    return [
        HistoryRow(
            count=one,
            name=_entered_by(one, names),
            organisation=one.organisation.name if one.organisation else "",
            holds=one.pk not in replaced,
        )
        for one in found
    ]
