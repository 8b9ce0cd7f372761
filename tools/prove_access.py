"""Proves that the access tests notice: weakens one access line after another and runs them.

Works on copies in a temporary folder, never on the checkout. Prints every weakened line with the
test that caught it, and ends with status 1 if one was not caught. `make prove-access` calls it;
words of a file's path choose lines: `make prove-access ARGS=funding`.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("bindeglied", "tests", "pyproject.toml", "manage.py")
TESTS = ("real_database", "sessions", "assignments", "strangers", "concept")
# Plugins that these tests do not use take longer to load than most lines take to be caught.
UNUSED_PLUGINS = ("cacheprovider", "hypothesispytest", "xdist")
# The quick files come first: most lines are caught there.
COMMAND = (
    *(sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "--tb=no"),
    *(f"-pno:{name}" for name in UNUSED_PLUGINS),
    *(f"tests/access/test_{name}.py" for name in TESTS),
)
AT_ONCE = min(4, os.cpu_count() or 1)

# What a look-up gives to somebody who may see everything; per package the rows found by id.
MODEL = "__import__('bindeglied.{}.models', fromlist=['x']).{}"
EVERY_ROLE = "__import__('bindeglied.accounts.access', fromlist=['x']).for_every_member"
OF_THE_LAND = "type('Land', (), {'role': 'land_officer'})()"
ROWS = {
    "accounts": "membership Membership, person User, invitation Invitation",
    "casework": "case Case, person Person, contact Contact, offer SupportOffer, goal Goal, "
    "assignment Assignment, plan_version PlanVersion, measure Measure",
}


def _any_row(package: str, model: str, key: str = "pk") -> Callable[..., str]:
    found = "__import__('django.shortcuts', fromlist=['x']).get_object_or_404"
    return lambda wanted: f"{found}({MODEL.format(package, model)}, {key}={wanted})"


def _of_the_land(look_up: str) -> Callable[..., str]:
    return lambda *rest: f"{look_up}({', '.join((OF_THE_LAND, *rest))})"


WEAKER_LOOK_UPS: dict[str, Callable[..., str]] = {
    "funding.frames_visible_to": _of_the_land("frames_visible_to"),
    "funding.get_kreis_for": _of_the_land("get_kreis_for"),
    "accounts.get_own_membership": _any_row("accounts", "Membership"),
    "accounts.people_visible_to": lambda: f"{MODEL.format('accounts', 'Membership')}.objects.all()",
    "casework.cases_visible_to": lambda: f"{MODEL.format('casework', 'Case')}.objects.all()",
    "casework.get_confided_for": _any_row("casework", "ConfidedText", "contact"),
    **{
        f"{package}.get_{row}_for": _any_row(package, model)
        for package, rows in ROWS.items()
        for row, model in (one.split() for one in rows.split(", "))
    },
}
# Weakened, these lines do the same as before: (text of the line, text in its place) -> why.
NO_DIFFERENCE = {
    ("organisation.municipality_id", "True"): "without a municipality the filter finds nothing",
}


@dataclass(frozen=True, slots=True)
class Weakening:
    """One change of one line; `at` and `until` are places in `text`, that of the whole file."""

    path: Path
    text: str
    line: int
    at: int
    until: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}  {_short(self.old)}  →  {_short(self.new) or 'nothing'}"

    def applied(self) -> str:
        return self.text[: self.at] + self.new + self.text[self.until :]


def _short(text: str) -> str:
    text = re.sub(r"__import__\(.*?\)\.", "", " ".join(text.split()))
    return text if len(text) <= 60 else f"{text[:59]}…"


class Source:
    """One file, its syntax tree and the weakenings that it offers."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = (ROOT / path).read_text("utf-8")
        self.tree = ast.parse(self.text)
        self._starts = [0]
        for line in self.text.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def place(self, line: int, column: int) -> int:
        before = self.text[self._starts[line - 1] : self._starts[line]].encode()[:column]
        return self._starts[line - 1] + len(before.decode())

    def segment(self, node: ast.AST) -> str:
        return ast.get_source_segment(self.text, node) or ""

    def instead(self, node: ast.expr | ast.stmt | ast.keyword, new: str) -> Weakening:
        at = self.place(node.lineno, node.col_offset)
        until = self.place(node.end_lineno or 0, node.end_col_offset or 0)
        return Weakening(self.path, self.text, node.lineno, at, until, self.text[at:until], new)

    def decisions(self) -> Iterator[Weakening]:
        """Every guard, filter and yes-or-no answer of a module that decides about access."""
        yield from self.guards()
        for node in ast.walk(self.tree):
            match node:
                case ast.comprehension(ifs=tests):
                    yield from (self.instead(test, "True") for test in tests)
                case ast.FunctionDef(returns=ast.Name(id="bool")):
                    yield from self._answers(node)
                case ast.Expr(value=ast.Call(func=ast.Name())):
                    yield self.instead(node, "pass")
                case ast.Assign(targets=[ast.Attribute(attr="allowed_roles")]):
                    yield self.instead(node.value, "frozenset(Role)")
                case ast.Call(func=ast.Attribute(attr="filter" | "none") as method):
                    yield from self._narrowing(node, method)

    def guards(self) -> Iterator[Weakening]:
        """Every condition, as if it never held and as if it always did, and its parts."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.If):
                yield self.instead(node.test, "False")
                yield self.instead(node.test, "True")
                if isinstance(node.test, ast.BoolOp):
                    yield from self._operands(node.test)

    def _operands(self, node: ast.BoolOp) -> Iterator[Weakening]:
        neutral = "False" if isinstance(node.op, ast.Or) else "True"
        yield from (self.instead(operand, neutral) for operand in node.values)

    def _answers(self, function: ast.FunctionDef) -> Iterator[Weakening]:
        for node in ast.walk(function):
            if isinstance(node, ast.Return) and node.value:
                yield self.instead(node.value, "True")

    def _narrowing(self, call: ast.Call, method: ast.Attribute) -> Iterator[Weakening]:
        yield self.instead(call, self.segment(method.value))
        if len(call.keywords) > 1:
            yield from (self.instead(one, "pk__isnull=False") for one in call.keywords)

    def look_ups(self) -> Iterator[Weakening]:
        """Every decorator that names roles and every call of an access look-up."""
        for node in ast.walk(self.tree):
            match node:
                case ast.FunctionDef(decorator_list=decorators):
                    for one in decorators:
                        name = self.segment(one).partition("(")[0]
                        if name == "for_roles":
                            yield self.instead(one, EVERY_ROLE)
                        if name in ("for_roles", "for_every_member"):
                            yield self.instead(one, "(lambda view: view)")
                case ast.Call(func=ast.Name(id=name)) if self.named(name) in WEAKER_LOOK_UPS:
                    arguments = [self.segment(one) for one in node.args]
                    yield self.instead(node, WEAKER_LOOK_UPS[self.named(name)](*arguments[1:]))

    def named(self, look_up: str) -> str:
        return f"{self.path.parts[1]}.{look_up}"

    def imported_look_ups(self) -> set[str]:
        """Names of look-ups that this module takes from an access module."""
        return {
            self.named(alias.name)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".access")
            for alias in node.names
            if alias.name.startswith("get_") or alias.name.endswith("_visible_to")
        }


def all_weakenings() -> list[Weakening]:
    """Every access line of the product with every way to weaken it, without doubles."""
    found: list[Weakening] = []
    for path in sorted((ROOT / "bindeglied").rglob("*.py")):
        source = Source(path.relative_to(ROOT))
        unknown = source.imported_look_ups() - WEAKER_LOOK_UPS.keys()
        if unknown:
            sys.exit(f"{source.path}: say in WEAKER_LOOK_UPS how {sorted(unknown)} is weakened")
        if path.name == "access.py" or source.path.match("accounts/middleware.py"):
            found += source.decisions()
        elif source.path.match("demo/views.py"):
            found += source.guards()
        elif path.name != "__init__.py":
            found += source.look_ups()
    found += _lines_of_settings()
    different = (one for one in found if one.old != one.new)
    return [one for one in dict.fromkeys(different) if (one.old, one.new) not in NO_DIFFERENCE]


def _lines_of_settings() -> Iterator[Weakening]:
    """The middleware that gives the membership and closes the door, taken out."""
    source = Source(Path("bindeglied/config/settings.py"))
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and str(node.value).startswith(
            "bindeglied.accounts.middleware."
        ):
            yield source.instead(node, "'django.middleware.common.CommonMiddleware'")


def run_tests(folder: Path) -> str | None:
    """The first access test that fails in this copy, or None."""
    environment = os.environ | {"PYTHONPATH": str(folder)}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        COMMAND, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return None
    failed = re.search(
        r"^(?:FAILED|ERROR) tests/access/(.*?)(?: - .*)?$", done.stdout, re.MULTILINE
    )
    if done.returncode != 1 or not failed:
        raise RuntimeError(f"The access tests did not run:\n{done.stdout}{done.stderr}")
    return failed[1]


def try_one(weakening: Weakening, folders: SimpleQueue[Path]) -> str | None:
    """Weaken one line in a free copy, run the tests there and put the line back."""
    folder = folders.get()
    path = folder / weakening.path
    try:
        path.write_text(weakening.applied(), "utf-8")
        _forget_compiled(path)
        return run_tests(folder)
    finally:
        path.write_text(weakening.text, "utf-8")
        _forget_compiled(path)
        folders.put(folder)


def _forget_compiled(path: Path) -> None:
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        compiled.unlink()


def copies(place: Path) -> Iterator[Path]:
    for number in range(AT_ONCE):
        folder = place / str(number)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name)
            else:
                shutil.copyfile(source, folder / name)
        yield folder


def prove(weakenings: list[Weakening], place: Path) -> int:
    """Try all weakenings and print what catches each; the number of those that nothing caught."""
    folders: SimpleQueue[Path] = SimpleQueue()
    for folder in copies(place):
        folders.put(folder)
        unchanged = folder
    if failed := run_tests(unchanged):
        sys.exit(f"Die Zugriffstests schlagen schon ohne Änderung fehl: {failed}")
    survived = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results: Iterable[str | None] = pool.map(lambda one: try_one(one, folders), weakenings)
        for number, (weakening, caught) in enumerate(zip(weakenings, results, strict=True), 1):
            print(f"{number:3}/{len(weakenings)} {weakening}")
            print(f"        {caught or 'NOT CAUGHT'}", flush=True)
            if caught is None:
                survived.append(weakening)
    for weakening in survived:
        print(f"Not caught: {weakening}")
    return len(survived)


def main(*words: str) -> int:
    started = time.monotonic()
    weakenings = [one for one in all_weakenings() if all(word in str(one) for word in words)]
    with tempfile.TemporaryDirectory(prefix="bindeglied-access-") as place:
        survived = prove(weakenings, Path(place))
    caught, seconds = len(weakenings) - survived, time.monotonic() - started
    print(f"{caught} of {len(weakenings)} weakened access lines caught in {seconds:.0f} s")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
