"""`bindeglied generate` and `bindeglied bench` as somebody runs them who measures."""

from __future__ import annotations

import re

import pytest

from tests.servers.product import Installation, become_demo

SECONDS = 300.0


@pytest.fixture(scope="module")
def land(module_installation: Installation) -> Installation:
    """A demo with the smallest generated Land."""
    become_demo(module_installation)
    made = module_installation.call("generate", "--scale", "demo", seconds=SECONDS)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "240 Fälle, 500 Personen, 6.000 Notizen" in made.stdout
    # Where the database is a server, the log stream bears the heads of the chains; nothing else.
    assert [line for line in made.stderr.splitlines() if "bindeglied.trail head" not in line] == []
    return module_installation


@pytest.mark.parametrize("command", ["verify-log", "verify-plans", "verify-lists"])
def test_what_was_generated_is_in_order(land: Installation, command: str) -> None:
    checked = land.call(command)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "Fehler" not in checked.stdout
    assert len(checked.stdout.splitlines()) > 10


def test_tidying_ends_and_sweeps_nothing_of_it(land: Installation) -> None:
    tidied = land.call("tidy")
    assert tidied.returncode == 0, tidied.stdout + tidied.stderr
    assert "Nach zwölf Monaten beendete Ereignisse: 0" in tidied.stdout
    assert "Gelöschte Schlüssel ohne Inhalt: 0" in tidied.stdout


def test_a_second_land_is_refused_in_one_sentence(land: Installation) -> None:
    again = land.call("generate", "--scale", "demo", "--lang", "en")
    assert again.returncode == 2
    assert len(again.stderr.splitlines()) == 1
    assert again.stdout == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--scale", "huge"), "„huge“ gibt es nicht; möglich sind demo, small, bw5."),
        (("--scale", "demo", "--seed", "x"), "--seed: „x“ ist keine ganze Zahl."),
        ((), "Noch anzugeben: --scale."),
    ],
)
def test_a_fault_in_the_call_is_named(
    land: Installation, words: tuple[str, ...], said: str
) -> None:
    done = land.call("generate", *words)
    assert done.returncode == 2
    assert said in done.stderr


def test_nothing_is_generated_into_a_real_installation(installation: Installation) -> None:
    assert installation.call("setup").returncode == 0
    done = installation.call("generate", "--scale", "demo")
    assert done.returncode == 2
    assert "keine Demo" in done.stderr
    measured = installation.call("bench", "casework")
    assert measured.returncode == 2
    assert "nur in einer Demo" in measured.stderr


def test_the_server_is_measured_over_http(land: Installation) -> None:
    with land.served():
        refused = land.call("generate", "--scale", "demo")
        assert refused.returncode == 2
        measured = land.call("bench", "casework", seconds=SECONDS)
    assert measured.returncode == 0, measured.stderr
    row = r"^\| {} \| [\d.]+ \| [\d.]+ \| ([\d.]+) \| (\d+) \|$"
    for work in ("Case list", "Open a case", "Person search", "Save a note"):
        found = re.search(row.format(work), measured.stdout, re.MULTILINE)
        assert found, (work, measured.stdout)
        assert float(found[1]) > 0
        assert int(found[2]) >= 4
    assert land.call("verify-lists").returncode == 0


def test_money_is_measured_and_stays_as_it_was(land: Installation) -> None:
    before = land.call("reconcile")
    assert before.returncode == 0, before.stdout + before.stderr
    with land.served():
        measured = land.call("bench", "funding", seconds=SECONDS)
    assert measured.returncode == 0, measured.stderr
    rows = re.findall(
        r"^\| ([^|]+) \| ([\d.]+) \| [\d.]+ \| \S+ \| (\d+) \|$", measured.stdout, re.M
    )
    works = {name.strip(): (float(p50), int(statements)) for name, p50, statements in rows}
    assert len(works) == 5
    for page in ("Frames of a Kreis", "Money of the Land", "Money of a Kreis"):
        assert 4 <= works[page][1] <= 8, measured.stdout
    assert land.call("reconcile").stdout == before.stdout


def test_only_a_server_of_this_machine_is_measured(land: Installation) -> None:
    done = land.call("bench", "casework", "http://example.org")
    assert done.returncode == 2
    assert "keine Adresse" in done.stderr
    assert land.call("bench", "casework").returncode == 2  # nobody answers
    assert "lässt sich nicht messen" in land.call("bench", "money").stderr
