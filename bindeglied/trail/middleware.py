"""A request that reads cannot write; what an answer shows is logged before its first byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from http import HTTPStatus

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from bindeglied.trail.actions import record_event
from bindeglied.trail.data_keys import KeyGone, key_ring
from bindeglied.trail.reading import looks_of
from bindeglied.trail.reading_only import reading_only

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class KeyRingMiddleware:
    """Opens each data key once per request, and forgets it with the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with key_ring():
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponseBase | None:
        """A key that was deleted took its content along: the answer says so."""
        if isinstance(fault, KeyGone):
            return HttpResponse(render_to_string("trail/key_gone.html"), status=410)
        return None


class ReadingCannotWriteMiddleware:
    """Guards the whole answer, lazy templates and streamed exports included.

    Sessions, messages and sign-in limits are written by middleware outside of this one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in READING_METHODS or _is_known_to_write(request):
            response = self.get_response(request)
            _log_looks(request, response)
            return response
        with reading_only(), _head_as_get(request):
            response = self.get_response(request)
        _log_looks(request, response)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = _guarded(response.streaming_content)  # type: ignore[arg-type]
        return response


def _log_looks(request: HttpRequest, response: HttpResponseBase) -> None:
    """Write what an answer shows; a form with faults, or with both texts, shows the record too."""
    looks = looks_of(request)
    if looks and (response.status_code < 400 or response.status_code == HTTPStatus.CONFLICT):
        with transaction.atomic():
            for look in looks:
                words = asdict(look)
                record_event(words.pop("verb"), **words)


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
