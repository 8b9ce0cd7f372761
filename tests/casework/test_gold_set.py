"""People are found by the spellings that really occur: the gold set, asked through the search.

`pytest tests/casework/test_gold_set.py -s` prints the figures and every spelling that missed.
"""

from __future__ import annotations

import sys

from bindeglied.accounts.models import Membership
from bindeglied.casework.queries import people_found
from tests.casework.cases import WEINHEIM
from tests.casework.names.measuring import measure, planted
from tests.casework.names.population import gold_set, population


def test_the_gold_set_is_large_and_every_row_has_a_source() -> None:
    gold = gold_set()
    assert len(gold) >= 300
    assert len(set(gold)) == len(gold)
    assert all(one.source and one.kind and one.language for one in gold)
    assert len(population()) >= 2000


def test_nearly_everybody_is_among_the_first_ten(amira: Membership) -> None:
    names = planted(amira, WEINHEIM)

    def found_by(asked: str) -> list[str]:
        return [names.get(hit.person.pk, "") for hit in people_found(amira, asked)]

    measured = measure(found_by)
    sys.stdout.write("\n".join(["", *measured.lines(), ""]))
    assert measured.recall >= 0.98
    # Whoever is shown is mostly meant: nobody reads ten names to find one.
    assert measured.precision >= 0.75
