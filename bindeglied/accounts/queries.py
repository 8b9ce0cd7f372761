"""Reads about people and their factors."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from bindeglied.accounts.models import User


def second_factors(user: User) -> dict[str, int]:
    """How many factors of each kind a person has: keys totp, webauthn, codes_left."""
    found = {"totp": 0, "webauthn": 0, "codes_left": 0}
    for factor in Authenticator.objects.filter(user=user):
        if factor.type == Authenticator.Type.RECOVERY_CODES:
            found["codes_left"] = len(factor.wrap().get_unused_codes())
        else:
            found[factor.type] += 1
    return found
