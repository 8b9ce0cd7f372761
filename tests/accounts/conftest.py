"""Tests run in one transaction that is never committed: mails leave at once instead."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction


@pytest.fixture
def mails(monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any]) -> list[Any]:
    """The mails sent so far."""
    monkeypatch.setattr(transaction, "on_commit", lambda deed, **_: deed())
    return mailoutbox
