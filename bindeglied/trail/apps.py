from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "bindeglied.trail"
    label = "trail"
