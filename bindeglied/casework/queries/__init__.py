"""Reads over several tables of a case."""

from bindeglied.casework.queries.alike import Alike, alike_people
from bindeglied.casework.queries.case_list import (
    CaseList,
    ListedCase,
    Narrowed,
    cases_of,
    choices_of,
)
from bindeglied.casework.queries.case_page import CaseHeader, case_header, looks_at
from bindeglied.casework.queries.facts import CurrentFact, facts_of, language_of
from bindeglied.casework.queries.key_pages import Place
from bindeglied.casework.queries.plan_page import (
    DomainRow,
    current_versions_of,
    domains_of,
    goals_of,
    rated_as,
    ratings_of,
    versions_in,
    what_is_missing,
)
from bindeglied.casework.queries.search import PersonHit, people_found
from bindeglied.casework.queries.team import colleagues_for, people_of_team, team_of
from bindeglied.casework.queries.timeline import TimelineRow, timeline

__all__ = [
    "Alike",
    "CaseHeader",
    "CaseList",
    "CurrentFact",
    "DomainRow",
    "ListedCase",
    "Narrowed",
    "PersonHit",
    "Place",
    "TimelineRow",
    "alike_people",
    "case_header",
    "cases_of",
    "choices_of",
    "colleagues_for",
    "current_versions_of",
    "domains_of",
    "facts_of",
    "goals_of",
    "language_of",
    "looks_at",
    "people_found",
    "people_of_team",
    "rated_as",
    "ratings_of",
    "team_of",
    "timeline",
    "versions_in",
    "what_is_missing",
]
