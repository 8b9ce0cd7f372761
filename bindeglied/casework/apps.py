from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "bindeglied.casework"
    label = "casework"

    def ready(self) -> None:
        from bindeglied.casework import case_lookup, today
        from bindeglied.casework.access import CASE_WORKERS
        from bindeglied.casework.models import Case
        from bindeglied.trail.registry import key_owners
        from bindeglied.ui import registry

        registry.navigation.add(
            registry.NavigationItem(
                _("Fälle"), "casework:cases", "folder", order=20, roles=frozenset(CASE_WORKERS)
            )
        )
        registry.searches.add(case_lookup.find_cases)
        registry.today.add(today.case_rows)
        key_owners.add(
            lambda ids: set(Case.objects.filter(pk__in=ids).values_list("pk", flat=True))
        )
