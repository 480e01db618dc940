from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "navskole.administration"
    label = "administration"

    def ready(self) -> None:
        """Register the app's policies."""
        from navskole.administration import policies  # noqa: F401 - registers on import
