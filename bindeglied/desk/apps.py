from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "bindeglied.desk"
    label = "desk"

    def ready(self) -> None:
        from bindeglied.ui import registry

        registry.navigation.add(
            registry.NavigationItem(_("Heute"), "desk:home", "list-checks", order=10, keys="g h")
        )
        registry.frame_addresses |= {
            "home": "desk:home",
            "search": "desk:search",
            "draft": "desk:draft",
            "accessibility": "desk:accessibility",
            "privacy": "desk:privacy",
            "licence": "desk:licence",
        }
