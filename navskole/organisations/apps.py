from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "navskole.organisations"
    label = "organisations"
