from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "bindeglied.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from bindeglied.places.views.search import search_group
        from bindeglied.ui import registry

        registry.searches.add(search_group)
        registry.navigation.add(
            registry.NavigationItem(_("Orte"), "places:land", "map-pin", order=90)
        )
        registry.frame_addresses.setdefault("visitor", "places:land")
