"""Files that are sent along with a form: in memory only, and no more than a limit per request.

Django would write a large file to the disk in the clear. What is uploaded here is sealed before it
is kept, so it never lies there open. A file over the limit arrives empty and marked: the form can
say what to do, where a refusal of the whole request could only be an error page.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class BoundedUploadHandler(FileUploadHandler):
    """Keeps the files of one request up to LARGEST_UPLOAD bytes together."""

    received = 0

    def new_file(self, *args: Any, **words: Any) -> None:
        super().new_file(*args, **words)
        self.parts: list[bytes] = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self._is_over():
            self.parts.clear()
        else:
            self.parts.append(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        file = InMemoryUploadedFile(
            BytesIO(b"".join(self.parts)),
            self.field_name,
            self.file_name or "",
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
        file.is_too_large = self._is_over()  # type: ignore[attr-defined]
        return file

    def _is_over(self) -> bool:
        return self.received > settings.LARGEST_UPLOAD


def is_too_large(file: File[Any]) -> bool:
    """Whether a file was over the limit, so that nothing of it was kept."""
    return bool(getattr(file, "is_too_large", False))
