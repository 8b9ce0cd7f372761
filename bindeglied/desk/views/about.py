"""What the product says about itself: accessibility, data protection, licence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, as a draft until the operator has checked it."""
    return render(request, "desk/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people who use the product, a draft until the operator checked it."""
    return render(request, "desk/privacy.html")


@require_safe
def licence(request: HttpRequest) -> HttpResponse:
    """The licence and the sources of the data shown."""
    return render(request, "desk/licence.html")
