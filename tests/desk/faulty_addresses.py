"""The addresses of the product and one whose view breaks."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from bindeglied.config import urls

handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret of the code")


urlpatterns = [*urls.urlpatterns, path("bricht/", breaks, name="breaks")]
