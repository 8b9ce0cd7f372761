"""What is done inside is undone afterwards, in every database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings
from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside leaves no trace; blocks of this kind may lie in one another."""
    with ExitStack() as blocks:
        for alias in settings.DATABASES:
            blocks.enter_context(_taken_back(alias))
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
