"""The explanation sheet of one municipality, on screen and on paper."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.funding import queries
from bindeglied.funding.access import FRAME_READERS
from bindeglied.funding.line_words import posts_at_each_rate, read_lines
from bindeglied.funding.models import PlanningFrame
from bindeglied.funding.printing import print_frame
from bindeglied.funding.views.looks import note_look_at_release
from bindeglied.funding.views.wanted_frames import WantedFrames, wanted_frames
from bindeglied.funding.wording import label_of


@require_safe
@for_roles(*FRAME_READERS)
def frame_sheet(request: HttpRequest, ags: str) -> HttpResponse:
    """Line by line why the frame of a municipality is what it is."""
    wanted, frame = _frame(request, ags)
    result = queries.computation_of(frame)
    note_look_at_release(request, frame.release)
    page = {
        "frame": frame,
        "release": frame.release,
        "wanted": wanted,
        "lines": read_lines(result, frame.release.counted_on),
        "posts": posts_at_each_rate(result),
        "own_claim_possible": result.own_claim_possible(0),
        "unverified": [label_of(key, gettext) for key in result.unverified()],
    }
    return render(request, "funding/frame_sheet.html", page)


@require_safe
@for_roles(*FRAME_READERS)
def frame_sheet_pdf(request: HttpRequest, ags: str) -> HttpResponse:
    """The same as PDF."""
    _wanted, frame = _frame(request, ags)
    note_look_at_release(request, frame.release, "frame sheet printed")
    pdf = print_frame(frame, queries.computation_of(frame))
    words = {"Content-Disposition": f'inline; filename="planungsrahmen-{ags}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=words)


def _frame(request: HttpRequest, ags: str) -> tuple[WantedFrames, PlanningFrame]:
    member = request.member  # type: ignore[attr-defined]
    wanted = wanted_frames(request)
    if wanted is None:
        raise Http404
    frames = queries.frames_of(member, wanted.release).filter(municipality=ags)
    frame = frames.select_related("municipality__kreis", "release__follows").first()
    if frame is None:
        raise Http404
    return wanted, frame
