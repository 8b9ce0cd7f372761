"""A fresh data folder per test."""

from collections.abc import Iterator

import pytest

from tests.servers import product as products
from tests.servers.fixtures import installation, server_address
from tests.servers.product import Installation

__all__ = ["installation"]


@pytest.fixture(scope="module")
def module_installation() -> Iterator[Installation]:
    """One data folder for all tests of a module."""
    with products.installation(server_address()) as fresh:
        yield fresh
