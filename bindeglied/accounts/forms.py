"""Forms about people: inviting, ending a membership, choosing the first password."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ResetPasswordForm
from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bindeglied.accounts.actions.add_membership import KINDS_OF_ROLE
from bindeglied.accounts.mails import mail_after_commit
from bindeglied.accounts.models import Invitation, Organisation, Role, User
from bindeglied.ui.forms import PeriodForm, not_over


def _day_widget() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class InviteForm(PeriodForm):
    """Whom an administrator invites, as what, from when to when."""

    given_name = forms.CharField(label=_("Vorname"), max_length=80)
    family_name = forms.CharField(label=_("Familienname"), max_length=80)
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        max_length=254,
        help_text=_("Die dienstliche Adresse; mit ihr meldet sich die Person an."),
    )
    role = forms.ChoiceField(label=_("Aufgabe"))
    valid_from = forms.DateField(label=_("gilt ab"), widget=_day_widget())
    valid_until = forms.DateField(
        label=_("gilt bis"),
        widget=_day_widget(),
        required=False,
        help_text=_("Der letzte Tag; ohne Angabe bis auf Weiteres."),
    )

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_from", timezone.localdate())
        fitting = [role for role in Role if organisation.kind in KINDS_OF_ROLE[role]]
        self.fields["role"].choices = [(role.value, role.label) for role in fitting]  # type: ignore[attr-defined]


class EndMembershipForm(forms.Form):
    """The last day of a membership; today takes it away at once."""

    last_day = forms.DateField(
        label=_("Letzter Tag"),
        widget=_day_widget(),
        help_text=_("Mit dem heutigen Tag endet der Zugang sofort, bei der nächsten Anfrage."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("last_day", timezone.localdate())

    def clean_last_day(self) -> Any:
        return not_over(self.cleaned_data["last_day"])


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]
    """The library's, with our mail where nobody has the address: there is no sign-up to offer."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        if self.users:
            super().save(request, **kwargs)
        else:
            mail_after_commit("accounts/mails/unknown_account.txt", email, {})
        return email


class FirstPasswordForm(forms.Form):
    """The password of somebody who accepts an invitation."""

    password1 = forms.CharField(
        label=_("Passwort"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )
    password2 = forms.CharField(
        label=_("Passwort noch einmal"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, invitation: Invitation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = User(
            email=invitation.email,
            given_name=invitation.given_name,
            family_name=invitation.family_name,
        )

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.person)
        return password

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        first, second = words.get("password1"), words.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Die beiden Passwörter stimmen nicht überein."))
        return words
