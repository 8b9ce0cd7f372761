"""`bindeglied backup` and `restore`, as an operator runs them on either engine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.commands.copies import (
    copy_of,
    empty_beside,
    folder_of,
    python,
    rows_of,
    sealed_values,
    sentence,
    triggers_of,
)
from tests.servers import product as products
from tests.servers.product import Installation, become_demo

DELETE = """
import django; django.setup()
from uuid import UUID
from bindeglied.trail.actions import delete_data_key
from bindeglied.trail.models import DataKey
print(bytes(DataKey.objects.get(owner="{owner}").wrapped).hex())
delete_data_key(owner=UUID("{owner}"), by=None, organisation=None)
"""
OWN_CONTENT = """
import django; django.setup()
from django.utils import timezone
from bindeglied.trail.data_keys import make_data_key
from bindeglied.trail.ids import new_id
from bindeglied.trail.models import Draft, SentForm
for number in range(3):
    owner = new_id()
    make_data_key(owner)
    Draft.objects.create(user=owner, place="/", owner=owner, content=f"Kranich {number}",
                         saved_at=timezone.now())
    SentForm.objects.create(key=owner, sent_at=timezone.now())
"""
CANARY = b"Kranich"
TRAIL = ("tables/trail_event.jsonl", "tables/trail_seal.jsonl")


@pytest.fixture(scope="module")
def source(module_installation: Installation) -> Installation:
    """A demo Land with some sealed content more, sealed to the end."""
    become_demo(module_installation)
    python(module_installation, OWN_CONTENT)
    kept = module_installation.data_folder / "files" / "a"
    kept.mkdir(parents=True)
    (kept / "b.bin").write_bytes(bytes(range(256)) * 1000)
    assert module_installation.call("tidy").returncode == 0
    return module_installation


@pytest.fixture(scope="module")
def backup(source: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backups") / "today"
    done = source.call("backup", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert "ohne den Hauptschlüssel" in done.stdout
    return folder


@pytest.fixture(scope="module")
def restored(source: Installation, backup: Path) -> Iterator[Installation]:
    with empty_beside(source) as one:
        done = one.call("restore", str(backup))
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        yield one


def drafts(one: Installation) -> list[str]:
    return sorted(value for place, value in sealed_values(one).items() if "trail_draft" in place)


def test_a_restored_copy_equals_the_original_table_by_table(
    source: Installation, restored: Installation
) -> None:
    first, second = rows_of(source), rows_of(restored)
    assert first.keys() == second.keys()
    assert len(first) >= 30
    for table in first:
        further = set(second[table]) - set(first[table])
        assert set(first[table]) <= set(second[table]), table
        # That it came back is an event of its own.
        assert len(further) == (table == "trail_event"), table
    assert triggers_of(source) == triggers_of(restored) != []


def test_what_was_sealed_opens_and_the_files_are_there(
    source: Installation, restored: Installation
) -> None:
    assert sealed_values(source) == sealed_values(restored)
    assert drafts(restored) == ["Kranich 0", "Kranich 1", "Kranich 2"]
    first, second = (folder_of(one.data_folder / "files") for one in (source, restored))
    assert first == second != {}


def test_the_trail_of_a_restored_copy_is_in_order_and_goes_on(restored: Installation) -> None:
    assert restored.call("tidy").returncode == 0
    done = restored.call("verify-log")
    assert done.returncode == 0, done.stdout


def test_people_sign_in_to_a_restored_copy_and_work_on(restored: Installation) -> None:
    code = "import django; django.setup(); from bindeglied.accounts.models import User;"
    code += "from bindeglied.trail.models import SentForm; from uuid import uuid4;"
    code += "from django.utils import timezone as clock;"
    # A number is given that is free.
    code += "SentForm.objects.create(key=uuid4(), sent_at=clock.now());"
    code += "print(User.objects.get(email='amira@demo.example').check_password('Bindeglied-Demo'))"
    assert python(restored, code).strip() == "True"


def test_a_backup_of_sqlite_comes_back_on_the_engine_at_hand(
    tmp_path: Path, source: Installation
) -> None:
    with products.installation() as small:
        assert small.call("setup").returncode == 0
        python(small, OWN_CONTENT)
        assert small.call("backup", str(tmp_path / "one")).returncode == 0
        with empty_beside(small) as other:
            done = other.call("restore", str(tmp_path / "one"))
            assert done.returncode == 0, done.stderr
            assert other.call("backup", str(tmp_path / "two")).returncode == 0
            assert drafts(other) == drafts(small)
    for name in ("content.zip", "keys.zip"):
        with ZipFile(tmp_path / "one" / name) as one, ZipFile(tmp_path / "two" / name) as two:
            for member in one.namelist():
                # That it was saved and came back are events; time seals them.
                if member.startswith("tables/") and member not in TRAIL:
                    lines = (set(each.read(member).splitlines()) for each in (one, two))
                    assert len({frozenset(found) for found in lines}) == 1, member


def test_only_the_archive_of_keys_opens_anything_and_none_holds_the_master_key(
    source: Installation, backup: Path
) -> None:
    master = (source.data_folder / "master.key").read_bytes().strip()
    content = {name: read_members(backup / name) for name in ("content.zip", "keys.zip")}
    for members in content.values():
        assert not any(CANARY in text or master in text for text in members.values())
        assert not any("session" in name for name in members)
    assert "tables/trail_datakey.jsonl" in content["keys.zip"]
    assert "tables/trail_datakey.jsonl" not in content["content.zip"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in (backup, *backup.iterdir()))


def read_members(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_deleted_is_unreadable_here_and_in_every_older_backup(
    source: Installation, backup: Path, tmp_path: Path
) -> None:
    with copy_of(source) as live, empty_beside(source) as late:
        owner = owner_of_a_draft(live)
        with live.served():  # others work on meanwhile
            wrapped = bytes.fromhex(python(live, DELETE.format(owner=owner)).split()[-1])
            for path in live.data_folder.glob("keys.sqlite3*"):
                assert wrapped not in path.read_bytes(), path.name
        after = drafts(live)
        assert [text for text in after if "KEY GONE" in text] == [f"KEY GONE {owner}"]
        assert live.call("tidy").returncode == 0
        assert live.call("backup", str(tmp_path)).returncode == 0
        # The list lies in the data folder; yesterday's backup is put back in secret.
        for name in ("deletions.log", "heads.log"):
            shutil.copy2(live.data_folder / name, late.data_folder)
        done = late.call("restore", str(backup))
        assert done.returncode == 0, done.stderr
        assert "wieder gelöschte Schlüssel: 1" in done.stdout
        assert drafts(late) == after
        found = late.call("verify-log")
        assert found.returncode == 1
        assert "Eine frühere Datenbank wurde zurückgespielt" in found.stdout
    with empty_beside(source) as late:
        # Newer keys with older content need no list; a list from elsewhere is taken over.
        listed = tmp_path / "elsewhere.log"
        listed.write_text("2026-01-01T00:00:00+00:00 01a20634-f6ac-77b4-bd4a-671f2f7124e5\n")
        keys = str(tmp_path / "keys.zip")
        done = late.call("restore", str(backup), "--keys", keys, "--deletions", str(listed))
        assert done.returncode == 0, done.stderr
        assert drafts(late) == after
        here = (late.data_folder / "deletions.log").read_text()
        assert len(here.splitlines()) == 2
        assert owner in here


def owner_of_a_draft(one: Installation) -> str:
    code = "import django; django.setup(); from bindeglied.trail.models import Draft;"
    return python(one, code + "print(Draft.objects.first().owner)").strip()


def test_a_restored_backup_never_meets_other_content(source: Installation, backup: Path) -> None:
    before = rows_of(source)
    own = source.data_folder / "files" / "a" / "b.bin"
    own.write_bytes(b"newer than the backup")
    assert "schon etwas eingerichtet" in sentence(source.call("restore", str(backup)))
    assert own.read_bytes() == b"newer than the backup"
    assert rows_of(source) == before


def test_without_the_master_key_nothing_comes_back(backup: Path) -> None:
    with products.installation() as one:
        assert "master.key" in sentence(one.call("restore", str(backup)))
        assert list(one.data_folder.iterdir()) == []
        another = "A" * 43 + "="
        done = one.call("restore", str(backup), BINDEGLIED_MASTER_KEY=another)
        assert "passt nicht" in sentence(done)


def test_keys_that_are_lacking_are_asked_for(
    source: Installation, backup: Path, tmp_path: Path
) -> None:
    shutil.copy2(backup / "content.zip", tmp_path)
    with empty_beside(source) as one:
        assert "--keys" in sentence(one.call("restore", str(tmp_path)))
        assert one.call("restore", str(tmp_path), "--without-keys").returncode == 0
        assert all("KEY GONE" in text for text in drafts(one))


@pytest.mark.parametrize("spoil", ["cut", "partial"])
def test_a_spoiled_backup_is_said_in_one_sentence_and_leaves_nothing(
    source: Installation, backup: Path, tmp_path: Path, spoil: str
) -> None:
    content = tmp_path / "content.zip"
    shutil.copytree(backup, tmp_path, dirs_exist_ok=True)
    if spoil == "partial":
        content.rename(tmp_path / "content.zip.partial")
    else:
        whole = content.read_bytes()
        content.write_bytes(whole[: len(whole) // 2])
    with empty_beside(source) as one:
        assert sentence(one.call("restore", str(tmp_path)))
        assert not (one.data_folder / "heads.log").exists()


def test_a_folder_that_takes_nothing_in_is_not_told_as_a_damaged_backup(
    source: Installation, backup: Path
) -> None:
    with empty_beside(source) as one:
        (one.data_folder / "files").write_text("in the way")
        said = sentence(one.call("restore", str(backup)))
        assert "nicht gelungen" in said
        assert "beschädigt" not in said
        (one.data_folder / "files").unlink()
        assert one.call("restore", str(backup)).returncode == 0


def test_a_backup_goes_into_a_folder_of_its_own(source: Installation, backup: Path) -> None:
    before = folder_of(backup)
    assert "liegt schon etwas" in sentence(source.call("backup", str(backup)))
    assert folder_of(backup) == before


def test_what_a_stop_left_behind_does_not_hinder_the_next_backup(
    source: Installation, tmp_path: Path
) -> None:
    (tmp_path / "content.zip.partial").write_bytes(b"half")
    assert source.call("backup", str(tmp_path)).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content.zip", "keys.zip"]


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(source: Installation) -> None:
    assert sentence(source.call("backup", str(source.data_folder / "master.key")))


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_the_folder_is_asked_for(source: Installation, command: str) -> None:
    assert "--help" in sentence(source.call(command))
    assert source.call(command, "--help", "--lang", "en").returncode == 0
