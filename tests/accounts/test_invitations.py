"""From the invitation to the membership: one link, used once, that tells strangers nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from bindeglied.accounts.actions import InvitationVoid, accept_invitation
from bindeglied.accounts.models import Invitation, Membership, Role, User
from bindeglied.demo.cast import PASSWORD
from tests.access.test_strangers import everything_of
from tests.accounts.people import events, give_password, link_in, sent, user_called
from tests.conftest import CastFixture

INVITE = "/konto/zugaenge/einladen/"
LIST = "/konto/zugaenge/"
NEW_PASSWORD = "Sieben Birnen im Mai"
LENA = {
    "given_name": "Lena",
    "family_name": "O'Brien",
    "email": "Lena@Weinheim.example",
    "role": "integration_manager",
    "valid_from": "2025-01-01",
}


def invited(cast: CastFixture, **words: str) -> Invitation:
    answer = sent(cast("Kerstin"), INVITE, **(LENA | words))
    assert answer.headers["Location"] == LIST
    found = Invitation.objects.order_by("-id").first()
    assert found is not None
    return found


def accept(browser: Client, path: str, password: str = NEW_PASSWORD) -> Any:
    return sent(browser, path, password1=password, password2=password)


def test_the_mail_is_in_german_and_english_and_names_only_person_and_organisation(
    cast: CastFixture, mails: list[Any]
) -> None:
    invited(cast)
    (mail,) = mails
    assert mail.to == ["lena@weinheim.example"]
    german, english = mail.body.split("-" * 60)
    assert "Lena O'Brien" in german
    assert "Stadt Weinheim" in german
    assert "Lena O'Brien" in english
    assert "Stadt Weinheim" in english
    assert german.strip() != english.strip()
    for private in ("weinheim.example", "Integrationsmanagement", "Kerstin", "Adler"):
        assert private not in mail.body + mail.subject


def test_the_token_is_kept_nowhere(cast: CastFixture, mails: list[Any]) -> None:
    invitation = invited(cast)
    token = link_in(mails[0]).split("/")[-2]
    assert len(token) >= 43
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert token not in str(row)
    assert token not in str(list(events("person invited")[0].__dict__.items()))


def test_somebody_new_chooses_a_password_and_is_led_to_the_second_factor(
    cast: CastFixture, mails: list[Any], client: Client
) -> None:
    invitation = invited(cast)
    path = link_in(mails[0])
    assert "Stadt Weinheim" in client.get(path).content.decode()
    assert accept(client, path).status_code == 302
    lena = User.objects.get(email="lena@weinheim.example")
    membership = Membership.objects.get(user=lena)
    assert membership.organisation.name == "Stadt Weinheim"
    assert membership.role == Role.INTEGRATION_MANAGER
    invitation.refresh_from_db()
    assert invitation.accepted_by == lena.pk
    assert client.get("/").headers["Location"] == "/konto/zweiter-faktor/"
    assert client.get("/konto/zweiter-faktor/app/").status_code == 200  # no password again
    verbs = ("person invited", "invitation accepted", "membership added")
    assert all(events(verb) for verb in verbs)


@pytest.mark.parametrize("password", ["kurz", "passwort1234", "weinheim.example", "lena o'brien"])
def test_a_weak_first_password_is_refused(
    password: str, cast: CastFixture, mails: list[Any], client: Client
) -> None:
    if password == "passwort1234":
        password = "password1234"
    invited(cast)
    answer = accept(client, link_in(mails[0]), password)
    assert answer.status_code == 200
    assert answer.context["form"].errors["password1"]
    assert not User.objects.filter(email="lena@weinheim.example").exists()


def test_two_different_passwords_are_refused(
    cast: CastFixture, mails: list[Any], client: Client
) -> None:
    invited(cast)
    words = {"password1": NEW_PASSWORD, "password2": f"{NEW_PASSWORD}!"}
    answer = sent(client, link_in(mails[0]), **words)
    assert answer.context["form"].errors["password2"]


def ran_out(invitation: Invitation) -> None:
    invitation.expires_at = timezone.now()
    invitation.save()


def role_is_over(invitation: Invitation) -> None:
    invitation.valid_until = timezone.localdate() - timedelta(days=1)
    invitation.save()


def withdrawn(invitation: Invitation) -> None:
    sent(KERSTIN[0], f"/konto/zugaenge/einladungen/{invitation.pk}/zuruecknehmen/")
    assert events("invitation withdrawn")


def used(invitation: Invitation) -> None:
    accept_invitation(invitation=invitation, by=user_called("Jonas"))


def sent_again(invitation: Invitation) -> None:
    sent(KERSTIN[0], f"/konto/zugaenge/einladungen/{invitation.pk}/senden/")


KERSTIN: list[Client] = []


@pytest.mark.parametrize("deed", [ran_out, role_is_over, withdrawn, used, sent_again])
def test_a_link_that_opens_nothing_answers_like_one_that_never_was(
    deed: Callable[[Invitation], None], cast: CastFixture, mails: list[Any], client: Client
) -> None:
    KERSTIN[:] = [cast("Kerstin")]
    invitation = invited(cast)
    path, unknown = link_in(mails[0]), f"/konto/einladung/{'x' * 43}/"
    deed(invitation)
    for browser in (client, cast("Amira")):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert "noch einmal zu senden" in answer.content.decode()
        assert everything_of(answer) == everything_of(browser.get(unknown))
        answers = [everything_of(accept(browser, one)) for one in (path, unknown)]
        assert answers[0] == answers[1]
        assert answers[0][0] == 404
    assert not User.objects.filter(email="lena@weinheim.example").exists()


def test_sending_again_makes_a_new_link_for_seven_days(
    cast: CastFixture, mails: list[Any], client: Client
) -> None:
    invitation = invited(cast)
    ran_out(invitation)
    assert "abgelaufen" in cast("Kerstin").get(LIST).content.decode()
    sent(cast("Kerstin"), f"/konto/zugaenge/einladungen/{invitation.pk}/senden/")
    assert link_in(mails[0]) != link_in(mails[1])
    assert accept(client, link_in(mails[1])).status_code == 302
    invitation.refresh_from_db()
    assert timedelta(days=6) < invitation.expires_at - timezone.now() <= timedelta(days=7)
    assert events("invitation sent again")


def test_an_answered_invitation_can_be_neither_sent_nor_withdrawn(
    cast: CastFixture, mails: list[Any]
) -> None:
    invitation = invited(cast)
    used(invitation)
    for deed in ("senden", "zuruecknehmen"):
        path = f"/konto/zugaenge/einladungen/{invitation.pk}/{deed}/"
        assert sent(cast("Kerstin"), path).status_code == 404
    assert len(mails) == 1


def test_two_answers_at_the_same_time_count_once(cast: CastFixture, mails: list[Any]) -> None:
    invitation = invited(cast)
    used(invitation)
    with pytest.raises(InvitationVoid):
        accept_invitation(invitation=invitation, by=user_called("Frank"))


def test_somebody_with_an_account_signs_in_and_confirms(
    cast: CastFixture, mails: list[Any], client: Client
) -> None:
    invited(cast, email="clara@demo.example")
    path = link_in(mails[0])
    page = client.get(path).content.decode()
    assert f"/konto/anmelden/?next={path}" in page
    assert "password1" not in page
    assert accept(client, path).status_code == 200  # a password opens nothing here
    clara = cast("Clara")
    assert "Einladung annehmen" in clara.get(path).content.decode()
    assert Membership.objects.filter(user=user_called("Clara")).count() == 1
    assert sent(clara, path).headers["Location"] == "/"
    found = Membership.objects.filter(user=user_called("Clara")).order_by("id")
    assert [one.role for one in found] == [Role.FUNDING_OFFICER, Role.INTEGRATION_MANAGER]
    assert user_called("Clara").check_password(PASSWORD)


def test_with_the_password_only_nobody_takes_a_role(
    cast: CastFixture, mails: list[Any], client: Client
) -> None:
    invited(cast, email="clara@demo.example")
    give_password(client, "Clara")
    for answer in (client.get(link_in(mails[0])), sent(client, link_in(mails[0]))):
        assert answer.headers["Location"] == "/konto/zweiter-faktor/"
    assert Membership.objects.filter(user=user_called("Clara")).count() == 1


def test_somebody_else_who_is_signed_in_is_asked_to_sign_out_first(
    cast: CastFixture, mails: list[Any]
) -> None:
    invited(cast, email="clara@demo.example")
    heidi = cast("Heidi")
    for answer in (heidi.get(link_in(mails[0])), sent(heidi, link_in(mails[0]))):
        assert answer.status_code == 200
        assert "Abmelden und Einladung" in answer.content.decode()
    assert Membership.objects.filter(user=user_called("Heidi")).count() == 1


def test_the_same_invitation_is_open_only_once(cast: CastFixture, mails: list[Any]) -> None:
    invited(cast)
    answer = sent(cast("Kerstin"), INVITE, **(LENA | {"email": "LENA@weinheim.example"}))
    assert "noch einmal" in answer.context["form"].errors["email"][0]
    assert len(mails) == 1
    twin = Invitation.objects.get()
    twin.pk, twin.token_digest, twin.email = twin.invited_by, "0" * 64, "LENA@weinheim.example"
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_whoever_has_the_role_already_is_not_invited(cast: CastFixture, mails: list[Any]) -> None:
    answer = sent(cast("Kerstin"), INVITE, **(LENA | {"email": "Amira@demo.example"}))
    assert "schon" in answer.context["form"].errors["email"][0]
    assert mails == []


def test_an_invitation_does_not_say_whether_the_address_has_an_account(
    cast: CastFixture, mails: list[Any]
) -> None:
    for email in ("clara@demo.example", "nobody@demo.example"):
        assert sent(cast("Kerstin"), INVITE, **(LENA | {"email": email})).status_code == 302
    page = cast("Kerstin").get(LIST).content.decode()
    assert "Ostwald" not in page  # the name of the account is not shown before it accepts


def test_only_roles_of_the_own_kind_of_organisation_are_offered(cast: CastFixture) -> None:
    page = cast("Kerstin").get(INVITE)
    offered = {value for value, _ in page.context["form"].fields["role"].choices}
    assert Role.ADMINISTRATOR in offered
    assert Role.LAND_OFFICER not in offered
    answer = sent(cast("Kerstin"), INVITE, **(LENA | {"role": "land_officer"}))
    assert answer.context["form"].errors["role"]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"email": "lena"}, "email"),
        ({"given_name": ""}, "given_name"),
        ({"family_name": "x" * 81}, "family_name"),
        ({"valid_from": "morgen"}, "valid_from"),
        ({"valid_until": "2024-12-31"}, "valid_until"),
        ({"valid_until": "2025-01-01"}, "valid_until"),
    ],
)
def test_a_fault_is_said_at_its_field_and_nobody_is_invited(
    words: dict[str, str], field: str, cast: CastFixture, mails: list[Any]
) -> None:
    answer = sent(cast("Kerstin"), INVITE, **(LENA | words))
    assert answer.context["form"].errors[field]
    assert mails == []
    assert not Invitation.objects.exists()


def test_old_invitations_are_forgotten_and_open_ones_are_not(
    cast: CastFixture, mails: list[Any]
) -> None:
    from bindeglied.accounts.actions import forget_old_invitations

    invited(cast)
    now = timezone.now()
    assert forget_old_invitations(now + timedelta(days=90)) == 0
    assert forget_old_invitations(now + timedelta(days=98)) == 1
