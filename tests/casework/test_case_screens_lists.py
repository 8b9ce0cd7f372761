"""Lists of cases and of looks: found, sorted, paged, exported as shown, in few statements."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bindeglied.accounts.models import Membership, User
from bindeglied.casework.models import Case, CaseState, FactKind, PlanVersion
from bindeglied.casework.views.case import NEWEST
from bindeglied.trail.actions import keep_draft
from bindeglied.trail.models import Event
from tests.casework import cases
from tests.casework.families import joined
from tests.casework.screens import path, read, verbs_of
from tests.conftest import CastFixture
from tests.desk.test_query_counts import NOT_COUNTED

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

LIST, FILE = "/faelle/", "/faelle/faelle.csv"
FIRST_PAGE = 50


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


def names_in(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]*><bdi>(.*?)</bdi>', page)


def rows_of(browser: Client, where: str) -> list[list[str]]:
    answer = browser.get(where)
    assert answer.status_code == 200
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def registered(amira: Membership, *family_names: str) -> list[Case]:
    words = {"facts": {}, "entitlement_starts_on": None, "given_name": "Zora"}
    return [cases.registered(amira, family_name=name, **words) for name in family_names]


def statements(browser: Client, where: str) -> list[str]:
    browser.get(where)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(where).status_code == 200
    return [one["sql"] for one in captured if not NOT_COUNTED.match(one["sql"])]


def test_cases_are_found_by_beginnings_of_names_and_by_number(
    browser: Client, amira: Membership
) -> None:
    wanted, _other = registered(amira, "Xylander", "Qurban")
    for text in ("xyl", "XYLANDER zora", wanted.number):
        assert names_in(read(browser, f"{LIST}?text={text}")) == ["Xylander, Zora"], text
    assert "Dazu passt kein Fall" in read(browser, f"{LIST}?text=gibtesnicht")


def test_cases_are_shown_by_state(browser: Client, amira: Membership) -> None:
    one, _other = registered(amira, "Xylander", "Xylophon")
    cases.offered(one)
    assert names_in(read(browser, f"{LIST}?text=xyl&stand=offered")) == ["Xylander, Zora"]
    assert len(names_in(read(browser, f"{LIST}?text=xyl&stand=gibtesnicht"))) == 2


def test_cases_stand_by_name_or_by_what_is_due_first(browser: Client, amira: Membership) -> None:
    first, second, third = registered(amira, "Xa", "Xb", "Xc")
    cases.noted(third, next_due_on=cases.today() + timedelta(days=1))
    cases.noted(second, next_due_on=cases.today() + timedelta(days=2))
    assert names_in(read(browser, f"{LIST}?text=x")) == ["Xa, Zora", "Xb, Zora", "Xc, Zora"]
    due = names_in(read(browser, f"{LIST}?text=x&sortierung=termin"))
    assert due == ["Xc, Zora", "Xb, Zora", "Xa, Zora"]
    assert first.next_due_on is None


def test_pages_follow_each_other_without_gap_or_repetition(
    browser: Client, amira: Membership
) -> None:
    names = [f"Xy{number:03}" for number in range(FIRST_PAGE + 3)]
    registered(amira, *names)
    for sorting in ("", "&sortierung=termin"):
        page = read(browser, f"{LIST}?text=xy{sorting}")
        found = names_in(page)
        (following,) = re.findall(r'href="(\?[^"]*nach=[^"]*)">Weitere', page)
        rest = read(browser, LIST + following.replace("&amp;", "&"))
        assert (len(found), len(names_in(rest))) == (FIRST_PAGE, 3)
        assert found + names_in(rest) == [f"{name}, Zora" for name in names]
        assert "Zum Anfang" in rest
        assert "Weitere" not in rest


def test_the_file_holds_exactly_the_rows_shown(browser: Client, amira: Membership) -> None:
    registered(amira, "Xb", "Xa")
    header, *rows = rows_of(browser, f"{FILE}?text=x")
    assert header[:4] == ["Name", "Fallnummer", "Alter", "Stand"]
    assert [row[0] for row in rows] == names_in(read(browser, f"{LIST}?text=x"))
    assert rows[0][3] == CaseState.ANNOUNCED.label


def test_a_name_does_not_run_as_a_formula(browser: Client, amira: Membership) -> None:
    words = {"facts": {}, "entitlement_starts_on": None}
    cases.registered(amira, given_name="Zora", family_name="=1+1 Xylander", **words)
    (_header, row) = rows_of(browser, f"{FILE}?text=xylander")
    assert row[0] == "'=1+1 Xylander, Zora"


def test_that_the_list_was_shown_or_exported_is_noted(browser: Client, amira: Membership) -> None:
    read(browser, LIST)
    rows_of(browser, FILE)
    newest = Event.objects.filter(record_kind="organisation").order_by("-id")[:2]
    assert [one.verb for one in newest] == ["cases exported", "cases listed"]


def test_whoever_accompanies_nobody_yet_is_told_how_to_begin(
    cast: CastFixture, colleague: object, amira: Membership
) -> None:
    browser = cast("Amira")
    browser.force_login(colleague, "allauth.account.auth_backends.AuthenticationBackend")  # type: ignore[arg-type]
    session = browser.session
    session["second_factor_proved"] = str(colleague.pk)  # type: ignore[attr-defined]
    session.save()
    page = read(browser, LIST)
    assert "Noch begleiten Sie niemanden" in page
    assert "Tabelle (CSV)" not in page


def test_who_looked_stands_there_newest_first_in_words(browser: Client, announced: Case) -> None:
    contact = cases.noted(announced, confided="geheim")
    read(browser, path("confided", contact.pk))
    page = read(browser, path("looks", announced.pk))
    said = re.findall(r"<td>([^<]*)</td><td>([^<]*)</td></tr>", page)
    assert said == [
        ("Amira Benkert", "anvertrauten Text geöffnet"),
        ("Amira Benkert", "Notiz geschrieben"),
        ("Amira Benkert", "Person aufgenommen"),
    ]
    header, *rows = rows_of(browser, path("looks_file", announced.pk))
    assert header == ["Wann", "Wer", "Was"]
    assert [row[2] for row in rows] == ["diese Liste angesehen", *(what for _, what in said)]


def test_pages_of_looks_follow_each_other(browser: Client, announced: Case) -> None:
    for _ in range(FIRST_PAGE + 2):
        read(browser, path("case", announced.pk))
    page = read(browser, path("looks", announced.pk))
    assert page.count("<tr>") == FIRST_PAGE + 1
    (following,) = re.findall(r'href="(\?nach=[^"]*)">Weitere', page)
    rest = read(browser, path("looks", announced.pk) + following)
    # The look at the first page is not on the second one: it came later.
    assert rest.count("<tr>") == 3 + 1
    assert len(rows_of(browser, path("looks_file", announced.pk) + following)) == 3 + 1


def test_every_verb_of_a_case_has_words(browser: Client, agreed: PlanVersion) -> None:
    from bindeglied.casework.wording import VERBS

    case = agreed.case
    for page in ("case", "looks", "deputy"):
        read(browser, path(page, case.pk))
    assert set(verbs_of(case)) <= set(VERBS)


def test_list_and_case_take_few_statements(browser: Client, announced: Case) -> None:
    listed = statements(browser, LIST)
    assert len(listed) <= 8, "\n".join(listed)
    shown = statements(browser, path("case", announced.pk))
    assert len(shown) <= 14, "\n".join(shown)


def test_a_case_with_everything_takes_no_more_and_never_more_with_more_rows(
    browser: Client, agreed: PlanVersion, colleague: User
) -> None:
    case = agreed.case
    cases.deputised(case, colleague)
    cases.promised(case)
    cases.tasked(case)
    cases.tried(case)
    cases.noted(case)
    few = statements(browser, path("case", case.pk))
    assert len(few) <= 14, "\n".join(few)
    for number in range(3):
        cases.promised(case, in_days=number)
        cases.tasked(case, in_days=number)
        cases.tried(case)
        cases.corrected(cases.noted(case, confided="geheim"))
        cases.told(case, FactKind.ADDRESS, "Neue Gasse 3")
    assert len(statements(browser, path("case", case.pk))) == len(few)


def test_a_family_takes_as_many_statements_as_one_person(
    browser: Client, agreed: PlanVersion
) -> None:
    case = agreed.case
    alone = statements(browser, path("case", case.pk))
    joined(case, "Danylo")
    page = read(browser, path("case", case.pk))
    assert page.index("Oksana Verbenko") < page.index("Danylo Verbenko")
    assert len(statements(browser, path("case", case.pk))) == len(alone)


def test_a_half_written_text_is_looked_for_only_where_there_is_one(
    browser: Client, announced: Case
) -> None:
    without = statements(browser, path("case", announced.pk))
    keep_draft(
        by=cases.adviser_of(announced).pk,
        place=path("contact", announced.pk),
        owner=announced.pk,
        content=json.dumps({"text": ["half written"]}),
        form_key=None,
    )
    assert "half written" in read(browser, path("case", announced.pk))
    assert len(statements(browser, path("case", announced.pk))) == len(without) + 1


def test_the_note_stays_closed_while_another_form_of_the_case_is_half_written(
    browser: Client, announced: Case
) -> None:
    keep_draft(
        by=cases.adviser_of(announced).pk,
        place=path("attempt", announced.pk),
        owner=announced.pk,
        content=json.dumps({"text": ["half written"]}),
        form_key=None,
    )
    page = read(browser, path("case", announced.pk))
    assert "data-quick" not in page
    assert 'data-keys="n"' in page


def test_of_a_long_history_the_newest_are_shown_and_all_are_one_link_away(
    browser: Client, amira: Membership
) -> None:
    (case,) = registered(amira, "Langzeit")
    for number in range(NEWEST + 1):
        happened_at = timezone.now() - timedelta(days=number + 1)
        cases.noted(case, text=f"Talk of day {number}.", happened_at=happened_at)
    page = read(browser, path("case", case.pk))
    assert "Talk of day 0." in page
    assert f"Talk of day {NEWEST}." not in page
    to_all = r'href="(\?teil=verlauf&amp;verlauf=alle)"'
    (link,) = re.findall(to_all, page)
    whole = read(browser, path("case", case.pk) + link.replace("&amp;", "&"))
    assert f"Talk of day {NEWEST}." in whole
    assert not re.search(to_all, whole)
