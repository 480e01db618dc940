from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "navskole.access"
    label = "access"
