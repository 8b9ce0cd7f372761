"""`bindeglied create-admin`: from an empty real database to the first person who may invite."""

from __future__ import annotations

import pytest

from tests.servers.mails import newest_to, outbox
from tests.servers.product import Installation

KERSTIN = "kerstin@weinheim.example"
PERSON = ("--email", KERSTIN, "--given-name", "Kerstin", "--family-name", "O'Adler")
WEINHEIM = ("--organisation", "Stadt Weinheim", "--kind", "municipality", "--ags", "08226096")


@pytest.fixture(scope="module")
def real(module_installation: Installation) -> Installation:
    assert module_installation.call("setup").returncode == 0
    return module_installation


def refused(one: Installation, *words: str) -> list[str]:
    """The lines that say why, after which nothing was done."""
    before = len(outbox(one))
    done = one.call("create-admin", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert len(outbox(one)) == before
    return done.stderr.splitlines()


def test_it_writes_an_invitation_and_says_where(real: Installation) -> None:
    done = real.call("create-admin", *PERSON, *WEINHEIM)
    assert done.returncode == 0, done.stderr
    path = done.stdout.split(": ", 1)[1].strip()
    assert path.startswith(str(real.data_folder / "outbox"))
    mail = newest_to(real, KERSTIN)
    assert "Kerstin O'Adler" in mail.text
    assert mail.link(real)


def test_once_more_sends_a_new_link(real: Installation) -> None:
    real.call("create-admin", *PERSON, *WEINHEIM)
    first = newest_to(real, KERSTIN).link(real)
    again = real.call("create-admin", *PERSON, "--lang", "en", *WEINHEIM)
    assert again.returncode == 0
    assert newest_to(real, KERSTIN).link(real) != first


def test_an_organisation_of_another_kind_names_no_place(real: Installation) -> None:
    words = ("--organisation", "Sozialministerium", "--kind", "land")
    assert real.call("create-admin", *PERSON, *words).returncode == 0
    (line,) = refused(real, *PERSON, *words, "--ags", "08226096")
    assert line.startswith("--ags")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--email", "kerstin"), "--email"),
        (("--given-name", " "), "--given-name"),
        (("--family-name", "x" * 81), "--family-name"),
        (("--organisation", "a\nb"), "--organisation"),
        (("--kind", "stadt"), "--kind"),
        (("--ags", "08226"), "--ags"),
        (("--ags", "99999999"), "--ags"),
        (("--kind", "kreis"), "--ags"),
    ],
)
def test_each_fault_is_one_line_that_names_its_option(
    words: tuple[str, str], named: str, real: Installation
) -> None:
    (line,) = refused(real, *PERSON, *WEINHEIM, *words)
    assert line.startswith(named)


def test_faults_are_said_together(real: Installation) -> None:
    assert len(refused(real, *PERSON, *WEINHEIM, "--email", "x", "--ags", "y")) == 2


def test_what_is_missing_is_said(real: Installation) -> None:
    (line,) = refused(real, "--email", KERSTIN)
    assert all(option in line for option in ("--given-name", "--organisation", "--kind"))


def test_there_is_no_option_for_a_password(real: Installation) -> None:
    (line,) = refused(real, *PERSON, *WEINHEIM, "--password", "x")
    assert "--password" in line
    assert "password" not in real.call("create-admin", "--help").stdout.lower()


def test_before_setting_up_it_says_what_to_do(installation: Installation) -> None:
    (line,) = refused(installation, *PERSON, *WEINHEIM)
    assert "bindeglied setup" in line


def test_a_demo_refuses_it_in_one_sentence(installation: Installation) -> None:
    assert installation.call("setup", "--demo").returncode == 0
    (line,) = refused(installation, *PERSON, *WEINHEIM)
    assert "Demo" in line
