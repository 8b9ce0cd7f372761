"""The addresses of the product and one whose view breaks."""

from bindeglied.config import urls
from django.http import HttpRequest, HttpResponse
from django.urls import path

handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret of the code")


urlpatterns = [*urls.urlpatterns, path("bricht/", breaks, name="breaks")]
