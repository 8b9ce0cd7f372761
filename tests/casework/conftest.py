"""Cases in every state, opened by Amira in Weinheim."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bindeglied.accounts.models import Membership, User
from bindeglied.casework.models import Case, PlanVersion
from tests.accounts.people import membership_of
from tests.casework import cases
from tests.servers import product as products
from tests.servers.fixtures import server_address
from tests.servers.product import Installation


@pytest.fixture
def amira(db: None) -> Membership:
    return membership_of("Amira")


@pytest.fixture
def bernd(db: None) -> Membership:
    return membership_of("Bernd", cases.INTEGRATION_MANAGER)


@pytest.fixture
def colleague(amira: Membership) -> User:
    """Another integration manager of the same organisation."""
    return cases.colleague_of(amira).user


@pytest.fixture
def announced(amira: Membership) -> Case:
    return cases.registered(amira)


@pytest.fixture
def offered(announced: Case) -> Case:
    cases.offered(announced)
    return announced


@pytest.fixture
def opened(announced: Case) -> Case:
    """A case in which support was accepted."""
    cases.opened(announced)
    return announced


@pytest.fixture
def draft(opened: Case) -> PlanVersion:
    """A first version to which nothing is missing."""
    return cases.complete_draft(opened)


@pytest.fixture
def agreed(draft: PlanVersion) -> PlanVersion:
    return cases.agreed(draft)


@pytest.fixture(scope="module")
def module_installation() -> Iterator[Installation]:
    """One data folder for all tests of a module."""
    with products.installation(server_address()) as fresh:
        yield fresh
