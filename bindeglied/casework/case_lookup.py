"""What casework adds to the global search: people of own cases, by name, number or day."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bindeglied.casework.queries import PersonHit, people_found
from bindeglied.ui.registry import SearchGroup, SearchHit

AT_MOST = 8
LABEL = gettext_lazy("Fälle")
LOOK = "people searched"


def find_cases(member: Any, text: str) -> SearchGroup:
    """The people whom `member` accompanies and who fit; nothing for everybody else."""
    found = people_found(member, text, at_most=AT_MOST) if member and text.strip() else []
    return SearchGroup(LABEL, "folder", tuple(_hit(one) for one in found), LOOK)


def _hit(found: PersonHit) -> SearchHit:
    case = found.person.case
    words = (case.number, case.get_state_display(), case.municipality.name)
    return SearchHit(
        str(found.person).strip() or _("ohne Namen"),
        " · ".join(str(word) for word in words),
        reverse("casework:case", args=(case.pk,)),
    )
