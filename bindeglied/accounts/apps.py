from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "bindeglied.accounts"
    label = "accounts"

    def ready(self) -> None:
        from bindeglied.accounts import today
        from bindeglied.ui import registry

        registry.frame_addresses |= {
            "switch": "accounts_switch",
            "sign_in": "account_login",
            "sign_out": "account_logout",
            "security": "mfa_index",
        }
        registry.today.add(today.second_factor_rows)
