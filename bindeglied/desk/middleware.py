"""What no address holds, answered once for every page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponseBase


class NoNulMiddleware:
    """Keeps NUL out of addresses, because PostgreSQL refuses every text that holds one.

    A path with it names nothing and is not found. Behind the question mark it becomes the letter
    that stands for no letter, so that it is looked for and not found there. Forms refuse it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info:
            raise Http404
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked or "\0" in asked:
            no_letter = "%EF%BF%BD"
            request.META["QUERY_STRING"] = asked.replace("%00", no_letter).replace("\0", no_letter)
        return self.get_response(request)
