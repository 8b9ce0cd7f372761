"""Only actions change a state: found on the syntax tree, wherever the change is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house_rules.checkout import in_checkout, python_files, tree_of

ASKING = {"Q", "CheckConstraint", "UniqueConstraint", "When", "exclude", "filter", "get"}
# Our own ways to ask for rows of a state: a list, and what somebody wants to see of it.
ASKING |= {"cases_of", "Narrowed"}


def is_state(name: str | None) -> bool:
    return name is not None and (name == "state" or name.endswith("_state"))


def changes(tree: ast.AST) -> Iterator[int]:
    """The lines on which an attribute named as a state is set, or given to what makes a row."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name, ctx=ast.Store() | ast.Del()) if is_state(name):
                yield node.lineno
            case ast.Call(func=function, keywords=keywords, args=arguments):
                called = getattr(function, "attr", getattr(function, "id", ""))
                free = called in ASKING or is_deed(function)
                if not free and any(is_state(one.arg) for one in keywords):
                    yield node.lineno
                if called in ("setattr", "bulk_update") and names_a_state(arguments):
                    yield node.lineno


def is_deed(function: ast.expr) -> bool:
    """Whether an action is called by its full name: then it is the action that changes."""
    match function:
        case ast.Attribute(value=ast.Name(id="actions")):
            return True
    return False


def names_a_state(arguments: list[ast.expr]) -> bool:
    texts = (one for argument in arguments for one in ast.walk(argument))
    return any(isinstance(one, ast.Constant) and is_state(str(one.value)) for one in texts)


def test_only_actions_change_a_state() -> None:
    elsewhere = (path for path in python_files() if "actions" not in path.parts)
    found = [f"{in_checkout(path)}:{line}" for path in elsewhere for line in changes(tree_of(path))]
    assert not found


def test_the_actions_of_today_do_change_states() -> None:
    own = (path for path in python_files() if "actions" in path.parts)
    assert any(list(changes(tree_of(path))) for path in own)


@pytest.mark.parametrize(
    "code",
    [
        "release.state = 'final'",
        "release.review_state += 'x'",
        "Release.objects.filter(pk=1).update(state='final')",
        "Release.objects.create(state='final')",
        "Release(state='final')",
        "setattr(release, 'state', 'final')",
        "Release.objects.bulk_update(rows, ['state'])",
        "release.state: str = 'final'",
    ],
)
def test_every_way_to_change_a_state_is_found(code: str) -> None:
    assert list(changes(ast.parse(code))) == [1]


@pytest.mark.parametrize(
    "code",
    [
        "release.state == 'final'",
        "Release.objects.filter(state='final')",
        "cases_of(member, state='open')",
        "actions.record_progress(measure=measure, state='done')",
        "estate = 1",
    ],
)
def test_asking_for_a_state_is_no_change(code: str) -> None:
    assert not list(changes(ast.parse(code)))
