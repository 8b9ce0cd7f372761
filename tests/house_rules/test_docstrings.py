"""What one may call says what it means; what computes an amount says where the rule stands."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house_rules.checkout import PRODUCT, in_checkout, public_functions, python_files, tree_of

MEASURED = re.compile(r"(^|_)(cents|eur|fte|persons|pool)(_|$)")
CLOCK = {"now", "today", "localdate", "utcnow", "time", "monotonic"}


def rules_and_deeds() -> list[Path]:
    return [
        path
        for path in python_files()
        if path.is_relative_to(PRODUCT / "law")
        or path.parent.name == "actions"
        or path.stem in ("access", "queries")
    ]


def without_dunders(path: Path) -> list[ast.FunctionDef]:
    return [one for one in public_functions(path) if not one.name.startswith("_")]


@pytest.mark.parametrize("path", rules_and_deeds(), ids=in_checkout)
def test_every_public_function_of_law_actions_queries_and_access_says_what_it_means(
    path: Path,
) -> None:
    silent = [
        one.name
        for one in without_dunders(path)
        # The columns of a row that is described as a whole speak for themselves.
        if not ast.get_docstring(one) and not is_property(one)
    ]
    assert not silent


def is_property(function: ast.FunctionDef) -> bool:
    return any(getattr(one, "id", "") == "property" for one in function.decorator_list)


def computes_an_amount(function: ast.FunctionDef) -> bool:
    arguments = (*function.args.args, *function.args.kwonlyargs)
    gives_a_number = "bool" not in ast.unparse(function.returns or ast.Constant(None))
    return gives_a_number and any(MEASURED.search(one.arg) for one in arguments)


def amounts() -> list[tuple[Path, ast.FunctionDef]]:
    return [
        (path, one)
        for path in python_files(PRODUCT / "law")
        for one in without_dunders(path)
        if computes_an_amount(one)
    ]


def test_there_are_functions_of_law_that_compute_amounts() -> None:
    assert {"frame_eur", "frames_eur", "planning_frames"} <= {one.name for _, one in amounts()}


@pytest.mark.parametrize(("path", "function"), amounts(), ids=lambda one: getattr(one, "name", ""))
def test_what_computes_an_amount_names_its_source(path: Path, function: ast.FunctionDef) -> None:
    words = ast.get_docstring(function) or ""
    elsewhere = re.search(r"source as for `(\w+)`|(?:errors|Errors) as for `(\w+)`", words)
    if elsewhere:
        other = elsewhere[1] or elsewhere[2]
        found = {one.name: ast.get_docstring(one) or "" for one in without_dunders(path)}
        words = found[other]
    assert "Source:" in words


def test_the_law_reads_no_clock() -> None:
    read = {
        f"{in_checkout(path)}:{node.lineno}"
        for path in python_files(PRODUCT / "law")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in CLOCK
    }
    assert not read


def test_the_law_has_no_text_to_translate() -> None:
    for path in python_files(PRODUCT / "law"):
        assert "gettext" not in path.read_text("utf-8"), in_checkout(path)


def test_actions_take_their_words_by_keyword_and_say_by_whom() -> None:
    unnamed = []
    for path in python_files():
        if path.parent.name != "actions" or path.name == "__init__.py":
            continue
        for one in without_dunders(path):
            wanted = {argument.arg for argument in one.args.kwonlyargs}
            by_itself = "by" in (ast.get_docstring(one) or "") and "`by`" in ast.unparse(one)
            if one.name == path.stem and "by" not in wanted and not by_itself:
                unnamed.append(in_checkout(path))
    # These act for nobody else: a choice of the own session, and the demo signing in.
    assert set(unnamed) <= {
        "bindeglied/accounts/actions/switch_membership.py",
        "bindeglied/demo/actions/build_land.py",
        "bindeglied/demo/actions/release_demo_frame.py",
        "bindeglied/demo/actions/sign_in_with_one_click.py",
    }
