"""A family of whom more is known and agreed than one page of paper holds."""

from __future__ import annotations

from bindeglied.accounts.models import Membership
from bindeglied.casework.models import Case, FactKind, HouseholdRole
from tests.casework import cases, households

PEOPLE = 11
WORDS = "Wir sprechen mit dem Vermieter, dem Jobcenter und der Schule über alles Weitere. " * 6


def crowded_case() -> Case:
    """A case of Amira: eleven people, twenty dates, nine goals with five steps each."""
    amira = Membership.objects.get(user__email="amira@demo.example", role=cases.INTEGRATION_MANAGER)
    case = cases.opened(cases.registered(amira, given_name="Übervoll"))
    home = "Lange Straße am Oberen Stadttor 117 b, Hinterhaus, 69469 Weinheim"
    cases.told(case, FactKind.ADDRESS, home)
    cases.told(case, FactKind.TELEPHONE, "06201 000 14")
    for number in range(2, PEOPLE + 1):
        facts = {
            FactKind.BIRTH: f"20{number:02}-03-04",
            FactKind.LANGUAGE: "uk",
            FactKind.INTERPRETER: "needed",
            FactKind.ADDRESS: f"{home}, Zimmer {number}",
            FactKind.TELEPHONE: f"06201 000 {number}",
        }
        households.related(
            case, f"Wolodymyr-Oleksandr {number}", household_role=HouseholdRole.OTHER, facts=facts
        )
    for day in range(10):
        cases.promised(case, day + 1, text=WORDS[:300])
        cases.tasked(case, day + 1, WORDS[:300])
    plan = cases.begun(case)
    cases.rated(plan)
    for number in range(9):
        goal = cases.goal_of(plan, f"{number} {WORDS}")
        for step in range(5):
            cases.measure_of(goal, f"{step} {WORDS[:300]}")
    cases.contributed(plan, client=WORDS, office=WORDS)
    cases.agreed(plan)
    return case
