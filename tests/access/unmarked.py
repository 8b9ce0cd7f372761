"""The addresses of the product and one more, whose view forgot to say whom it is for."""

from django.urls import path

from bindeglied.config import urls
from tests.access.test_sessions import unmarked_view

handler403 = urls.handler403
urlpatterns = [*urls.urlpatterns, path("ohne-rollen/", unmarked_view, name="unmarked")]
