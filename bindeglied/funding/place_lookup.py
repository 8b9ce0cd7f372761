"""Finds the municipality that an AGS or a name of a file means, or says why it means none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from bindeglied.documents.remarks import gettext_noop
from bindeglied.documents.tables import folded_name
from bindeglied.places.register import KreisEntry, MunicipalityEntry, kreise, municipalities

NOT_IN_REGISTER = gettext_noop(
    "„%(name)s“ ist kein Gemeindename des Verzeichnisses; gerechnet wird ohne AGS."
)
ZERO_ADDED = gettext_noop(
    "Der AGS %(entry)s hat seine führende Null verloren; gelesen als %(ags)s (%(name)s)."
)
SEVERAL = gettext_noop(
    "„%(name)s“ heißen mehrere Gemeinden; bitte den AGS angeben: %(candidates)s."
)
AGS_OF_KREIS = gettext_noop(
    "%(entry)s ist der Schlüssel eines Kreises (%(name)s), nicht der einer Gemeinde."
)
AGS_IS_ARS = gettext_noop(
    "%(entry)s ist ein Regionalschlüssel (12 Stellen); gebraucht wird der AGS mit 8 Stellen."
)
AGS_UNKNOWN = gettext_noop("Der AGS %(entry)s gehört zu keiner Gemeinde in Baden-Württemberg.")
AGS_SPACED = gettext_noop("„%(entry)s“ enthält Leerzeichen; bitte nur die 8 Ziffern schreiben.")
AGS_MALFORMED = gettext_noop("„%(entry)s“ ist kein AGS; er besteht aus den 8 Ziffern 0 bis 9.")
DISAGREE = gettext_noop(
    "AGS und Name passen nicht zusammen: %(ags)s ist %(register_name)s, nicht „%(name)s“."
)


Notice = tuple[str, Mapping[str, object]]  # a German text and what fills its named places


class NoSuchPlace(Exception):
    """An AGS or a name that means no municipality, or more than one."""

    def __init__(self, msgid: str, *, is_about_ags: bool, **values: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.is_about_ags = is_about_ags
        self.values = values


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A municipality of the register, or a name that stands in none (`ags` is None).

    Two entries mean the same municipality exactly if their `identity` is equal.
    """

    name: str
    ags: str | None
    identity: str
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class PlaceLookup:
    """The register, arranged for finding."""

    _by_ags: dict[str, MunicipalityEntry] = field(default_factory=dict)
    _by_name: dict[str, dict[str, MunicipalityEntry]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _kreise: dict[str, KreisEntry] = field(default_factory=dict)

    @classmethod
    def of(
        cls, entries: Iterable[MunicipalityEntry], kreis_entries: Iterable[KreisEntry]
    ) -> "PlaceLookup":
        """A lookup over these municipalities and Kreise."""
        lookup = cls(_kreise={kreis.ags: kreis for kreis in kreis_entries})
        for entry in entries:
            lookup._by_ags[entry.ags] = entry
            for name in (entry.name, entry.name_official):
                lookup._by_name[folded_name(name)][entry.ags] = entry
        return lookup

    def find(self, ags: str, name: str) -> FoundPlace:
        """The municipality with this AGS or this name; one of the two may be empty.

        A name fits if it equals the name or the official name after NFC, trimming and case
        folding. One that fits none is a place of its own without AGS; the AGS is then null.
        Raises NoSuchPlace for an AGS that is none, for a name that fits several municipalities
        and for an AGS and a name that disagree.
        """
        if not ags:
            return self._by_name_alone(name)
        entry, notices = self._entry_with(ags)
        if name and entry.ags not in self._by_name.get(folded_name(name), {}):
            raise NoSuchPlace(
                DISAGREE, is_about_ags=False, ags=entry.ags, register_name=entry.name, name=name
            )
        return FoundPlace(entry.name, entry.ags, entry.ags, notices)

    def _by_name_alone(self, name: str) -> FoundPlace:
        candidates = self._by_name.get(folded_name(name), {})
        if not candidates:
            notice: Notice = (NOT_IN_REGISTER, {"name": name})
            return FoundPlace(name, None, f"name {folded_name(name)}", (notice,))
        if len(candidates) > 1:
            raise NoSuchPlace(
                SEVERAL, is_about_ags=False, name=name, candidates=self._listed(candidates)
            )
        (entry,) = candidates.values()
        return FoundPlace(entry.name, entry.ags, entry.ags)

    def _listed(self, candidates: dict[str, MunicipalityEntry]) -> str:
        return ", ".join(
            f"{entry.ags} ({self._kreise[entry.kreis_ags].name})"
            for _, entry in sorted(candidates.items())
        )

    def _entry_with(self, ags: str) -> tuple[MunicipalityEntry, tuple[Notice, ...]]:
        digits = "".join(ags.split())
        if not (digits.isascii() and digits.isdigit()):
            raise NoSuchPlace(AGS_MALFORMED, is_about_ags=True, entry=ags)
        if digits != ags:
            raise NoSuchPlace(AGS_SPACED, is_about_ags=True, entry=ags)
        full = f"0{ags}" if len(ags) == 7 else ags
        if full not in self._by_ags:
            raise self._why_unknown(ags)
        entry = self._by_ags[full]
        if full == ags:
            return entry, ()
        return entry, ((ZERO_ADDED, {"entry": ags, "ags": full, "name": entry.name}),)

    def _why_unknown(self, ags: str) -> NoSuchPlace:
        # Spreadsheets drop the leading zero of these keys too.
        padded = f"0{ags}" if len(ags) in (4, 7, 11) else ags
        kreis = self._kreise.get(padded[:5])
        if kreis is not None and padded[5:] in ("", "000"):
            return NoSuchPlace(AGS_OF_KREIS, is_about_ags=True, entry=ags, name=kreis.name)
        if len(padded) == 12:
            return NoSuchPlace(AGS_IS_ARS, is_about_ags=True, entry=ags)
        if len(padded) != 8:
            return NoSuchPlace(AGS_MALFORMED, is_about_ags=True, entry=ags)
        return NoSuchPlace(AGS_UNKNOWN, is_about_ags=True, entry=ags)


@cache
def register_lookup() -> PlaceLookup:
    """The lookup over the register that comes with the product."""
    return PlaceLookup.of(municipalities(), kreise())
