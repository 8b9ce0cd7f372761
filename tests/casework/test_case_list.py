"""The list of cases: narrowed and sorted by every column, paged both ways, no page slower."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any, get_args

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from bindeglied.accounts.models import Membership
from bindeglied.casework import actions
from bindeglied.casework.languages import Language
from bindeglied.casework.models import Assignment, Case, CaseState, FactKind, Part
from bindeglied.casework.queries import Place, cases_of
from bindeglied.casework.queries.case_list import Sort
from bindeglied.casework.views.wanted_cases import SORTINGS
from bindeglied.trail.models import DataKey
from tests.casework import cases
from tests.casework.database_work import work_of
from tests.casework.screens import read
from tests.casework.test_case_screens_lists import LIST, names_in, registered, rows_of, statements
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

# So many that entering an index is cheaper than sorting them all, whatever rows that earlier tests
# took back still lie in the tables: with 600 PostgreSQL chose the one or the other.
MANY = 2000
OTHER_PLACE = "08226082"


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


@pytest.fixture
def three(amira: Membership) -> list[Case]:
    """Three cases that differ in every column of the list."""
    names = ["Xa", "Xb", "Xc"]
    first, second, third = registered(amira, *names)
    cases.told(first, FactKind.LANGUAGE, "uk")
    cases.told(second, FactKind.LANGUAGE, "ar")
    cases.noted(first, happened_at=cases.days_ago(2), next_due_on=in_days(-3))
    cases.noted(second, happened_at=cases.days_ago(45), next_due_on=in_days(3))
    cases.offered(third)
    Case.objects.filter(pk=second.pk).update(municipality=OTHER_PLACE)
    return [first, second, third]


def in_days(days: int) -> Any:
    return cases.today() + timedelta(days=days)


def families(rows: Iterable[str]) -> list[str]:
    return [row.split(",")[0] for row in rows]


def shown(browser: Client, query: str) -> list[str]:
    return families(names_in(read(browser, f"{LIST}?text=zora&{query}")))


@pytest.mark.parametrize(
    ("sorting", "order"),
    [
        ("", ["Xa", "Xb", "Xc"]),
        ("termin", ["Xa", "Xb", "Xc"]),
        # Never spoken to, 45 days ago, 2 days ago.
        ("kontakt", ["Xc", "Xb", "Xa"]),
        # Arabic, Ukrainian, not known.
        ("sprache", ["Xb", "Xa", "Xc"]),
        # Schriesheim, Weinheim.
        ("gemeinde", ["Xb", "Xa", "Xc"]),
        # Announced before offered.
        ("stand", ["Xa", "Xb", "Xc"]),
    ],
)
def test_the_list_is_sorted_by_every_column(
    sorting: str, order: list[str], browser: Client, three: list[Case]
) -> None:
    assert shown(browser, f"sortierung={sorting}") == order


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sprache=ar", ["Xb"]),
        ("sprache=so", []),
        (f"gemeinde={OTHER_PLACE}", ["Xb"]),
        ("stand=offered", ["Xc"]),
        ("termin=overdue", ["Xa"]),
        ("termin=soon", ["Xb"]),
        ("termin=none", ["Xc"]),
        ("kontakt=30", ["Xb", "Xc"]),
        ("kontakt=90", ["Xc"]),
        ("kontakt=17&termin=x&sprache=&gemeinde=", ["Xa", "Xb", "Xc"]),
        ("sprache=ar&termin=overdue", []),
    ],
)
def test_the_list_is_narrowed_by_every_column(
    query: str, found: list[str], browser: Client, three: list[Case]
) -> None:
    assert shown(browser, query) == found


def test_every_row_says_the_language_and_the_file_too(browser: Client, three: list[Case]) -> None:
    page = read(browser, f"{LIST}?text=zora")
    assert re.findall(r'data-says="Sprache">(?:<span class="none">)?([^<]*)', page) == [
        "Ukrainisch",
        "Arabisch",
        "nicht bekannt",
    ]
    _header, *rows = rows_of(browser, "/faelle/faelle.csv?text=zora&sprache=ar")
    assert [(row[0], row[5]) for row in rows] == [("Xb, Zora", "Arabisch")]


def test_the_choices_are_those_of_own_cases_only(
    browser: Client, three: list[Case], bernd: Membership
) -> None:
    cases.registered(bernd, facts={FactKind.LANGUAGE: "ka"})
    page = read(browser, LIST)
    assert '<option value="ar">Arabisch</option>' in page
    assert "Georgisch" not in page


def test_languages_stand_in_the_order_of_the_page(three: list[Case], amira: Membership) -> None:
    """In German Arabisch, Ukrainisch; the ranks follow the language of whoever looks."""
    cases.told(three[2], FactKind.LANGUAGE, "de")
    for language in ("de", "en"):
        with translation.override(language):
            rows = cases_of(amira, sort="language", text="zora").rows
            spoken = [str(Language(row.case.language).label) for row in rows]
            assert spoken == sorted(spoken)


def test_the_language_kept_is_the_newest_of_the_first_and_never_a_typed_text(
    amira: Membership,
) -> None:
    (case,) = registered(amira, "Xa")
    assert case.language == ""
    for value, kept in (("uk", "uk"), ("ru", "ru"), ("typed by hand", Language.OTHER)):
        cases.told(case, FactKind.LANGUAGE, value)
        case.refresh_from_db()
        assert case.language == kept


def test_older_cases_get_their_language_with_the_lists_renewed(amira: Membership) -> None:
    case = cases.registered(amira)
    Case.objects.filter(pk=case.pk).update(language="")
    actions.renew_lists()
    case.refresh_from_db()
    assert case.language == "uk"


def test_a_language_whose_key_was_deleted_is_kept_no_longer(amira: Membership) -> None:
    case = cases.registered(amira)
    DataKey.objects.filter(owner=case.pk).delete()
    actions.renew_lists()
    case.refresh_from_db()
    assert case.language == ""


def links(page: str) -> dict[str, str]:
    found = re.findall(
        r'<a class="button"[^>]* href="(\?[^"]*)">(Zum Anfang|Vorige|Weitere|Zum Ende)', page
    )
    return {words: LIST + where.replace("&amp;", "&") for where, words in found}


@pytest.mark.parametrize("sorting", SORTINGS)
def test_pages_lead_forth_and_back_and_to_both_ends(
    sorting: str, browser: Client, amira: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cases_of, "__kwdefaults__", {**cases_of.__kwdefaults__, "at_most": 2})
    registered(amira, "Xa", "Xb", "Xc", "Xd", "Xe")
    first = read(browser, f"{LIST}?text=zora&sortierung={sorting}")
    second = read(browser, links(first)["Weitere"])
    third = read(browser, links(second)["Weitere"])
    assert [len(links(page)) for page in (first, second, third)] == [2, 4, 2]
    assert [*map(families, map(names_in, (first, second, third)))] == [
        ["Xa", "Xb"],
        ["Xc", "Xd"],
        ["Xe"],
    ]
    assert names_in(read(browser, links(third)["Vorige"])) == names_in(second)
    assert names_in(read(browser, links(second)["Vorige"])) == names_in(first)
    assert names_in(read(browser, links(third)["Zum Anfang"])) == names_in(first)
    last = read(browser, links(first)["Zum Ende"])
    assert families(names_in(last)) == ["Xd", "Xe"]
    assert set(links(last)) == {"Zum Anfang", "Vorige"}


def test_a_page_beyond_a_case_of_others_is_the_first_one(
    browser: Client, three: list[Case], bernd: Membership
) -> None:
    foreign = cases.registered(bernd, family_name="Xbb")
    for word in ("nach", "vor"):
        assert shown(browser, f"{word}={foreign.pk}") == ["Xa", "Xb", "Xc"]


def test_the_list_takes_8_statements_in_every_order_and_wherever_it_stands(
    browser: Client, three: list[Case]
) -> None:
    narrowed = f"text=zora&gemeinde={three[0].municipality_id}&sprache=uk&termin=overdue"
    ids = {name: one.pk for name, one in zip(("Xa", "Xb", "Xc"), three, strict=True)}
    for sorting in SORTINGS:
        order = shown(browser, f"sortierung={sorting}")
        first, last = ids[order[0]], ids[order[-1]]
        for place in ("", f"&nach={first}", f"&vor={last}", "&ende=1"):
            run = statements(browser, f"{LIST}?text=zora&sortierung={sorting}{place}")
            assert len(run) <= 8, "\n".join(run)
    run = statements(browser, f"{LIST}?{narrowed}")
    assert len(run) <= 8, "\n".join(run)


@pytest.fixture
def many(amira: Membership) -> None:
    """Far more cases than anybody has, all of Amira, with days and contacts in another order."""
    first = cases.registered(amira)
    common = {
        "organisation": first.organisation,
        "municipality": first.municipality,
        "announced_on": first.announced_on,
        "recorded_at": first.recorded_at,
        "recorded_by": first.recorded_by,
    }
    made = Case.objects.bulk_create(
        Case(
            number=f"9999-{number:04}",
            sort_name=f"x{number * 7919 % MANY:05}",
            next_due_on=in_days(number % 300) if number % 3 else None,
            last_contact_at=timezone.now() - timedelta(hours=number * 31 % 5000),
            language=list(Language)[number % 20],
            state=(CaseState.ANNOUNCED, CaseState.OFFERED)[number % 2],
            **common,
        )
        for number in range(MANY)
    )
    words = {"user": amira.user, "part": Part.ADVISER, "valid_from": first.announced_on}
    stamp = {"recorded_at": first.recorded_at, "recorded_by": first.recorded_by}
    Assignment.objects.bulk_create(Assignment(case=one, **words, **stamp) for one in made)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.parametrize("sort", get_args(Sort))
def test_the_deepest_page_costs_no_more_than_the_first(
    sort: Sort, many: None, amira: Membership
) -> None:
    """By name an index is entered at the place. The other orders compare every own case with the
    place, wherever it lies: that may cost as much again as finding the first page, never more."""
    whole = [row.case.pk for row in cases_of(amira, sort=sort, at_most=MANY + 99).rows]
    first = work_of(lambda: cases_of(amira, sort=sort))
    places = {
        "in the middle": Place(after=whole[len(whole) // 2]),
        "the deepest": Place(after=whole[-51]),
        "before the deepest": Place(before=whole[-50]),
        "the end": Place(at_end=True),
    }
    for name, place in places.items():
        rows = cases_of(amira, sort=sort, place=place).rows
        assert len(rows) == 50, name
        work = work_of(partial(cases_of, amira, sort=sort, place=place))
        assert work <= (1.3 if sort == "name" else 2) * first, name


def test_no_page_is_found_by_counting_rows(browser: Client, three: list[Case]) -> None:
    for place in (f"nach={three[0].pk}", f"vor={three[2].pk}", "ende=1"):
        run = statements(browser, f"{LIST}?{place}")
        assert not [one for one in run if "OFFSET" in one]
