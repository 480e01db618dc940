from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "navskole.audit"
    label = "audit"

    def ready(self) -> None:
        """Log sign-ins and sign-outs."""
        from navskole.audit import sign_in  # noqa: F401 - connects its receivers
