from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "bindeglied.ui"
    label = "ui"
