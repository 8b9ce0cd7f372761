"""What other programs say about the code: style, form, types, templates, spelling."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from tokenize import COMMENT, tokenize

from tests.house_rules.checkout import (
    OWN_CODE,
    PRODUCT,
    ROOT,
    in_checkout,
    python_files,
    tree_of,
)

BIN = Path(sys.executable).parent
# Words of the field that English does not have.
OWN_WORDS = ("ags", "ars", "juni", "ue", "unter")


def says(*words: str) -> str:
    """What a checker has to say; empty if it is content."""
    done = subprocess.run(
        [str(BIN / words[0]), *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_ruff_finds_no_fault() -> None:
    assert says("ruff", "check", "--no-cache", "--output-format=concise", ".") == ""


def test_ruff_would_format_nothing_anew() -> None:
    assert says("ruff", "format", "--no-cache", "--check", ".") == ""


def test_types_are_strict_in_law_actions_queries_and_access() -> None:
    strict = [
        in_checkout(path)
        for path in python_files()
        if path.is_relative_to(PRODUCT / "law")
        or path.parent.name == "actions"
        or path.stem in ("access", "queries")
    ]
    assert says("mypy", "--strict", "--ignore-missing-imports", *strict) == ""


def test_djlint_finds_no_fault_in_the_templates() -> None:
    assert says("djlint", "--lint", "--quiet", "bindeglied") == ""


def english_of(path: Path) -> str:
    """Comments and docstrings: the German texts between them would be nothing but mistakes."""
    words = [ast.get_docstring(node) or "" for node in ast.walk(tree_of(path)) if documented(node)]
    with path.open("rb") as file:
        words += [one.string for one in tokenize(file.readline) if one.type == COMMENT]
    return re.sub(r"`[^`]*`|„[^“]*“|\"[^\"]*\"", "", "\n".join(words))


def documented(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)


def test_codespell_finds_no_misspelt_word(tmp_path: Path) -> None:
    for path in python_files(*OWN_CODE):
        place = tmp_path / in_checkout(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(english_of(path), "utf-8")
    assert says("codespell", f"--ignore-words-list={','.join(OWN_WORDS)}", str(tmp_path)) == ""
