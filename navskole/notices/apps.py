from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "navskole.notices"
    label = "notices"

    def ready(self) -> None:
        """Register policies, and let the number of unread notices come with each membership."""
        from navskole import navigation
        from navskole.access import actor
        from navskole.notices import policies  # noqa: F401 - registers on import
        from navskole.notices.models import Notice

        actor.tell_with_place(navigation.UNREAD_NOTICES, Notice.objects.unread_of_membership)
