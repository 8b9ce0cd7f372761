"""The browser and the running demo Land; everybody is signed in once."""

from __future__ import annotations

import pytest

from tests.screens.viewer import Viewer
from tests.servers.browser import Browser
from tests.servers.product import Installation


@pytest.fixture(scope="session")
def viewer(product: Installation, chromium: Browser) -> Viewer:
    return Viewer(chromium, product.address)
