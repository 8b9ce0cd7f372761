"""Runs `bindeglied frame` in this process on a file with the given content."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bindeglied.cli import main


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()


@pytest.fixture
def frame(tmp_path, capsys) -> Callable[..., Outcome]:
    def run(content, *options: str, on: str | None = "2017-12-11") -> Outcome:
        path = tmp_path / "counts.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        day = [] if on is None else ["--on", on]
        status = main(["frame", str(path), *day, *options])
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return run


@pytest.fixture
def call(capsys) -> Callable[..., Outcome]:
    def run(*arguments: str) -> Outcome:
        status = main(list(arguments))
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return run
