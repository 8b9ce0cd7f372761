"""Each file in `broken/` is refused with exactly the lines that stand beside it."""

from pathlib import Path

import pytest

from bindeglied.cli import main

FOLDER = Path(__file__).parent / "broken"
FILES = sorted(FOLDER.glob("*.csv"))


def test_there_are_enough_broken_files():
    assert len(FILES) >= 40


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_broken_file_is_refused_with_its_faults(file, capsys):
    expected = file.with_suffix(".expected.txt").read_text(encoding="utf-8")
    assert expected
    status = main(["frame", str(file), "--on", "2017-12-11"])
    captured = capsys.readouterr()
    assert captured.err == expected
    assert (status, captured.out) == (2, "")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_in_english_the_same_rows_and_columns_are_named(file, capsys):
    main(["frame", str(file), "--on", "2017-12-11", "--lang", "en"])
    english = capsys.readouterr().err.splitlines()
    german = file.with_suffix(".expected.txt").read_text(encoding="utf-8").splitlines()
    assert [_place(line, "Row", "column") for line in english] == [
        _place(line, "Zeile", "Spalte") for line in german
    ]
    assert not set(english) & set(german)


def _place(line: str, row: str, column: str) -> tuple[str, ...]:
    place = line.split(": ")[0]
    assert place.startswith(f"{row} ")
    return tuple(place.removeprefix(f"{row} ").split(f", {column} "))
