"""Whatever people type becomes paper: as data, in letters that exist, the same bytes each time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from bindeglied.documents import typesetting
from bindeglied.documents.font_letters import letters_of
from bindeglied.documents.typesetting import Sheet, Typeset, as_pictures, made_with, typeset

PAPER = typesetting.ROOT / "documents" / "typst"
TEMPLATE = """
#import "/documents/typst/paper.typ": *
#show: paper.with(title: labels.title)
= #labels.title
#typed_paragraph(data.text)
*#typed(data.text, room: 36mm)*
"""
HARMLESS = (
    '#read("/etc/passwd")',
    "#panic()",
    "*bold* _it_ $x$ `raw` @ref <label> #",
    'back\\slash \\u{41} "quotes" {name} [x]',
    "https://example.org/" + "a" * 300,
    "Donaudampfschifffahrtsgesellschaftskapitän" * 20,
    "Ein Satz mit fünf Wörtern. " * 185,
    "erste Zeile\nzweite\r\ndritte\tmit Tabulator\n\n\nletzte",
    "ትግርኛ ქართული հայերեն עברית فارسی پښتو کوردی اردو हिन्दी தமிழ் ไทย",
    "Anna محمد Kowalska",
    "Ngũgĩ ẹ́ ọ̀ Nguyễn Łukasz İbrahim Ščerba",
    "🙂 👍🏽 👨\u200d👩\u200d👧 🇺🇦 ❤️",
    "",
    " ",
)


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small document in a folder of its own."""
    shutil.copytree(PAPER, tmp_path / "documents" / "typst")
    (tmp_path / "small.typ").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(typesetting, "ROOT", tmp_path)
    return tmp_path / "small.typ"


def sheet(template: Path, text: str) -> Sheet:
    labels = {"title": "Ein Blatt"}
    return Sheet(template, {"text": text}, labels, language="de", made_on=date(2026, 6, 3))


def on_paper(template: Path, text: str) -> Typeset:
    return typeset(sheet(template, text))


@pytest.mark.parametrize("text", HARMLESS, ids=range(len(HARMLESS)))
def test_what_somebody_typed_is_shown_as_typed(template: Path, text: str) -> None:
    done = on_paper(template, text)
    assert done.pdf.startswith(b"%PDF-")
    assert done.replaced == ()


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("Li 中文 Wei 中", ("中", "文")),
        ("a\u0000b\u0007c\u001bd", ("U+0000", "U+0007", "U+001B")),
        ("unassigned \u0378, private \ue000, none \uffff", ("U+0378", "U+E000", "U+FFFF")),
        ("half a pair \ud800", ("U+D800",)),
        ("mathematical \U0001d54f", ("\U0001d54f",)),
        ("\u0301 alone, after a line\u2028\u06e8, and a\u094d", ("U+0301", "U+06E8", "U+094D")),
    ],
)
def test_letters_that_no_font_has_are_replaced_and_named(
    template: Path, text: str, replaced: tuple[str, ...]
) -> None:
    assert on_paper(template, text).replaced == replaced


def test_invisible_marks_cannot_turn_the_writing_around(template: Path) -> None:
    hidden = on_paper(template, "abc\u202edef\u2066ghi\ufeff\U000e0041")
    assert hidden == on_paper(template, "abcdefghi")


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(), max_size=80))
def test_no_text_stops_the_print(text: str) -> None:
    # Without the second attempt, so that the choice of letters is what is tested.
    small = Path(__file__).with_name("typed.typ")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetting, "ROOT", small.parent)
        inputs = {"text": text}
        done = typesetting._typeset(
            Sheet(small, inputs, {}, language="de", made_on=date(2026, 6, 3)),
            typesetting._a_font_has,
        )
    assert done.pdf


def test_letters_that_do_not_go_together_still_give_a_paper(
    template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "_a_font_has", lambda text: True)
    assert on_paper(template, "Oksana 中").replaced == ("中",)


def test_a_fault_of_the_template_is_not_hidden(template: Path) -> None:
    template.write_text("#nonsense()", encoding="utf-8")
    with pytest.raises(typst.TypstError, match="nonsense"):
        on_paper(template, "")


def test_a_document_without_a_title_is_refused(template: Path) -> None:
    template.write_text("Hallo", encoding="utf-8")
    with pytest.raises(typst.TypstError, match="title"):
        on_paper(template, "")


def test_the_paper_says_that_it_is_accessible_and_for_the_archive(template: Path) -> None:
    pdf = on_paper(template, "Hallo").pdf
    assert b"<pdfuaid:part>1<" in pdf
    assert b"<pdfaid:part>2<" in pdf
    assert b"<pdfaid:conformance>A<" in pdf
    assert b"/Marked true" in pdf
    assert b"/Lang(de)" in pdf
    assert b"<xmp:CreateDate>2026-06-03" in pdf


def test_a_long_word_is_broken_and_a_long_text_takes_more_pages(template: Path) -> None:
    def at_the_edge(text: str) -> bytes:
        return as_pictures(sheet(template, text))[0]

    assert at_the_edge("a" * 400) != at_the_edge("a" * 401)
    assert len(as_pictures(sheet(template, "Wort " * 1000))) > 1


def test_only_the_fonts_of_the_packages_are_used() -> None:
    folders = {folder.resolve() for folder in typesetting._font_folders()}
    assert len(folders) == 2
    used = {Path(font.path or "").resolve().parent for font in typesetting._fonts().fonts()}
    assert used == folders


def test_all_weights_of_a_family_have_the_same_letters() -> None:
    upright = [
        Path(font.path or "")
        for font in typesetting._fonts().fonts()
        if font.family == "Fira Sans" and font.style == "normal"
    ]
    assert len(upright) > 3
    assert len({letters_of(font) for font in upright}) == 1


def test_the_letters_of_a_font_are_read_from_its_file() -> None:
    letters = dict(zip(typesetting._families(), typesetting._font_files(), strict=True))
    fira = letters_of(letters["Fira Sans"])
    assert {ord(letter) for letter in "AZaz09äöüßẞİії€"} <= fira
    assert not fira & {ord(letter) for letter in "中አمა🙂"}
    assert ord("አ") in letters_of(letters["Noto Sans Ethiopic"])
    assert ord("ა") in letters_of(letters["Noto Sans Georgian"])
    assert ord("🙂") in letters_of(letters["Noto Emoji"])


def test_a_file_without_letters_is_no_font(tmp_path: Path) -> None:
    empty = tmp_path / "empty.ttf"
    empty.write_bytes(b"\0\1\0\0" + bytes(8))
    with pytest.raises(ValueError, match="no table cmap"):
        letters_of(empty)


ELSEWHERE = """
import sys
from datetime import date
from pathlib import Path
from bindeglied.documents import typesetting as t
t.ROOT = Path(sys.argv[1])
sheet = t.Sheet(t.ROOT / "small.typ", {"text": "Grüße ሰላም"}, {"title": "Ein Blatt"}, "de",
                date(2026, 6, 3))
sys.stdout.buffer.write(t.typeset(sheet).pdf)
"""


def test_another_process_folder_time_zone_and_home_give_the_same_bytes(
    template: Path, tmp_path: Path
) -> None:
    here = on_paper(template, "Grüße ሰላም").pdf
    for zone in ("Pacific/Kiritimati", "America/Anchorage"):
        folder = tmp_path / zone.replace("/", "-")
        home = folder / "home"
        home.mkdir(parents=True)
        shutil.copytree(PAPER, folder / "documents" / "typst")
        shutil.copy(template, folder)
        surroundings = {"TZ": zone, "HOME": str(home), "LC_ALL": "C", "PYTHONHASHSEED": "7"}
        surroundings |= {"PYTHONPATH": str(Path(typesetting.__file__).parents[2])}
        there = subprocess.run(
            [sys.executable, "-c", ELSEWHERE, str(folder)],
            env=surroundings,
            cwd=folder,
            capture_output=True,
            check=True,
        )
        assert there.stdout == here
        assert not list(home.iterdir())


def test_what_made_a_paper_changes_with_its_parts(tmp_path: Path) -> None:
    part = tmp_path / "part.typ"
    part.write_text("one", encoding="utf-8")
    before = made_with(part)
    assert before == made_with(part)
    assert before.startswith("typst ")
    assert len(before) <= 120
    part.write_text("two", encoding="utf-8")
    assert made_with(part) != before
