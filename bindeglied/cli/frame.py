"""`bindeglied frame`: planning frames from a file of counted persons, without a server."""

import os
import re
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from bindeglied.cli.frame_output import FORMATS, TABLE, rounding_text, write
from bindeglied.cli.parser import Parser
from bindeglied.cli.words import Words
from bindeglied.documents.remarks import gettext_noop, shown_plainly
from bindeglied.funding.counts_file import CountsFile, read_counts
from bindeglied.funding.frames import retroactive_text, why_no_frame
from bindeglied.funding.place_lookup import register_lookup
from bindeglied.law.planning_frame import planning_frames
from bindeglied.law.rulebook import rules_on

SUMMARY = gettext_noop("Planungsrahmen jeder Gemeinde aus gezählten Personen berechnen")
CALL = gettext_noop(
    "bindeglied frame ZÄHLUNG.csv --on TAG [--pool EURO] [--total-persons ZAHL]"
    " [--tranche ANTEIL] [--format table|csv|json] [--lang de|en]"
)
RULE = gettext_noop(
    "Planungsrahmen einer Gemeinde = Fördertopf × Personen der Gemeinde ÷ alle Personen,\n"
    "kaufmännisch auf volle Euro gerundet. Braucht weder Server noch Datenbank."
)
COUNTS = gettext_noop("Zählung")
RULE_AND_MONEY = gettext_noop("Regel und Geld")
RESULT = gettext_noop("Ergebnis")
COUNTS_METAVAR = gettext_noop("ZÄHLUNG.csv")
COUNTS_HELP = gettext_noop(
    "Datei mit den Spalten persons und ags oder municipality (oder beiden), in beliebiger"
    " Reihenfolge, getrennt durch Semikolon, Komma oder Tabulator; - liest die Standardeingabe"
)
ON_METAVAR = gettext_noop("TAG")
ON_HELP = gettext_noop("Tag, dessen Regeln gelten, zum Beispiel 2017-12-11")
POOL_METAVAR = gettext_noop("EURO")
POOL_HELP = gettext_noop("Fördertopf des ganzen Jahres in Euro (sonst der Betrag der Fassung)")
TOTAL_METAVAR = gettext_noop("ZAHL")
TOTAL_HELP = gettext_noop("alle Personen im Land (sonst die Summe der Datei)")
TRANCHE_METAVAR = gettext_noop("ANTEIL")
TRANCHE_HELP = gettext_noop("Anteil des Fördertopfs, der verteilt wird, zum Beispiel 0.6 (sonst 1)")
FORMAT_HELP = gettext_noop(
    "table: Tabelle zum Lesen (sonst immer); csv: für Programme, mit Komma und UTF-8, ein Name,"
    " der wie eine Formel beginnt, erhält ein Hochkomma; json: mit der Erklärung jedes Betrags"
)

DAY_UNCLEAR = gettext_noop("„%(entry)s“ ist kein Tag in der Form 2017-12-11 (Jahr-Monat-Tag).")
POOL_NEGATIVE = gettext_noop("„%(entry)s“ ist negativ; der Fördertopf ist 0 Euro oder mehr.")
POOL_UNCLEAR = gettext_noop(
    "„%(entry)s“ ist kein Betrag wie 58000000 oder 58000000.50: nur Ziffern, ohne Trennzeichen"
    " der Tausender, Cent mit zwei Stellen."
)
TOTAL_UNCLEAR = gettext_noop("„%(entry)s“ ist keine ganze Zahl ab 1, geschrieben nur mit Ziffern.")
TRANCHE_UNCLEAR = gettext_noop(
    "„%(entry)s“ ist kein Anteil über 0 und bis 1, geschrieben wie 0.6 oder 1."
)
FORMAT_UNKNOWN = gettext_noop("„%(entry)s“ gibt es nicht; möglich sind %(formats)s.")
TOTAL_TOO_SMALL = gettext_noop(
    "%(total)s ist kleiner als die Summe der Personen in der Datei (%(sum)s)."
)
NOTICE = gettext_noop("Hinweis: %(notice)s")
NO_SUCH_FILE = gettext_noop("Die Datei %(path)s gibt es nicht.")
IS_A_FOLDER = gettext_noop("%(path)s ist ein Ordner und keine Datei.")
NOT_ALLOWED = gettext_noop("Die Datei %(path)s darf nicht gelesen werden.")
NOT_READABLE = gettext_noop("Die Datei %(path)s lässt sich nicht lesen.")
FILE_TOO_LARGE = gettext_noop("Die Datei %(path)s ist größer als %(megabytes)s MB.")
NOT_WRITABLE = gettext_noop("Das Ergebnis ließ sich nicht vollständig ausgeben.")

LARGEST_FILE_MB = 100
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EUROS = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{2}))?")
_MINUS = re.compile(r"[-\u2212\u2013]\s*[0-9.,]+")
_WHOLE = re.compile(r"0*[1-9][0-9]{0,14}")
_SHARE = re.compile(r"[0-9](?:[.,][0-9]{1,20})?")
T = TypeVar("T")


class _Unclear(Exception):
    """An entry that cannot be understood; the first argument is the German text."""


@dataclass(frozen=True, slots=True)
class _Terms:
    day: date
    pool_cents: int | None
    total_persons: int | None
    tranche: Decimal | None
    form: str


def describe(_: Words) -> str:
    """What the command does, in one line."""
    return _(SUMMARY)


def add_arguments(parser: Parser, _: Words) -> None:
    """Declares what may follow `bindeglied frame`."""
    parser.usage = _(CALL)
    parser.description = _(RULE)
    parser.must = ("counts", "on")
    group = parser.add_argument_group(_(COUNTS))
    group.add_argument("counts", nargs="?", metavar=_(COUNTS_METAVAR), help=_(COUNTS_HELP))
    group = parser.add_argument_group(_(RULE_AND_MONEY))
    group.add_argument("--on", metavar=_(ON_METAVAR), help=_(ON_HELP))
    group.add_argument("--pool", metavar=_(POOL_METAVAR), help=_(POOL_HELP))
    group.add_argument("--total-persons", metavar=_(TOTAL_METAVAR), help=_(TOTAL_HELP))
    group.add_argument("--tranche", metavar=_(TRANCHE_METAVAR), help=_(TRANCHE_HELP))
    group = parser.add_argument_group(_(RESULT))
    group.add_argument("--format", metavar="|".join(FORMATS), help=_(FORMAT_HELP))


def run(arguments: Namespace, words: Words) -> int:
    """Computes and writes the frames; after any fault nothing is written but the faults."""
    terms, faults = _terms(arguments, words)
    if terms is None:
        return _refuse(faults)
    data = _read(arguments.counts, words)
    if isinstance(data, str):
        return _refuse([data])
    counts = read_counts(data, register_lookup(), total_is_stated=terms.total_persons is not None)
    faults = [fault.text(words) for fault in counts.faults]
    if not faults:
        faults = _total_faults(terms, counts, words)
    return _refuse(faults) if faults else _compute(terms, counts, words)


def _compute(terms: _Terms, counts: CountsFile, words: Words) -> int:
    rules = rules_on(terms.day)
    frames = planning_frames(
        rules,
        [place.persons for place in counts.places],
        pool_cents=terms.pool_cents,
        total_persons=terms.total_persons,
        tranche=terms.tranche,
    )
    notices = [notice.text(words) for notice in counts.notices]
    if retroactive := retroactive_text(rules, words, words.day):
        notices.append(retroactive)
    for notice in notices:
        sys.stderr.write(words(NOTICE) % {"notice": notice} + "\n")
    sys.stderr.write(rounding_text(frames, words) + "\n")
    try:
        write(sys.stdout, terms.form, counts.places, frames, words)
    except OSError:
        _forget_standard_output()
        return _refuse([words(NOT_WRITABLE)])
    return 0


def _terms(arguments: Namespace, words: Words) -> tuple[_Terms | None, list[str]]:
    """What was asked for, or every fault in it."""
    faults: list[str] = []

    def read(option: str, entry: str | None, convert: Callable[[str], T]) -> T | None:
        try:
            return None if entry is None else convert(entry.strip())
        except _Unclear as unclear:
            values = {"entry": shown_plainly(str(entry)), "formats": ", ".join(FORMATS)}
            fault = words(unclear.args[0]) % values
            faults.append(f"{option}: {fault}")
            return None

    day = read("--on", arguments.on, _day)
    if day is not None and (reason := why_no_frame(day, words, words.day)):
        faults.append(f"--on: {reason}")
    pool_cents = read("--pool", arguments.pool, _cents)
    total_persons = read("--total-persons", arguments.total_persons, _total)
    tranche = read("--tranche", arguments.tranche, _share)
    form = read("--format", arguments.format, _form)
    if faults or day is None:
        return None, faults
    return _Terms(day, pool_cents, total_persons, tranche, form or TABLE), []


def _day(entry: str) -> date:
    try:
        if _DAY.fullmatch(entry):
            return date.fromisoformat(entry)
    except ValueError:
        pass
    raise _Unclear(DAY_UNCLEAR)


def _cents(entry: str) -> int:
    parts = _EUROS.fullmatch(entry)
    if parts is None:
        raise _Unclear(POOL_NEGATIVE if _MINUS.fullmatch(entry) else POOL_UNCLEAR)
    return 100 * int(parts[1]) + int(parts[2] or 0)


def _total(entry: str) -> int:
    if not _WHOLE.fullmatch(entry):
        raise _Unclear(TOTAL_UNCLEAR)
    return int(entry)


def _share(entry: str) -> Decimal:
    share = Decimal(entry.replace(",", ".")) if _SHARE.fullmatch(entry) else Decimal(0)
    if not 0 < share <= 1:
        raise _Unclear(TRANCHE_UNCLEAR)
    return share


def _form(entry: str) -> str:
    if entry not in FORMATS:
        raise _Unclear(FORMAT_UNKNOWN)
    return entry


def _total_faults(terms: _Terms, counts: CountsFile, words: Words) -> list[str]:
    if terms.total_persons is None or terms.total_persons >= counts.persons:
        return []
    values = {"total": words.number(terms.total_persons), "sum": words.number(counts.persons)}
    fault = words(TOTAL_TOO_SMALL) % values
    return [f"--total-persons: {fault}"]


def _read(path: str, words: Words) -> bytes | str:
    """The bytes of the file, or the reason why there are none."""
    shown = {"path": shown_plainly(path, longest=200), "megabytes": LARGEST_FILE_MB}
    most = LARGEST_FILE_MB * 1_000_000
    try:
        if path == "-":
            data = sys.stdin.buffer.read(most + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(most + 1)
    except FileNotFoundError:
        return words(NO_SUCH_FILE) % shown
    except IsADirectoryError:
        return words(IS_A_FOLDER) % shown
    except PermissionError:
        return words(NOT_ALLOWED) % shown
    except (OSError, ValueError):
        return words(NOT_READABLE) % shown
    return data if len(data) <= most else words(FILE_TOO_LARGE) % shown


def _refuse(faults: list[str]) -> int:
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 2


def _forget_standard_output() -> None:
    """Keeps the interpreter from trying, at its end, to write what nobody reads any more."""
    if sys.__stdout__ is not None and sys.stdout is sys.__stdout__:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())
