"""What funding puts on the page of the day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from bindeglied.accounts.models import Role
from bindeglied.funding.access import (
    FRAME_READERS,
    frames_visible_to,
    own_kreis_of,
    surveys_visible_to,
)
from bindeglied.funding.models import CountSurvey, SurveyState
from bindeglied.funding.queries import (
    Standing,
    counts_that_hold,
    kreis_standing,
    kreis_standings,
    newest_release,
    notices_to_do,
    released_shares,
)
from bindeglied.ui.registry import DayGroup, TodayRow
from bindeglied.ui.templatetags.formats import euro, money, number, short_date


def frame_rows(member: Any) -> Iterable[TodayRow]:
    """One row for the newest released frame, for those who may see it."""
    release = newest_release(member)
    if release is None:
        return
    frames = frames_visible_to(member).filter(release=release)
    sums = frames.aggregate(frame=Sum("year_frame_eur"), persons=Sum("persons"))
    yield TodayRow(
        icon="map",
        title=_("Planungsrahmen %(label)s: %(frame)s im Jahr")
        % {"label": release.label, "frame": euro(sums["frame"])},
        text=_("%(persons)s Personen, gezählt am %(day)s")
        % {"persons": number(sums["persons"]), "day": short_date(release.counted_on)},
        deed=_("Ansehen"),
        href=reverse("funding:frames"),
        since=release.get_kind_display(),
    )


def survey_rows(member: Any) -> Iterable[TodayRow]:
    """What is to be done in every count that runs, for those who count, report or close."""
    if member.role not in FRAME_READERS:
        return
    for survey in surveys_visible_to(member).filter(state=SurveyState.OPEN).order_by("counted_on"):
        yield TodayRow(
            icon="users",
            title=_("Zählung zum %(day)s") % {"day": short_date(survey.counted_on)},
            text=_still_to_do(member, survey),
            deed=_("Ansehen"),
            href=reverse("funding:survey", args=(survey.pk,)),
            since=_("Meldung bis %(day)s") % {"day": short_date(survey.report_until)},
        )


def _still_to_do(member: Any, survey: CountSurvey) -> str:
    if member.role == Role.LAND_OFFICER:
        waiting = [one for one in kreis_standings(survey) if one.standing is not Standing.REPORTED]
        if not waiting:
            return _("Alle Kreise haben gemeldet; jetzt kann sie abgeschlossen werden.")
        return _("%(n)s von 44 Kreisen müssen noch melden.") % {"n": len(waiting)}
    kreis = member.organisation.kreis
    if kreis is None:
        own = counts_that_hold(survey).filter(municipality=member.organisation.municipality_id)
        return _("Ihre Zahl steht.") if own.exists() else _("Ihre Zahl fehlt noch.")
    standing = kreis_standing(survey, kreis)
    words = {
        Standing.MISSING: _("%(n)s von %(all)s Gemeinden haben noch nicht gezählt."),
        Standing.COUNTED: _("Alle Gemeinden haben gezählt. Jetzt fehlt die Meldung."),
        Standing.STALE: _("Seit der letzten Meldung wurde berichtigt. Bitte melden Sie neu."),
        Standing.REPORTED: _("Gemeldet; es ist nichts zu tun."),
    }
    return words[standing.standing] % {"n": standing.missing, "all": standing.municipalities}


def notice_rows(member: Any) -> Iterable[TodayRow]:
    """What waits for a second person, what is not passed on yet, and the own share."""
    if own_kreis_of(member):
        yield from _of_a_kreis(member)
    elif member.role == Role.FUNDING_OFFICER:
        for share in released_shares(member)[:1]:
            yield TodayRow(
                icon="file-text",
                title=_("Ihr Anteil %(year)s: %(amount)s")
                % {"year": share.sub_allocation.notice.year, "amount": money(share.amount_eur)},
                text=share.sub_allocation.notice.kreis.full_name,
                deed=_("Ansehen"),
                href=reverse("funding:sub_allocation", args=(share.sub_allocation_id,)),
            )


def _of_a_kreis(member: Any) -> Iterable[TodayRow]:
    for one in notices_to_do(member):
        notice, year = one.notice, {"year": one.notice.year}
        if one.waiting is None:
            yield TodayRow(
                icon="file-text",
                title=_("Bescheid %(year)s ist noch nicht verteilt") % year,
                text=money(notice.amount_eur),
                deed=_("Verteilen"),
                href=reverse("funding:sub_allocate", args=(notice.pk,)),
            )
        elif one.waiting_by != member.user_id:
            yield TodayRow(
                icon="file-check",
                title=_("Verteilung %(year)s wartet auf Ihre Freigabe") % year,
                text=money(notice.amount_eur),
                deed=_("Prüfen"),
                href=reverse("funding:decide_sub_allocation", args=(one.waiting,)),
                group=DayGroup.TODAY,
            )
