from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "bindeglied.accounts"
    label = "accounts"

    def ready(self) -> None:
        from bindeglied.accounts import today
        from bindeglied.ui import registry

        registry.frame_addresses["switch"] = "accounts_switch"
        registry.today.add(today.second_factor_rows)
