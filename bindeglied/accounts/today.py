"""What accounts put on everybody's page of the day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from bindeglied.accounts.queries import second_factors
from bindeglied.ui.registry import TodayRow

FEW_CODES = 3


def second_factor_rows(member: Any) -> Iterable[TodayRow]:
    """Rows that ask for a second factor or for fresh recovery codes."""
    factors = second_factors(member.user)
    if not factors["totp"] and not factors["webauthn"]:
        yield TodayRow(
            icon="shield-alert",
            title=_("Zweiten Faktor einrichten"),
            text=_("Ihr Konto ist bisher nur mit dem Passwort geschützt."),
            deed=_("Einrichten"),
            href=reverse("mfa_index"),
        )
    elif factors["codes_left"] < FEW_CODES:
        yield TodayRow(
            icon="life-buoy",
            title=_("Wiederherstellungscodes erneuern"),
            text=_("Wer Telefon oder Schlüssel verliert, kommt nur damit wieder herein."),
            deed=_("Erneuern"),
            href=reverse("mfa_generate_recovery_codes"),
        )
