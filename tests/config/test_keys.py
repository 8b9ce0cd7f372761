"""The master key: readable by its owner only, of the right length, never made twice."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest

from bindeglied.config.keys import (
    KeyUnusable,
    add_master_key,
    derived_key,
    derived_keys,
    drop_older_master_keys,
    make_master_key,
    master_key,
    master_keys,
    retired_trail_keys,
)

KEY = bytes(range(32))


@pytest.fixture(autouse=True)
def no_key_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BINDEGLIED_MASTER_KEY")


def write_key(folder: Path, text: bytes, mode: int = 0o600) -> None:
    path = folder / "master.key"
    path.write_bytes(text)
    path.chmod(mode)


def test_before_setting_up_there_is_no_key(tmp_path: Path) -> None:
    assert master_key(tmp_path) is None


def test_a_new_key_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    make_master_key(folder)
    assert stat.S_IMODE((folder / "master.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(master_key(folder) or b"") == 32


def test_a_key_is_made_once(tmp_path: Path) -> None:
    make_master_key(tmp_path)
    first = master_key(tmp_path)
    make_master_key(tmp_path)
    assert master_key(tmp_path) == first


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_key_that_others_can_read_is_refused_with_the_remedy(tmp_path: Path, mode: int) -> None:
    write_key(tmp_path, base64.urlsafe_b64encode(KEY), mode)
    with pytest.raises(KeyUnusable, match="chmod 600"):
        master_key(tmp_path)


@pytest.mark.parametrize(
    "text",
    [b"", b"short", base64.b64encode(KEY[:31]), base64.b64encode(KEY + b"x"), b"\xc3\xa4", b"%%%"],
)
def test_a_key_of_the_wrong_length_is_refused_with_its_place(tmp_path: Path, text: bytes) -> None:
    write_key(tmp_path, text)
    with pytest.raises(KeyUnusable, match=r"master\.key.*32 Byte"):
        master_key(tmp_path)


def test_the_environment_comes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_master_key(tmp_path)
    monkeypatch.setenv("BINDEGLIED_MASTER_KEY", base64.urlsafe_b64encode(KEY).decode())
    assert master_key(tmp_path) == KEY


def test_both_ways_to_write_base64_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = b"\xfb\xff\xfe" * 10 + b"ab"
    for text in (base64.b64encode(key), base64.urlsafe_b64encode(key)):
        monkeypatch.setenv("BINDEGLIED_MASTER_KEY", text.decode())
        assert master_key(tmp_path) == key


def test_a_wrong_key_in_the_environment_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BINDEGLIED_MASTER_KEY", "x")
    with pytest.raises(KeyUnusable, match="BINDEGLIED_MASTER_KEY"):
        master_key(tmp_path)


def test_a_derived_key_is_the_same_for_the_same_purpose_and_another_for_another() -> None:
    signatures, factor = derived_key(KEY, "signatures"), derived_key(KEY, "second factor")
    assert signatures == derived_key(KEY, "signatures")
    assert len({KEY, signatures, factor, derived_key(KEY[::-1], "signatures")}) == 4
    assert len(signatures) == 32


def test_two_keys_while_one_is_changed_the_newest_first(tmp_path: Path) -> None:
    make_master_key(tmp_path)
    (old,) = master_keys(tmp_path)
    add_master_key(tmp_path)
    newest, older = master_keys(tmp_path)
    assert (older, master_key(tmp_path)) == (old, newest)
    assert stat.S_IMODE((tmp_path / "master.key").stat().st_mode) == 0o600
    make_master_key(tmp_path)
    assert master_keys(tmp_path) == [newest, older]


def test_of_a_dropped_key_only_what_proves_the_trail_is_left(tmp_path: Path) -> None:
    make_master_key(tmp_path)
    trail = []
    for _ in range(2):
        trail.insert(0, derived_key(master_keys(tmp_path)[0], "trail"))
        add_master_key(tmp_path)
        drop_older_master_keys(tmp_path)
        drop_older_master_keys(tmp_path)
    assert len(master_keys(tmp_path)) == 1
    assert retired_trail_keys(tmp_path) == trail
    assert stat.S_IMODE((tmp_path / "trail.keys").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["master.key", "trail.keys"]


def test_keys_from_the_environment_stand_behind_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [base64.b64encode(KEY).decode(), base64.urlsafe_b64encode(KEY[::-1]).decode()]
    monkeypatch.setenv("BINDEGLIED_MASTER_KEY", f" {texts[0]}, {texts[1]}\n")
    assert master_keys(tmp_path) == [KEY, KEY[::-1]]
    monkeypatch.setenv("BINDEGLIED_MASTER_KEY", f"{texts[0]},broken")
    with pytest.raises(KeyUnusable, match="BINDEGLIED_MASTER_KEY"):
        master_keys(tmp_path)


def test_each_purpose_has_its_keys_in_the_order_of_the_master_keys() -> None:
    older = bytes(32)
    both = derived_keys([KEY, older], [b"r" * 32])
    alone = derived_keys([KEY], [])
    for purpose in ("signatures", "wrapping", "second_factor", "backups", "search"):
        assert len(getattr(both, purpose)) == 2
        assert getattr(both, purpose)[:1] == getattr(alone, purpose)
    assert both.trail == (
        derived_key(KEY, "trail"),
        derived_key(older, "trail"),
        b"r" * 32,
    )
    assert derived_keys([], []).trail == ()
