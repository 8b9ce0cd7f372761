"""The words for keys of the law: German, marked for the catalogue, translated by the caller."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bindeglied.documents.remarks import Translate, gettext_noop
from bindeglied.law.values import (
    AllocationKey,
    Applicant,
    Certainty,
    Formula,
    Interval,
    Origin,
    Rounding,
    Source,
    Value,
)

LABELS: Mapping[str, str] = {
    "rule_version": gettext_noop("Fassung der Regel, in Kraft seit"),
    "issued_on": gettext_noop("Erlassen am"),
    "in_force_on": gettext_noop("In Kraft seit"),
    "retroactive_from": gettext_noop("Wirkt zurück auf"),
    "funded_until": gettext_noop("Gefördert bis"),
    "allocation_key": gettext_noop("Verteilt wird nach"),
    "allocation_formula": gettext_noop("Rechenweg"),
    "allocation_rounding": gettext_noop("Rundung"),
    "pool_eur": gettext_noop("Fördertopf des Landes im Jahr in Euro"),
    "counted_on": gettext_noop("Stichtag der Zählung"),
    "posts_frozen_on": gettext_noop("Stichtag der bestehenden Stellen"),
    "first_tranche_share": gettext_noop("Anteil der ersten Tranche"),
    "min_own_claim_eur": gettext_noop("Eigener Antrag ab einem Rahmen im Jahr von Euro"),
    "min_post_share_fte": gettext_noop("Kleinster Anteil einer Stelle in VZÄ"),
    "fte_decimals": gettext_noop("VZÄ gerundet auf Nachkommastellen"),
    "rate_graduate_eur": gettext_noop("Festbetrag mit Hochschulabschluss je VZÄ und Jahr in Euro"),
    "rate_vocational_eur": gettext_noop("Festbetrag mit Berufsabschluss je VZÄ und Jahr in Euro"),
    "max_period_months": gettext_noop("Längster Bewilligungszeitraum je Stelle in Monaten"),
    "refill_with_graduate": gettext_noop("Nachbesetzung mit höherem Abschluss möglich"),
    "pay_break_months": gettext_noop("Verlängerung nach einer Pause ohne Entgelt in Monaten"),
    "applicants": gettext_noop("Wer beantragen kann"),
    "counselling_months": gettext_noop("Beratung je Person höchstens Monate"),
    "counselling_months_exception": gettext_noop(
        "Beratung je Person im begründeten Einzelfall höchstens Monate"
    ),
    "report_interval": gettext_noop("Meldung der Kennzahlen"),
    "report_due": gettext_noop("Kennzahlen fällig am"),
    "interim_proof": gettext_noop("Zwischenverwendungsnachweis"),
    "proof_months": gettext_noop("Verwendungsnachweis fällig nach Monaten"),
    "tranche_share": gettext_noop("Anteil dieser Tranche am Fördertopf"),
    "tranche_pool_eur": gettext_noop("Fördertopf dieser Tranche in Euro"),
    "persons": gettext_noop("Personen in der Gemeinde"),
    "total_persons": gettext_noop("Personen im ganzen Land"),
    "exact_eur": gettext_noop("Ergebnis vor der Rundung in Euro"),
    "frame_eur": gettext_noop("Planungsrahmen in Euro"),
    "share_eur": gettext_noop("Anteil am Integrationslastenausgleich in Euro"),
    "year_frame_eur": gettext_noop("Planungsrahmen des ganzen Jahres in Euro"),
    "own_claim_possible": gettext_noop("Eigener Antrag möglich"),
}

VALUES: Mapping[StrEnum, str] = {
    AllocationKey.PERSONS: gettext_noop("Personen nach § 29d Abs. 1 FAG"),
    AllocationKey.FROZEN_POSTS: gettext_noop("bestehende Stellen (eingefroren)"),
    AllocationKey.INHABITANTS: gettext_noop("Einwohner"),
    AllocationKey.ALLOCATIONS: gettext_noop(
        "Zuweisungen aus der Erstaufnahme an die Kreise („Geld folgt Geflüchteten“)"
    ),
    AllocationKey.UNKNOWN: gettext_noop("unbekannt"),
    Formula.PROPORTIONAL: gettext_noop("Fördertopf × Personen der Gemeinde ÷ alle Personen"),
    Rounding.HALF_UP_TO_EURO: gettext_noop("kaufmännisch auf volle Euro"),
    Interval.HALF_YEARLY: gettext_noop("halbjährlich"),
    Interval.YEARLY: gettext_noop("jährlich"),
    Applicant.MUNICIPALITY: gettext_noop("Gemeinde"),
    Applicant.UNION: gettext_noop("Zusammenschluss von Gemeinden"),
    Applicant.LANDKREIS_ON_BEHALF: gettext_noop("Landkreis für Gemeinden"),
    Applicant.KREIS: gettext_noop("Stadt- oder Landkreis"),
}

CERTAINTIES: Mapping[Certainty, str] = {
    Certainty.SOURCED: gettext_noop("belegt"),
    Certainty.DERIVED: gettext_noop("berechnet und an veröffentlichten Zahlen geprüft"),
    Certainty.INFERRED: gettext_noop("erschlossen, nicht belegt"),
    Certainty.GENERAL: gettext_noop("allgemein üblich, nicht belegt"),
    Certainty.UNKNOWN: gettext_noop("unbekannt"),
}

ORIGINS: Mapping[Origin, str] = {
    Origin.COUNTED: gettext_noop("gemeldete Zählung"),
    Origin.STATED: gettext_noop("für diese Berechnung angegeben"),
    Origin.COMPUTED: gettext_noop("berechnet"),
}

# What the rows are called that entries of the ledger come from.
SOURCE_KINDS: Mapping[str, str] = {
    "budget": gettext_noop("Plan des Pakts"),
    "planning frame": gettext_noop("Planungsrahmen"),
    "relief share": gettext_noop("Anteil am Lastenausgleich"),
    "frame notice": gettext_noop("Rahmen laut Bescheid"),
    "sub share": gettext_noop("Weitergabe des Kreises"),
}

YES, NO = gettext_noop("ja"), gettext_noop("nein")


def label_of(key: str, translate: Translate) -> str:
    """What a key of the law is called. Raises KeyError for a key without a label."""
    return translate(LABELS[key])


def source_text(source: Source | Origin, translate: Translate) -> str:
    """Where a value comes from; the titles of documents are not translated."""
    return translate(ORIGINS[source]) if isinstance(source, Origin) else str(source)


def value_text(value: Value, translate: Translate) -> str | None:
    """The words for a value that is a word, a list of words or yes and no; None for the others.

    Numbers, amounts and days are written by whoever knows the reader's way of writing them.
    """
    if isinstance(value, bool):
        return translate(YES if value else NO)
    if isinstance(value, tuple):
        return ", ".join(value_text(part, translate) or part for part in value)
    return translate(VALUES[value]) if isinstance(value, StrEnum) else None


def plain_value(value: Value) -> bool | int | str | list[str]:
    """A value as JSON holds it exactly: days as ISO text, decimals as text."""
    if isinstance(value, tuple):
        return [str(part) for part in value]
    if isinstance(value, date | Decimal):
        return str(value)
    return str(value) if isinstance(value, StrEnum) else value
