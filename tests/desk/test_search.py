"""The global search: groups of hits, a fragment while typing, never code from what was typed."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.http import HttpResponse
from django.test import Client

from bindeglied.ui import registry
from bindeglied.ui.registry import Contributions, SearchGroup, SearchHit

pytestmark = pytest.mark.django_db
# The package gives the view this name too.
SEARCH = import_module("bindeglied.desk.views.search")
TYPING = {"HX-Request": "true"}


def search(client: Client, text: str | None, **options: object) -> HttpResponse:
    return client.get("/suche/", {} if text is None else {"q": text}, **options)


def test_hits_stand_in_groups_under_the_heading_of_their_kind(client: Client) -> None:
    answer = search(client, "heidelberg")
    (group,) = answer.context["groups"]
    assert str(group.label) == "Gemeinden und Kreise"
    assert group.hits[0].title == "Heidelberg"
    assert '<a href="/orte/gemeinde/08221000/">' in answer.content.decode()


def test_every_package_that_finds_something_has_its_group(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offers(member: object, text: str) -> SearchGroup:
        return SearchGroup("Angebote", "tag", (SearchHit(text.upper(), str(member), "/x/"),))

    def nothing(member: object, text: str) -> SearchGroup:
        return SearchGroup("Leeres", "tag", ())

    both = Contributions([offers, nothing])
    monkeypatch.setattr(SEARCH, "searches", both)
    page = search(client, "heim").content.decode()
    assert "Angebote" in page
    assert "HEIM" in page
    assert "None" in page, "a visitor is nobody"
    assert "Leeres" not in page


def test_while_typing_there_is_only_the_list(client: Client) -> None:
    page = search(client, "weinheim").content.decode()
    fragment = search(client, "weinheim", headers=TYPING).content.decode()
    assert "<html" in page
    assert "<html" not in fragment
    assert fragment.strip() in page or "Weinheim" in fragment


@pytest.mark.parametrize("text", [None, "", " ", "w", " w "])
def test_too_few_letters_find_nothing_and_say_how_many_it_takes(
    text: str | None, client: Client
) -> None:
    answer = search(client, text, headers=TYPING)
    assert answer.context["groups"] == []
    assert "08226096" not in answer.content.decode()


def test_one_letter_is_not_enough_but_two_are(client: Client) -> None:
    assert not search(client, "w", headers=TYPING).context["groups"]
    assert search(client, "we", headers=TYPING).context["groups"]


@pytest.mark.parametrize("options", [{}, {"headers": TYPING}])
def test_what_was_typed_is_shown_as_text(options: dict[str, object], client: Client) -> None:
    page = search(client, "<script>alert('x')</script>\"", **options).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&quot;" in page


def test_a_text_without_end_is_cut(client: Client) -> None:
    answer = search(client, "x" * 10_000)
    assert answer.status_code == 200
    assert answer.context["search_text"] == "x" * 80


@pytest.mark.parametrize(
    "text", ["we\x00in", "%", "_%", "\\", "' OR 1=1 --", "😀😀", "  \u200b\u200b "]
)
def test_odd_texts_find_nothing_and_break_nothing(text: str, client: Client) -> None:
    answer = search(client, text, headers=TYPING)
    assert answer.status_code == 200
    assert answer.context["groups"] == []


def test_the_search_of_today_is_filled_by_the_packages_below() -> None:
    assert len(list(registry.searches)) >= 1
