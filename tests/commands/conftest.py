"""A fresh data folder per test."""

from tests.servers.fixtures import installation

__all__ = ["installation"]
