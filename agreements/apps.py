from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "agreements"

    def ready(self) -> None:
        """Register the app's policies and its rule on both sides, and what its dates bring."""
        from agreements import models, policies  # noqa: F401 - policies register on import
        from agreements.notice_dates import find_dates
        from agreements.sides import would_meet
        from agreements.steering_tasks import WITH_MEMBERSHIP
        from agreements.vacancies import find_vacancies
        from navskole.access import actor
        from navskole.administration.actions.user import register_conflict_check
        from navskole.notices.kinds import register_finder

        register_conflict_check(would_meet)
        register_finder(find_dates)
        register_finder(find_vacancies)
        decisions = models.SteeringDecision.objects
        actor.tell_with_place(WITH_MEMBERSHIP, decisions.open_of_membership)
