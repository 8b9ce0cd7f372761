"""Addresses whose views do what a reading request must not, and what one may."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import path

from bindeglied.config import urls
from bindeglied.trail.actions import record_event
from bindeglied.trail.reading import note_look

LAZY_PAGE = engines["django"].from_string("{% for line in lines %}{{ line }}{% endfor %}")


def write() -> str:
    record_event("written", record_kind="test", record_key="1", by=None, organisation=None)
    return "written"


def writing_lines() -> Iterator[str]:
    yield "first "
    yield write()


def in_the_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(write())


def in_a_lazy_template(request: HttpRequest) -> TemplateResponse:
    return TemplateResponse(request, LAZY_PAGE, {"lines": writing_lines()})


def in_a_stream(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(writing_lines())


def look(request: HttpRequest, record_key: str = "17") -> None:
    note_look(
        request, "looked at", record_kind="test", record_key=record_key, by=None, organisation=None
    )


def looking(request: HttpRequest) -> HttpResponse:
    look(request)
    look(request, "18")
    return HttpResponse("shown")


def looking_in_a_stream(request: HttpRequest) -> StreamingHttpResponse:
    look(request)
    return StreamingHttpResponse(iter(["first ", "second"]))


def looking_and_going_on(request: HttpRequest) -> HttpResponse:
    look(request)
    return redirect("/orte/")


def looking_and_too_late(request: HttpRequest) -> HttpResponse:
    look(request)
    return HttpResponse("both texts", status=409)


def looking_and_refused(request: HttpRequest) -> HttpResponse:
    look(request)
    raise PermissionDenied("no")


def looking_at_nothing(request: HttpRequest) -> HttpResponse:
    look(request)
    raise Http404


VIEWS = (
    *(in_the_view, in_a_lazy_template, in_a_stream),
    *(looking, looking_in_a_stream, looking_and_going_on, looking_and_too_late),
    *(looking_and_refused, looking_at_nothing),
)

handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
urlpatterns = [
    *urls.urlpatterns,
    *(path(f"{view.__name__}/", view, name=view.__name__) for view in VIEWS),
]
