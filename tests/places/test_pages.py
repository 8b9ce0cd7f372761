"""The open pages of places."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str, **headers: str) -> str:
    response = client.get(address, headers={"accept-language": "de", **headers})
    assert response.status_code == 200
    return response.content.decode()


def rows_of(html: str) -> list[list[str]]:
    """The cells of every row of the first table's body."""
    body = re.search(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    assert body
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", body.group(1), re.DOTALL)
    ]


def test_the_page_of_the_land_shows_44_kreise_on_the_map_and_in_the_table(client: Client):
    html = text_of(client, reverse("places:land"))
    assert len(rows_of(html)) == 44
    assert len(re.findall(r'<a class="map-shape', html)) == 44
    assert "11.339.260" in html
    assert 'href="http://www.bkg.bund.de"' in html
    assert "© GeoBasis-DE / BKG 2021 (Daten verändert)" in html


def test_the_map_and_the_table_say_the_same(client: Client):
    html = text_of(client, reverse("places:kreis", args=("08226",)))
    on_map = dict(re.findall(r'aria-label="([^":]+): ([\d.]+) Personen je km²"', html))
    in_table = {row[0]: row[3] for row in rows_of(html)}
    assert len(on_map) == 54
    assert on_map == in_table


@pytest.mark.parametrize(("column", "place"), [("personen", 1), ("flaeche", 2), ("dichte", 3)])
def test_a_click_on_a_heading_sorts_from_the_largest_down(client: Client, column: str, place: int):
    html = text_of(client, reverse("places:kreis", args=("08226",)) + f"?sortierung={column}")
    shown = [float(row[place].replace(".", "").replace(",", ".")) for row in rows_of(html)]
    assert shown == sorted(shown, reverse=True)
    assert html.count('aria-sort="descending"') == 1


def test_an_unknown_order_means_by_name(client: Client):
    html = text_of(client, reverse("places:land") + "?sortierung=unsinn")
    assert rows_of(html)[0][0] == "Alb-Donau-Kreis"


def test_the_page_of_a_municipality_shows_where_it_lies_and_its_figures(client: Client):
    html = text_of(client, reverse("places:municipality", args=("08226096",)))
    assert re.search(r'aria-label="Weinheim: [^"]+"\s+aria-current="true"', html)
    assert rows_of(html) == [
        ["31.12.2023", "45.381", "+184"],
        ["31.12.2021", "45.197", "+83"],
        ["31.12.2017", "45.114", "–"],
    ]
    assert "58,11" in html
    assert "Statistisches Bundesamt (Destatis)" in html


def test_a_stadtkreis_is_shown_as_the_municipality_that_it_is(client: Client):
    response = client.get(reverse("places:kreis", args=("08111",)))
    assert response.status_code == 302
    assert response["Location"] == reverse("places:municipality", args=("08111000",))
    html = text_of(client, response["Location"])
    assert len(re.findall(r'<a class="map-shape', html)) == 44


def test_the_other_members_of_its_association_are_named(client: Client):
    html = text_of(client, reverse("places:municipality", args=("08115001",)))
    assert "GVV Aidlingen/Grafenau" in html
    assert "Grafenau</a>" in html


@pytest.mark.parametrize("ags", ["99999", "08", "0822609x"])
def test_what_is_no_place_is_not_found(client: Client, ags: str):
    assert client.get(reverse("places:kreis", args=(ags,))).status_code == 404
    assert client.get(reverse("places:municipality", args=(ags,))).status_code == 404


def test_searching_works_without_a_script_and_while_typing(client: Client):
    page = text_of(client, reverse("places:search") + "?q=Muehlacker")
    piece = text_of(client, reverse("places:search") + "?q=Muehlacker", **{"hx-request": "true"})
    for html in (page, piece):
        assert reverse("places:municipality", args=("08236040",)) in html
    assert "<html" in page
    assert "<html" not in piece


def test_a_search_without_a_result_says_what_to_do_and_shows_the_text_harmlessly(client: Client):
    html = text_of(client, reverse("places:search") + "?q=<b>Xyz")
    assert "&lt;b&gt;Xyz" in html
    assert "<b>Xyz" not in html


@pytest.mark.parametrize(
    ("name", "ags", "statements"),
    [("land", None, 1), ("kreis", "08226", 2), ("municipality", "08226096", 5)],
)
def test_a_page_asks_the_tables_of_places_a_few_times_only(
    client: Client, name: str, ags: str | None, statements: int
):
    address = reverse(f"places:{name}", args=(ags,) if ags else ())
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    asked = [query["sql"] for query in captured if '"places_' in query["sql"]]
    assert len(asked) == statements, asked
