from django.apps import AppConfig
from django.db.backends.signals import connection_created


class AccessConfig(AppConfig):
    name = "navskole.access"
    label = "access"

    def ready(self) -> None:
        from navskole.access.shared_ids import install

        connection_created.connect(install)
