"""The letter that tells a recipient its share, on paper; one or many in a file.

Its wording is a draft that nobody has checked and says so; no instruction on legal remedies is in
it, because none was read. What the Kreis wants to say itself stands in a place of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format

from bindeglied.documents.typesetting import Sheet, Typeset, typeset
from bindeglied.funding.models import SubAllocation, SubAllocationKey, SubShare
from bindeglied.funding.queries.dividing import computation_of_shares
from bindeglied.funding.queries.why_share import WhyShare, key_words, weight_words, why_share
from bindeglied.ui.templatetags.formats import money, number, short_date

TEMPLATE = Path(__file__).resolve().parent / "print" / "share_letter.typ"
LABELS = {
    "draft": "Wortlaut: Entwurf, ungeprüft",
    "title": "Mitteilung über Ihren Anteil am Integrationsmanagement",
    "to": "An",
    "file_number": "Aktenzeichen des Bescheids",
    "intro": "Der Kreis hat den Betrag, den er für das Integrationsmanagement erhält, verteilt."
    " Auf Sie entfallen:",
    "how": "So ist der Betrag entstanden",
    "key": "Schlüssel",
    "own_text": "Vom Kreis",
    "signature": "Ort, Datum, Unterschrift",
    "no_remedy": "Dieser Wortlaut ist ein ungeprüfter Entwurf. Er enthält keine "
    "Rechtsbehelfsbelehrung und keine Nebenbestimmungen; ob und welche nötig sind,"
    " klärt der Kreis.",
    "page": "Seite",
}


def print_share_letters(sub_allocation: SubAllocation, shares: Sequence[SubShare]) -> Typeset:
    """The letters of these shares as one PDF, each on a page of its own, in German.

    Dated by the release, so that the same shares give the same bytes.
    """
    made_on = timezone.localdate(sub_allocation.decided_at or sub_allocation.prepared_at)
    with translation.override("de"):
        computation = computation_of_shares(sub_allocation)
        letters = [
            _letter(sub_allocation, why_share(computation, share), made_on) for share in shares
        ]
    return typeset(Sheet(TEMPLATE, {"letters": letters}, LABELS, language="de", made_on=made_on))


def _letter(sub_allocation: SubAllocation, why: WhyShare, made_on: date) -> dict[str, Any]:
    notice = sub_allocation.notice
    return {
        "from": notice.kreis.full_name,
        "to": why.share.recipient_name,
        "day": date_format(made_on, "j. F Y"),
        "year": str(notice.year),
        "document": f"{notice.document}, {short_date(notice.issued_on)}",
        "file_number": notice.file_number,
        "amount": money(why.share.amount_eur),
        "lines": _lines(sub_allocation, why),
        "key": key_words(sub_allocation),
        "own_text": sub_allocation.own_text,
    }


def _lines(sub_allocation: SubAllocation, why: WhyShare) -> list[list[str]]:
    """The calculation, each line as words, sign and figure."""
    notice, words = sub_allocation.notice, weight_words(sub_allocation)
    lines = [[f"Bescheid {notice.year}", "", money(notice.amount_eur)]]
    if sub_allocation.own_share_eur:
        reason = f"behält der Kreis: {sub_allocation.own_share_reason}"
        lines.append([reason, "−", money(sub_allocation.own_share_eur)])
    if why.fixed_total_eur:
        lines.append(["alle festen Beträge", "−", money(why.fixed_total_eur)])
    if sub_allocation.key != SubAllocationKey.FIXED:
        name, step = (
            why.share.recipient_name,
            "volle Euro" if sub_allocation.to_the_euro else "Cent",
        )
        lines += [
            ["wird nach dem Schlüssel geteilt", "=", money(why.rest_eur)],
            [f"{words}: {name}", "×", _figure(why.weight)],
            [f"{words}: alle zusammen", "÷", _figure(why.total_weight)],
            ["Ergebnis", "=", money(why.exact_eur)],
            [f"auf {step} gerundet, übrige der Reihe nach", "→", money(why.by_key_eur)],
        ]
    if why.share.fixed_eur:
        lines.append(["fester Betrag", "+", money(why.share.fixed_eur)])
    return lines


def _figure(value: Any) -> str:
    return number(value, 0 if value == value.to_integral_value() else 2)
