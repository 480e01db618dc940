"""The demo holds every state there is, by the rules, on whatever day it is seeded."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.db.models import Count
from django.utils import timezone

from agreements.models import Contract, ContractState, Placement, TimeEntry
from agreements.time_deviation import standing_deviations
from followup.demo import seed_demo
from followup.models import (
    Audience,
    CaseloadReview,
    ContactOutcome,
    ContactRequest,
    DecisionOutcome,
    Goal,
    GoalState,
    Measure,
    MeasureDecision,
    MeasurePart,
    MeasureState,
    MeasureSubmission,
    Note,
    Task,
)
from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.administration.demo import ACCOUNTS, PASSWORD
from navskole.audit.models import AccessEvent
from navskole.organisations.models import School
from pupils.actions.pupil import register_pupil
from pupils.models import (
    SCHOOL_SERVICES,
    Absence,
    AddressProtection,
    Case,
    CaseGrant,
    CaseStatus,
    Consent,
    ConsentLine,
    ConsentMethod,
    ConsentStatus,
    ContactDetails,
    Enrolment,
    FlagLevel,
    PersonRelation,
    Pupil,
    PupilGrant,
    Referral,
    RiskFlag,
    Service,
    TeamRole,
)

pytestmark = pytest.mark.django_db

OWN_APPS = {
    "accounts",
    "administration",
    "agreements",
    "audit",
    "followup",
    "organisations",
    "pupils",
    "rules",
}
A_SUNDAY_BEFORE_SCHOOL_STARTS = "2026-08-02T06:00:00+02:00"
A_LEAP_DAY = "2028-02-29T15:00:00+01:00"
EVERY_OF_THE_CROWD = 7
"""The crowd repeats the same stories: one row in so many is validated, every row without it."""


@pytest.fixture(
    scope="module",
    params=[(A_SUNDAY_BEFORE_SCHOOL_STARTS, True), (A_LEAP_DAY, False)],
    ids=["sunday-with-crowd", "leap-day"],
    autouse=True,
)
def crowd(request, django_db_setup, django_db_blocker):
    """Seed once per day for all tests here, which change nothing that outlives them.

    Says whether the crowd is there.
    """
    day, with_crowd = request.param
    with (
        time_machine.travel(day, tick=False),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        seed_demo(now=timezone.now(), crowd=with_crowd)
        yield with_crowd
        transaction.set_rollback(True)


def own_models():
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in OWN_APPS and not model.__name__.startswith("Historical")
    ]


def today():
    return timezone.localdate()


def user(username):
    return User.objects.get(username=username)


# Choices that no record of the demo holds, and why.
NOT_IN_THE_DEMO = {
    "pupils.Case.outcome": "closed cases end in some of the ways; only the word differs",
    "pupils.ContactDetails.language_form": "nobody has asked for nynorsk",
    "pupils.Enrolment.end_reason": "one pupil has left; only the word differs",
    "pupils.PersonRelation.kind": "no employee is a pupil",
    "pupils.SubjectStanding.term": "one of the two, by the day of the seeding",
    "pupils.ProtectionChange.after": "the protected of the demo came to it protected",
    "pupils.ProtectionChange.before": "as above",
    "pupils.ProtectionChange.outcome": "as above",
    "followup.Disclosure.statute": "one item is shared on a statute; only the statute differs",
    "followup.MeasureDecision.lifted_because": "those sent again stand by their new answer",
    "followup.MeasureDecision.role": "leaders and rektorer alone decide",
    "followup.MeasurePart.effect": "two of the four; only the word differs",
    "followup.MeasureSubmission.lifted_because": "as the decisions",
    "followup.Task.given_to": "NAV gives tasks to the school, never the other way",
}


def test_every_choice_is_made_somewhere_but_for_those_named():
    missing = {
        f"{model._meta.label}.{field.name}": unused
        for model in own_models()
        if model._meta.app_label in ("pupils", "followup")
        for field in model._meta.concrete_fields
        if field.choices and (unused := choices_not_made(model, field))
    }

    assert missing.keys() - NOT_IN_THE_DEMO.keys() == set(), missing


def choices_not_made(model, field):
    made = set(model._base_manager.values_list(field.name, flat=True))
    return {value for value, _label in field.flatchoices} - made


def test_somebody_is_on_a_case_in_every_role():
    grants = CaseGrant.objects.in_force(on=today()).filter(content_object__in=Case.objects.open())

    assert set(grants.values_list("team_role", flat=True)) == set(TeamRole.values)
    for role in (TeamRole.SUBSTITUTE, TeamRole.COLLEAGUE):
        assert grants.filter(team_role=role, ends_on__gt=today()).exists()


def test_a_case_without_a_responsible_veileder_waits_for_the_leader():
    waiting = Case.objects.open().get(responsible=None)
    relation = PersonRelation.objects.get(pupil=waiting.pupil)
    visible = Case.objects.visible_to(Actor.for_user(user("leder.fjordvik")))

    assert (relation.user.username, relation.kind) == ("veileder2.fjordvik", "close")
    assert visible.contains(waiting)
    assert not CaseGrant.objects.in_force(on=today()).filter(content_object=waiting).exists()


def test_what_was_planned_went_every_way():
    tasks = Task.objects.all()

    assert tasks.filter(done_at__isnull=False).exists()
    assert tasks.filter(struck_at__isnull=False).exists()
    assert tasks.open().filter(due_on__lt=today()).exists()
    assert tasks.open().filter(due_on__gte=today()).exists()
    assert tasks.filter(case=None).exists()
    assert set(SCHOOL_SERVICES) <= set(tasks.values_list("given_to", flat=True))
    assert set(Goal.objects.values_list("state", flat=True)) == set(GoalState.values)


def test_contact_requests_wait_and_are_closed_in_every_way():
    contacts = ContactRequest.objects.all()

    assert contacts.open().exists()
    closed = set(contacts.exclude(outcome="").values_list("outcome", flat=True))
    assert closed == set(ContactOutcome.values)


def test_cases_stand_in_every_status(crowd):
    cases = Case.objects.all()

    assert cases.count() == (71 if crowd else 21)
    assert set(cases.values_list("status", flat=True)) == set(CaseStatus.values)
    assert cases.filter(status=CaseStatus.CLOSED).values("outcome").distinct().count() >= 3
    assert cases.filter(closed_on__lt=today() - timedelta(days=90)).exists()
    assert cases.filter(closed_on__gte=today() - timedelta(days=90)).exists()
    assert Case.history.filter(status=CaseStatus.CLOSED, id__in=cases.open().values("pk")).exists()


def test_veileder_at_fjordvik_has_the_richest_caseload(crowd):
    open_cases = Counter(Case.objects.open().values_list("responsible__username", flat=True))

    assert open_cases.most_common(1)[0] == ("veileder.fjordvik", 24 if crowd else 9)


def test_measures_stand_in_every_state_on_nav_side():
    parts = MeasurePart.objects.filter(measure__case__isnull=False)

    assert set(parts.values_list("state", flat=True)) == set(MeasureState.values)


def test_school_measures_stand_in_every_state_but_outside():
    parts = MeasurePart.objects.filter(measure__case__isnull=True)

    states = set(parts.values_list("state", flat=True))
    assert states == set(MeasureState.values) - {MeasureState.OUTSIDE}


def test_a_returned_measure_waits_again():
    returned = MeasureDecision.objects.filter(outcome=DecisionOutcome.RETURNED)
    waiting = MeasurePart.objects.filter(state=MeasureState.SUBMITTED)

    assert waiting.filter(submissions__decisions__in=returned).count() == 1


def test_what_was_sent_or_answered_fell_away_in_every_way():
    sent = MeasureSubmission.objects.exclude(lifted_because="")
    answered = MeasureDecision.objects.exclude(lifted_because="")

    assert set(sent.values_list("lifted_because", flat=True)) == {"edited", "moved"}
    assert set(answered.values_list("lifted_because", flat=True)) == {"edited", "undone"}


def test_a_measure_waits_at_another_office_than_the_cases():
    elsewhere = MeasurePart.objects.filter(state=MeasureState.SUBMITTED).exclude(
        deciding_organisation=models.F("owner")
    )

    assert [part.forward_office.name for part in elsewhere] == ["NAV Sundet"]


def test_leaders_have_something_to_decide():
    waiting = MeasurePart.objects.filter(state=MeasureState.SUBMITTED)
    deciding = set(waiting.values_list("deciding_organisation__name", flat=True))

    assert deciding >= {"NAV Fjordvik", "NAV Sundet", "NAV Elvebyen", "Fjordvik vgs"}


def test_consents_are_of_every_kind():
    consents = Consent.objects.all()

    assert set(consents.values_list("status", flat=True)) == set(ConsentStatus.values)
    assert set(consents.values_list("method", flat=True)) == set(ConsentMethod.values)
    assert consents.filter(status=ConsentStatus.GIVEN, ends_on__lt=today()).exists()
    assert consents.filter(lines__includes_sensitive=True).exists()
    assert {
        frozenset(consent.lines.values_list("service", flat=True))
        for consent in consents.filter(status=ConsentStatus.GIVEN)
    } == {
        frozenset(SCHOOL_SERVICES),
        frozenset([Service.SCHOOL_LEADERSHIP]),
        frozenset([Service.PUPIL_SERVICES]),
        frozenset([Service.NAV_OFFICE]),
    }


@pytest.mark.parametrize(
    ("pupil", "reasons"),
    [("Ida Marie", {"undocumented"}), ("Mohamed Abdi", {"undocumented", "welfare", "health"})],
)
def test_schools_open_absence_with_and_without_what_tells_of_health(pupil, reasons):
    case = Case.objects.select_related("responsible").get(pupil__first_name=pupil)
    seen = Absence.objects.visible_to(Actor.for_user(case.responsible))

    of_pupil = seen.filter(standing__pupil_id=case.pupil_id)
    assert set(of_pupil.values_list("reason_code", flat=True)) == reasons


def test_lines_in_force_are_wide_and_narrow():
    lines = ConsentLine.objects.in_force(on=today())
    per_consent = Counter(lines.values_list("consent_id", flat=True))

    assert {1, 3, 6} <= set(per_consent.values())


def test_flags_of_every_level_stand_and_are_settled_on_both_sides():
    for flags in (RiskFlag.objects.filter(case=None), RiskFlag.objects.exclude(case=None)):
        assert set(flags.values_list("level", flat=True)) == set(FlagLevel.values)
        assert flags.standing(on=today()).exists()
        assert flags.filter(resolved_at__isnull=False).exists()
    assert RiskFlag.objects.filter(resolved_at=None, expires_on__lt=today()).exists()


def test_notes_are_of_every_sort(crowd):
    in_cases = Note.objects.exclude(case=None)

    assert in_cases.count() >= (600 if crowd else 120)
    assert in_cases.filter(audience=Audience.SHARED).count() > 10
    assert in_cases.filter(audience=Audience.OWN, is_sensitive=True).exists()
    assert in_cases.filter(audience=Audience.SHARED, is_sensitive=True).exists()
    assert in_cases.filter(struck_at__isnull=False).exists()
    assert in_cases.filter(next_contact_on__lt=today(), case__closed_on=None).exists()
    assert Note.objects.filter(case=None).count() > 10
    assert Note.objects.filter(case=None, named_readers__isnull=False, is_sensitive=True).exists()
    repeated = in_cases.values("pupil", "text").annotate(times=Count("pk")).filter(times__gt=1)
    assert not repeated.exists()


def test_referrals_wait_are_taken_and_declined():
    pending = Counter(Referral.objects.pending().values_list("office__name", flat=True))

    assert pending == {"NAV Fjordvik": 2, "NAV Sundet": 1, "NAV Elvebyen": 1}
    assert Referral.objects.filter(case__isnull=False).exists()
    assert Referral.objects.filter(declined_at__isnull=False).exists()


def test_strictly_protected_pupil_has_no_contact_and_two_named_on_each_side():
    pupil = Pupil.objects.get(address_protection=AddressProtection.STRICT)
    named = PupilGrant.objects.in_force(on=today()).filter(content_object=pupil)
    sides = Counter(named.values_list("user__memberships__organisation__name", flat=True))

    assert not ContactDetails.objects.filter(pupil=pupil).exists()
    assert min(sides["Fjordvik vgs"], sides["NAV Fjordvik"]) >= 2
    assert Pupil.objects.visible_to(Actor.for_user(user("leder.fjordvik"))).contains(pupil)
    assert not Pupil.objects.visible_to(Actor.for_user(user("stedfortreder.fjordvik"))).contains(
        pupil
    )


def test_confidential_pupil_has_contact_for_the_named_alone():
    pupil = Pupil.objects.get(address_protection=AddressProtection.CONFIDENTIAL)
    details = ContactDetails.objects.filter(pupil=pupil)
    actors = {name: Actor.for_user(user(name)) for name in ("rektor.fjordvik", "veileder.sundet")}

    assert details.exists()
    assert details.visible_to(actors["veileder.sundet"]).exists()
    assert not details.visible_to(actors["rektor.fjordvik"]).exists()


def test_a_lifted_relation_hides_nothing():
    lifted = PersonRelation.objects.get(lifted_at__isnull=False)

    assert Pupil.objects.visible_to(Actor.for_user(lifted.user)).contains(lifted.pupil)


def test_a_declared_relation_hides_the_pupil_from_the_relative():
    relation = PersonRelation.objects.get(user__username="radgiver.elvebyen")
    enrolment = Enrolment.objects.in_force(on=today()).get(pupil=relation.pupil)

    assert enrolment.school_id == relation.owner_id
    assert not Pupil.objects.visible_to(Actor.for_user(relation.user)).contains(relation.pupil)


def test_one_pupil_with_an_open_case_is_not_in_school(crowd):
    enrolled = Enrolment.objects.values("pupil_id")

    assert Case.objects.open().exclude(pupil_id__in=enrolled).count() == 1
    assert Pupil.objects.count() == (400 if crowd else 60)


def test_contracts_are_in_force_except_the_one_that_expired_last_month():
    states = {str(each): each.state(on=today()) for each in Contract.objects.all()}
    expired = Contract.objects.get(school__name="Skogheim vgs")

    assert states == {
        "Fjordvik vgs – NAV Fjordvik": ContractState.IN_FORCE,
        "Fjordvik vgs – NAV Sundet": ContractState.IN_FORCE,
        "Elvebyen vgs – NAV Elvebyen": ContractState.IN_FORCE,
        "Skogheim vgs – NAV Skogheim": ContractState.EXPIRED,
    }
    assert expired.in_force_until == today().replace(day=1) - timedelta(days=1)
    assert set(Placement.objects.values_list("contract__office__name", flat=True)) == {
        "NAV Fjordvik",
        "NAV Sundet",
        "NAV Elvebyen",
        "NAV Skogheim",
    }


def test_every_placed_veileder_registers_time_and_one_is_off_the_plan():
    placed = Placement.objects.in_force(on=today()).select_related("contract")

    found = standing_deviations(placed, on=today())

    writers = set(TimeEntry.objects.values_list("counsellor_id", flat=True))
    assert writers == set(placed.values_list("counsellor_id", flat=True))
    assert [each.placement.counsellor.username for each in found] == ["veileder2.fjordvik"]
    assert min(use.at_school for use in found[0].months) > 0


def test_rektor_reviewed_twice():
    reviews = CaseloadReview.objects.filter(reviewed_by=user("rektor.fjordvik"))

    points = Task.objects.exclude(review=None)

    assert reviews.count() == CaseloadReview.objects.count() == 2
    assert set(points.values_list("review", flat=True)) == set(reviews.values_list("pk", flat=True))
    assert points.filter(done_at__isnull=False).exists()
    assert points.open().exists()


def test_every_account_signs_in_with_the_one_password():
    assert {each.username for each in ACCOUNTS} == set(
        User.objects.values_list("username", flat=True)
    )
    assert all(each.check_password(PASSWORD) for each in User.objects.all())
    assert all(Actor.for_user(each).memberships for each in User.objects.all())


def test_nobody_decided_what_they_proposed():
    for decision in MeasureDecision.objects.select_related("submission__part"):
        assert not decision.submission.part.proposers.filter(pk=decision.decided_by_id).exists()


def test_responsible_is_the_one_with_the_standing_grant():
    granted = {
        grant.content_object_id: grant.user_id
        for grant in CaseGrant.objects.in_force(on=today()).filter(team_role=TeamRole.RESPONSIBLE)
    }

    led = Case.objects.open().exclude(responsible=None)

    assert {case.pk: case.responsible_id for case in led} == {
        case_id: user_id
        for case_id, user_id in granted.items()
        if Case.objects.open().filter(pk=case_id).exists()
    }


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_everything_is_valid(model, crowd):
    rows = model._base_manager.order_by("pk")
    for row in rows[::EVERY_OF_THE_CROWD] if crowd else rows:
        left_empty = {
            field.name
            for field in model._meta.concrete_fields
            if (field.null or field.has_default())
            and field.value_from_object(row) in field.empty_values
        }  # no form asks for these; the database says whether they may be empty
        row.clean_fields(exclude=left_empty)
        row.clean()
        row.validate_unique()
        row.validate_constraints()


def test_national_ids_are_fictional_and_match_the_birth_dates():
    for pupil in Pupil.objects.all():
        digits, born = str(pupil.national_id), pupil.birth_date

        assert digits[:6] == f"{born:%d}{born.month + 80}{born:%y}"
        assert weighted(digits, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)) % 11 == 0
        assert weighted(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def weighted(digits, weights):
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def test_pupils_are_of_the_target_age():
    assert {pupil.age(on=today()) for pupil in Pupil.objects.all()} == set(range(15, 22))


def test_no_text_holds_a_national_id():
    national_ids = set(Pupil.objects.values_list("national_id", flat=True))

    for model in apps.get_models():
        if model._meta.app_label in OWN_APPS and model.__name__ not in ("Pupil", "HistoricalPupil"):
            for text in texts_of(model):
                assert not any(each in text for each in national_ids)


def texts_of(model):
    fields = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
    ]
    return {str(value) for row in model._base_manager.values_list(*fields) for value in row}


def test_nothing_was_recorded_in_the_future():
    assert AccessEvent.objects.latest("at").at < timezone.now()
    assert Note.objects.latest("occurred_at").occurred_at < timezone.now()
    assert Note.history.latest("history_date").history_date < timezone.now()
    assert Measure.objects.latest("created_at").created_at > timezone.now() - timedelta(days=30)


def test_a_school_can_register_one_more_pupil():
    with transaction.atomic():
        made = register_pupil(
            actor=Actor.for_user(user("radgiver.fjordvik")),
            school=School.objects.get(name="Fjordvik vgs"),
            first_name="Nora",
            last_name="Testesen-Bråten",
            birth_date=today() - timedelta(days=6000),
            programme_area="Studiespesialisering",
            level="vg1",
            class_name="1STA",
            starts_on=today(),
        )
        assert Pupil.objects.filter(search_key=made.search_key).count() == 1
        transaction.set_rollback(True)


def test_command_seeds_nothing_twice_and_prints_the_accounts():
    before = {model: model._base_manager.count() for model in own_models()}
    printed = StringIO()

    call_command("seed_demo", stdout=printed)

    assert {model: model._base_manager.count() for model in own_models()} == before
    assert all(account.username in printed.getvalue() for account in ACCOUNTS)
    assert PASSWORD in printed.getvalue()


def test_command_refuses_outside_the_demo_settings(settings):
    settings.DEMO_ACCOUNTS_LISTED = False

    with pytest.raises(CommandError, match="only for the demo settings"):
        call_command("seed_demo")
