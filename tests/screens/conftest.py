"""The browser and a running demo Land of their own; everybody is signed in once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.screens.viewer import Viewer
from tests.servers import product as products
from tests.servers.browser import Browser
from tests.servers.fixtures import server_address
from tests.servers.product import Installation


@pytest.fixture(scope="session")
def product() -> Iterator[Installation]:
    """Not the journeys' one: they give people factors that the screens want to see missing."""
    with products.demo(server_address()) as running:
        yield running


@pytest.fixture(scope="session")
def viewer(product: Installation, chromium: Browser) -> Viewer:
    return Viewer(chromium, product.address)
