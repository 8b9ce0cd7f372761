"""Who somebody is when they ask: the acting membership, the second factor, the roles of a view.

Deny by default: a view that neither stands on the reviewed list of open addresses nor says with
`for_roles` or `for_every_member` whom it is for, answers nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.accounts.models import (
    Birth,
    Installation,
    Invitation,
    Membership,
    Role,
    User,
)
from bindeglied.accounts.models.invitation import digest_of

View = TypeVar("View", bound=Callable[..., Any])

SESSION_MEMBERSHIP = "acting_membership"
SESSION_DEMO = "signed_in_with_one_click"
SESSION_FACTOR_PROVED = "second_factor_proved"


def for_roles(*roles: Role) -> Callable[[View], View]:
    """Say that a view is for these roles, in whatever organisation."""

    def mark(view: View) -> View:
        view.allowed_roles = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return mark


def for_every_member(view: View) -> View:
    """Say that a view is for everybody who has a membership."""
    view.allowed_roles = frozenset(Role)  # type: ignore[attr-defined]
    return view


def current_memberships(user: User, *, on: date | None = None) -> QuerySet[Membership]:
    """The memberships of `user` that run on a day (default: today), oldest first."""
    running = running_on(Membership.objects.filter(user=user), on or timezone.localdate())
    return running.select_related(
        "organisation__kreis", "organisation__municipality__kreis", "user"
    ).order_by("valid_from", "id")


def running_on(memberships: QuerySet[Membership], day: date) -> QuerySet[Membership]:
    """Those that run on a day: begun, not past their last day, not taken away."""
    begun = memberships.filter(valid_from__lte=day, ended_at__isnull=True)
    return begun.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))


def not_over(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """Those that run today or will run."""
    still = Q(valid_until__isnull=True) | Q(valid_until__gte=timezone.localdate())
    return memberships.filter(still, ended_at__isnull=True)


def is_demo() -> bool:
    """Whether this database was born as a demo; False where it was not born yet."""
    return Installation.objects.filter(born_as=Birth.DEMO).exists()


def acting_membership(request: HttpRequest, running: list[Membership]) -> Membership | None:
    """The membership in which somebody acts: the chosen one if it still runs, else the oldest."""
    chosen = request.session.get(SESSION_MEMBERSHIP)
    return next((one for one in running if str(one.pk) == chosen), running[0] if running else None)


def has_proved_second_factor(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor.

    One click in a demo counts, as long as the database was born a demo.
    """
    if request.session.get(SESSION_DEMO):
        return is_demo()
    if request.session.get(SESSION_FACTOR_PROVED) == str(request.user.pk):
        return True
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def has_factor_to_prove(request: HttpRequest) -> bool:
    """Whether the person has a second factor that this session has not shown.

    It was set up elsewhere, after the session had begun with the password alone.
    """
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return not has_proved_second_factor(request) and is_mfa_enabled(request.user, kinds)


def remember_second_factor(request: HttpRequest) -> None:
    """Note that this session's person has just set up, and thereby shown, a second factor."""
    request.session[SESSION_FACTOR_PROVED] = str(request.user.pk)


def require_role(member: Membership, allowed: frozenset[Role]) -> None:
    """Raise PermissionDenied with a reason unless the membership's role is allowed."""
    if Role(member.role) not in allowed:
        raise PermissionDenied(
            _("Diese Seite gehört nicht zu Ihrer Aufgabe „%(role)s“.")
            % {"role": member.get_role_display()}
        )


def get_own_membership(user: User, membership_id: str) -> Membership:
    """The own membership with this id, if it runs today; raises Http404 for every other."""
    running = current_memberships(user)
    found = next((one for one in running if str(one.pk) == membership_id), None)
    if found is None:
        raise Http404
    return found


def people_visible_to(member: Membership) -> QuerySet[Membership]:
    """The memberships that an administrator looks after: those of the own organisation."""
    if member.role != Role.ADMINISTRATOR:
        return Membership.objects.none()
    return Membership.objects.filter(organisation=member.organisation_id).select_related("user")


def get_membership_for(member: Membership, membership_id: UUID) -> Membership:
    """A membership of the own organisation that has not ended; raises Http404 for every other."""
    return get_object_or_404(not_over(people_visible_to(member)), pk=membership_id)


def get_person_for(member: Membership, user_id: UUID) -> User:
    """A person who works for the own organisation today; raises Http404 for every other."""
    visible = running_on(people_visible_to(member), timezone.localdate())
    return get_object_or_404(User, pk=user_id, pk__in=visible.values("user"))


def open_invitations_for(member: Membership) -> QuerySet[Invitation]:
    """The invitations into the own organisation that wait for an answer, run out or not."""
    if member.role != Role.ADMINISTRATOR:
        return Invitation.objects.none()
    return Invitation.objects.filter(
        organisation=member.organisation_id, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).order_by("invited_at", "id")


def get_invitation_for(member: Membership, invitation_id: UUID) -> Invitation:
    """A waiting invitation into the own organisation; raises Http404 for every other."""
    return get_object_or_404(open_invitations_for(member), pk=invitation_id)


def find_invitation(token: str) -> Invitation | None:
    """The invitation that this token opens now; None if unknown, used, withdrawn or run out."""
    found = (
        Invitation.objects.filter(
            token_digest=digest_of(token), accepted_at__isnull=True, withdrawn_at__isnull=True
        )
        .select_related("organisation")
        .first()
    )
    return None if found is None or found.has_run_out(timezone.now()) else found
