"""One answer for list and object: `visible_to` and `has_perm`; guardian never answers."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.utils import timezone
from guardian.backends import ObjectPermissionBackend

from agreements.models import (
    Collaboration,
    CollaborationOffice,
    ContactPerson,
    Contract,
    Invitee,
    Placement,
    Signature,
    SignedDocument,
    StartupMeeting,
    SteeringDecision,
    SteeringGroup,
    SteeringGuest,
    SteeringMeeting,
    SteeringMember,
    SteeringPoint,
    TimeEntry,
)
from followup.models import (
    Assessment,
    AssessmentArea,
    CaseloadReview,
    ContactRequest,
    Disclosure,
    Goal,
    Measure,
    MeasureDecision,
    MeasureLink,
    MeasurePart,
    MeasureSubmission,
    Note,
    OutreachActivity,
    Reminder,
    Task,
)
from navskole.access.actor import Actor
from navskole.access.visibility import GuardedQuerySet
from navskole.notices.models import Notice
from navskole.organisations.models import Role
from pupils.models import (
    Absence,
    Case,
    Consent,
    ConsentLine,
    ContactDetails,
    Enrolment,
    OwnName,
    PersonRelation,
    ProtectionChange,
    Pupil,
    Referral,
    RiskFlag,
    SingleAccessRequest,
    SubjectStanding,
)
from tests.asking import actor_on, sees
from tests.factories.followup import decide
from tests.factories.organisations import NavOfficeFactory, member
from tests.factories.pupils import CaseFactory, PupilFactory, put_on_case

pytestmark = pytest.mark.django_db

MODELS: list[Any] = [
    Absence,
    Assessment,
    AssessmentArea,
    Case,
    CaseloadReview,
    Consent,
    ConsentLine,
    ContactDetails,
    ContactRequest,
    Contract,
    Disclosure,
    Enrolment,
    Goal,
    Measure,
    MeasureLink,
    MeasurePart,
    MeasureSubmission,
    Note,
    OutreachActivity,
    OwnName,
    PersonRelation,
    Placement,
    ProtectionChange,
    Pupil,
    Referral,
    Reminder,
    RiskFlag,
    Signature,
    SingleAccessRequest,
    SubjectStanding,
    Task,
    Collaboration,
    CollaborationOffice,
    ContactPerson,
    Invitee,
    SignedDocument,
    StartupMeeting,
    SteeringDecision,
    SteeringGroup,
    SteeringGuest,
    SteeringMeeting,
    SteeringMember,
    SteeringPoint,
    Notice,
    TimeEntry,
]
SOME_STAFF = [
    "principal_a",
    "school_counsellor_a",
    "counsellor_1",
    "manager_1",
    "manager_3",
    "county",
    "former_1",
]
MOST_PER_MODEL = 15


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("who", SOME_STAFF)
def test_the_permission_to_view_is_what_the_list_shows(world, who, model):
    user = world.user(who)
    user.actor = actor = world.actor(who)
    permission = f"{model._meta.app_label}.view_{model._meta.model_name}"
    records = list(model.objects.order_by("pk")[:: max(1, model.objects.count() // MOST_PER_MODEL)])

    asked_of_one = model.objects.one_visible_to(actor)
    assert set(asked_of_one) == set(model.objects.visible_to(actor))
    listed = set(model.objects.visible_to(actor).filter(pk__in=[row.pk for row in records]))

    assert {row for row in records if user.has_perm(permission, row)} == listed


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("who", SOME_STAFF)
def test_a_row_has_a_ground_exactly_when_it_is_visible(world, who, model):
    actor = world.actor(who)
    everything = model.objects.with_ground(actor)

    with_ground = {row.pk for row in everything if row.ground}

    assert with_ground == set(model.objects.visible_to(actor).values_list("pk", flat=True))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_row_is_listed_twice_and_the_rows_are_the_same_inside_another_question(world, model):
    for who in SOME_STAFF:
        visible = model.objects.visible_to(world.actor(who))
        rows = list(visible.values_list("pk", flat=True))

        assert len(rows) == len(set(rows)), who
        inside = model.objects.filter(pk__in=visible.values("pk"))
        assert set(inside.values_list("pk", flat=True)) == set(rows), who


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_commands_identity_sees_all(world, model):
    visible = model.objects.visible_to(Actor.system("test"))

    assert visible.count() == model.objects.count() > 0


@pytest.fixture
def expired_grant(db) -> Any:
    """Return the grant of a veileder who was on a case until yesterday."""
    case = CaseFactory(pupil=PupilFactory(), office=NavOfficeFactory())
    substitute = member(Role.NAV_COUNSELLOR, case.office)
    return put_on_case(case, substitute, ended_at=timezone.now())


def test_guardian_itself_would_let_an_expired_grant_in(expired_grant):
    backend = ObjectPermissionBackend()
    user, case = expired_grant.user, expired_grant.content_object

    assert backend.has_perm(user, "pupils.view_case", case)


def test_an_expired_grant_gives_nothing(expired_grant):
    user, case = expired_grant.user, expired_grant.content_object

    assert not user.has_perm("pupils.view_case", case)
    assert not sees(user, case)


@pytest.mark.parametrize(
    "permission", ["pupils.change_case", "pupils.delete_case", "pupils.made_up"]
)
def test_a_permission_without_a_policy_is_never_given(expired_grant, permission):
    case = expired_grant.content_object

    assert not case.responsible.has_perm(permission, case)


@pytest.mark.parametrize("app", ["pupils", "followup", "agreements", "administration"])
def test_nobody_has_the_permissions_of_a_whole_app(world, app):
    assert not any(world.user(who).has_module_perms(app) for who in SOME_STAFF)


def test_a_permission_of_djangos_own_gives_nothing(world):
    user = world.user("nobody")
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_pupil", "view_case"]))

    assert not user.has_perm("pupils.view_pupil", world.pupil_consented)
    assert not user.has_perm("pupils.view_case")


def test_every_guarded_model_stands_in_this_list():
    guarded = {
        model
        for model in apps.get_models()
        if isinstance(model._default_manager.get_queryset(), GuardedQuerySet)
    }

    assert guarded == {*MODELS, MeasureDecision}


def test_a_decision_is_seen_with_its_measure(world):
    decision = decide(
        world.submission_measure_sent_consented, outcome="approved", by=world.user("manager_1")
    )
    readers = ["counsellor_1", "manager_1", "principal_a", "colleague_1", "principal_b", "system"]

    seen = {
        who
        for who in readers
        if MeasureDecision.objects.visible_to(world.actor(who)).filter(pk=decision.pk).exists()
    }

    assert seen == {"counsellor_1", "manager_1", "principal_a"}


def test_the_team_is_the_ground_named_where_the_leader_is_on_it_too(world):
    case = world.case_consented
    member(Role.NAV_COUNSELLOR, world.office_1, user=world.user("manager_1"))
    put_on_case(case, world.user("manager_1"))

    row = Case.objects.with_ground(actor_on(world.user("manager_1"))).get(pk=case.pk)

    assert row.ground == "case_team"
