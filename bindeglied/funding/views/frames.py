from django.http import HttpRequest, HttpResponse
from bindeglied.accounts.access import for_roles
from bindeglied.funding.access import FRAME_READERS


@for_roles(*FRAME_READERS)
def frames(request: HttpRequest) -> HttpResponse:
    return HttpResponse("…")
