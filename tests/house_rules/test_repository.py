"""What git keeps: nothing of this or that machine, and locks that prove what they lock."""

from __future__ import annotations

import json
import re

import pytest

from tests.house_rules.checkout import ROOT, in_checkout, tracked_files

# Put together, so that this file does not hold what it looks for.
HOSTS = [
    ".".join(parts) for parts in (("registry", "npmjs"), ("pythonhosted", "org"), ("pypi", "org"))
]
FOLDERS = [
    "/".join(("", *parts))
    for parts in (("work", "main"), ("work", "shared"), ("tmp", ""), ("root", ""))
]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
REQUIREMENT = re.compile(r"^[a-z0-9][\w.-]*(?:\[[\w,-]+\])?==\S+", re.IGNORECASE)


def texts() -> dict[str, str]:
    found = {}
    for path in tracked_files():
        try:
            found[in_checkout(path)] = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
    return found


@pytest.mark.parametrize("word", [*HOSTS, *FOLDERS])
def test_no_file_names_a_registry_or_a_folder_of_a_machine(word: str) -> None:
    assert not [name for name, text in texts().items() if word in text]


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_locked_library_has_one_version_and_its_hashes(path) -> None:  # type: ignore[no-untyped-def]
    records = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    records = [line for line in records if line.strip() and not line.startswith("#")]
    assert records
    for record in records:
        assert REQUIREMENT.match(record), record
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", record), record
        assert "://" not in record, record
        assert not record.startswith("-"), record


def test_every_locked_asset_has_its_hash_and_no_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    assets = {name: entry for name, entry in lock["packages"].items() if name}
    assert assets
    for name, entry in assets.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "://" not in entry.get("resolved", ""), name


def test_nothing_secret_or_built_is_kept() -> None:
    kept = {in_checkout(path) for path in tracked_files()}
    refused = re.compile(
        r"(^|/)(\.venv|node_modules|var|build|pictures)/|\.(sqlite3|mo|key|pem|pyc)$"
    )
    assert not {name for name in kept if refused.search(name)}
