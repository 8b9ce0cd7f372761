"""The cases that all tests of a module look for, made once and undone after the module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.access import addresses, people
from tests.access.cases import DEPUTIES, Cases
from tests.access.newcomers import PLACES, signed_in, take_in
from tests.access.surveys import build_surveys
from tests.access.undone import undone


@pytest.fixture(scope="module", autouse=True)
def cases(sessions_of_the_cast: Any, django_db_blocker: Any) -> Iterator[None]:
    """Amira's and Bernd's cases, and the newcomers signed in."""
    with django_db_blocker.unblock(), undone():
        newcomers = {name: take_in(name) for name in PLACES}
        people.COOKIES.update((name, signed_in(user)) for name, user in newcomers.items())
        for adviser, deputy in DEPUTIES.items():
            ids = Cases(adviser, newcomers[deputy]).build()
            addresses.OF_CASES[adviser] = ids
        build_surveys()
        with django_db_blocker.block():
            yield
