"""A file of counts that a Kreis uploads: text, XLSX or ODS; what it holds and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bindeglied.documents.remarks import LONGEST_SHOWN, Remark, Translate, gettext_noop
from bindeglied.documents.tables import Table
from bindeglied.funding.counts_file import (
    AGS,
    MOST_PERSONS,
    NAME,
    PERSONS,
    PERSONS_TOO_MANY,
    CountedPlace,
    counts_of_table,
)
from bindeglied.funding.place_lookup import register_lookup
from bindeglied.funding.uploaded_tables import (
    MOST_FAULTS,
    ShownRemark,
    further_faults,
    in_words,
    table_of,
)

# German headings, as our own tables write them.
HEADINGS: Mapping[str, str] = {"personen": PERSONS, "gemeinde": NAME, AGS: AGS}

NOT_OF_THIS_KREIS = gettext_noop("%(name)s gehört nicht zu diesem Kreis.")
NO_SUCH_NAME = gettext_noop(
    "„%(name)s“ ist kein Gemeindename des Verzeichnisses; bitte den AGS angeben."
)


@dataclass(frozen=True, slots=True)
class ReadUpload:
    """What a file holds, as the row of an upload keeps it; with faults it keeps no rows."""

    rows: list[dict[str, Any]]
    faults: list[dict[str, Any]]
    notices: list[dict[str, Any]]


def read_upload(data: bytes, kreis_ags: str) -> ReadUpload:
    """Read the bytes of a file for one Kreis (AGS of five digits)."""
    table = table_of(data, HEADINGS)
    counts = counts_of_table(table, register_lookup(), total_is_stated=True)
    foreign = (_foreign(one, kreis_ags, table) for one in counts.places)
    too_many = (_too_many(one, table) for one in counts.places)
    faults = [*counts.faults, *(one for one in (*foreign, *too_many) if one)]
    faults.sort(key=lambda one: one.row or 0)
    return ReadUpload(
        rows=[
            {"ags": one.ags, "name": one.name, "persons": one.persons, "row": one.row}
            for one in ([] if faults else counts.places)
        ],
        faults=[_kept(one) for one in (*faults[:MOST_FAULTS], *further_faults(faults))],
        notices=[_kept(one) for one in counts.notices if one.row is None or not faults],
    )


def _foreign(place: CountedPlace, kreis_ags: str, table: Table) -> Remark | None:
    """What is wrong with a place that is none of this Kreis; None if it is one."""
    if place.ags and place.ags[:5] == kreis_ags:
        return None
    position = table.position(NAME if table.position(AGS) is None or not place.ags else AGS)
    column = None if position is None else table.header[position]
    sentence = NOT_OF_THIS_KREIS if place.ags else NO_SUCH_NAME
    return Remark(sentence, row=place.row, column=column, values={"name": place.name})


def _too_many(place: CountedPlace, table: Table) -> Remark | None:
    """What is wrong with a count that is not entered; None if it may be."""
    if place.persons <= MOST_PERSONS:
        return None
    column = table.header[table.position(PERSONS) or 0]
    return Remark(PERSONS_TOO_MANY, place.row, column, {"entry": place.persons})


def _kept(remark: Remark) -> dict[str, Any]:
    """With no more of a foreign text than is shown, and the letter that shows that it goes on."""
    values = {name: str(value)[: LONGEST_SHOWN + 1] for name, value in remark.values.items()}
    column = remark.column and remark.column[: LONGEST_SHOWN + 1]
    return {"msgid": remark.msgid, "row": remark.row, "column": column, "values": values}


def shown(kept: Sequence[Mapping[str, Any]], translate: Translate) -> list[ShownRemark]:
    """Remarks of an upload in the reader's language, foreign text made safe for one line."""
    return [
        in_words(Remark(one["msgid"], one["row"], one["column"], one["values"]), translate)
        for one in kept
    ]
