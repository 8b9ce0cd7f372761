"""Sealed columns: bound to their place, opened by one key, written one way, searched in no way."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from bindeglied.trail import data_keys
from bindeglied.trail.data_keys import KeyGone, data_key, key_ring, make_data_key
from bindeglied.trail.ids import new_id
from bindeglied.trail.models import DataKey, Draft
from bindeglied.trail.sealing import Unreadable, seal, unseal

pytestmark = pytest.mark.django_db
TEXT = "Kranich im Nebel"


def draft(text: str = TEXT) -> Draft:
    """A row with a sealed column, and the key that opens it."""
    owner = new_id()
    make_data_key(owner)
    return Draft.objects.create(
        user=owner, place=f"/{owner}/", owner=owner, content=text, saved_at=timezone.now()
    )


def lying(row: Draft) -> bytes:
    """The column as it lies in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM trail_draft WHERE place = %s", [row.place])
        return bytes(cursor.fetchone()[0])


def put(row: Draft, sealed: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE trail_draft SET content = %s WHERE place = %s", [sealed, row.place])


def read(row: Draft) -> str:
    return Draft.objects.get(pk=row.pk).content


def test_what_was_written_can_be_read_and_lies_there_sealed() -> None:
    row = draft()
    assert row.content == TEXT
    assert read(row) == TEXT
    assert TEXT.encode() not in lying(row)
    assert len(lying(row)) == len(TEXT) + 1 + 12 + 16


def test_the_same_text_never_lies_there_twice_the_same() -> None:
    first, second = draft(), draft()
    assert lying(first) != lying(second)
    before = lying(first)
    first.save()
    assert lying(first) == before, "what was not changed is not sealed again"
    first.content = TEXT
    first.save()
    assert lying(first) != before


def test_a_value_copied_into_another_row_of_the_same_owner_opens_nothing() -> None:
    one = draft()
    other = Draft.objects.create(
        user=new_id(), place="/other/", owner=one.owner, content="x", saved_at=timezone.now()
    )
    put(other, lying(one))
    with pytest.raises(Unreadable):
        read(other)


def test_a_value_copied_into_another_column_or_table_opens_nothing() -> None:
    key = os.urandom(32)
    sealed = seal(key, b"text", b"table one")
    assert unseal(key, sealed, b"table one") == b"text"
    for place in (b"table two", b"", b"table on", b"table one "):
        with pytest.raises(Unreadable):
            unseal(key, sealed, place)


def test_table_row_and_column_each_are_part_of_the_place() -> None:
    row = draft()
    field = Draft._meta.get_field("content")
    place = field._place(row)  # type: ignore[union-attr]
    assert b"trail_draft" in place
    assert row.pk.bytes in place
    assert b"content" in place


@pytest.mark.parametrize("position", [0, 1, 5, 13, 20, -1])
def test_every_changed_byte_is_found(position: int) -> None:
    row = draft()
    sealed = bytearray(lying(row))
    sealed[position] ^= 1
    put(row, bytes(sealed))
    with pytest.raises(Unreadable):
        read(row)


@pytest.mark.parametrize("length", [0, 1, 12, 13, 28])
def test_a_value_that_was_cut_off_is_found(length: int) -> None:
    row = draft()
    put(row, lying(row)[:length])
    with pytest.raises(Unreadable):
        read(row)


def test_the_key_of_another_owner_opens_nothing() -> None:
    one, other = draft(), draft()
    with connection.cursor() as cursor:
        of_other = "SELECT owner FROM trail_draft WHERE place = %s"
        cursor.execute(
            f"UPDATE trail_draft SET owner = ({of_other}) WHERE place = %s",
            [other.place, one.place],
        )
    with pytest.raises(Unreadable):
        read(one)


def test_a_wrapped_key_under_the_name_of_another_owner_opens_nothing() -> None:
    one, other = draft(), draft()
    wrapped = DataKey.objects.get(owner=other.owner).wrapped
    DataKey.objects.filter(owner=one.owner).update(wrapped=wrapped)
    with pytest.raises(Unreadable):
        data_key(one.owner)


def test_without_its_key_the_content_is_gone_and_says_so() -> None:
    row = draft()
    DataKey.objects.filter(owner=row.owner).delete()
    again = Draft.objects.get(pk=row.pk)
    with pytest.raises(KeyGone):
        _ = again.content
    assert again.place == row.place, "the other columns can still be read"
    again.saved_at += timedelta(days=1)
    again.save(update_fields=["saved_at"])


def test_nothing_is_written_without_a_key() -> None:
    owner = new_id()
    with pytest.raises(KeyGone), transaction.atomic():
        Draft.objects.create(
            user=owner, place="/", owner=owner, content=TEXT, saved_at=timezone.now()
        )
    assert not Draft.objects.filter(owner=owner).exists()


def test_a_ring_remembers_a_key_for_one_request_only() -> None:
    row = draft()
    with key_ring():
        assert read(row) == TEXT
        DataKey.objects.filter(owner=row.owner).delete()
        assert read(row) == TEXT
    with pytest.raises(KeyGone):
        read(row)
    with key_ring(), pytest.raises(KeyGone):
        read(row)


def test_without_a_ring_nothing_is_remembered() -> None:
    row = draft()
    assert read(row) == TEXT
    assert data_keys._ring.get() is None


def test_making_a_key_twice_keeps_the_first() -> None:
    row = draft()
    make_data_key(row.owner)
    assert read(row) == TEXT


def test_only_saving_writes_a_sealed_column() -> None:
    row = draft()
    with pytest.raises(TypeError, match="save"), transaction.atomic():
        Draft.objects.filter(pk=row.pk).update(content="anders")
    row.content = "anders"
    with pytest.raises(TypeError, match="save"), transaction.atomic():
        Draft.objects.bulk_update([row], ["content"])
    assert read(row) == TEXT


@pytest.mark.parametrize("lookup", ["", "__exact", "__contains", "__startswith", "__gt", "__in"])
def test_nothing_can_be_searched_in_a_sealed_column(lookup: str) -> None:
    value = [TEXT] if lookup == "__in" else TEXT
    with pytest.raises(TypeError, match="searched"):
        Draft.objects.filter(**{f"content{lookup}": value}).first()


def test_several_rows_at_once_are_sealed_too() -> None:
    row = draft()
    more = [
        Draft(user=new_id(), place=f"/{n}/", owner=row.owner, content=f"{TEXT} {n}",
              saved_at=timezone.now())
        for n in range(3)
    ]  # fmt: skip
    Draft.objects.bulk_create(more)
    assert [read(one) for one in more] == [f"{TEXT} {n}" for n in range(3)]
    assert all(TEXT.encode() not in lying(one) for one in more)


def test_a_column_left_out_of_the_query_is_read_later() -> None:
    row = draft()
    assert Draft.objects.defer("content").get(pk=row.pk).content == TEXT
    (value,) = Draft.objects.filter(pk=row.pk).values_list("content", flat=True)
    assert TEXT.encode() not in bytes(value), "a list of values stays sealed"
