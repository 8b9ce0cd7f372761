"""What everybody sees of the counts: nothing below five, nothing it follows from, no frame."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bindeglied.funding.actions import release_frames
from bindeglied.funding.models import PlanningFrame
from bindeglied.funding.queries.public_counts import public_figures
from bindeglied.law.suppression import KnownCount
from bindeglied.places.models import Municipality
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db
LAND = "/foerderung/karte/"
VIEWS = ("personen", "besiedlung", "antrag")


def test_no_small_count_and_no_sum_that_gives_it_away() -> None:
    figures = public_figures()
    assert figures is not None
    counts = dict(PlanningFrame.objects.values_list("municipality_id", "persons"))
    assert figures.persons.least < sum(counts.values()) < figures.persons.most
    for kreis in figures.kreise:
        rows = figures.municipalities[kreis.ags]
        small = [row for row in rows if counts[row.ags] < 5]
        shown = sum(counts[row.ags] for row in rows if row not in small)
        assert kreis.persons == KnownCount(shown, shown + 4 * len(small))
        for row in rows:
            exact = KnownCount(counts[row.ags], counts[row.ags])
            assert row.persons == (KnownCount(0, 4) if row in small else exact)


@pytest.mark.parametrize("view", [*VIEWS, "?"])
def test_a_visitor_sees_the_land_and_each_kreis(cast: CastFixture, view: str) -> None:
    page = cast("visitor").get(LAND, {"karte": view}).content.decode()
    kreise = set(re.findall(r"/foerderung/karte/(08\d{3})/", page))
    assert len(kreise) == 44
    for ags in sorted(kreise)[::11]:
        assert cast("visitor").get(f"{LAND}{ags}/", {"karte": view}).status_code == 200
    assert cast("visitor").get(f"{LAND}08999/").status_code == 404


def test_the_page_shows_words_instead_of_small_counts_and_no_frame(cast: CastFixture) -> None:
    ags = (
        PlanningFrame.objects.filter(persons__lt=5)
        .values_list("municipality__kreis", flat=True)
        .order_by("municipality__kreis")
        .first()
    )
    page = cast("visitor").get(f"{LAND}{ags}/").content.decode()
    assert "unter 5" in page
    assert "€" not in page
    frames = PlanningFrame.objects.filter(municipality__kreis=ags, persons__lt=5)
    for name in Municipality.objects.filter(pk__in=frames.values("municipality")):
        row = re.search(rf">{re.escape(name.name)}</a></th>\s*<td[^>]*>(.*?)</td>", page)
        assert row is not None and row[1] == "unter 5"


def test_whatever_the_small_counts_are_the_pages_are_the_same(cast: CastFixture) -> None:
    counts = dict(PlanningFrame.objects.values_list("municipality_id", "persons"))
    ags = min(ags[:5] for ags, count in counts.items() if count < 5)
    pages = []
    for small in (0, 1, 4):
        persons = {ags: count if count >= 5 else small for ags, count in counts.items()}
        release_frames(
            label="2018",
            on=date(2017, 12, 11),
            persons=persons,
            counted_on=date(2017, 9, 15),
            by=None,
        )
        pages.append(
            [open_page(cast, path, view) for path in (LAND, f"{LAND}{ags}/") for view in VIEWS]
        )
    assert pages[0] == pages[1] == pages[2]
    assert " bis " in pages[0][0]


def open_page(cast: CastFixture, path: str, view: str) -> str:
    """What a visitor sees, without what is new in each page."""
    page = cast("visitor").get(path, {"karte": view}).content.decode()
    return re.sub(r'(nonce|value)="[^"]+"', "", page)


def test_a_member_switches_the_map(cast: CastFixture) -> None:
    for view, words in (("personen", "Weinheim: 352"), ("antrag", "Weinheim: allein")):
        page = cast("Clara").get("/foerderung/planungsrahmen/08226/", {"karte": view})
        assert words in page.content.decode()
        land = cast("Heidi").get("/foerderung/planungsrahmen/", {"karte": view})
        assert land.status_code == 200


@pytest.mark.parametrize(("address", "most"), [(LAND, 12), (f"{LAND}08226/", 12)])
def test_an_open_map_costs_few_queries(
    cast: CastFixture, django_assert_max_num_queries: object, address: str, most: int
) -> None:
    with django_assert_max_num_queries(most):  # type: ignore[operator]
        assert cast("visitor").get(address).status_code == 200
