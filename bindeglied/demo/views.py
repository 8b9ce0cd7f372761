"""One click per member of the cast, and only in a database that was born a demo."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from bindeglied.accounts.access import is_demo
from bindeglied.accounts.models import User
from bindeglied.demo.actions import sign_in_with_one_click
from bindeglied.demo.cast import CAST, GENERATED_DOMAIN, PASSWORD


def entrance(request: HttpRequest) -> str:
    """The cast beside the sign-in form; nothing in a real database."""
    if not is_demo():
        return ""
    return render_to_string("demo/cast.html", {"cast": CAST, "password": PASSWORD}, request)


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign one member of the cast in, or one of the people of a generated Land."""
    email = request.POST.get("email", "")
    if not is_demo() or not _is_invented(email):
        raise Http404
    sign_in_with_one_click(request, email=email)
    return redirect("desk:home")


def _is_invented(email: str) -> bool:
    if email in {member.email for member in CAST}:
        return True
    is_possible = email.endswith(GENERATED_DOMAIN) and "\0" not in email
    return is_possible and User.objects.filter(email=email).exists()
