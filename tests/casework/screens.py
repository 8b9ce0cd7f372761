"""Addresses of the screens of a case, and forms as their pages send them."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bindeglied.trail.models import Event
from tests.casework import cases

NOW = "%Y-%m-%dT%H:%M"


def path(name: str, *args: Any) -> str:
    return reverse(f"casework:{name}", args=args)


def read(browser: Client, where: str) -> str:
    """The text of a page that is there."""
    answer = browser.get(where)
    assert answer.status_code == 200, (where, answer.status_code)
    return answer.content.decode()


def sent(browser: Client, where: str, **words: Any) -> HttpResponse:
    return browser.post(where, {"once": str(uuid4()), **words})


def faults_in(answer: HttpResponse) -> str:
    """The summary of faults of a page that shows its form again."""
    assert answer.status_code == 200, answer.status_code
    found = re.search(r'<div class="faults".*?</div>', answer.content.decode(), re.DOTALL)
    assert found, "no summary of faults"
    return found.group()


def verbs_of(case: Any) -> list[str]:
    """What was done in a case or shown of it, oldest first."""
    events = Event.objects.filter(record_kind="case", record_key=str(case.pk)).order_by("id")
    return list(events.values_list("verb", flat=True))


def announcement(**words: Any) -> dict[str, Any]:
    usual = {
        "source_detail": "Landratsamt",
        "announced_on": cases.today().isoformat(),
        "given_name": "Oksana",
        "family_name": "Verbenko",
        "interpreter": "needed",
        "language": "uk",
        "telephone": "06201 1234",
        "address": "Hauptstraße 12",
        "municipality": cases.WEINHEIM,
        "birth_on": "1992-02-03",
        "moved_in_on": "2026-01-15",
    }
    return usual | words


def note(**words: Any) -> dict[str, Any]:
    usual = {
        "happened_at": timezone.localtime().strftime(NOW),
        "form": "talk",
        "minutes": "50",
        "place": "Rathaus",
        "language": "uk",
        "interpreting": "professional",
        "text": "Möchte als Buchhalterin arbeiten.",
        "confided": "",
        "next_due_on": "",
    }
    return usual | words
