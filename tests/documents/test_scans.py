"""What counts as the scan of a sheet: by content, whole, and of a size that one can open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bindeglied.documents import scans
from bindeglied.documents.scans import NotAScan, read_scan
from tests.documents.made_scans import chunk, jpeg_file, pdf_file, png_file

WHOLE = {
    "png": png_file(),
    "jpeg": jpeg_file(),
    "progressive": jpeg_file(frame=0xC2, scans=3),
    "pdf": pdf_file(),
    "packed": pdf_file(3, packed=True),
}


def refusal(content: bytes) -> str:
    with pytest.raises(NotAScan) as caught:
        read_scan(content)
    return caught.value.remark.text(str)


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file_is_kept_byte_for_byte(name: str) -> None:
    scan = read_scan(WHOLE[name])
    assert scan.content == WHOLE[name]
    assert scan.kind == {"progressive": "jpeg", "packed": "pdf"}.get(name, name)


@pytest.mark.parametrize("name", ["png", "jpeg", "progressive"])
def test_what_a_phone_hangs_behind_a_picture_is_left_off(name: str) -> None:
    film = b"\0\0\0\x18ftypmp42 two seconds with sound"
    assert read_scan(WHOLE[name] + film).content == WHOLE[name]


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"\0\0\0\x18ftypheic", b"<html>", b"PK\x03\x04", b" %PDF-1.7", b"MZ"],
    ids=["empty", "gif", "heic", "html", "zip", "space first", "program"],
)
def test_any_other_kind_is_refused_and_told_what_to_do(content: bytes) -> None:
    assert "kein PDF, kein JPEG und kein PNG" in refusal(content)


@given(name=st.sampled_from(sorted(WHOLE)), share=st.floats(0.0, 0.999))
def test_a_file_that_was_cut_off_is_refused(name: str, share: float) -> None:
    whole = WHOLE[name]
    # The last line end of a PDF may be missing.
    cut = whole.rstrip()[: int(len(whole.rstrip()) * share)]
    with pytest.raises(NotAScan):
        read_scan(cut)


@given(st.binary(max_size=400), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-"]))
def test_whatever_follows_a_good_beginning_is_read_or_refused(rest: bytes, head: bytes) -> None:
    try:
        read_scan(head + rest)
    except NotAScan as refused:
        assert refused.remark.text(str)


@pytest.mark.parametrize("make", [png_file, jpeg_file])
def test_a_picture_that_declares_too_much_is_refused_unopened(make) -> None:  # type: ignore[no-untyped-def]
    assert read_scan(make(8000, 6000)).content
    assert "9000 × 8000" in refusal(make(9000, 8000))
    assert "30000 × 10" in refusal(make(30000, 10))
    assert "beschädigt" in refusal(make(0, 5))


def test_a_chunk_with_a_wrong_checksum_is_refused() -> None:
    broken = bytearray(png_file())
    broken[-1] ^= 1
    assert "beschädigt" in refusal(bytes(broken))


def test_a_png_begins_with_its_header_and_has_pixels() -> None:
    head, end = b"\x89PNG\r\n\x1a\n", chunk(b"IEND", b"")
    assert "beschädigt" in refusal(head + chunk(b"IDAT", b"x") + end)
    assert "beschädigt" in refusal(head + png_file()[8:33] + end)


def test_a_jpeg_of_a_kind_that_browsers_do_not_show_is_refused() -> None:
    assert "beschädigt" in refusal(jpeg_file(frame=0xC9))


@pytest.mark.parametrize("packed", [False, True])
def test_pages_are_counted_wherever_they_are_listed(packed: bool) -> None:
    assert read_scan(pdf_file(scans.MOST_PAGES, packed=packed)).kind == "pdf"
    assert "zu viele Seiten" in refusal(pdf_file(scans.MOST_PAGES + 1, packed=packed))
    assert "beschädigt" in refusal(pdf_file(0, packed=packed))


def test_a_list_of_objects_that_unpacks_without_end_is_refused() -> None:
    bomb = pdf_file(more=b" " * (scans.MOST_UNPACKED + 1), packed=True)
    assert len(bomb) < 20_000
    assert "zu viele Seiten" in refusal(bomb)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("more", "words"),
    [
        (b"<< /Encrypt 8 0 R >>", "verschlüsselt"),
        (b"<< /OpenAction << /S /JavaScript /JS (x) >> >>", "mehr als Seiten"),
        (b"<< /S /#4Aava#53cript >>", "mehr als Seiten"),
        (b"<< /S /Launch >>", "mehr als Seiten"),
        (b"<< /Type /EmbeddedFile >>", "mehr als Seiten"),
    ],
)
def test_a_pdf_that_is_locked_or_does_something_is_refused(
    more: bytes, words: str, packed: bool
) -> None:
    assert words in refusal(pdf_file(more=more, packed=packed))
