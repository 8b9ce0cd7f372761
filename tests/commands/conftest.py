"""A data folder that all tests of a module share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers import product as products
from tests.servers.fixtures import server_address
from tests.servers.product import Installation


@pytest.fixture(scope="module")
def module_installation() -> Iterator[Installation]:
    """One data folder for all tests of a module."""
    with products.installation(server_address()) as fresh:
        yield fresh
