"""Packages know each other in one direction only."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house_rules.checkout import (
    BESIDE,
    PRODUCT,
    ROOT,
    contracts,
    in_checkout,
    package_of,
    packages,
    python_files,
    ranks,
    templates,
    tree_of,
)

# Every package may have these; what else one has stands here, so that a new module is a decision.
USUAL_MODULES = {
    *("access", "actions", "admin", "apps", "forms", "migrations", "models", "queries"),
    *("questionnaires", "static", "templates", "templatetags", "transitions", "urls", "views"),
}
FURTHER_MODULES = {
    "accounts": {"adapters", "mails", "middleware", "today"},
    "casework": {
        "agenda_urls",
        "contact_urls",
        "case_lookup",
        "change_words",
        "contact_strip",
        "day_rows",
        "freezing",
        "household",
        "languages",
        "likeness",
        "list_faults",
        "names",
        "plan_changes",
        "plan_urls",
        "print",
        "printing",
        "showing",
        "suggestions",
        "telephones",
        "today",
        "wording",
    },
    "desk": {"middleware"},
    "demo": {"case_shapes", "cases", "cast", "data"},
    "documents": {
        *("exports", "font_letters", "icalendar", "remarks", "scans", "tables"),
        *("typesetting", "typst"),
        *("workbook_child", "workbooks"),
    },
    "funding": {
        "budget_rows",
        "counts_file",
        "counts_upload",
        "data",
        "frames",
        "line_words",
        "money_urls",
        "place_card",
        "place_lookup",
        "print",
        "printing",
        "questions",
        "reckonings",
        "reconciliation",
        "release_faults",
        "relief_urls",
        "rule_confirmations",
        "share_letters",
        "survey_urls",
        "today",
        "uploaded_tables",
        "wording",
    },
    "places": {"data", "folding", "outlines", "register"},
    "trail": {
        "appended_files",
        "archives",
        "chain",
        "data_keys",
        "deletions",
        "drafts",
        "fields",
        "heads",
        "ids",
        "middleware",
        "once",
        "reading",
        "reading_only",
        "registry",
        "routers",
        "sealed_fields",
        "sealing",
        "steps",
        "table_rows",
        "uploads",
        "verification",
        "versions",
    },
    "ui": {"context", "maps", "registry"},
}
MADE_UP_AS_NEEDED = {"law", "cli", "config"}


def test_every_import_goes_down_and_nobody_imports_demo_or_command_line() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    words = (lint, "--no-cache", "--config", ROOT / ".importlinter")
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_package_has_its_place_in_every_contract() -> None:
    known = contracts()
    layered = set(packages()) - BESIDE
    assert layered <= ranks().keys()
    with_addresses = {name for name in packages() if (PRODUCT / name / "apps.py").exists()}
    of_modules = known["importlinter:contract:modules"]["containers"].split()
    assert {name.removeprefix("bindeglied.") for name in of_modules} == with_addresses
    without_cli = known["importlinter:contract:cli"]["source_modules"].split()
    assert {name.removeprefix("bindeglied.") for name in without_cli} == set(packages()) - {"cli"}


@pytest.mark.parametrize("package", packages())
def test_a_package_says_what_it_is_and_who_may_read_it(package: str) -> None:
    words = ast.get_docstring(tree_of(PRODUCT / package / "__init__.py")) or ""
    assert words
    if package not in BESIDE:
        assert "Who may read:" in words
        assert "Pact:" in words


@pytest.mark.parametrize("package", sorted(set(packages()) - MADE_UP_AS_NEEDED))
def test_a_package_has_only_modules_that_were_decided_on(package: str) -> None:
    found = {
        path.stem
        for path in (PRODUCT / package).iterdir()
        if not path.name.startswith("_") and path.suffix in ("", ".py")
    }
    assert found <= USUAL_MODULES | FURTHER_MODULES.get(package, set())


def owner_of(address: str) -> str:
    """The package that an address belongs to, by its name."""
    namespace, colon, _ = address.partition(":")
    if colon:
        return namespace
    return "accounts" if re.match(r"accounts?_|mfa_", address) else "config"


def all_names(resolver: URLResolver, prefix: str = "") -> set[str]:
    names: set[str] = set()
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            names.add(f"{prefix}{one.name}")
        else:
            names |= all_names(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)
    return names


def names_used(path: Path) -> set[str]:
    """The names of addresses that a file of code or a template mentions as a text."""
    texts = re.findall(r"""["']([a-z_]+:[a-z_]+|[a-z]+_[a-z_]+)["']""", path.read_text("utf-8"))
    return set(texts) & all_names(get_resolver())


def test_no_package_names_an_address_of_one_above_it() -> None:
    height = ranks()
    found = {
        f"{in_checkout(path)}: {name}"
        for path in (*python_files(), *templates())
        if package_of(path) not in BESIDE
        for name in names_used(path)
        if (owner := owner_of(name)) not in BESIDE and height[owner] > height[package_of(path)]
    }
    assert not found


def test_only_the_demo_names_its_own_address() -> None:
    found = {
        in_checkout(path)
        for path in (*python_files(), *templates())
        if any(owner_of(name) == "demo" for name in names_used(path))
    }
    assert all(name.startswith(("bindeglied/demo/", "bindeglied/config/")) for name in found)
