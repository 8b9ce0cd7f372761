"""Planning frames as a table for people, as CSV and as JSON for programs."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TextIO

from bindeglied.cli.words import Words
from bindeglied.documents.remarks import gettext_noop, shown_plainly
from bindeglied.funding.counts_file import CountedPlace
from bindeglied.funding.frames import FrameRow, explanation, frame_rows
from bindeglied.funding.wording import CERTAINTIES, label_of, plain_value, value_text
from bindeglied.law.planning_frame import PlanningFrames

TABLE, CSV, JSON = FORMATS = ("table", "csv", "json")

TITLE = gettext_noop("Planungsrahmen nach der Fassung vom %(version)s (%(source)s)")
POOL = gettext_noop("Fördertopf im Jahr: %(pool)s, Personen im ganzen Land: %(persons)s")
TRANCHE = gettext_noop("Tranche: %(share)s des Fördertopfs, das sind %(part)s")
MUNICIPALITY = gettext_noop("Gemeinde")
AGS = gettext_noop("AGS")
PERSONS = gettext_noop("Personen")
FRAME = gettext_noop("Rahmen")
OWN_CLAIM = gettext_noop("Eigener Antrag")
TOGETHER = gettext_noop("Zusammen")
UNVERIFIED = gettext_noop("Nicht belegt: %(label)s – %(value)s (%(certainty)s)")
ROUNDING_OF_ALL = gettext_noop(
    "Rundungsdifferenz zum Fördertopf: %(difference)s (Summe der Rahmen %(sum)s, Topf %(pool)s)"
)
ROUNDING_OF_PART = gettext_noop(
    "Rundungsdifferenz zum Fördertopf: %(difference)s (Summe der Rahmen %(sum)s, genauer Anteil"
    " dieser Gemeinden am Topf %(pool)s)"
)
# A spreadsheet takes a cell that begins so for a formula and runs it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(
    stream: TextIO,
    form: str,
    places: Sequence[CountedPlace],
    frames: PlanningFrames,
    words: Words,
) -> None:
    """Writes the whole result at once, the same whether into a terminal or a file.

    CSV and JSON are UTF-8 everywhere; a terminal that lacks a letter of a name shows a question
    mark. Raises OSError if the stream does not take it.
    """
    if isinstance(stream, io.TextIOWrapper):
        if form == TABLE:
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", newline="\n")
    rows = frame_rows(places, frames)
    if form == JSON:
        text = as_json(rows, frames, words)
    elif form == CSV:
        text = as_csv(rows, frames)
    else:
        text = as_table(rows, frames, words)
    stream.write(text)
    stream.flush()


def as_json(rows: Sequence[FrameRow], frames: PlanningFrames, words: Words) -> str:
    """A list in the order of the input; amounts are whole euros, decimals are text."""
    unverified = list(frames.unverified())
    items = [
        {
            **asdict(row),
            "explanation": [
                {**asdict(line), "value": plain_value(line.value)}
                for line in explanation(frames, position, words)
            ],
            "unverified": unverified,
        }
        for position, row in enumerate(rows)
    ]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def as_csv(rows: Sequence[FrameRow], frames: PlanningFrames) -> str:
    """Comma, UTF-8, the same headers in every language; no cell can act as a formula."""
    text = io.StringIO(newline="")
    file = csv.writer(text, lineterminator="\n")
    file.writerow(["municipality", "ags", "persons", "frame_eur", "own_claim_possible"])
    for row in rows:
        name = row.municipality
        safe_name = f"'{name}" if name.startswith(_FORMULA_STARTS) else name
        possible = "true" if row.own_claim_possible else "false"
        file.writerow([safe_name, row.ags or "", row.persons, row.frame_eur, possible])
    return text.getvalue()


def as_table(rows: Sequence[FrameRow], frames: PlanningFrames, words: Words) -> str:
    """Columns as wide as their longest entry, with what was divided above and doubts below."""
    header = [words(MUNICIPALITY), words(AGS), words(PERSONS), words(FRAME), words(OWN_CLAIM)]
    body = [
        [
            shown_plainly(row.municipality),
            row.ags or "–",
            words.number(row.persons),
            words.euros(row.frame_eur),
            value_text(row.own_claim_possible, words) or "",
        ]
        for row in rows
    ]
    persons, total = sum(frames.persons), sum(frames.frames_eur)
    footer = [words(TOGETHER), "", words.number(persons), words.euros(total), ""]
    widths = [max(map(len, column)) for column in zip(header, *body, footer, strict=True)]
    rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
    aligned = [_aligned(cells, widths) for cells in (header, *body, footer)]
    return (
        "\n".join(
            [
                *_above(frames, words),
                "",
                aligned[0],
                rule,
                *aligned[1:-1],
                rule,
                aligned[-1],
                "",
                rounding_text(frames, words),
                *_doubts(frames, words),
            ]
        )
        + "\n"
    )


def rounding_text(frames: PlanningFrames, words: Words) -> str:
    """By how much the rounded frames together miss what was to be divided."""
    difference = frames.rounding_difference_eur
    is_all = sum(frames.persons) == frames.total_persons
    return words(ROUNDING_OF_ALL if is_all else ROUNDING_OF_PART) % {
        "difference": words.euros(difference),
        "sum": words.euros(sum(frames.frames_eur)),
        "pool": words.euros(frames.listed_pool_eur),
    }


def _above(frames: PlanningFrames, words: Words) -> list[str]:
    version = {"version": words.day(frames.rules.in_force), "source": frames.rules.source}
    pool = words.euros(frames.whole_pool_eur)
    lines = [
        words(TITLE) % version,
        words(POOL) % {"pool": pool, "persons": words.number(frames.total_persons)},
    ]
    if frames.tranche != 1:
        part = words.euros(frames.tranche_pool_eur)
        share = words.number(frames.tranche.normalize())
        lines.append(words(TRANCHE) % {"share": share, "part": part})
    return lines


def _doubts(frames: PlanningFrames, words: Words) -> list[str]:
    lines = []
    for key in frames.unverified():
        rule = frames.rules.value_of(key)
        value = rule.value if rule.value is not None else ""
        shown = words.any_value(value)
        certainty = words(CERTAINTIES[rule.certainty])
        text = {"label": label_of(key, words), "value": shown, "certainty": certainty}
        lines.append(words(UNVERIFIED) % text)
    return lines


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Names to the left, figures to the right."""
    name, ags, persons, frame, claim = (
        f"{cell:>{width}}" if position in (2, 3) else f"{cell:<{width}}"
        for position, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join((name, ags, persons, frame, claim)).rstrip()
