from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "navskole.rules"
    label = "rules"

    def ready(self) -> None:
        """Load what navskole ships with after every migration, also after a test's flush."""
        from django.db.models.signals import post_migrate

        from navskole.rules.reference import load_absence_reasons, load_rules

        post_migrate.connect(load_rules, sender=self)
        post_migrate.connect(load_absence_reasons, sender=self)
