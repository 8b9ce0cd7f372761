from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    name = "bindeglied.funding"
    label = "funding"

    def ready(self) -> None:
        from bindeglied.funding import today
        from bindeglied.funding.access import FRAME_READERS, MONEY_READERS
        from bindeglied.funding.place_card import count_card, frame_card
        from bindeglied.ui import registry

        registry.navigation.add(
            registry.NavigationItem(
                _("Rahmen"), "funding:frames", "map", order=30, roles=frozenset(FRAME_READERS)
            )
        )
        registry.navigation.add(
            registry.NavigationItem(
                _("Bescheide"),
                "funding:notices",
                "file-text",
                order=32,
                roles=frozenset(FRAME_READERS),
            )
        )
        registry.navigation.add(
            registry.NavigationItem(
                _("Geld"), "funding:money", "euro", order=40, roles=frozenset(MONEY_READERS)
            )
        )
        registry.navigation.add(
            registry.NavigationItem(
                _("Zählung"), "funding:surveys", "users", order=35, roles=frozenset(FRAME_READERS)
            )
        )
        registry.navigation.add(
            registry.NavigationItem(_("Regeln"), "funding:rules", "scale", order=60)
        )
        registry.today.add(today.frame_rows)
        registry.today.add(today.survey_rows)
        registry.today.add(today.notice_rows)
        registry.slots["places:municipality"].add(frame_card)
        registry.slots["places:municipality"].add(count_card)
