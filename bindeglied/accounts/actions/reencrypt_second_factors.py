"""The secrets of second factors move under the newest master key."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from bindeglied.accounts.adapters import second_factor_cipher

# Where the sign-in library keeps what it has encrypted.
ENCRYPTED = ("secret", "seed")


def reencrypt_second_factors() -> int:
    """Encrypt every secret of a second factor anew; gives how many.

    One at a time: stopped in between and called again, it does no harm to those done before.
    It has no `by`: the installation does it.
    """
    cipher, done = second_factor_cipher(), 0
    for pk in list(Authenticator.objects.values_list("pk", flat=True)):
        with transaction.atomic():
            factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
            secrets = {name for name in ENCRYPTED if factor and factor.data.get(name)}
            for name in secrets:
                factor.data[name] = cipher.rotate(factor.data[name].encode()).decode()
            if secrets:
                factor.save(update_fields=["data"])
                done += 1
    return done
