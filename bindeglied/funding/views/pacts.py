"""The pacts side by side: what was agreed is public, and so is how sure we are of each amount."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.funding import queries
from bindeglied.funding.access import MONEY_READERS
from bindeglied.funding.models import BudgetCertainty
from bindeglied.funding.views.money_tables import name_of
from bindeglied.funding.wording import CERTAINTIES
from bindeglied.law.values import Certainty


@require_safe
@for_roles(*MONEY_READERS)
def pacts(request: HttpRequest) -> HttpResponse:
    """One column per year of each pact, one line per programme."""
    years, programmes = queries.pacts_side_by_side()
    page = {
        "years": years,
        "rows": [
            (name_of(one), [(year.year, year.budget_of(one)) for year in years])
            for one in programmes
        ],
        "pacts": [
            (name_of(pact), pact, [one for one in years if one.pact == pact])
            for pact in dict.fromkeys(year.pact for year in years)
        ],
        "legend": [(one.label, gettext(CERTAINTIES[Certainty(one)])) for one in BudgetCertainty],
    }
    return render(request, "funding/pacts.html", page)
