from django.apps import AppConfig
from django.db.backends.signals import connection_created


class AccessConfig(AppConfig):
    name = "navskole.access"
    label = "access"

    def ready(self) -> None:
        """Let connections share ids, and migrations read past the second barrier."""
        from navskole.access import migrating
        from navskole.access.shared_ids import install

        connection_created.connect(install)
        migrating.connect(self)
