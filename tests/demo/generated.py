"""A tiny generated Land, and what belongs to it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from bindeglied.accounts.models import Membership, User
from bindeglied.casework.models import Case
from bindeglied.demo.actions import generate_land
from bindeglied.demo.actions.generated.scales import Scale
from bindeglied.demo.cast import GENERATED_DOMAIN

TINY = Scale(managers=4, cases=60, people=120, contacts=700, measures=150)


def generate(scale: Scale = TINY, **words: Any) -> None:
    usual: dict[str, Any] = {"seed": 4711, "now": timezone.now(), "processes": 0}
    generate_land(**{"scale": scale, "say": lambda done, total: None, **usual, **words})


def generated() -> models.QuerySet[Case]:
    users = User.objects.filter(email__endswith=GENERATED_DOMAIN)
    return Case.objects.filter(recorded_by__in=users.values("pk"))


def member_of(case: Case) -> Membership:
    return Membership.objects.select_related("organisation").get(user=case.recorded_by)
