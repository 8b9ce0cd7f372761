"""The changes between two versions of a plan as sentences; levels by word, never as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bindeglied.casework.models import (
    Domain,
    GoalState,
    Independence,
    MeasureState,
    Need,
    Priority,
    Resource,
    Who,
)
from bindeglied.casework.plan_changes import Change, Kind
from bindeglied.ui.templatetags.formats import short_date

OF_PEOPLE = (Kind.COVERED_NEW, Kind.COVERED_GONE, Kind.AGREED_NEW, Kind.AGREED_GONE)
SCALES: dict[str, Any] = {"need": Need, "resource": Resource, "independence": Independence}


def sentence_of(change: Change, names: Mapping[str, str]) -> str:
    """One sentence for one change; `names` are the people of the plan by id."""
    words = {
        "about": _about(change, names),
        "part": _part(change.part),
        "before": _value(change.part, change.before, names),
        "after": _value(change.part, change.after, names),
        "state": _ended(change),
    }
    return _sentence(change) % words


def _sentence(change: Change) -> str:
    match change.kind:
        case Kind.GOAL_NEW:
            return _("Neues Ziel: „%(about)s“")
        case Kind.GOAL_GONE:
            return _("Ziel nicht mehr im Plan (%(state)s): „%(about)s“")
        case Kind.GOAL_CHANGED if change.part == "wording":
            return _("Ziel neu formuliert: „%(after)s“, vorher „%(before)s“")
        case Kind.GOAL_CHANGED:
            return _("Ziel „%(about)s“, %(part)s: von „%(before)s“ zu „%(after)s“")
        case Kind.STEP_NEW:
            return _("Neuer Schritt: „%(about)s“")
        case Kind.STEP_GONE:
            return _("Schritt nicht mehr im Plan (%(state)s): „%(about)s“")
        case Kind.STEP_CHANGED:
            return _("Schritt „%(about)s“, %(part)s: von „%(before)s“ zu „%(after)s“")
        case Kind.DOMAIN_NEW:
            return _("Neu besprochen: %(about)s")
        case Kind.DOMAIN_GONE:
            return _("Nicht mehr besprochen: %(about)s")
        case Kind.RATING_CHANGED:
            return _("%(about)s, %(part)s: von „%(before)s“ zu „%(after)s“")
        case Kind.CONTRIBUTION_CHANGED:
            return _("%(about)s: jetzt „%(after)s“, vorher „%(before)s“")
        case Kind.REVIEW_MOVED:
            return _("Nächste Überprüfung: jetzt „%(after)s“, vorher „%(before)s“")
        case Kind.COVERED_NEW:
            return _("Der Plan gilt jetzt auch für %(about)s")
        case Kind.COVERED_GONE:
            return _("Der Plan gilt nicht mehr für %(about)s")
        case Kind.AGREED_NEW:
            return _("%(about)s hat zugestimmt, der Fassung davor nicht")
        case Kind.AGREED_GONE:
            return _("%(about)s hat der Fassung davor zugestimmt, dieser nicht")


def _about(change: Change, names: Mapping[str, str]) -> str:
    if change.kind in (Kind.DOMAIN_NEW, Kind.DOMAIN_GONE, Kind.RATING_CHANGED):
        domain = str(Domain(change.about).label)
        whose = names.get(change.person, _("unbekannt"))
        return f"{domain} ({whose})" if change.person else domain
    if change.kind is Kind.CONTRIBUTION_CHANGED:
        client = change.about == "client"
        return _("Was ich tue") if client else _("Was das Integrationsmanagement tut")
    if change.kind in OF_PEOPLE:
        return names.get(change.about, _("unbekannt"))
    return change.about


def _part(part: str) -> str:
    return {
        "domain": _("Lebensbereich"),
        "indicator": _("Erreicht, wenn"),
        "target_on": _("bis wann"),
        "due_on": _("bis wann"),
        "priority": _("Wichtigkeit"),
        "applies_to": _("für wen"),
        "who": _("wer"),
        "need": _("Bedarf"),
        "resource": _("Stärken"),
        "independence": _("Selbstständig"),
        "wish": _("Wunsch"),
    }.get(part, "")


def _value(part: str, value: Any, names: Mapping[str, str]) -> str:
    if part == "applies_to":
        return names.get(value, _("unbekannt")) if value else _("der ganze Haushalt")
    if value in (None, "", "-"):
        return _("offen")
    match part:
        case "target_on" | "due_on":
            return short_date(date.fromisoformat(value))
        case "who":
            who, name = value
            return name or str(Who(who).label)
        case "priority":
            return str(Priority(value).label)
        case "domain":
            return str(Domain(value).label)
    if part in SCALES:
        return str(SCALES[part](int(value)).label)
    return _day_or_text(value)


def _day_or_text(value: str) -> str:
    """A day of review is the only kept day without the name of a column."""
    try:
        return short_date(date.fromisoformat(value))
    except ValueError:
        return value


def _ended(change: Change) -> str:
    states: Any = GoalState if change.kind is Kind.GOAL_GONE else MeasureState
    return str(states(change.ended_as).label) if change.ended_as else _("offen")
