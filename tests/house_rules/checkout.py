"""The checkout as the house rules read it: packages and their order, files, syntax trees."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from configparser import ConfigParser
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "bindeglied"
OWN_CODE = (PRODUCT, ROOT / "tests", ROOT / "tools")
# Beside the layers: how everything is put together, and what nobody may import.
BESIDE = frozenset({"cli", "config", "demo"})


def contracts() -> ConfigParser:
    found = ConfigParser()
    found.read(ROOT / ".importlinter")
    return found


@cache
def ranks() -> dict[str, int]:
    """The packages by name, planned ones too, with their height: a lower number stands lower."""
    layers = contracts()["importlinter:contract:packages"]["layers"].split("\n")
    from_below = [line for line in reversed(layers) if line.strip()]
    return {
        name.strip(" ()"): height
        for height, line in enumerate(from_below)
        for name in line.split("|")
    }


def packages() -> list[str]:
    """The packages that exist, those beside the layers included."""
    return sorted(path.parent.name for path in PRODUCT.glob("*/__init__.py"))


def package_of(path: Path) -> str:
    """The package of a file of the product."""
    return path.relative_to(PRODUCT).parts[0]


def python_files(*folders: Path) -> Iterator[Path]:
    """The Python files below the folders (default: the product), migrations left out."""
    for folder in folders or (PRODUCT,):
        for path in sorted(folder.rglob("*.py")):
            if not {"__pycache__", "migrations"} & set(path.parts):
                yield path


def templates() -> list[Path]:
    return [path for path in sorted(PRODUCT.rglob("templates/**/*")) if path.is_file()]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def in_checkout(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tracked_files() -> tuple[Path, ...]:
    """What git keeps or would keep; in an unpacked archive every file but the built ones."""
    words = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0 and done.stdout:
        found = [ROOT / name for name in done.stdout.split("\0") if name]
    else:
        built = {".venv", "node_modules", "var", "build", "pictures", "__pycache__"}
        found = [path for path in ROOT.rglob("*") if not built & set(path.relative_to(ROOT).parts)]
    return tuple(path for path in found if path.is_file())


def public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Functions of a module and methods of its public classes that others may call."""
    for node in tree_of(path).body:
        if isinstance(node, ast.FunctionDef):
            yield node
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from (one for one in node.body if isinstance(one, ast.FunctionDef))
