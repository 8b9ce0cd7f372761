"""What casework adds to the global search: own cases, by name or number."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bindeglied.casework.queries import ListedCase, cases_of
from bindeglied.ui.registry import SearchGroup, SearchHit

AT_MOST = 8
LABEL = gettext_lazy("Fälle")


def find_cases(member: Any, text: str) -> SearchGroup:
    """The cases that `member` accompanies and that fit; nothing for everybody else."""
    found = cases_of(member, text=text, at_most=AT_MOST).rows if member and text.strip() else ()
    return SearchGroup(LABEL, "folder", tuple(_hit(one) for one in found))


def _hit(listed: ListedCase) -> SearchHit:
    case = listed.case
    words = (case.number, case.get_state_display(), case.municipality.name)
    return SearchHit(
        listed.title or _("ohne Namen"),
        " · ".join(str(word) for word in words),
        reverse("casework:case", args=(case.pk,)),
    )
