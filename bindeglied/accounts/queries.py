"""Reads about people and their factors."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from bindeglied.accounts.access import not_over, people_visible_to
from bindeglied.accounts.models import Membership, User
from bindeglied.places.folding import folded

PAGE = 50


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One membership as an administrator sees it: how many factors of each kind, no secret."""

    membership: Membership
    apps: int
    passkeys: int
    codes_left: int

    @property
    def is_protected(self) -> bool:
        return bool(self.apps or self.passkeys)


def second_factors(user: User) -> dict[str, int]:
    """How many factors of each kind a person has: keys totp, webauthn, codes_left."""
    return second_factors_of([user.pk])[user.pk]


def second_factors_of(users: Collection[UUID]) -> dict[UUID, dict[str, int]]:
    """The same for several people by id; one query."""
    found = {user: {"totp": 0, "webauthn": 0, "codes_left": 0} for user in users}
    for factor in Authenticator.objects.filter(user__in=found):
        if factor.type == Authenticator.Type.RECOVERY_CODES:
            found[factor.user_id]["codes_left"] = len(factor.wrap().get_unused_codes())
        else:
            found[factor.user_id][factor.type] += 1
    return found


def people(member: Membership, *, name: str = "", ended: bool = False) -> QuerySet[Membership]:
    """The memberships of the own organisation by name: those that run or will, or the ended ones.

    `name` is text as typed; every word of it stands in the name or the e-mail address.
    """
    visible = people_visible_to(member)
    still = not_over(visible)
    shown = visible.exclude(pk__in=still.values("pk")) if ended else still
    for word in folded(name).split():
        shown = shown.filter(Q(user__sorted_as__contains=word) | Q(user__email__contains=word))
    return shown.order_by("user__sorted_as", "pk")


def page_of(shown: QuerySet[Membership], after: UUID | None) -> tuple[list[Membership], bool]:
    """At most 50 of them, from the beginning or behind the one with this id; and if more follow."""
    last = shown.filter(pk=after).first() if after else None
    if last is not None:
        name = last.user.sorted_as
        behind = Q(user__sorted_as__gt=name) | Q(user__sorted_as=name, pk__gt=last.pk)
        shown = shown.filter(behind)
    found = list(shown[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def with_factors(memberships: Sequence[Membership]) -> list[PersonRow]:
    """Each membership with the state of its person's second factors."""
    factors = second_factors_of({one.user_id for one in memberships})
    return [
        PersonRow(
            one,
            apps=factors[one.user_id]["totp"],
            passkeys=factors[one.user_id]["webauthn"],
            codes_left=factors[one.user_id]["codes_left"],
        )
        for one in memberships
    ]


def has_account(email: str) -> bool:
    """Whether somebody logs in with this address already."""
    return User.objects.filter(email__iexact=email).exists()
