"""Where the sign-in library asks us: closed sign-up, the trail of sign-ins, encrypted secrets."""

from __future__ import annotations

from time import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bindeglied.accounts.mails import address_of, mail_after_commit
from bindeglied.trail.actions import record_event


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People are invited, never sign up; every sign-in and every refused one is an event."""

    error_messages = {  # noqa: RUF012 - the library's own shape
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-Mail-Adresse oder Passwort stimmen nicht."),
        "too_many_login_attempts": _(
            "Zu viele Fehlversuche. Bitte warten Sie fünf Minuten und versuchen Sie es dann erneut."
        ),
    }

    # The library's mails that we send, with our words for them.
    mails: ClassVar = {"account/email/password_reset_key": "accounts/mails/password_reset.txt"}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just signed in with everything they have is not asked for it again."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        record_event(
            "signed in", record_kind="user", record_key=user.pk, by=user.pk, organisation=None
        )

    def logout(self, request: HttpRequest) -> None:
        by: Any = request.user.pk
        super().logout(request)
        record_event("signed out", record_kind="user", record_key=by, by=by, organisation=None)

    def set_password(self, user: Any, password: str) -> None:
        # Sessions are bound to the password: a new one ends them all.
        super().set_password(user, password)
        record_event(
            "password set", record_kind="user", record_key=user.pk, by=user.pk, organisation=None
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        words = {"address": context.get("password_reset_url", "")}
        mail_after_commit(self.mails[template_prefix], email, words)

    def get_reset_password_from_key_url(self, key: str) -> str:
        # From the settings: what a request says about its host is not to be trusted in a mail.
        user, _, token = key.partition("-")
        return address_of(reverse("account_reset_password_from_key", args=[user, token]))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        # The address typed is personal and may be a mistyped password: it is not kept.
        record_event(
            "sign-in refused", record_kind="user", record_key="", by=None, organisation=None
        )


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The secrets of second factors lie encrypted in the database."""

    error_messages = {  # noqa: RUF012 - the library's own shape
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Dieser Code stimmt nicht. Bitte geben Sie den aktuellen Code ein."),
    }

    def encrypt(self, text: str) -> str:
        return second_factor_cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return second_factor_cipher().decrypt(encrypted_text.encode()).decode()


def second_factor_cipher() -> MultiFernet:
    """Encrypts with the newest key, decrypts with each."""
    return MultiFernet([Fernet(key) for key in settings.SECOND_FACTOR_KEYS])
