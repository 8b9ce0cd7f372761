"""Names that say something, and pieces that one can read at a sitting."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house_rules.checkout import (
    OWN_CODE,
    PRODUCT,
    in_checkout,
    python_files,
    templates,
    tree_of,
)

FILE, FUNCTION, VIEW = 300, 40, 15
SAYS_NOTHING = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, Function))


def length(function: Function) -> int:
    """The lines of a function without its decorators and its docstring."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


def is_view(path: Path, function: Function) -> bool:
    in_views = path.name == "views.py" or path.parent.name == "views"
    arguments = function.args.args
    takes_a_request = bool(arguments) and arguments[0].arg == "request"
    return in_views and takes_a_request and not function.name.startswith("_")


def scripts_and_styles() -> Iterator[Path]:
    for kind in ("*.js", "*.css"):
        yield from PRODUCT.rglob(f"static/**/{kind}")


def test_no_file_is_longer_than_300_lines() -> None:
    over = {
        f"{in_checkout(path)}: {lines}"
        for path in (*python_files(*OWN_CODE), *templates(), *scripts_and_styles())
        if (lines := len(path.read_text("utf-8").splitlines())) > FILE
    }
    assert not over


def test_no_function_is_longer_than_40_lines() -> None:
    over = {
        f"{in_checkout(path)} {one.name}: {length(one)}"
        for path in python_files(*OWN_CODE)
        for one in functions(path)
        if length(one) > FUNCTION
    }
    assert not over


def test_no_view_is_longer_than_15_lines() -> None:
    over = {
        f"{in_checkout(path)} {one.name}: {length(one)}"
        for path in python_files()
        for one in functions(path)
        if is_view(path, one) and length(one) > VIEW
    }
    assert not over


def test_there_are_views_to_measure() -> None:
    found = [one for path in python_files() for one in functions(path) if is_view(path, one)]
    assert len(found) >= 14


def test_no_name_says_nothing() -> None:
    kinds = (*Function.__args__, ast.ClassDef)
    found = {in_checkout(path) for path in python_files(*OWN_CODE) if path.stem in SAYS_NOTHING}
    found |= {
        in_checkout(folder)
        for root in OWN_CODE
        for folder in root.rglob("*")
        if folder.is_dir() and folder.name in SAYS_NOTHING
    }
    found |= {
        f"{in_checkout(path)}: {node.name}"
        for path in python_files(*OWN_CODE)
        for node in ast.walk(tree_of(path))
        if isinstance(node, kinds) and node.name.strip("_").lower() in SAYS_NOTHING
    }
    assert not found


def test_one_deed_per_file_and_the_file_is_named_after_it() -> None:
    for path in python_files():
        if path.parent.name == "actions" and path.name != "__init__.py":
            names = {node.name for node in tree_of(path).body if isinstance(node, Function)}
            assert path.stem in names, in_checkout(path)
