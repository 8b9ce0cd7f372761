"""A request that reads cannot write, and what it shows is logged before its first byte leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import Resolver404, resolve

from bindeglied.trail.actions import record_event
from bindeglied.trail.data_keys import key_ring
from bindeglied.trail.reading import looks_of

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@contextmanager
def reading_only() -> Iterator[None]:
    """Let the database refuse every write until the end of the block, on both engines."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            yield
        return
    connection.ensure_connection()
    # BEGIN IMMEDIATE counts as a write, so it would fail under query_only.
    usual = connection.transaction_mode  # type: ignore[attr-defined]
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON")
    try:
        with transaction.atomic():
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only=OFF")
        connection.transaction_mode = usual  # type: ignore[attr-defined]


class KeyRingMiddleware:
    """Opens each data key once per request, and forgets it with the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with key_ring():
            return self.get_response(request)


class ReadingCannotWriteMiddleware:
    """Guards the whole answer, lazy templates and streamed exports included.

    Sessions, messages and sign-in limits are written by middleware outside of this one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in READING_METHODS or _is_known_to_write(request):
            return self.get_response(request)
        with reading_only(), _head_as_get(request):
            response = self.get_response(request)
        looks = looks_of(request)
        if looks and response.status_code < 400:
            with transaction.atomic():
                for look in looks:
                    words = asdict(look)
                    record_event(words.pop("verb"), **words)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = _guarded(response.streaming_content)  # type: ignore[arg-type]
        return response


def _is_known_to_write(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).view_name in settings.READS_THAT_WRITE
    except Resolver404:
        return False


@contextmanager
def _head_as_get(request: HttpRequest) -> Iterator[None]:
    """Libraries know reading by the name GET only; the server leaves the body of a HEAD out."""
    asked, request.method = request.method, "GET" if request.method == "HEAD" else request.method
    try:
        yield
    finally:
        request.method = asked


def _guarded(chunks: Iterator[bytes]) -> Iterator[bytes]:
    with reading_only():
        yield from chunks
