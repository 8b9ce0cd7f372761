"""What the command computes and how it shows it."""

import csv
import io
import json
from itertools import groupby
from pathlib import Path

import pytest

CASES_FILE = Path(__file__).parents[2] / "law" / "cases" / "planning_frames.csv"
WEINHEIM = "municipality,persons\nWeinheim,352\n"
ALL_OF_2017 = ("--total-persons", "72857")


def groups_of_cases():
    """The officer's cases, those with the same terms together: they fit into one file."""
    with CASES_FILE.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    terms = ("case", "on", "pool_eur", "tranche", "total_persons")
    return [list(group) for _, group in groupby(rows, key=lambda row: [row[t] for t in terms])]


@pytest.mark.parametrize("cases", groups_of_cases(), ids=lambda cases: cases[0]["case"])
def test_the_cases_of_the_office_come_out_to_the_euro(frame, cases):
    first = cases[0]
    rows = [f"{case['municipality']};{case['persons']}" for case in cases]
    outcome = frame(
        "\n".join(["municipality;persons", *rows]),
        *("--pool", first["pool_eur"], "--tranche", first["tranche"]),
        *("--total-persons", first["total_persons"], "--format", "json"),
        on=first["on"],
    )
    items = json.loads(outcome.out)
    assert [item["frame_eur"] for item in items] == [int(case["expected_eur"]) for case in cases]
    for item, case in zip(items, cases, strict=True):
        if case["own_claim_possible"]:
            assert item["own_claim_possible"] == (case["own_claim_possible"] == "yes")


def test_json_tells_everything_about_a_municipality(frame):
    (item,) = json.loads(frame(WEINHEIM, *ALL_OF_2017, "--format", "json").out)
    explanation = item.pop("explanation")
    assert item == {
        "municipality": "Weinheim",
        "ags": "08226096",
        "persons": 352,
        "frame_eur": 280_220,
        "own_claim_possible": True,
        "unverified": ["in_force_on", "allocation_formula", "allocation_rounding"],
    }
    assert all(set(line) == {"key", "label", "value", "source"} for line in explanation)
    assert all(line["label"] and line["source"] for line in explanation)
    told = {line["key"]: line["value"] for line in explanation}
    assert told["rule_version"] == "2017-12-11"
    assert told["retroactive_from"] == "2017-01-01"
    assert told["pool_eur"] == 58_000_000
    assert told["exact_eur"] == "280220.16"
    assert told["own_claim_possible"] is True


def test_json_keeps_the_order_of_the_file(frame):
    text = "municipality,persons\nWeinheim,1\nAalen,3\nMuehlacker,2\n"
    items = json.loads(frame(text, "--format", "json").out)
    assert [item["municipality"] for item in items] == ["Weinheim", "Aalen", "Muehlacker"]


def test_json_writes_umlauts_as_they_are(frame):
    assert "Mühlacker" in frame("municipality,persons\nMühlacker,1\n", "--format", "json").out


def test_the_explanation_speaks_english_on_request(frame):
    german = frame(WEINHEIM, "--format", "json").out
    english = frame(WEINHEIM, "--format", "json", "--lang", "en").out
    pairs = zip(
        json.loads(german)[0]["explanation"],
        json.loads(english)[0]["explanation"],
        strict=True,
    )
    for one, other in pairs:
        assert (one["key"], one["value"]) == (other["key"], other["value"])
        assert one["label"] != other["label"]


def test_a_stated_pool_is_no_rule_value_that_was_used(frame):
    (item,) = json.loads(frame(WEINHEIM, "--pool", "1000.50", "--format", "json").out)
    told = {line["key"]: line for line in item["explanation"]}
    assert told["pool_eur"]["value"] == "1000.50"
    assert told["pool_eur"]["source"] == "für diese Berechnung angegeben"
    assert item["frame_eur"] == 1001


def test_a_pool_of_zero_gives_frames_of_zero(frame):
    (item,) = json.loads(frame(WEINHEIM, "--pool", "0", "--format", "json").out)
    assert (item["frame_eur"], item["own_claim_possible"]) == (0, False)


@pytest.mark.parametrize("tranche", ["0.6", "0,6", "0.600000"])
def test_the_tranche_is_a_share_of_the_pool_of_the_year(frame, tranche):
    lahr = "ags,persons\n08317065,141\n"
    terms = ("--pool", "58000000", "--total-persons", "46828", "--tranche", tranche)
    (item,) = json.loads(frame(lahr, *terms, "--format", "json").out)
    assert (item["frame_eur"], item["own_claim_possible"]) == (104_783, True)


def test_a_tranche_of_one_is_the_whole_year(frame):
    whole = frame(WEINHEIM, "--format", "csv", "--tranche", "1.0").out
    assert whole == frame(WEINHEIM, "--format", "csv").out


@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("de", "Rundungsdifferenz zum Fördertopf: -1 € (Summe der Rahmen 99 €, Topf 100 €)"),
        ("en", "Rounding difference to the pool: -€1 (sum of the frames €99, pool €100)"),
    ],
)
def test_the_rounding_difference_stands_on_standard_error(frame, form, lang, expected):
    text = "municipality,persons\nWeinheim,1\nAalen,1\nSchriesheim,1\n"
    outcome = frame(text, "--pool", "100", "--format", form, "--lang", lang)
    assert outcome.lines[-1] == expected
    assert (expected in outcome.out) == (form == "table")


def test_the_retroactive_effect_is_shown_in_every_format(frame):
    for form in ("table", "csv", "json"):
        assert "wirkt auf den 01.01.2017 zurück" in frame(WEINHEIM, "--format", form).err


def test_the_table_reads_as_a_table(frame):
    text = "municipality,persons\nWeinheim,352\nMuehlacker,47\nSchriesheim,85\n"
    lines = frame(text, *ALL_OF_2017).out.splitlines()
    assert lines[:10] == [
        "Planungsrahmen nach der Fassung vom 11.12.2017"
        " (VwV Integrationsmanagement vom 11.12.2017)",
        "Fördertopf im Jahr: 58.000.000 €, Personen im ganzen Land: 72.857",
        "",
        "Gemeinde     AGS       Personen     Rahmen  Eigener Antrag",
        "----------------------------------------------------------",
        "Weinheim     08226096       352  280.220 €  ja",
        "Muehlacker   –               47   37.416 €  nein",
        "Schriesheim  08226082        85   67.667 €  ja",
        "----------------------------------------------------------",
        "Zusammen                    484  385.303 €",
    ]
    assert lines[11].startswith("Rundungsdifferenz zum Fördertopf: 0,28 €")
    assert [line.split(" – ")[0] for line in lines[12:]] == [
        "Nicht belegt: In Kraft seit",
        "Nicht belegt: Rechenweg",
        "Nicht belegt: Rundung",
    ]


def test_the_table_writes_english_amounts_in_english(frame):
    out = frame(WEINHEIM, *ALL_OF_2017, "--lang", "en").out
    assert "Weinheim      08226096      352  €280,220  yes" in out


def test_the_table_is_the_same_on_every_width(frame, monkeypatch):
    wide = frame(WEINHEIM).out
    monkeypatch.setenv("COLUMNS", "20")
    assert frame(WEINHEIM).out == wide


def test_csv_is_read_back_by_a_program(frame):
    text = "municipality,persons\nWeinheim,352\nKirchheim u.T.,268\n"
    outcome = frame(text, *ALL_OF_2017, "--format", "csv", "--lang", "en")
    assert list(csv.DictReader(io.StringIO(outcome.out))) == [
        {
            "municipality": "Weinheim",
            "ags": "08226096",
            "persons": "352",
            "frame_eur": "280220",
            "own_claim_possible": "true",
        },
        {
            "municipality": "Kirchheim u.T.",
            "ags": "",
            "persons": "268",
            "frame_eur": "213349",
            "own_claim_possible": "true",
        },
    ]


def test_csv_may_be_handed_in_again(frame):
    once = frame("municipality,persons\nWeinheim,352\nMühlacker,47\n", "--format", "csv").out
    assert frame(once, "--format", "csv").out == once


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_name_acts_as_a_formula_in_a_spreadsheet(frame, start):
    name = f'{start}HYPERLINK("http://example.org")'
    text = io.StringIO()
    csv.writer(text).writerows([["municipality", "persons"], [name, 5]])
    outcome = frame(text.getvalue(), "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(outcome.out))
    assert row["municipality"] == f"'{name}"
