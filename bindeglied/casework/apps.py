from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "bindeglied.casework"
    label = "casework"
