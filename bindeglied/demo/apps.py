from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "bindeglied.demo"
    label = "demo"

    def ready(self) -> None:
        from bindeglied.demo.views import entrance
        from bindeglied.ui import registry

        registry.slots["entrance"].add(entrance)
