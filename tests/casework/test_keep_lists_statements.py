"""What lists keep of a case is asked in two statements, of one case as of many."""

from __future__ import annotations

from typing import Any

import pytest

from bindeglied.accounts.models import Membership
from bindeglied.casework.actions.keep_lists import list_columns, list_columns_of
from tests.casework import cases

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_what_lists_keep_takes_two_statements_for_any_number_of_cases(
    amira: Membership, django_assert_num_queries: Any
) -> None:
    several = [cases.registered(amira) for _ in range(3)]
    for number, case in enumerate(several):
        cases.noted(case, happened_at=cases.days_ago(number + 1))
        cases.promised(case, in_days=number + 1)
        cases.tasked(case, in_days=number + 2)
    with django_assert_num_queries(2):
        together = list_columns_of([case.pk for case in several])
    assert together == {case.pk: list_columns(case.pk) for case in several}
    assert len({one.next_due_on for one in together.values()}) == len(several)
