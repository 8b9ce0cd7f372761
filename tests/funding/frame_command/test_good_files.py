"""What a spreadsheet really writes, and which municipality a row means."""

import json
import unicodedata

import pytest

TEXT = "municipality;persons\nMühlacker;47\nWeinheim;352\n"


def computed(outcome):
    assert outcome.status == 0, outcome.err
    return [
        (item["municipality"], item["ags"], item["persons"]) for item in json.loads(outcome.out)
    ]


MEANT = [("Mühlacker", "08236040", 47), ("Weinheim", "08226096", 352)]


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "cp1252",
        "utf-32",
    ],
)
def test_every_usual_encoding_is_read(frame, encoding):
    assert computed(frame(TEXT.encode(encoding), "--format", "json")) == MEANT


def test_utf16_with_the_big_end_first_is_read(frame):
    data = b"\xfe\xff" + TEXT.encode("utf-16-be")
    assert computed(frame(data, "--format", "json")) == MEANT


def test_a_guessed_encoding_is_mentioned(frame):
    assert "Windows-1252" in frame(TEXT.encode("cp1252")).err
    assert "Windows-1252" not in frame(TEXT).err


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_usual_delimiter_and_line_end_is_read(frame, delimiter, line_end):
    text = TEXT.replace(";", delimiter).replace("\n", line_end)
    assert computed(frame(text, "--format", "json")) == MEANT


@pytest.mark.parametrize(
    "text",
    [
        "persons;municipality\n47;Mühlacker\n352;Weinheim\n",
        "\ufeffMunicipality ; PERSONS\nMühlacker;47\nWeinheim;352",
        '"municipality";"persons"\n"Mühlacker";"47"\n"Weinheim";" 352 "\n',
        "municipality;persons;;\nMühlacker;47;;\nWeinheim;352;;\n;;;\n;;;\n",
        "municipality;persons\n\nMühlacker;47\n\n\nWeinheim;352\n\n\n",
        "sep=;\nmunicipality;persons\nMühlacker;47\nWeinheim;352\n",
        "\n\nmunicipality;persons\nMühlacker;47\nWeinheim;352\n",
        "municipality;persons\n MÜHLACKER ;047\nweinheim\xa0;352\n",
        "municipality;persons\n"
        + unicodedata.normalize("NFD", "Mühlacker")
        + ";47\nWeinheim;352\n",
        "ags;persons\n08236040;47\n08226096;352\n",
        "ags;persons\n8236040;47\n8226096;352\n",
        "ags;municipality;persons\n08236040;;47\n;Weinheim;352\n",
        "ags;municipality;persons\n08236040;Mühlacker, Stadt;47\n8226096;Weinheim;352\n",
        'municipality;remark;persons\nMühlacker;"see\nbelow; or, not";47\nWeinheim;;352\n',
    ],
    ids=range(14),
)
def test_what_a_spreadsheet_writes_is_read(frame, text):
    assert computed(frame(text, "--format", "json")) == MEANT


def test_an_official_name_fits(frame):
    text = "municipality;persons\nStuttgart, Landeshauptstadt;4108\nSchömberg, Stadt;5\n"
    assert computed(frame(text, "--format", "json")) == [
        ("Stuttgart", "08111000", 4108),
        ("Schömberg", "08417057", 5),
    ]


@pytest.mark.parametrize("name", ["Kirchheim u.T.", "Muehlacker", "Mühl acker", "Muhlacker"])
def test_a_name_that_fits_none_is_computed_without_ags_and_mentioned(frame, name):
    outcome = frame(f"municipality,persons\n{name},47\n", "--format", "json")
    assert computed(outcome) == [(name, None, 47)]
    assert f"Zeile 2, Spalte municipality: „{name}“" in outcome.err


def test_a_name_of_several_municipalities_is_clear_with_its_ags(frame):
    text = "ags,municipality,persons\n08425004,Altheim,1\n08426008,Altheim,2\n"
    assert computed(frame(text, "--format", "json")) == [
        ("Altheim", "08425004", 1),
        ("Altheim", "08426008", 2),
    ]


def test_a_lost_leading_zero_comes_back_and_is_mentioned(frame):
    outcome = frame("ags,persons\n8226096,352\n", "--format", "json")
    assert computed(outcome) == [("Weinheim", "08226096", 352)]
    assert "Zeile 2, Spalte ags: Der AGS 8226096" in outcome.err


def test_columns_that_are_not_used_are_mentioned(frame):
    assert (
        "Nicht verwendete Spalten: table, note"
        in frame("table,persons,ags,note\na,1,08226096,b\n").err
    )


def test_a_municipality_without_persons_is_no_fault_beside_others(frame):
    outcome = frame("municipality,persons\nWeinheim,0\nSchriesheim,1\n", "--format", "json")
    assert [item["frame_eur"] for item in json.loads(outcome.out)] == [0, 58_000_000]


def test_zero_persons_are_no_fault_when_the_total_is_stated(frame):
    outcome = frame(
        "municipality,persons\nWeinheim,0\n", "--total-persons", "5", "--format", "json"
    )
    assert [item["frame_eur"] for item in json.loads(outcome.out)] == [0]


def test_all_municipalities_of_the_land_are_read_by_ags(frame):
    from bindeglied.places.register import municipalities

    rows = [f"{entry.ags};{entry.name};{n}" for n, entry in enumerate(municipalities())]
    outcome = frame("ags;municipality;persons\n" + "\n".join(rows), "--format", "json")
    assert computed(outcome) == [
        (entry.name, entry.ags, n) for n, entry in enumerate(municipalities())
    ]


def test_a_name_cannot_write_to_the_terminal(frame):
    outcome = frame("municipality,persons\n\x1b[31mRed\u202e,5\n")
    assert outcome.status == 0
    assert "\x1b" not in outcome.out + outcome.err
    assert "\u202e" not in outcome.out + outcome.err
