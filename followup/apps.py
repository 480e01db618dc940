from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "followup"

    def ready(self) -> None:
        """Register policies and addresses, what follows from closing and moving, the catalogue."""
        from django.db.models.signals import post_migrate

        from agreements import steering_figures
        from followup import models, policies  # noqa: F401 - policies register on import
        from followup.actions.measure_route import take_back_moved
        from followup.catalogue import load_catalogue
        from followup.querysets.measure import names_of_open_measures
        from followup.steering_figures import measure_figures
        from navskole.access import addresses
        from pupils.actions.case import register_open_ends
        from pupils.actions.pupil import register_move_listener

        post_migrate.connect(load_catalogue, sender=self)
        steering_figures.register_finder(measure_figures)
        register_open_ends(names_of_open_measures)
        register_move_listener(take_back_moved)
        addresses.register("note_id", models.Note)
        addresses.register("measure_id", models.Measure)
        addresses.register("task_id", models.Task)
        addresses.register("goal_id", models.Goal)
        addresses.register("reminder_id", models.Reminder)
        addresses.register("disclosure_id", models.Disclosure)
