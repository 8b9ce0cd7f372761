"""The pages of counting: typed, corrected, refused, reported, closed."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from bindeglied.funding import queries
from bindeglied.funding.models import CountSurvey, KreisReport
from bindeglied.trail.models import Event
from tests.conftest import CastFixture
from tests.funding.surveys import (
    RHEIN_NECKAR,
    SCHRIESHEIM,
    WEINHEIM,
    a_survey,
    count,
    count_all,
    report_all,
)

pytestmark = pytest.mark.django_db
LIST = "/foerderung/zaehlung/"


def of(survey: CountSurvey, rest: str = f"kreis/{RHEIN_NECKAR}/") -> str:
    return f"{LIST}{survey.pk}/{rest}"


def words(page: bytes) -> str:
    text = re.sub(r"<[^>]+>", " ", page.decode())
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def send(browser: Client, path: str, **fields: object):  # type: ignore[no-untyped-def]
    return browser.post(path, {"once": str(uuid4()), **fields})


def that_holds(survey: CountSurvey, ags: str) -> int | None:
    found = queries.counts_that_hold(survey).filter(municipality=ags).first()
    return found.persons if found else None


def test_the_land_opens_a_survey_with_the_days_of_the_law(cast: CastFixture) -> None:
    heidi = cast("Heidi")
    page = heidi.get(f"{LIST}neu/?jahr=2018").content.decode()
    for day in ("2018-09-15", "2018-10-15", "2018-12-31"):
        assert f'value="{day}"' in page
    assert "§ 29d Abs. 1 FAG" in page
    days = {"counted_on": "2018-09-15", "report_until": "2018-10-01"}
    answer = send(heidi, f"{LIST}neu/", **days, correct_until="2018-09-30")
    assert "aufeinander folgen" in words(answer.content)
    assert send(heidi, f"{LIST}neu/", **days, correct_until="2018-12-31").status_code == 302
    assert CountSurvey.objects.filter(counted_on="2018-09-15", state="open").count() == 1


def test_a_municipality_enters_its_own_number_and_no_other(cast: CastFixture) -> None:
    survey, bernd = a_survey(), cast("Bernd", "funding_officer")
    page = bernd.get(of(survey, f"kreis/{RHEIN_NECKAR}/eintragen/")).content.decode()
    assert re.findall(r'name="persons_(\d+)"', page) == [SCHRIESHEIM]
    fields = {f"persons_{SCHRIESHEIM}": "85", f"persons_{WEINHEIM}": "1"}
    answer = send(bernd, of(survey, f"kreis/{RHEIN_NECKAR}/eintragen/"), **fields)
    assert answer["Location"] == of(survey)
    assert (that_holds(survey, SCHRIESHEIM), that_holds(survey, WEINHEIM)) == (85, None)
    assert "Weinheim" not in words(bernd.get(of(survey)).content)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("-3", "negativ"),
        ("1.200", "nicht eindeutig"),
        ("zwölf", "keine Zahl"),
        ("1,5", "ganze Zahl"),
        ("10000000", "höchstens 9.999.999"),
    ],
)
def test_a_wrong_number_is_said_at_its_place_and_nothing_is_entered(
    cast: CastFixture, entry: str, said: str
) -> None:
    survey = a_survey()
    fields = {f"persons_{SCHRIESHEIM}": "85", f"persons_{WEINHEIM}": entry}
    answer = send(cast("Clara"), of(survey, f"kreis/{RHEIN_NECKAR}/eintragen/"), **fields)
    shown = words(answer.content)
    assert said in shown and "Personen in Weinheim" in shown
    assert survey.counts.count() == 0
    assert f'value="{entry}"' in answer.content.decode()


def test_a_correction_asks_for_its_reason(cast: CastFixture) -> None:
    survey, clara = a_survey(), cast("Clara")
    count(survey, WEINHEIM, 352)
    path = of(survey, f"kreis/{RHEIN_NECKAR}/eintragen/")
    seen = str(queries.counts_that_hold(survey).get().pk)
    fields = {f"persons_{WEINHEIM}": "350", f"seen_{WEINHEIM}": seen}
    assert "nennt den Grund" in words(send(clara, path, **fields).content)
    fields[f"reason_{WEINHEIM}"] = "zwei verzogen"
    assert send(clara, path, **fields).status_code == 302
    assert that_holds(survey, WEINHEIM) == 350
    history = words(clara.get(of(survey, f"gemeinde/{WEINHEIM}/")).content)
    assert "zwei verzogen" in history and "Clara Ostwald, Rhein-Neckar-Kreis" in history


def test_who_sends_second_reads_both_figures(cast: CastFixture) -> None:
    survey, path = a_survey(), f"kreis/{RHEIN_NECKAR}/eintragen/"
    send(cast("Mara"), of(survey, path), **{f"persons_{WEINHEIM}": "352"})
    answer = send(cast("Clara"), of(survey, path), **{f"persons_{WEINHEIM}": "360"})
    assert answer.status_code == 409
    said = "Inzwischen hat Mara Engel 352 eingetragen; Sie wollten 360."
    assert said in words(answer.content)
    seen = re.search(rf'name="seen_{WEINHEIM}" value="([^"]+)"', answer.content.decode())
    assert seen is not None
    fields = {f"persons_{WEINHEIM}": "360", f"seen_{WEINHEIM}": seen[1]}
    fields[f"reason_{WEINHEIM}"] = "abgestimmt"
    assert send(cast("Clara"), of(survey, path), **fields).status_code == 302
    assert that_holds(survey, WEINHEIM) == 360


def test_a_number_cannot_be_emptied(cast: CastFixture) -> None:
    survey = a_survey()
    count(survey, WEINHEIM, 352)
    answer = send(cast("Clara"), of(survey, f"kreis/{RHEIN_NECKAR}/eintragen/"))
    assert "nicht löschen" in words(answer.content)


def test_the_kreis_reports_in_agreement(cast: CastFixture) -> None:
    survey, clara = a_survey(), cast("Clara")
    count_all(survey, [RHEIN_NECKAR])
    path = of(survey, f"kreis/{RHEIN_NECKAR}/melden/")
    page = clara.get(path).content.decode()
    seen_at = re.search(r'name="seen_at" value="([^"]+)"', page)
    assert seen_at is not None
    assert "im Einvernehmen" in words(send(clara, path, seen_at=seen_at[1]).content)
    assert not KreisReport.objects.filter(survey=survey).exists()
    assert send(clara, path, seen_at=seen_at[1], agreed="on").status_code == 302
    assert KreisReport.objects.get(survey=survey).municipalities == 54
    shown = words(clara.get(of(survey)).content)
    day = timezone.localdate().strftime("%d.%m.%Y")
    assert "gemeldet" in shown and f"Weinheim : Wer hat was eingetragen 5 {day} –" in shown


def test_the_land_reads_how_far_each_kreis_is_and_closes(cast: CastFixture) -> None:
    survey, heidi = a_survey(), cast("Heidi")
    count_all(survey)
    report_all(survey, [RHEIN_NECKAR])
    shown = words(heidi.get(of(survey, "")).content)
    assert "1 von 44 Kreisen gemeldet" in shown and "1.101 von 1.101 Gemeinden" in shown
    assert "43 Kreise fehlen noch" in words(heidi.get(of(survey, "abschliessen/")).content)
    send(heidi, of(survey, "abschliessen/"))
    survey.refresh_from_db()
    assert survey.state == "open"
    report_all(survey, {one.ags for one in queries.kreis_standings(survey)} - {RHEIN_NECKAR})
    send(heidi, of(survey, "abschliessen/"))
    survey.refresh_from_db()
    assert survey.state == "closed"


def test_the_table_is_narrowed_and_sorted_and_exported_as_shown(cast: CastFixture) -> None:
    survey, heidi = a_survey(), cast("Heidi")
    count_all(survey, [RHEIN_NECKAR])
    page = heidi.get(of(survey, ""), {"stand": "counted"}).content.decode()
    assert len(re.findall(r'<th scope="row">', page)) == 1
    file = heidi.get(of(survey, "kreise.csv"), {"stand": "counted"}).content.decode("utf-8-sig")
    assert file.splitlines()[1:] == ["08226;Rhein-Neckar-Kreis;54;54;270;gezählt;"]
    assert Event.objects.filter(verb="counts exported").count() == 1


def test_a_look_at_counts_is_noted(cast: CastFixture) -> None:
    survey = a_survey()
    cast("Clara").get(of(survey))
    looks = Event.objects.filter(verb="counts looked at", record_key=str(survey.pk))
    assert looks.count() == 1


def test_the_page_of_the_day_says_what_is_to_be_done(cast: CastFixture) -> None:
    survey = a_survey()
    assert "54 von 54 Gemeinden haben noch nicht gezählt" in words(cast("Clara").get("/").content)
    assert "Ihre Zahl fehlt noch" in words(cast("Bernd", "funding_officer").get("/").content)
    count_all(survey)
    assert "Jetzt fehlt die Meldung" in words(cast("Clara").get("/").content)
    assert "44 von 44 Kreisen" in words(cast("Heidi").get("/").content)


@pytest.mark.parametrize(("name", "path"), [("Clara", f"kreis/{RHEIN_NECKAR}/"), ("Heidi", "")])
# Session, person, memberships and demo mark are four; the guard takes four, the look three more.
def test_a_page_of_counts_costs_few_queries(
    cast: CastFixture, django_assert_max_num_queries: object, name: str, path: str
) -> None:
    survey, browser = a_survey(), cast(name)
    count_all(survey)
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        assert browser.get(of(survey, path)).status_code == 200
