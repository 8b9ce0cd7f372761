"""The explanation of a frame on paper. Who may print is decided by the view."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone
from django.utils.translation import get_language, gettext

from bindeglied.documents.typesetting import Sheet, typeset
from bindeglied.funding.line_words import posts_at_each_rate, read_lines
from bindeglied.funding.models import PlanningFrame
from bindeglied.funding.wording import label_of
from bindeglied.law.planning_frame import PlanningFrames
from bindeglied.ui.templatetags.formats import euro, long_date

TEMPLATE = Path(__file__).resolve().parent / "print" / "frame_sheet.typ"


def print_frame(frame: PlanningFrame, frames: PlanningFrames) -> bytes:
    """The sheet of one municipality as PDF/UA-1 and PDF/A-2a, dated by its release."""
    return typeset(sheet_of(frame, frames)).pdf


def sheet_of(frame: PlanningFrame, frames: PlanningFrames) -> Sheet:
    """What stands on the paper: the lines of the explanation, posts, what is unverified."""
    release = frame.release
    moment = release.released_at or timezone.now()
    title = gettext("Planungsrahmen %(place)s, %(year)s") % {
        "place": frame.municipality.name,
        "year": release.label,
    }
    claim = gettext("Eigener Antrag möglich") if frames.own_claim_possible(0) else gettext(
        "Antrag im Verbund oder über den Kreis"
    )  # fmt: skip
    data = {
        "title": title,
        "amount": euro(frame.frame_eur),
        "claim": claim,
        "unverified": [label_of(key, gettext) for key in frames.unverified()],
        "lines": [
            {"label": line.label, "value": line.value, "source": line.source}
            for line in read_lines(frames, release.counted_on)
        ],
        "posts": [
            {
                "label": one.label,
                "value": gettext("%(number)s VZÄ") % {"number": one.value},
                "certainty": one.certainty,
            }
            for one in posts_at_each_rate(frames)
        ],
        "made": gettext("Freigegeben am %(day)s, %(kind)s")
        % {"day": long_date(moment), "kind": release.get_kind_display()},
    }
    columns = [gettext("Was"), gettext("Wert"), gettext("Woher")]
    labels = {
        "header": gettext("Pakt für Integration: Warum dieser Betrag?"),
        "unverified": gettext("Ungeprüft, nicht für einen Bescheid:"),
        "columns": columns,
    }
    day = timezone.localdate(moment)
    return Sheet(TEMPLATE, data, labels, language=get_language() or "de", made_on=day)
