"""Access is given, taken away and accepted by one at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from bindeglied.accounts.access import current_memberships
from bindeglied.accounts.actions import (
    AlreadyInvited,
    InvitationVoid,
    LastAdministrator,
    accept_as_new_person,
    accept_invitation,
    add_membership,
    end_membership,
    invite_person,
    send_invitation_again,
    withdraw_invitation,
)
from bindeglied.accounts.models import Invitation, Membership, Role, User
from bindeglied.trail.models import Event
from bindeglied.trail.steps import NotAllowed
from tests.accounts.people import LIST, end_of, membership_of, sent, user_called
from tests.conftest import CastFixture
from tests.servers.two_at_once import EVERY_PAUSE, Deed, Pause, two_at_once

pytestmark = pytest.mark.django_db
VOID = (InvitationVoid,)
EMAIL = "lena@weinheim.example"


def ends(membership: Membership, in_days: int = 0) -> Deed:
    """Ends a membership as it is read now; with today at once."""
    seen = Membership.objects.get(pk=membership.pk)
    on = timezone.localdate() + timedelta(days=in_days)
    return lambda: end_membership(membership=seen, on=on, by=uuid4())


def invited(email: str = EMAIL) -> Invitation:
    return invite_person(
        organisation=membership_of("Kerstin").organisation,
        role=Role.INTEGRATION_MANAGER,
        email=email,
        given_name="Lena",
        family_name="O'Brien",
        by=user_called("Kerstin").pk,
        valid_from=timezone.localdate(),
    )


def accepts(invitation: Invitation, name: str = "Jonas") -> Deed:
    seen, by = Invitation.objects.get(pk=invitation.pk), user_called(name)
    return lambda: accept_invitation(invitation=seen, by=by)


def withdraws(invitation: Invitation) -> Deed:
    seen = Invitation.objects.get(pk=invitation.pk)
    return lambda: withdraw_invitation(invitation=seen, by=uuid4())


def sends_again(invitation: Invitation) -> Deed:
    seen = Invitation.objects.get(pk=invitation.pk)
    return lambda: send_invitation_again(invitation=seen, by=uuid4())


def is_found_meanwhile() -> bool:
    """Whether a page that writes reads while another one writes: on SQLite it waits before that,
    and no longer finds what has ended."""
    return connection.vendor == "postgresql"


@EVERY_PAUSE
def test_two_administrators_who_end_each_other_leave_one(pause: Pause) -> None:
    kerstin = membership_of("Kerstin")
    other = add_membership(
        user=user_called("Jonas"),
        organisation=kerstin.organisation,
        role=Role.ADMINISTRATOR,
        by=None,
        valid_from=timezone.localdate(),
    )
    became = two_at_once(ends(kerstin), ends(other), pause=pause, refused=(LastAdministrator,))
    assert isinstance(became[1], LastAdministrator)
    assert current_memberships(other.user).exists()


@EVERY_PAUSE
def test_what_was_ended_at_once_does_not_run_again(pause: Pause) -> None:
    amira = membership_of("Amira")
    became = two_at_once(ends(amira), ends(amira, in_days=30), pause=pause)
    assert isinstance(became[1], NotAllowed)
    amira.refresh_from_db()
    assert amira.ended_at and amira.valid_until == timezone.localdate()
    assert not current_memberships(amira.user).exists()
    assert Event.objects.filter(verb="membership ended").count() == 1


def test_who_ends_a_membership_a_moment_later_is_told_on_the_page(cast: CastFixture) -> None:
    path, today = end_of("Amira"), timezone.localdate()
    later = today + timedelta(days=30)
    kerstin = [cast("Kerstin") for _ in range(2)]
    answers = two_at_once(
        lambda: sent(kerstin[0], path, last_day=str(today)),
        lambda: sent(kerstin[1], path, last_day=str(later)),
    )
    if is_found_meanwhile():
        assert "nicht möglich" in answers[1].context["form"].errors["last_day"][0]
    else:
        assert answers[1].status_code == 404


@EVERY_PAUSE
def test_an_invitation_is_accepted_once(pause: Pause) -> None:
    invitation = invited()
    became = two_at_once(accepts(invitation), accepts(invitation), pause=pause, refused=VOID)
    assert isinstance(became[1], InvitationVoid)
    assert current_memberships(user_called("Jonas")).count() == 1


def test_a_new_person_gets_one_account() -> None:
    invitation = invited()
    seen = [Invitation.objects.get(pk=invitation.pk) for _ in range(2)]

    def takes(one: Invitation) -> Any:
        return accept_as_new_person(invitation=one, password=None)  # type: ignore[arg-type]

    both = [lambda one=one: takes(one) for one in seen]
    became = two_at_once(*both, refused=(IntegrityError,))
    assert isinstance(became[1], IntegrityError)
    assert User.objects.get(email=EMAIL).memberships.count() == 1


@pytest.mark.parametrize("is_accepted_first", [True, False])
def test_an_invitation_is_accepted_or_withdrawn(is_accepted_first: bool) -> None:
    invitation = invited()
    both = [accepts(invitation), withdraws(invitation)]
    became = two_at_once(*(both if is_accepted_first else reversed(both)), refused=VOID)
    assert isinstance(became[1], InvitationVoid)
    invitation.refresh_from_db()
    assert bool(invitation.accepted_at) == is_accepted_first
    assert current_memberships(user_called("Jonas")).exists() == is_accepted_first


@pytest.mark.parametrize("deed", [accepts, withdraws])
def test_no_mail_is_sent_again_for_an_invitation_that_has_just_ended(
    deed: Any, mailoutbox: list[Any]
) -> None:
    invitation = invited()
    mails = len(mailoutbox)
    became = two_at_once(deed(invitation), sends_again(invitation), refused=VOID)
    assert isinstance(became[1], InvitationVoid)
    assert len(mailoutbox) == mails


@pytest.mark.parametrize("deed", ["senden", "zuruecknehmen"])
def test_who_comes_too_late_for_an_invitation_is_told_on_the_list(
    deed: str, cast: CastFixture
) -> None:
    invitation, kerstin = invited(), cast("Kerstin")
    path = f"{LIST}einladungen/{invitation.pk}/{deed}/"
    answers = two_at_once(accepts(invitation), lambda: sent(kerstin, path))
    if is_found_meanwhile():
        assert answers[1].headers["Location"] == LIST
        assert "nicht möglich" in kerstin.get(LIST).content.decode()
    else:
        assert answers[1].status_code == 404


def test_the_same_person_is_invited_once() -> None:
    became = two_at_once(invited, invited, refused=(AlreadyInvited,))
    assert isinstance(became[1], AlreadyInvited)
    assert Invitation.objects.filter(email=EMAIL).count() == 1
