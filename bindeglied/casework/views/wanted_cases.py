"""What of the list of cases is asked for, as it stands in an address."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.models import CaseState
from bindeglied.casework.queries import Narrowed, Place
from bindeglied.casework.queries.case_list import Due, Sort

LONGEST = 80
LONGEST_KEY = 8
# How each sorting stands in an address, and its words.
SORTINGS: dict[str, tuple[Sort, str | Promise]] = {
    "": ("name", _("nach Familienname")),
    "termin": ("due", _("nächster Termin zuerst")),
    "kontakt": ("contact", _("am längsten ohne Kontakt zuerst")),
    "gemeinde": ("municipality", _("nach Gemeinde")),
    "sprache": ("language", _("nach Sprache")),
    "stand": ("state", _("nach Stand")),
}
DUES: dict[Due, str | Promise] = {
    "overdue": _("überfällig"),
    "soon": _("in den nächsten 7 Tagen"),
    "none": _("keiner"),
}
SILENCES: dict[str, str | Promise] = {
    "30": _("seit 30 Tagen keiner"),
    "90": _("seit 90 Tagen keiner"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is asked for."""

    text: str
    narrowed: Narrowed
    sorting: str
    place: Place

    @property
    def sort(self) -> Sort:
        return SORTINGS[self.sorting][0]

    @property
    def silence(self) -> str:
        return str(self.narrowed.silent_days or "")

    @property
    def is_filtered(self) -> bool:
        return bool(self.text or self.narrowed.is_narrow)

    @property
    def is_refined(self) -> bool:
        """Whether something is chosen that the page does not show at once."""
        state_only = Narrowed(state=self.narrowed.state)
        return bool(self.sorting or self.narrowed != state_only)

    def query(self, **changed: str) -> str:
        """The same list as the end of an address, from its beginning, with some of it changed."""
        narrowed = self.narrowed
        words = {
            "text": self.text,
            "stand": narrowed.state.value if narrowed.state else "",
            "gemeinde": narrowed.municipality,
            "sprache": narrowed.language,
            "termin": narrowed.due or "",
            "kontakt": self.silence,
            "sortierung": self.sorting,
        } | changed
        said = urlencode({name: value for name, value in words.items() if value})
        return f"?{said}" if said else "?"

    def place_words(self) -> dict[str, str]:
        """The page of the list that is shown, as words of an address."""
        place = self.place
        return {
            "nach": str(place.after or ""),
            "vor": str(place.before or ""),
            "ende": "1" if place.at_end else "",
        }


def wanted_in(sent: Mapping[str, str]) -> Wanted:
    """What an address asks for; words that nobody knows are left out."""
    state, sorting = sent.get("stand", ""), sent.get("sortierung", "")
    silence = sent.get("kontakt", "")
    narrowed = Narrowed(
        state=CaseState(state) if state in CaseState.values else None,
        municipality=sent.get("gemeinde", "").strip()[:LONGEST_KEY],
        language=sent.get("sprache", "").strip()[:LONGEST_KEY],
        due=next((due for due in DUES if due == sent.get("termin")), None),
        silent_days=int(silence) if silence in SILENCES else None,
    )
    return Wanted(
        text=sent.get("text", "").strip()[:LONGEST],
        narrowed=narrowed,
        sorting=sorting if sorting in SORTINGS else "",
        place=_place(sent),
    )


def _place(sent: Mapping[str, str]) -> Place:
    with suppress(ValueError):
        return Place(after=UUID(sent.get("nach", "")))
    with suppress(ValueError):
        return Place(before=UUID(sent.get("vor", "")))
    return Place(at_end=sent.get("ende") == "1")
