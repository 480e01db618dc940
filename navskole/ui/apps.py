"""App configuration of the user interface."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Components, form markup and the catalogue at /ui/."""

    name = "navskole.ui"
    label = "ui"
