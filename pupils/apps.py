from django.apps import AppConfig


class PupilsConfig(AppConfig):
    name = "pupils"

    def ready(self) -> None:
        """Register policies, addresses and the shipped problem areas."""
        from django.db.models.signals import post_migrate

        from agreements import steering_figures
        from navskole.access import actor, addresses, grounds, looks, person_text
        from navskole.administration.actions.user import register_leaver
        from navskole.audit import subjects
        from navskole.notices import kinds
        from pupils import (  # noqa: F401 - policies register on import
            log_policies,
            models,
            policies,
            protected_looks,
        )
        from pupils.actions.national_id import national_ids_for_log
        from pupils.actions.single_access import leave_with_single_accesses
        from pupils.actions.team import leave_office
        from pupils.called import WITH_MEMBERSHIP
        from pupils.consent_notices import find_ending_consents
        from pupils.grounds import single_access
        from pupils.names import names_of_pupils
        from pupils.protection_notices import find_too_few_named, tell_who_is_left
        from pupils.reference import load_problem_areas
        from pupils.single_access_notices import find_ending_single_accesses
        from pupils.steering_figures import caseload_figures, consent_figures

        post_migrate.connect(load_problem_areas, sender=self)
        person_text.register_finder(names_of_pupils)
        actor.tell_with_place(WITH_MEMBERSHIP, models.OwnName.objects.of_membership)
        named = models.PupilGrant.objects.named_of_membership
        actor.tell_with_place(protected_looks.WITH_MEMBERSHIP, named)
        looks.register_listener(protected_looks.tell_of_strict_looks)
        actor.tell_with_place(
            single_access.WITH_MEMBERSHIP,
            models.PupilGrant.objects.single_access_of_membership,
            for_grounds=True,
        )
        grounds.tell_period(grounds.Ground.SINGLE_ACCESS, single_access.period_in_words)
        register_leaver(leave_office)
        register_leaver(leave_with_single_accesses)
        steering_figures.register_finder(caseload_figures)
        steering_figures.register_finder(consent_figures)
        subjects.register_finder(national_ids_for_log)
        register_leaver(tell_who_is_left)
        kinds.register_finder(find_ending_consents)
        kinds.register_finder(find_too_few_named)
        kinds.register_finder(find_ending_single_accesses)
        addresses.register("pupil_id", models.Pupil)
        addresses.register("case_id", models.Case)
        addresses.register("referral_id", models.Referral)
        addresses.register("consent_id", models.Consent)
        addresses.register("flag_id", models.RiskFlag)
        addresses.register("standing_id", models.SubjectStanding)
        addresses.register("relation_id", models.PersonRelation)
        addresses.register("protection_id", models.ProtectionChange)
        addresses.register("single_access_id", models.SingleAccessRequest)
