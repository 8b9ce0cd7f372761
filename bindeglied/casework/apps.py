from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

BEGINNINGS = (
    (_("Notiz"), "casework:note_for", "pencil", "n"),
    (_("Termin"), "casework:appointment_for", "calendar", ""),
    (_("Aufgabe"), "casework:task_for", "list-checks", ""),
    (_("Kurzberatung"), "casework:new_counter_contact", "store", ""),
    (_("Person aufnehmen"), "casework:announce", "user-plus", ""),
)


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
                _("Fälle"),
                "casework:cases",
                "folder",
                order=20,
                roles=frozenset(CASE_WORKERS),
                keys="g f",
            )
        )
        registry.navigation.add(
            registry.NavigationItem(
                _("Kalender"),
                "casework:calendar",
                "calendar",
                order=25,
                roles=frozenset(CASE_WORKERS),
                keys="g k",
            )
        )
        for order, (label, address, icon, keys) in enumerate(BEGINNINGS):
            registry.beginnings.add(
                registry.NavigationItem(label, address, icon, order, frozenset(CASE_WORKERS), keys)
            )
        registry.searches.add(case_lookup.find_cases)
        registry.today.add(today.day_of_cases)
        key_owners.add(
            lambda ids: set(Case.objects.filter(pk__in=ids).values_list("pk", flat=True))
        )
