"""The addresses of the product and forms that keep what is typed into them."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path

from bindeglied.accounts.access import for_every_member
from bindeglied.config import urls
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once

# The case of the second form.
CASE = UUID("019f0000-0000-7000-8000-000000000001")
PAGE = engines["django"].from_string(
    '<form method="post" {% keeps_draft form %}>{% once_key %}{% draft_line form %}'
    "{% for field in form %}{{ field }}{% endfor %}</form>"
    "{% for message in messages %}{{ message }}{% endfor %}"
)


class TypedForm(forms.Form):
    """Every kind of field that has its own way of being typed."""

    text = forms.CharField(widget=forms.Textarea, strip=False)
    day = forms.DateField(widget=forms.DateInput(format="%Y-%m-%d"), required=False)
    at = forms.SplitDateTimeField(required=False)
    kind = forms.ChoiceField(choices=[("a", "eins"), ("b", "zwei")], required=False)
    many = forms.MultipleChoiceField(choices=[("x", "X"), ("y", "Y"), ("z", "Z")], required=False)
    agreed = forms.BooleanField(required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    secret = forms.CharField(widget=forms.PasswordInput(render_value=True), required=False)
    file = forms.FileField(required=False)


def answer(request: HttpRequest, form: TypedForm) -> HttpResponse:
    if form.is_bound and form.is_valid():
        return redirect("/orte/")
    return HttpResponse(PAGE.render({"form": form}, request))


@for_every_member
@once
def own(request: HttpRequest) -> HttpResponse:
    """A form about nobody's case."""
    row = {"kind": request.GET.get("kind", "a"), "version": request.GET.get("version", 7)}
    return answer(request, form_with_draft(request, TypedForm, initial=row))


@for_every_member
@once
def of_case(request: HttpRequest) -> HttpResponse:
    """A form about a case."""
    return answer(request, form_with_draft(request, TypedForm, owner=CASE))


@for_every_member
def elsewhere(request: HttpRequest) -> HttpResponse:
    """A page that shows the form of another address."""
    return answer(request, form_with_draft(request, TypedForm, owner=CASE, place="/akte/"))


handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
urlpatterns = [
    *urls.urlpatterns,
    path("eigenes/", own, name="typed_own"),
    path("akte/", of_case, name="typed_of_case"),
    path("seite/", elsewhere, name="typed_elsewhere"),
]
