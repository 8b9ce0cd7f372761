"""Templates: nothing inline that the content policy would refuse, nothing named that is missing."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import lucide
import pytest
from django.contrib.staticfiles import finders
from django.template import engines

from tests.house_rules.checkout import PRODUCT, in_checkout, python_files, templates, tree_of

PAGES = [path for path in templates() if path.suffix == ".html"]
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
# Marking a text as safe is a decision; each one is read before it is put down here.
SAFE_IN_TEMPLATES = {"bindeglied/ui/templates/ui/forms/field.html": 1}


def bare(path: Path) -> str:
    """The text of a template without comments and tags, which are no part of the page."""
    return re.sub(r"\{#.*?#\}|\{%.*?%\}", "", path.read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", PAGES, ids=in_checkout)
def test_a_template_has_no_inline_style_handler_or_script(path: Path) -> None:
    text = bare(path)
    assert not re.search(r"<[^>]*\sstyle\s*=", text)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text)
    assert "<style" not in text
    assert "javascript:" not in text
    assert "hx-on" not in text
    for attributes, content in SCRIPT.findall(path.read_text("utf-8")):
        if 'type="application/json"' in attributes:
            continue  # data, which no browser runs
        assert not content.strip(), "scripts stand in files of their own"
        assert "nonce=" in attributes, "a script without the nonce of the page is not run"


@pytest.mark.parametrize("path", PAGES, ids=in_checkout)
def test_a_template_loads_nothing_from_elsewhere(path: Path) -> None:
    found = re.findall(r"""<(?:script|link|img|iframe|source)\b[^>]*["']https?://""", bare(path))
    assert not found


def test_texts_marked_as_safe_in_templates_are_known() -> None:
    found = {
        in_checkout(path): count
        for path in PAGES
        if (count := len(re.findall(r"\|safe\b|autoescape off", path.read_text("utf-8"))))
    }
    assert found.items() <= SAFE_IN_TEMPLATES.items()


@pytest.mark.parametrize("path", PAGES, ids=in_checkout)
def test_a_template_can_be_read(path: Path) -> None:
    name = path.as_posix().split("/templates/", 1)[1]
    assert engines["django"].get_template(name)


def test_every_static_file_that_a_template_names_is_there() -> None:
    named = {
        (in_checkout(path), name)
        for path in PAGES
        for name in re.findall(r"\{% static ['\"]([^'\"]+)['\"]", path.read_text("utf-8"))
    }
    assert len({name for _, name in named}) >= 4
    if not (PRODUCT.parent / "node_modules").is_dir():
        named = {(path, name) for path, name in named if not name.startswith("kern/")}
    assert not {one for one in named if not finders.find(one[1])}


def icons_named() -> set[tuple[str, str]]:
    found = {
        (in_checkout(path), name)
        for path in PAGES
        for name in re.findall(
            r"\{% icon ['\"]([\w-]+)['\"]|\sicon=\"([a-z0-9-]+)\"", path.read_text("utf-8")
        )
        for name in name
        if name
    }
    for path in python_files():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.keyword) and node.arg == "icon":
                for value in ast.walk(node.value):
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        found.add((in_checkout(path), value.value))
    return found


def test_every_icon_that_is_named_can_be_drawn() -> None:
    from bindeglied.ui.registry import navigation

    found = icons_named() | {("navigation", item.icon) for item in navigation}
    assert len(found) >= 30
    missing = set()
    for where, name in found:
        try:
            lucide._load_icon(name)
        except lucide.IconDoesNotExist:
            missing.add((where, name))
    assert not missing


def test_every_template_belongs_to_its_package_or_dresses_the_sign_in_library() -> None:
    for path in templates():
        package = path.relative_to(PRODUCT).parts[0]
        folder = path.as_posix().split("/templates/", 1)[1].split("/")[0]
        theirs = {"accounts": {"account", "mfa"}, "ui": {"components"}}
        assert folder in {package} | theirs.get(package, set()), in_checkout(path)
