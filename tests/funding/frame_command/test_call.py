"""How the command is called: options, refusals, help, languages."""

import re

import pytest

from bindeglied.cli import COMMANDS

WEINHEIM = "municipality,persons\nWeinheim,352\n"
# Words that argparse would say by itself.
LEFT_IN_ENGLISH = re.compile(
    r"\b(usage|options?|optional|positional|arguments?|show this|exit|error|invalid|choice"
    r"|choose|required|following|expected|unrecognized|ambiguous|not allowed|default)\b",
    re.IGNORECASE,
)


def refused(outcome):
    assert (outcome.status, outcome.out) == (2, "")
    return outcome.lines


@pytest.mark.parametrize(
    ("day", "version", "key"),
    [
        ("2019-08-28", "28.08.2019", "bestehende Stellen (eingefroren)"),
        ("2020-11-11", "11.11.2020", "bestehende Stellen (eingefroren)"),
        ("2022-01-26", "26.01.2022", "bestehende Stellen (eingefroren)"),
        ("2024-12-31", "06.06.2023", "bestehende Stellen (eingefroren)"),
        ("2025-01-01", "01.01.2025", "Zuweisungen aus der Erstaufnahme an die Kreise"),
    ],
)
def test_without_a_key_of_persons_the_command_refuses_and_names_the_key(frame, day, version, key):
    (line,) = refused(frame(WEINHEIM, on=day))
    assert f"gilt die Fassung vom {version}; ihr Schlüssel: {key}" in line


def test_a_way_of_computing_that_was_not_published_is_called_unknown(frame):
    (line,) = refused(frame(WEINHEIM, on="2025-06-01"))
    assert "Der Rechenweg ist unbekannt" in line


def test_before_the_first_version_the_command_refuses(frame):
    (line,) = refused(frame(WEINHEIM, on="2017-12-10"))
    assert "Am 10.12.2017 galt noch keine Fassung" in line
    assert "Personen nach § 29d Abs. 1 FAG" in line
    assert "wirkt auf den 01.01.2017 zurück" in line


def test_a_stated_pool_does_not_lift_the_refusal(frame):
    assert len(refused(frame(WEINHEIM, "--pool", "58000000", on="2020-12-01"))) == 1


def test_a_later_version_that_reaches_back_is_mentioned_in_the_refusal(frame):
    (line,) = refused(frame(WEINHEIM, on="2020-06-01"))
    assert "Die Fassung vom 11.11.2020 wirkt auf den 01.01.2020 zurück" in line


@pytest.mark.parametrize(
    ("option", "entry"),
    [
        ("--on", "11.12.2017"),
        ("--on", "2017-13-01"),
        ("--on", "2017-02-30"),
        ("--on", "20171211"),
        ("--on", "２０１７-12-11"),
        ("--on", ""),
        ("--pool", "-1"),
        ("--pool", "-0.01"),
        ("--pool", "58.000.000"),
        ("--pool", "58000000.5"),
        ("--pool", "1e6"),
        ("--pool", "viel"),
        ("--pool", "９"),
        ("--pool", "nan"),
        ("--pool", "9" * 5000),
        ("--total-persons", "0"),
        ("--total-persons", "-1"),
        ("--total-persons", "72.857"),
        ("--total-persons", "351"),
        ("--tranche", "0"),
        ("--tranche", "0.0"),
        ("--tranche", "1.01"),
        ("--tranche", "-0.6"),
        ("--tranche", "60%"),
        ("--tranche", "3/5"),
        ("--tranche", "inf"),
        ("--tranche", "1e-1"),
        ("--format", "xlsx"),
    ],
)
def test_an_entry_that_cannot_be_used_is_one_line_that_names_its_option(frame, option, entry):
    outcome = frame(
        WEINHEIM,
        *(("--on", "2017-12-11") if option != "--on" else ()),
        f"{option}={entry}",
        on=None,
    )
    (line,) = refused(outcome)
    assert line.startswith(f"{option}: ")
    assert not LEFT_IN_ENGLISH.search(line)


def test_a_negative_pool_is_called_negative(frame):
    (line,) = refused(frame(WEINHEIM, "--pool", "-5"))
    assert line == "--pool: „-5“ ist negativ; der Fördertopf ist 0 Euro oder mehr."


def test_all_unusable_entries_are_listed_at_once(frame):
    outcome = frame(WEINHEIM, "--pool", "x", "--tranche", "2", "--total-persons", "-1", on="heute")
    assert [line.split(":")[0] for line in refused(outcome)] == [
        "--on",
        "--pool",
        "--total-persons",
        "--tranche",
    ]


def test_a_total_below_the_sum_of_the_file_is_a_fault(frame):
    (line,) = refused(frame(WEINHEIM, "--total-persons", "351"))
    assert "351 ist kleiner als die Summe der Personen in der Datei (352)" in line
    assert frame(WEINHEIM, "--total-persons", "352").status == 0


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["frame"],
        ["frame", "--on"],
        ["frame", "counts.csv"],
        ["frame", "--on", "2017-12-11"],
        ["frame", "a.csv", "b.csv", "--on", "2017-12-11"],
        ["frame", "a.csv", "--on", "2017-12-11", "--poool", "5"],
        ["frame", "a.csv", "--o", "2017-12-11"],
        ["frame", "--help=now"],
        ["frames"],
        ["--version"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_one_line_in_the_language_of_the_reader(call, arguments, lang):
    (line,) = refused(call(*arguments, "--lang", lang))
    assert "--help" in line
    if lang == "de":
        assert not LEFT_IN_ENGLISH.search(line)
    else:
        assert not re.search(r"\b(Hilfe|Angabe|fehlt|nicht|anzugeben)\b", line)


@pytest.mark.parametrize("arguments", [["--lang"], ["--lang=fr"], ["frame", "--lang", "xx"]])
def test_an_unknown_language_is_one_line_in_german(call, arguments):
    (line,) = refused(call(*arguments))
    assert "Hilfe: bindeglied --help" in line


def test_what_is_still_to_be_given_is_named_together(call):
    assert refused(call("frame")) == [
        "Noch anzugeben: ZÄHLUNG.csv, --on. Hilfe: bindeglied frame --help"
    ]


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=" ".join)
def test_help_is_german_without_a_word_left_in_english(call, command):
    outcome = call(*command, "--help")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith("Aufruf: bindeglied")
    assert not LEFT_IN_ENGLISH.search(outcome.out)


def test_help_in_english_has_no_german_words_left(call):
    for arguments in (["--lang", "en", "frame", "--help"], ["frame", "-h", "--lang=en"]):
        outcome = call(*arguments)
        assert outcome.status == 0
        assert outcome.out.startswith("Call: bindeglied frame COUNTS.csv")
        assert not re.search(r"[äöüß]|\b(und|oder|sonst|der|die|das)\b", outcome.out)


def test_help_names_every_option(call):
    out = call("frame", "--help").out
    for option in ("--on", "--pool", "--total-persons", "--tranche", "--format", "--lang"):
        assert f"\n  {option} " in out


@pytest.mark.parametrize("place", ["before", "after", "last"])
def test_the_language_may_stand_anywhere(call, tmp_path, place):
    file = tmp_path / "counts.csv"
    file.write_text(WEINHEIM, encoding="utf-8")
    frame = [str(file), "--on", "2017-12-11"]
    arguments = {
        "before": ["--lang", "en", "frame", *frame],
        "after": ["frame", "--lang", "en", *frame],
        "last": ["frame", *frame, "--lang", "en"],
    }[place]
    assert "Municipality" in call(*arguments).out
