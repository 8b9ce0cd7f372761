"""The cases that all tests of a module look for, made once and undone after the module."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from tests.access import addresses, people
from tests.access.cases import DEPUTIES, Cases
from tests.access.newcomers import PLACES, signed_in, take_in
from tests.access.surveys import build_surveys


@pytest.fixture(scope="module", autouse=True)
def cases(sessions_of_the_cast: Any, django_db_blocker: Any) -> Iterator[None]:
    """Amira's and Bernd's cases, and the newcomers signed in."""
    with django_db_blocker.unblock(), ExitStack() as undone:
        for alias in settings.DATABASES:
            undone.enter_context(_taken_back(alias))
        newcomers = {name: take_in(name) for name in PLACES}
        people.COOKIES.update((name, signed_in(user)) for name, user in newcomers.items())
        for adviser, deputy in DEPUTIES.items():
            ids = Cases(adviser, newcomers[deputy]).build()
            addresses.OF_CASES[adviser] = ids
        build_surveys()
        with django_db_blocker.block():
            yield


class _taken_back:  # noqa: N801 - reads as a phrase
    """A transaction that is rolled back; those of the tests lie inside of it."""

    def __init__(self, alias: str) -> None:
        self.alias, self.block = alias, transaction.atomic(alias)
        # As Django marks the transactions of its own test cases: a durable one may lie inside.
        self.block._from_testcase = True  # type: ignore[attr-defined]

    def __enter__(self) -> None:
        self.block.__enter__()

    def __exit__(self, *reason: object) -> None:
        transaction.set_rollback(True, using=self.alias)
        self.block.__exit__(None, None, None)
