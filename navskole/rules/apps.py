from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "navskole.rules"
    label = "rules"

    def ready(self) -> None:
        """Load the shipped rules after every migration, also after a test's flush."""
        from django.db.models.signals import post_migrate

        from navskole.rules.reference import load_rules

        post_migrate.connect(load_rules, sender=self)
