from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    name = "bindeglied.funding"
    label = "funding"

    def ready(self) -> None:
        from bindeglied.funding import today
        from bindeglied.funding.access import FRAME_READERS
        from bindeglied.funding.place_card import frame_card
        from bindeglied.ui import registry

        registry.navigation.add(
            registry.NavigationItem(
                _("Rahmen"), "funding:frames", "map", order=30, roles=frozenset(FRAME_READERS)
            )
        )
        registry.navigation.add(
            registry.NavigationItem(_("Regeln"), "funding:rules", "scale", order=60)
        )
        registry.today.add(today.frame_rows)
        registry.slots["places:municipality"].add(frame_card)
