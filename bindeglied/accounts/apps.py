from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "bindeglied.accounts"
    label = "accounts"

    def ready(self) -> None:
        from bindeglied.accounts import today
        from bindeglied.accounts.models import Role, User
        from bindeglied.trail.registry import key_owners
        from bindeglied.ui import registry

        # Everybody has a key of their own, for what they typed and have not sent yet.
        key_owners.add(
            lambda ids: set(User.objects.filter(pk__in=ids).values_list("pk", flat=True))
        )

        registry.navigation.add(
            registry.NavigationItem(
                _("Zugänge"),
                "accounts_people",
                "users-round",
                order=50,
                roles=frozenset({Role.ADMINISTRATOR}),
            )
        )
        registry.frame_addresses |= {
            "switch": "accounts_switch",
            "sign_in": "account_login",
            "sign_out": "account_logout",
            "security": "mfa_index",
        }
        registry.today.add(today.second_factor_rows)
