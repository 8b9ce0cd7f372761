"""The addresses of the product and a form that counts how often it was sent."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path

from bindeglied.config import urls
from bindeglied.trail.actions import record_event
from bindeglied.trail.models import Event
from bindeglied.trail.once import once

FORM = engines["django"].from_string("{% once_key %}{% once_key %}")


@once
def count(request: HttpRequest) -> HttpResponse:
    """Count, and say in the address how often so far; some words are faults."""
    name = request.POST.get("name", "")
    if request.method == "GET" or name == "faulty":
        return HttpResponse(FORM.render())
    record_event("counted", record_kind="test", record_key="1", by=None, organisation=None)
    if name == "missing":
        raise Http404
    file = request.FILES.get("file")
    content = f"-{file.read().decode()}" if file else ""
    return redirect(f"/orte/?done={name}{Event.objects.filter(verb='counted').count()}{content}")


handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
urlpatterns = [*urls.urlpatterns, path("zaehlen/", count, name="counting")]
