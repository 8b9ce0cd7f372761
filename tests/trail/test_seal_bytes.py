"""Two different rows never have the same bytes, so a seal holds one content only."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from bindeglied.trail.chain import (
    canonical,
    digest,
    event_bytes,
    events_digest,
    is_digest,
    seal_bytes,
    twelve_months_before,
)
from bindeglied.trail.models import Event, Seal

texts = st.text(st.sampled_from("ab0:-|é\u200b"), max_size=6)
moments = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 - the library adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
digests = st.binary(min_size=32, max_size=32)
parts = st.lists(st.none() | st.binary(max_size=12), max_size=5)
rows = st.fixed_dictionaries(
    {
        "id": st.uuids(),
        "occurred_at": moments,
        "organisation_id": st.none() | st.uuids(),
        "user_id": st.none() | st.uuids(),
        "verb": texts,
        "record_kind": texts,
        "record_key": texts,
        "content_digest": st.none() | digests,
    }
)
seals = st.fixed_dictionaries(
    {
        "chain": st.uuids(),
        "number": st.integers(1, 10**6),
        "previous_digest": digests,
        "events_count": st.integers(1, 10**6),
        "events_digest": digests,
        "newest_event_at": moments,
        "sealed_at": moments,
    }
)


@given(parts, parts)
def test_different_parts_have_different_bytes(
    one: list[bytes | None], other: list[bytes | None]
) -> None:
    assert (canonical(*one) == canonical(*other)) == (one == other)


@given(st.binary(max_size=8), st.binary(min_size=1, max_size=8), st.binary(max_size=8))
def test_nothing_can_move_over_the_border_between_two_parts(
    left: bytes, moved: bytes, right: bytes
) -> None:
    assert canonical(left + moved, right) != canonical(left, moved + right)


@given(st.binary(max_size=8))
def test_none_is_told_from_empty_and_from_its_own_mark(text: bytes) -> None:
    assert canonical(None, text) != canonical(b"", text)
    assert canonical(None, text) != canonical(b"-", text)


@given(rows, st.data())
def test_an_event_with_one_other_column_has_other_bytes(
    row: dict[str, Any], data: st.DataObject
) -> None:
    column = data.draw(st.sampled_from(sorted(row)))
    other = {**row, column: data.draw(rows)[column]}
    assume(other != row)
    assert event_bytes(Event(**row)) != event_bytes(Event(**other))


@given(seals, st.data())
def test_a_seal_with_one_other_column_has_other_bytes(
    row: dict[str, Any], data: st.DataObject
) -> None:
    column = data.draw(st.sampled_from(sorted(row)))
    other = {**row, column: data.draw(seals)[column]}
    assume(other != row)
    assert seal_bytes(Seal(**row)) != seal_bytes(Seal(**other))


def test_every_column_of_event_and_seal_is_covered_or_left_out_for_a_reason() -> None:
    covered = {field.name for field in Event._meta.concrete_fields} - {"digest", "seal"}
    assert covered == {"id", "occurred_at", "organisation_id", "user_id", "verb"} | {
        "record_kind",
        "record_key",
        "content_digest",
    }
    covered = {field.name for field in Seal._meta.concrete_fields} - {"id", "digest", "ended_at"}
    assert covered == {"chain", "number", "previous_digest", "events_count", "events_digest"} | {
        "newest_event_at",
        "sealed_at",
    }


@given(digests, digests)
def test_events_digest_knows_the_order(one: bytes, other: bytes) -> None:
    assume(one != other)
    assert events_digest([one, other]) != events_digest([other, one])
    assert events_digest([one]) != events_digest([one, other])


def test_another_key_makes_another_digest() -> None:
    made = digest(b"key", b"text")
    assert is_digest(b"key", b"text", made)
    assert not is_digest(b"another key", b"text", made)


def test_twelve_months_before_a_leap_day_is_the_28th() -> None:
    leap_day = datetime(2028, 2, 29, 12, tzinfo=UTC)
    assert twelve_months_before(leap_day) == datetime(2027, 2, 28, 12, tzinfo=UTC)
    assert twelve_months_before(datetime(2028, 3, 1, tzinfo=UTC)).year == 2027
