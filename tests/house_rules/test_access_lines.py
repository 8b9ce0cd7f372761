"""`make prove-access` knows every access line: a look-up that it cannot weaken would stop it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from tests.house_rules.checkout import ROOT


@pytest.fixture(scope="module")
def access_lines() -> Iterator[ModuleType]:
    """The tool that lists them; it stands in no package."""
    sys.path.insert(0, str(ROOT / "tools"))
    import access_lines

    yield access_lines
    sys.path.remove(str(ROOT / "tools"))


@pytest.fixture(scope="module")
def weakenings(access_lines: ModuleType) -> list[Any]:
    """Every way to weaken a line."""
    return list(access_lines.all_weakenings())


def test_every_look_up_can_be_weakened(weakenings: list[Any]) -> None:
    packages = {one.path.parts[1] for one in weakenings}
    assert {"accounts", "casework", "funding", "demo", "config"} <= packages


def test_every_weakened_file_is_python_and_another_one(weakenings: list[Any]) -> None:
    for one in weakenings:
        ast.parse(one.applied())
        assert one.applied() != one.text, str(one)


def test_the_nearest_addresses_are_those_of_the_file(
    access_lines: ModuleType, weakenings: list[Any]
) -> None:
    sheet = next(one for one in weakenings if one.path.match("casework/views/sheet.py"))
    assert access_lines.addresses_of(sheet) == ["casework:sheet"]
