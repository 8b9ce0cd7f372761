"""What the other tests of this folder rely on: two connections, a race, a deadlock that is told."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection, transaction

from bindeglied.accounts.models import Organisation
from tests.servers.two_at_once import EVERY_PAUSE, Pause, all_at_once, two_at_once

pytestmark = pytest.mark.django_db


def rename(*places: int, name: str = "") -> str:
    """Give organisations another name, one after the other."""
    found = list(Organisation.objects.order_by("pk"))
    with transaction.atomic():
        for place in places:
            Organisation.objects.filter(pk=found[place].pk).update(name=name)
    return name


def names() -> list[str]:
    return list(Organisation.objects.order_by("pk").values_list("name", flat=True))


@EVERY_PAUSE
def test_the_second_waits_for_the_first_and_both_are_committed(pause: Pause) -> None:
    def first() -> str:
        return rename(0, 1, name="first")

    assert two_at_once(first, lambda: rename(0, name="second"), pause=pause) == ("first", "second")
    assert names()[:2] == ["second", "first"]


def test_what_a_test_commits_is_gone_in_the_next() -> None:
    assert not {"first", "second"} & set(names())


def test_who_does_not_wait_is_told() -> None:
    with pytest.raises(AssertionError, match="did not wait"):
        two_at_once(lambda: rename(0, name="first"), names)


def test_who_waits_in_a_circle_is_told() -> None:
    def both() -> tuple[str, str]:
        first, second = (lambda: rename(0, 1, name="first")), (lambda: rename(1, 0, name="second"))
        return two_at_once(first, second, pause=Pause.LOCKED)

    if connection.vendor == "postgresql":
        with pytest.raises(OperationalError, match="deadlock"):
            both()
    else:  # only one writes at a time, so that there is no circle
        assert both() == ("first", "second")


def test_several_begin_at_the_same_moment() -> None:
    def deed(place: int) -> str:
        return rename(place, name=f"number {place}")

    assert all_at_once(*(lambda place=place: deed(place) for place in range(4))) == names()[:4]
