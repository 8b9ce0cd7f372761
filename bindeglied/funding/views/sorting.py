"""The order of a table of frames: names upwards, figures from the largest down."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest

from bindeglied.funding.queries import FrameFigures

ORDERS = ("rahmen", "personen", "name")


def wanted_order(request: HttpRequest) -> str:
    """What the address asks for; anything unknown means the largest frame first."""
    wanted = request.GET.get("sortierung", "")
    return wanted if wanted in ORDERS else ORDERS[0]


def in_order(rows: Sequence[FrameFigures], order: str) -> list[FrameFigures]:
    """The rows in this order; they come by name, and equal figures stay so."""
    if order == "rahmen":
        return sorted(rows, key=lambda row: -row.frame_eur)
    if order == "personen":
        return sorted(rows, key=lambda row: -row.persons)
    return list(rows)
