from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "agreements"

    def ready(self) -> None:
        """Register the app's policies and its rule on memberships of both sides."""
        from agreements import policies  # noqa: F401 - registers on import
        from agreements.sides import would_meet
        from navskole.administration.actions.user import register_conflict_check

        register_conflict_check(would_meet)
