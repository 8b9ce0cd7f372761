"""Which lines decide about access, and how each of them is weakened for `prove_access`.

In access modules every guard, filter and answer; everywhere else every decorator that names roles
and every call of a look-up.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What a look-up gives to somebody who may see everything; by itself any row of its model.
MODEL = "__import__('{}', fromlist=['x']).{}"
FOUND = "__import__('django.shortcuts', fromlist=['x']).get_object_or_404"
EVERY_ROLE = "__import__('bindeglied.accounts.access', fromlist=['x']).for_every_member"
CASEWORK = "bindeglied.casework.models"
WITH_TEAM = MODEL.format("bindeglied.casework.access", "get_case_with_team_for")
MEMBERS = MODEL.format("bindeglied.accounts.models", "Membership")
TEAM = f"{MODEL.format(CASEWORK, 'Assignment')}.objects.filter(case={{0}}).values('user')"
EVERY_ENTRY = MODEL.format("bindeglied.funding.models", "LedgerEntry")
PROGRAMME = MODEL.format("bindeglied.funding.models", "Programme")
KREIS = MODEL.format("bindeglied.places.models", "Kreis")

WEAKER_LOOK_UPS: dict[str, Callable[..., str]] = {
    "casework.get_confided_for": lambda contact: (
        f"{FOUND}({MODEL.format(CASEWORK, 'ConfidedText')}, contact={contact})"
    ),
    "casework.get_case_with_team_for": lambda case: (
        f"{WITH_TEAM}({MEMBERS}.objects.filter(user__in={TEAM.format(case)}).first(), {case})"
    ),
    "funding.get_own_kreis_for": lambda: f"{KREIS}.objects.get(pk='08226')",
    "funding.get_kreis_with_money_for": lambda year, programme, kreis: (
        f"({FOUND}({KREIS}, pk={kreis}), {FOUND}({PROGRAMME}, pk={programme}), "
        f"{EVERY_ENTRY}.objects.filter(year={year}, programme={programme}, kreis={kreis}))"
    ),
}


def weaker_look_ups() -> dict[str, Callable[..., str]]:
    """How each look-up of the access modules is weakened, by package and name.

    `get_…_for` gives any row of the model that it says it returns, `…_visible_to` all of them.
    """
    found: dict[str, Callable[..., str]] = {}
    for path in sorted((ROOT / "bindeglied").glob("*/access.py")):
        tree = ast.parse(path.read_text("utf-8"))
        homes = {
            alias.name: node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }
        for node in tree.body:
            match node:
                case ast.FunctionDef(name=name, returns=ast.Name(id=model)) if is_look_up(name):
                    weaker = _any_row(MODEL.format(homes.get(model), model))
                case ast.FunctionDef(
                    name=name,
                    returns=ast.Subscript(value=ast.Name("QuerySet"), slice=ast.Name(id=model)),
                ) if is_look_up(name):
                    weaker = _all_rows(MODEL.format(homes.get(model), model))
                case _:
                    continue
            found[f"{path.parent.name}.{name}"] = weaker
    return found | WEAKER_LOOK_UPS


def is_look_up(name: str) -> bool:
    """Whether a function of an access module gives what somebody may see."""
    return (name.startswith("get_") and name.endswith("_for")) or name.endswith("_visible_to")


def _any_row(model: str) -> Callable[..., str]:
    return lambda wanted: f"{FOUND}({model}, pk={wanted})"


def _all_rows(model: str) -> Callable[..., str]:
    return lambda: f"{model}.objects.all()"


# Weakened, these lines do the same as before: (end of the path, text of the line, what stands in
# its place begins so) -> why.
NO_DIFFERENCE = {
    ("", "organisation.municipality_id", "True"): "without a municipality the filter finds nothing",
    ("funding/views/uploads.py", "get_survey_for(member, survey_id)", ""): (
        "whoever sees no survey sees no Kreis either, and that is asked in the same line"
    ),
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

    def __init__(self, path: Path, weaker: Mapping[str, Callable[..., str]]) -> None:
        self.path, self.weaker = path, weaker
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
                case ast.Call(func=ast.Name(id=name)) if self.named(name) in self.weaker:
                    arguments = [self.segment(one) for one in node.args]
                    yield self.instead(node, self.weaker[self.named(name)](*arguments[1:]))

    def named(self, look_up: str) -> str:
        return f"{self.path.parts[1]}.{look_up}"

    def imported_look_ups(self) -> set[str]:
        """Names of look-ups that this module takes from an access module."""
        return {
            self.named(alias.name)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".access")
            for alias in node.names
            if is_look_up(alias.name)
        }


def all_weakenings() -> list[Weakening]:
    """Every access line of the product with every way to weaken it, without doubles."""
    found: list[Weakening] = []
    weaker = weaker_look_ups()
    for path in sorted((ROOT / "bindeglied").rglob("*.py")):
        source = Source(path.relative_to(ROOT), weaker)
        unknown = source.imported_look_ups() - weaker.keys()
        if unknown:
            sys.exit(f"{source.path}: say in WEAKER_LOOK_UPS how {sorted(unknown)} is weakened")
        if path.name == "access.py" or source.path.match("accounts/middleware.py"):
            found += source.decisions()
        elif source.path.match("demo/views.py"):
            found += source.guards()
        elif path.name != "__init__.py":
            found += source.look_ups()
    found += _lines_of_settings()
    return [one for one in dict.fromkeys(found) if one.old != one.new and not _does_nothing(one)]


def _does_nothing(one: Weakening) -> bool:
    return any(
        one.path.as_posix().endswith(end) and one.old == old and one.new.startswith(new)
        for end, old, new in NO_DIFFERENCE
    )


def _lines_of_settings() -> Iterator[Weakening]:
    """The middleware that gives the membership and closes the door, taken out."""
    source = Source(Path("bindeglied/config/settings.py"), {})
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and str(node.value).startswith(
            "bindeglied.accounts.middleware."
        ):
            yield source.instead(node, "'django.middleware.common.CommonMiddleware'")


def addresses_of(weakening: Weakening) -> list[str]:
    """The names of the addresses that a weakened line answers: of the views in its file, or of the
    whole package where it stands in none."""
    folder = ROOT.joinpath(*weakening.path.parts[:2])
    urls = [path.read_text("utf-8") for path in sorted(folder.glob("*urls.py"))]
    space = "".join(f"{name}:" for name in re.findall(r'app_name = "(\w+)"', "".join(urls)))
    syntax = ast.parse(weakening.text)
    views = {node.name for node in syntax.body if isinstance(node, ast.FunctionDef)}
    addresses = [pair for text in urls for pair in re.findall(r'(\w+),\s*name="(\w+)"', text)]
    return [f"{space}{name}" for view, name in addresses if view in views] or [space or folder.name]
