"""Fixtures of tests that run the whole product; a plugin that `tests/conftest.py` names."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.servers import browser as browsers
from tests.servers import product as products
from tests.servers.browser import Browser
from tests.servers.product import Installation


def server_address() -> str:
    """The PostgreSQL server of this test run, or nothing for SQLite."""
    address = os.environ.get("DATABASE_URL", "")
    return address if address.startswith("postgres") else ""


@pytest.fixture(scope="session")
def product() -> Iterator[Installation]:
    """The demo Land, running, one per test process."""
    with products.demo(server_address()) as running:
        yield running


@pytest.fixture
def installation() -> Iterator[Installation]:
    """A fresh data folder and a fresh database, nothing set up."""
    with products.installation(server_address()) as fresh:
        yield fresh


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's browser; without one the test is left out."""
    if browsers.program() is None:
        pytest.skip("no browser (chromium) on the path")
    with browsers.browser() as running:
        yield running


__all__ = ["chromium", "installation", "product", "server_address"]
