"""The end of data keys: deleted for ever, finished after a crash, swept without an owner."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from bindeglied.accounts.models import User
from bindeglied.trail.actions import (
    TooManyOrphans,
    delete_data_key,
    finish_deletions,
    record_event,
    sweep_data_keys,
)
from bindeglied.trail.actions.delete_data_key import RECORD_KIND, VERB
from bindeglied.trail.data_keys import KeyGone, data_key, make_data_key
from bindeglied.trail.deletions import Deletion, append_deletion, read_deletions, replay
from bindeglied.trail.ids import new_id
from bindeglied.trail.middleware import reading_only
from bindeglied.trail.models import DataKey, Event
from bindeglied.trail.routers import KEYS

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1, seconds=1)


@pytest.fixture(autouse=True)
def listed(settings: Any, tmp_path: Path) -> Path:
    """A data folder of its own; gives where the list of deletions will be."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "deletions.log"


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[[], Any]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def owner(*, age: timedelta = timedelta(0)) -> UUID:
    """Somebody with a key made so long ago."""
    new = new_id()
    make_data_key(new)
    DataKey.objects.filter(owner=new).update(made_at=timezone.now() - age)
    return new


def has_key(one: UUID) -> bool:
    return DataKey.objects.filter(owner=one).exists()


def test_a_deleted_key_is_gone_and_stands_on_the_list_and_in_the_log(
    commit: Callable[[], Any], listed: Path
) -> None:
    one, other, by = owner(), owner(), new_id()
    with commit():
        delete_data_key(owner=one, by=by, organisation=None)
    with pytest.raises(KeyGone):
        data_key(one)
    assert data_key(other)
    assert [deletion.owner for deletion in read_deletions(listed)] == [one]
    assert listed.stat().st_mode & 0o777 == 0o600
    event = Event.objects.get(record_kind=RECORD_KIND, record_key=str(one))
    assert (event.verb, event.user_id) == (VERB, by)


def test_a_deed_that_fails_deletes_no_key(commit: Callable[[], Any], listed: Path) -> None:
    one = owner()
    with commit(), pytest.raises(RuntimeError), transaction.atomic():
        delete_data_key(owner=one, by=None, organisation=None)
        raise RuntimeError
    assert has_key(one)
    assert not listed.exists()
    assert finish_deletions() == 0
    assert has_key(one)


def test_a_deletion_cut_off_after_its_commit_is_finished(listed: Path) -> None:
    one = owner()
    delete_data_key(owner=one, by=None, organisation=None)  # what follows the commit never runs
    assert has_key(one)
    assert finish_deletions() == 1
    assert not has_key(one)
    assert [deletion.owner for deletion in read_deletions(listed)] == [one]
    assert finish_deletions() == 0


def test_a_key_made_before_the_clock_was_put_back_is_deleted(
    commit: Callable[[], Any], listed: Path
) -> None:
    one = owner(age=-timedelta(hours=1))
    with commit():
        delete_data_key(owner=one, by=None, organisation=None)
    assert not has_key(one)
    make_data_key(one)  # as it was in a backup, where it has its own moment
    DataKey.objects.filter(owner=one).update(made_at=timezone.now() + timedelta(minutes=59))
    assert replay(read_deletions(listed)) == 1


def test_no_key_goes_before_its_line_is_wholly_on_the_disk(
    commit: Callable[[], Any], listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, write = owner(), os.write
    with monkeypatch.context() as full, pytest.raises(OSError, match="No space left"), commit():
        full.setattr(os, "write", lambda file, text: write(file, text[:20]))
        delete_data_key(owner=one, by=None, organisation=None)
    assert has_key(one)
    assert finish_deletions() == 1
    assert not has_key(one)
    assert [deletion.owner for deletion in read_deletions(listed)] == [one]


def test_a_key_that_stands_on_the_list_and_is_there_again_is_deleted_again() -> None:
    one = owner(age=timedelta(hours=1))
    append_deletion(Deletion(one, timezone.now()))
    assert finish_deletions() == 1
    assert not has_key(one)


def test_a_key_made_after_the_deletion_of_an_earlier_one_stays() -> None:
    one = owner()
    append_deletion(Deletion(one, timezone.now() - timedelta(hours=1)))
    record_event(VERB, record_kind=RECORD_KIND, record_key=new_id(), by=None, organisation=None)
    assert finish_deletions() == 0
    assert has_key(one)


def test_of_two_deletions_the_newer_counts_whatever_their_order() -> None:
    one, now = owner(age=timedelta(hours=1)), timezone.now()
    assert replay([Deletion(one, now), Deletion(one, now - A_DAY)]) == 1


@pytest.mark.parametrize("line", ["", "nonsense", "2026-01-01T00:00:00 {owner}", "ä {owner}"])
def test_a_line_that_is_none_deletes_nothing_and_hides_no_other(listed: Path, line: str) -> None:
    one, other = owner(age=A_DAY), owner(age=A_DAY)
    listed.write_text(line.format(owner=one) + "\n", encoding="utf-8")
    append_deletion(Deletion(other, timezone.now()))
    assert finish_deletions() == 1
    assert has_key(one)


def test_a_key_whose_owner_never_came_to_be_is_swept_a_day_later() -> None:
    young, old = owner(age=timedelta(hours=23)), owner(age=A_DAY)
    assert sweep_data_keys(timezone.now()) == 1
    assert (has_key(young), has_key(old)) == (True, False)


def test_keys_of_people_and_cases_are_not_swept() -> None:
    person = User.objects.first()
    assert person
    make_data_key(person.pk)
    DataKey.objects.update(made_at=timezone.now() - A_DAY)
    before = DataKey.objects.count()
    assert sweep_data_keys(timezone.now()) == 0
    assert DataKey.objects.count() == before


def test_beside_the_content_of_another_installation_nothing_is_swept() -> None:
    owners = [owner(age=A_DAY) for _ in range(21)]
    with pytest.raises(TooManyOrphans) as reason:
        sweep_data_keys(timezone.now())
    assert reason.value.count == 21
    assert all(map(has_key, owners))


def test_a_reading_request_makes_no_key_and_deletes_none() -> None:
    one = owner()
    with reading_only():
        assert data_key(one)
    for deed in (lambda: make_data_key(new_id()), lambda: DataKey.objects.all().delete()):
        with pytest.raises(DatabaseError, match="a reading request"), reading_only():
            deed()
        # Nothing reached the database: the transaction of the test can go on.
        transaction.set_rollback(False, using=KEYS)
    assert has_key(one)
    make_data_key(new_id())


def test_a_reading_request_that_opens_no_key_says_nothing_to_their_database() -> None:
    said = []

    def note(execute: Any, *statement: Any) -> Any:
        said.append(statement[0])
        return execute(*statement)

    with connections[KEYS].execute_wrapper(note), reading_only():
        assert Event.objects.count() >= 0
    assert said == []
