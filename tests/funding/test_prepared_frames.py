"""From a closed survey to frames that two persons stand for, and the rest after a tranche."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from bindeglied.demo.actions.release_demo_frame import demo_persons
from bindeglied.funding import actions
from bindeglied.funding.models import (
    FrameKind,
    FrameRelease,
    LedgerEntry,
    MunicipalityCount,
    PlanningFrame,
    ReleaseState,
)
from bindeglied.funding.transitions import NotAllowed
from bindeglied.trail.models import Event
from tests.conftest import CastFixture
from tests.funding.counted import (
    RULES_ON,
    UNVERIFIED,
    closed_survey,
    confirm,
    prepared,
    released,
    user,
)

pytestmark = pytest.mark.django_db
WEINHEIM = "08226096"
PAGE = "/foerderung/planungsrahmen/freigaben/"


def frame_of(release: FrameRelease, ags: str = WEINHEIM) -> PlanningFrame:
    return release.frames.get(municipality=ags)


def entered(release: FrameRelease) -> Decimal:
    keys = release.frames.values("pk")
    return sum(LedgerEntry.objects.filter(source_key__in=keys).values_list("amount_eur", flat=True))


def test_one_prepares_another_releases_and_the_ledger_knows_each_frame() -> None:
    confirm(*UNVERIFIED)
    release = prepared(closed_survey(2018), last_year=2020)
    assert frame_of(release).frame_eur == 280_220
    assert not LedgerEntry.objects.filter(source_key=frame_of(release).pk).exists()
    actions.release_prepared_frames(release=release, by=user("Lukas"))
    release.refresh_from_db()
    assert (release.state, release.released_by) == (ReleaseState.RELEASED, user("Lukas"))
    rows = LedgerEntry.objects.filter(source_key=frame_of(release).pk).order_by("year")
    assert [(row.year, row.amount_eur) for row in rows] == [(2019, 280_220), (2020, 280_220)]
    assert {row.municipality_id for row in rows} == {WEINHEIM}
    verbs = Event.objects.filter(record_key=str(release.pk)).values_list("verb", flat=True)
    assert set(verbs) == {"frames prepared", "frames released"}


def test_unverified_values_keep_frames_from_becoming_binding() -> None:
    release = prepared(closed_survey(2018))
    with pytest.raises(NotAllowed, match="Rechenweg"):
        actions.release_prepared_frames(release=release, by=user("Lukas"))
    confirm("allocation_formula", "allocation_rounding")
    with pytest.raises(NotAllowed, match="In Kraft seit"):
        actions.release_prepared_frames(release=release, by=user("Lukas"))
    confirm("in_force_on")
    actions.release_prepared_frames(release=release, by=user("Lukas"))


def test_who_prepared_does_not_release_and_the_database_refuses_it_too() -> None:
    confirm(*UNVERIFIED)
    release = prepared(closed_survey(2018))
    with pytest.raises(NotAllowed, match="zweite Person"):
        actions.release_prepared_frames(release=release, by=user("Heidi"))
    release.released_by, release.released_at = release.prepared_by, timezone.now()
    release.state = ReleaseState.RELEASED
    with pytest.raises(IntegrityError), transaction.atomic():
        release.save()


@pytest.mark.parametrize("column", ["prepared_by", "released_by"])
def test_one_person_alone_releases_nothing(column: str) -> None:
    confirm(*UNVERIFIED)
    release = prepared(closed_survey(2018))
    words = {"prepared_by": None, "released_by": None, column: user("Heidi")}
    changes = {"state": ReleaseState.RELEASED, "released_at": timezone.now(), **words}
    with pytest.raises(IntegrityError), transaction.atomic():
        FrameRelease.objects.filter(pk=release.pk).update(**changes)


def test_a_second_click_releases_once() -> None:
    confirm(*UNVERIFIED)
    release = released(closed_survey(2018))
    with pytest.raises(NotAllowed):
        actions.release_prepared_frames(release=release, by=user("Lukas"))
    assert entered(release) == sum(release.frames.values_list("frame_eur", flat=True))


def test_a_first_tranche_is_sixty_percent_and_the_rest_is_what_is_missing() -> None:
    confirm(*UNVERIFIED)
    first = released(closed_survey(2016), FrameKind.PROVISIONAL)
    assert first.tranche_share == 6000
    persons = demo_persons()
    more = {"08111000": persons["08111000"] + 1000, WEINHEIM: 100}
    final = released(closed_survey(2018, {**persons, **more}))
    assert final.follows == first
    tranche, whole = frame_of(first), frame_of(final)
    assert (tranche.frame_eur, tranche.year_frame_eur) == (168_132, 280_220)
    assert whole.before_eur == 168_132
    assert whole.rest_eur == whole.frame_eur - 168_132 < 0
    assert entered(first) + entered(final) == sum(final.frames.values_list("frame_eur", flat=True))


def test_a_correction_enters_only_the_difference() -> None:
    confirm(*UNVERIFIED)
    first = released(closed_survey(2018))
    second = released(closed_survey(2019), pool_eur=Decimal("29000000.00"))
    assert second.follows == first
    assert frame_of(second).rest_eur == 140_110 - 280_220
    assert entered(first) + entered(second) == sum(
        second.frames.values_list("frame_eur", flat=True)
    )


def test_a_tranche_of_one_year_counts_only_in_that_year() -> None:
    confirm(*UNVERIFIED)
    released(closed_survey(2016), FrameKind.PROVISIONAL)
    final = released(closed_survey(2018), last_year=2020)
    amounts = dict(
        LedgerEntry.objects.filter(source_key=frame_of(final).pk).values_list("year", "amount_eur")
    )
    assert amounts == {2019: 280_220 - 168_132, 2020: 280_220}


def test_years_released_apart_are_prepared_apart() -> None:
    confirm(*UNVERIFIED)
    survey = closed_survey(2018)
    released(survey)
    released(survey, first_year=2020, last_year=2020)
    with pytest.raises(NotAllowed, match="getrennt"):
        prepared(survey, last_year=2020)


def test_a_tranche_comes_before_everything_else() -> None:
    confirm(*UNVERIFIED)
    survey = closed_survey(2018)
    released(survey)
    with pytest.raises(NotAllowed, match="zu spät"):
        prepared(survey, FrameKind.PROVISIONAL)


def test_a_survey_that_runs_or_lacks_a_municipality_gives_no_frame() -> None:
    with pytest.raises(NotAllowed, match="läuft noch"):
        prepared(closed_survey(2018, is_closed=False))
    persons = demo_persons()
    del persons[WEINHEIM]
    with pytest.raises(NotAllowed, match="Weinheim"):
        prepared(closed_survey(2019, persons))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2017, 1, 1), "noch keine Fassung"),
        (date(2021, 6, 1), "eingefroren"),
        (date(2025, 6, 1), "Rechenweg ist unbekannt"),
    ],
)
def test_a_version_without_a_formula_refuses_the_run_with_its_reason(
    day: date, reason: str
) -> None:
    with pytest.raises(NotAllowed, match=reason):
        actions.prepare_frames(
            survey=closed_survey(2018),
            rules_on=day,
            kind=FrameKind.FINAL,
            first_year=2019,
            last_year=2019,
            pool_eur=None,
            by=user("Heidi"),
        )


@pytest.mark.parametrize("years", [(2016, 2016), (2020, 2019), (2019, 2021)])
def test_years_out_of_range_are_refused(years: tuple[int, int]) -> None:
    with pytest.raises(NotAllowed):
        prepared(closed_survey(2018), first_year=years[0], last_year=years[1])


def test_a_count_corrected_meanwhile_asks_for_a_new_preparation() -> None:
    confirm(*UNVERIFIED)
    survey = closed_survey(2018)
    release = prepared(survey)
    old = MunicipalityCount.objects.get(survey=survey, municipality=WEINHEIM)
    MunicipalityCount.objects.create(
        survey=survey,
        municipality_id=WEINHEIM,
        persons=old.persons + 1,
        origin=old.origin,
        reason="verzählt",
        replaces=old,
        entered_at=timezone.now(),
    )
    with pytest.raises(NotAllowed, match="neu vorbereiten"):
        actions.release_prepared_frames(release=release, by=user("Lukas"))
    again = released(survey)
    assert frame_of(again).persons == 353


def test_of_two_preparations_the_second_asks_for_a_new_one() -> None:
    confirm(*UNVERIFIED)
    survey = closed_survey(2018)
    one, other = prepared(survey), prepared(survey)
    actions.release_prepared_frames(release=one, by=user("Lukas"))
    with pytest.raises(NotAllowed, match="neu vorbereiten"):
        actions.release_prepared_frames(release=other, by=user("Lukas"))
    actions.withdraw_frames(release=other, by=user("Heidi"))
    with pytest.raises(NotAllowed):
        actions.release_prepared_frames(release=other, by=user("Lukas"))


def test_released_frames_never_change() -> None:
    confirm(*UNVERIFIED)
    release = released(closed_survey(2018))
    frames = PlanningFrame.objects.filter(pk=frame_of(release).pk)
    releases = FrameRelease.objects.filter(pk=release.pk)
    for change in (
        lambda: frames.update(frame_eur=1),
        lambda: frames._raw_delete("default"),
        lambda: releases.update(label="x"),
        lambda: releases.update(state=ReleaseState.PREPARED),
        lambda: releases._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
    assert frames.get().frame_eur == 280_220


def test_what_is_only_prepared_is_seen_by_nobody_but_the_land(cast: CastFixture) -> None:
    release = prepared(closed_survey(2018, {**demo_persons(), WEINHEIM: 1000}))
    shown = cast("Clara").get("/foerderung/planungsrahmen/08226/").content.decode()
    assert "280.220" in shown
    assert cast("Clara").get(f"{PAGE}{release.pk}/").status_code == 403
    assert cast("Lukas").get(f"{PAGE}{release.pk}/").status_code == 200


def test_the_page_names_each_unverified_value_and_who_may_release(cast: CastFixture) -> None:
    release = prepared(closed_survey(2018))
    page = cast("Lukas").get(f"{PAGE}{release.pk}/").content.decode()
    assert "Noch nicht freizugeben" in page
    assert "Rechenweg" in page and "Rahmen freigeben" not in page
    confirm(*UNVERIFIED)
    assert "Rahmen freigeben" in cast("Lukas").get(f"{PAGE}{release.pk}/").content.decode()
    assert "eine zweite Person" in cast("Heidi").get(f"{PAGE}{release.pk}/").content.decode()


def test_the_release_of_the_installation_says_that_nobody_confirmed_it(cast: CastFixture) -> None:
    demo = FrameRelease.objects.get(prepared_at=None)
    confirm(*UNVERIFIED)
    page = cast("Heidi").get(f"{PAGE}{demo.pk}/").content.decode()
    assert "Beruht auf ungeprüften Werten" in page
    assert "mit der Installation" in page


def test_the_form_prepares_and_says_why_it_cannot(cast: CastFixture) -> None:
    survey, heidi = closed_survey(2018), cast("Heidi")
    words = {
        "survey": str(survey.pk),
        "rules_on": RULES_ON.isoformat(),
        "kind": "final",
        "first_year": "2019",
        "last_year": "2019",
        "pool_eur": "",
        "once": "6f1c2a34-5d6e-4f70-8a91-b2c3d4e5f607",
    }
    refused = heidi.post(f"{PAGE}neu/", {**words, "rules_on": "2021-01-01"})
    assert "eingefroren" in refused.content.decode()
    answer = heidi.post(f"{PAGE}neu/", words)
    release = FrameRelease.objects.get(survey=survey)
    assert answer.headers["Location"] == f"{PAGE}{release.pk}/"
    assert heidi.get(PAGE).status_code == 200


def test_the_button_releases_or_says_why_not(cast: CastFixture) -> None:
    release = prepared(closed_survey(2018))
    keys = ("6f1c2a34-5d6e-4f70-8a91-b2c3d4e5f60", "0123456789")
    lukas = cast("Lukas")
    for number, state in enumerate((ReleaseState.PREPARED, ReleaseState.RELEASED)):
        sent = {"once": keys[0] + keys[1][number]}
        answer = lukas.post(f"{PAGE}{release.pk}/freigeben/", sent, follow=True)
        assert ("Nicht freigegeben" in answer.content.decode()) == (number == 0)
        release.refresh_from_db()
        assert release.state == state
        confirm(*UNVERIFIED) if number == 0 else None
