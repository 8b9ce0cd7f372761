"""Files sent with a form stay in memory, and over the limit nothing of them is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from bindeglied.trail.uploads import is_too_large


@pytest.fixture(autouse=True)
def small(settings: Any) -> None:
    settings.LARGEST_UPLOAD = 200_000


def sent(*sizes: int) -> HttpRequest:
    files = {f"file{n}": SimpleUploadedFile("a.pdf", b"x" * size) for n, size in enumerate(sizes)}
    return RequestFactory().post("/", {"text": "stays", **files})


def test_a_file_up_to_the_limit_is_there_and_never_on_disk() -> None:
    file = sent(200_000).FILES["file0"]
    assert isinstance(file, InMemoryUploadedFile)
    assert (file.size, len(file.read()), is_too_large(file)) == (200_000, 200_000, False)


def test_of_a_larger_file_nothing_is_kept_but_the_form_is_read() -> None:
    request = sent(200_001)
    file = request.FILES["file0"]
    assert (file.size, file.read(), is_too_large(file)) == (200_001, b"", True)
    assert request.POST["text"] == "stays"


def test_the_limit_is_that_of_all_files_together() -> None:
    request = sent(150_000, 60_000)
    marked = [is_too_large(request.FILES[name]) for name in ("file0", "file1")]
    assert marked == [False, True]
