"""`heads.log` outside of the database: written at each sealing, compared at each verification."""

from __future__ import annotations

import pytest

from bindeglied.trail.actions import append_missing_heads, seal_events
from tests.trail.sealing import Chain, chain, sealed

__all__ = ["chain", "sealed"]


def lines(sealed: Chain) -> list[str]:
    return sealed.heads.read_text().splitlines(keepends=True)


def test_every_sealing_appends_one_line_that_only_the_owner_may_read(sealed: Chain) -> None:
    words = [line.split() for line in lines(sealed)]
    assert [(chain, int(number)) for _, chain, number, _ in words] == [
        (str(sealed.id), number) for number in (1, 2, 3)
    ]
    assert sealed.heads.stat().st_mode & 0o777 == 0o600


def test_a_crash_before_the_head_was_written_is_no_fault_and_is_made_good(sealed: Chain) -> None:
    whole = lines(sealed)
    sealed.heads.write_text("".join(whole[:2]))
    assert sealed.faults() == []
    append_missing_heads()
    # Other chains may have been added too.
    own = [line.split()[1:] for line in lines(sealed) if str(sealed.id) in line]
    assert own == [line.split()[1:] for line in whole]


@pytest.mark.parametrize("kept", [0, 1])
def test_removed_lines_are_found_and_are_not_made_good(sealed: Chain, kept: int) -> None:
    sealed.heads.write_text("".join(lines(sealed)[:kept]))
    missing = [f"In heads.log fehlen die Siegel ab {kept + 1}: Zeilen oder die ganze Datei wurden "
               "entfernt."]  # fmt: skip
    assert sealed.faults() == missing
    append_missing_heads()
    assert sealed.faults() == missing


def test_without_the_file_the_heads_are_missed(sealed: Chain) -> None:
    sealed.heads.unlink()
    assert len(sealed.faults()) == 1


def test_a_line_that_was_cut_off_swallows_neither_the_next_nor_the_proof(sealed: Chain) -> None:
    sealed.heads.write_text("".join(lines(sealed))[:-20])
    assert sealed.faults() == []
    sealed.write()
    sealed.seal()
    assert len(lines(sealed)) == 4
    assert sealed.faults() == []


def test_a_changed_line_is_found(sealed: Chain) -> None:
    first, second, third = lines(sealed)
    sealed.heads.write_text(first + second.rstrip()[:-1] + "z\n" + third)
    assert sealed.faults() == [], "a line that is none is as good as none"
    turned = second.split()
    turned[3] = "ab" * 32
    sealed.heads.write_text(first + " ".join(turned) + "\n" + third)
    assert len(sealed.faults()) == 1


def test_a_seal_just_made_may_lack_its_line(sealed: Chain) -> None:
    for _ in range(3):
        sealed.write()
        assert seal_events(chain=sealed.id, at_once=True)
    assert sealed.faults() == []
