"""Whoever changes the trail beside the product is found, whatever they change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import Q
from django.utils import timezone

from bindeglied.trail.ids import new_id
from bindeglied.trail.models import Event, Seal
from tests.trail.sealing import Chain, chain, sealed, sql

__all__ = ["chain", "sealed"]

COLUMNS = (
    "id, occurred_at, organisation_id, user_id, verb, record_kind, record_key, content_digest,"
    " digest, seal_id"
)


def events_of(sealed: Chain, number: int) -> list[Event]:
    return list(Event.objects.filter(seal=sealed.seals[number - 1]).order_by("id"))


def copy_of(event: Event, new: UUID, seal: UUID | None) -> None:
    sql(
        f"INSERT INTO trail_event ({COLUMNS}) SELECT %s, occurred_at, organisation_id, user_id,"
        " verb, record_kind, record_key, content_digest, digest, %s FROM trail_event WHERE id = %s",
        new, seal, event.pk,
    )  # fmt: skip


def test_an_untouched_chain_has_no_fault(sealed: Chain) -> None:
    sealed.write()
    assert sealed.faults() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("occurred_at", datetime(2026, 1, 1, tzinfo=UTC)),
        ("user_id", new_id()),
        ("user_id", None),
        ("verb", "printed"),
        ("record_kind", "person"),
        ("record_key", ""),
        ("content_digest", b"1" * 32),
        ("content_digest", None),
        ("digest", b"1" * 32),
    ],
)
@pytest.mark.parametrize("is_sealed", [True, False], ids=["sealed", "waiting"])
def test_a_changed_event_is_named(sealed: Chain, column: str, value: Any, is_sealed: bool) -> None:
    event = events_of(sealed, 2)[1] if is_sealed else sealed.write()[0]
    if isinstance(value, datetime):
        Event.objects.filter(pk=event.pk).update(occurred_at=value)
    else:
        sql(f"UPDATE trail_event SET {column} = %s WHERE id = %s", value, event.pk)
    first = sealed.faults()[0]
    assert first == f"Ereignis {event.pk} wurde verändert oder eingefügt."


def test_an_event_with_another_id_is_found(sealed: Chain) -> None:
    event, new = events_of(sealed, 1)[0], new_id()
    sql("UPDATE trail_event SET id = %s WHERE id = %s", new, event.pk)
    assert f"Ereignis {new} wurde verändert oder eingefügt." in sealed.faults()


def test_an_event_given_to_another_organisation_is_found(sealed: Chain) -> None:
    event = events_of(sealed, 1)[0]
    sql("UPDATE trail_event SET organisation_id = %s WHERE id = %s", new_id(), event.pk)
    assert sealed.faults() == [f"Ereignis {event.pk} wurde verändert oder eingefügt."]


@pytest.mark.parametrize(("number", "all_of_it"), [(1, 2), (2, 3), (3, 2)])
def test_a_removed_event_is_missed(sealed: Chain, number: int, all_of_it: int) -> None:
    sql("DELETE FROM trail_event WHERE id = %s", events_of(sealed, number)[0].pk)
    assert sealed.faults() == [f"Siegel {number}: 1 von {all_of_it} Ereignissen fehlen."]


def test_an_event_taken_out_of_its_seal_is_missed(sealed: Chain) -> None:
    sql("UPDATE trail_event SET seal_id = NULL WHERE id = %s", events_of(sealed, 2)[0].pk)
    assert sealed.faults() == ["Siegel 2: 1 von 3 Ereignissen fehlen."]


@pytest.mark.parametrize("is_sealed", [True, False], ids=["into a seal", "waiting"])
def test_an_inserted_event_is_named(sealed: Chain, is_sealed: bool) -> None:
    event, new = events_of(sealed, 2)[0], new_id()
    copy_of(event, new, event.seal_id if is_sealed else None)
    faults = sealed.faults()
    assert faults[0] == f"Ereignis {new} wurde verändert oder eingefügt."
    assert ("Siegel 2: 1 Ereignisse sind hinzugekommen." in faults) == is_sealed


def test_an_inserted_event_stays_found_after_the_next_sealing(sealed: Chain) -> None:
    new = new_id()
    copy_of(events_of(sealed, 2)[0], new, None)
    sealed.seal()
    assert sealed.faults() == [f"Ereignis {new} wurde verändert oder eingefügt."]


def test_two_events_that_swap_their_contents_are_both_named(sealed: Chain) -> None:
    one, other = events_of(sealed, 2)[:2]
    for event, content in ((one, other), (other, one)):
        sql(
            "UPDATE trail_event SET user_id = %s, record_key = %s, digest = %s WHERE id = %s",
            content.user_id, content.record_key, bytes(content.digest), event.pk,
        )  # fmt: skip
    assert sealed.faults() == [
        *(f"Ereignis {event.pk} wurde verändert oder eingefügt." for event in (one, other)),
        "Siegel 2 hält andere Ereignisse, als versiegelt wurden.",
    ]


def test_two_events_that_swap_their_seals_are_found(sealed: Chain) -> None:
    one, other = events_of(sealed, 1)[0], events_of(sealed, 2)[0]
    sql("UPDATE trail_event SET seal_id = %s WHERE id = %s", other.seal_id, one.pk)
    sql("UPDATE trail_event SET seal_id = %s WHERE id = %s", one.seal_id, other.pk)
    assert sealed.faults() == [
        "Siegel 1 hält andere Ereignisse, als versiegelt wurden.",
        "Siegel 2 hält andere Ereignisse, als versiegelt wurden.",
    ]


def remove_seal(seal: Seal) -> None:
    sql("DELETE FROM trail_event WHERE seal_id = %s", seal.pk)
    sql("DELETE FROM trail_seal WHERE id = %s", seal.pk)


@pytest.mark.parametrize("number", [1, 2])
def test_a_removed_seal_leaves_a_gap(sealed: Chain, number: int) -> None:
    remove_seal(sealed.seals[number - 1])
    faults = sealed.faults()
    assert faults[0] == f"Siegel {number} fehlt."
    assert len(faults) == 2
    assert faults[1].startswith(f"heads.log nennt Siegel {number} bis {number}")


def test_several_removed_seals_are_one_gap(sealed: Chain) -> None:
    for seal in sealed.seals[:2]:
        remove_seal(seal)
    assert sealed.faults()[0] == "Die Siegel 1 bis 2 fehlen."


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_chain_that_was_cut_off_is_found_by_its_heads(sealed: Chain, kept: int) -> None:
    for seal in sealed.seals[kept:]:
        remove_seal(seal)
    (fault,) = sealed.faults()
    assert fault.startswith(f"heads.log nennt Siegel {kept + 1} bis 3,")


def test_a_chain_cut_off_and_continued_is_found_too(sealed: Chain) -> None:
    remove_seal(sealed.seals[2])
    sealed.write()
    sealed.seal()
    (fault,) = sealed.faults()
    assert fault.startswith("heads.log nennt Siegel 3 bis 3,")


def test_a_seal_removed_without_its_events_leaves_strays(sealed: Chain) -> None:
    seal = sealed.seals[2]
    sql("DELETE FROM trail_seal WHERE id = %s", seal.pk)
    stray = f"2 Ereignisse nennen ein Siegel, das es nicht gibt: {seal.pk}."
    assert stray in sealed.faults()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("previous_digest", b"1" * 32),
        ("events_count", 1),
        ("events_digest", b"1" * 32),
        ("digest", b"1" * 32),
    ],
)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_changed_seal_is_named(sealed: Chain, column: str, value: Any, number: int) -> None:
    seal = sealed.seals[number - 1]
    sql(f"UPDATE trail_seal SET {column} = %s WHERE id = %s", value, seal.pk)
    assert sealed.faults()[0] == f"Siegel {number} wurde verändert."


@pytest.mark.parametrize("column", ["sealed_at", "newest_event_at"])
def test_a_seal_with_another_moment_is_named(sealed: Chain, column: str) -> None:
    moment = datetime(2025, 1, 1, tzinfo=UTC)
    Seal.objects.filter(pk=sealed.seals[1].pk).update(**{column: moment})
    assert sealed.faults() == ["Siegel 2 wurde verändert."]


def test_a_renumbered_seal_is_named_and_leaves_a_gap(sealed: Chain) -> None:
    sql("UPDATE trail_seal SET number = 4 WHERE id = %s", sealed.seals[1].pk)
    faults = sealed.faults()
    assert "Siegel 2 fehlt." in faults
    assert "Siegel 4 wurde verändert." in faults


def test_two_seals_that_swap_their_numbers_are_both_named(sealed: Chain) -> None:
    one, other = sealed.seals[:2]
    for seal, number in ((one, 9), (other, 1), (one, 2)):
        sql("UPDATE trail_seal SET number = %s WHERE id = %s", number, seal.pk)
    assert {"Siegel 1 wurde verändert.", "Siegel 2 wurde verändert."} <= set(sealed.faults())


def test_a_seal_of_another_chain_does_not_fit(sealed: Chain) -> None:
    sql("UPDATE trail_seal SET chain = %s WHERE id = %s", new_id(), sealed.seals[0].pk)
    assert sealed.faults()[0] == "Siegel 1 fehlt."


def test_events_removed_and_called_ended_are_found(sealed: Chain) -> None:
    seal = sealed.seals[1]
    sql("DELETE FROM trail_event WHERE seal_id = %s", seal.pk)
    early = "Siegel 2: Die Ereignisse wurden vor Ablauf von zwölf Monaten beendet."
    for ended_at in (timezone.now(), timezone.now() + timedelta(days=400)):
        Seal.objects.filter(pk=seal.pk).update(ended_at=ended_at)
        assert sealed.faults() == [early]


def test_an_event_that_waits_for_more_than_a_day_is_reported(sealed: Chain) -> None:
    event, _ = sealed.write(2, at=timezone.now() - timedelta(hours=25))
    (fault,) = sealed.faults()
    assert fault.startswith(f"2 Ereignisse warten seit mehr als einem Tag auf ein Siegel, das "
                            f"älteste ist {event.pk}.")  # fmt: skip


def test_an_event_of_the_last_hours_may_wait(sealed: Chain) -> None:
    sealed.write(2, at=timezone.now() - timedelta(hours=23))
    assert sealed.faults() == []


def test_yesterdays_rows_put_back_are_found(sealed: Chain) -> None:
    yesterday = {seal.pk for seal in sealed.seals}
    sealed.write()
    sealed.seal()
    later = Q(seal__in=Seal.objects.filter(chain=sealed.id).exclude(pk__in=yesterday))
    Event.objects.filter(later).delete()
    sql("DELETE FROM trail_seal WHERE chain = %s AND number = 4", sealed.id)
    assert len(sealed.faults()) == 1
