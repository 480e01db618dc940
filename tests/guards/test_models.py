"""Guards over the models: layers, owners, protection of persons, constraints, migrations."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ForeignKey, ManyToManyField

from navskole.access import addresses
from navskole.access.models import PersonRecord
from navskole.access.visibility import GuardedQuerySet
from navskole.accounts.models import User
from navskole.audit import append_only
from pupils.models import Case, CaseGroupGrant, Pupil, PupilGroupGrant
from tests.factories.accounts import UserFactory
from tests.factories.pupils import CaseFactory, PupilFactory

# Each app may point at the apps before it, never at a later one.
LAYERS = [
    "rules",
    "accounts",
    "organisations",
    "audit",
    "access",
    "notices",
    "administration",
    "agreements",
    "pupils",
    "followup",
]


def our_models() -> list[type[models.Model]]:
    """Return the concrete models of our apps, versions of records and through tables left out."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in LAYERS and not model.__name__.startswith("Historical")
    ]


def relations_of(model: type[models.Model]) -> list[ForeignKey | ManyToManyField]:
    """Return the foreign keys and many-to-many fields the model declares."""
    return [
        field
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if isinstance(field, ForeignKey | ManyToManyField)
    ]


# --- Layers ---------------------------------------------------------------------------


def test_no_relation_points_from_a_lower_app_to_a_higher_one():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in LAYERS
        for field in relations_of(model)
        if field.related_model._meta.app_label in LAYERS
        and LAYERS.index(field.related_model._meta.app_label) > LAYERS.index(model._meta.app_label)
    ]

    assert upward == []


def test_every_app_of_ours_has_its_layer():
    ours = {
        config.label
        for config in apps.get_app_configs()
        if config.name.split(".")[0] in ("navskole", "agreements", "pupils", "followup")
    }

    assert ours - {"ui"} == set(LAYERS)


# --- Whose it is, which class, how long it is kept ------------------------------------


@dataclass(frozen=True)
class Kept:
    """What the table of owners says of a model."""

    owner: str
    classes: str
    retention: str


CASE_TERM = "with the case: the office's archive rules after closing"
PUPIL_TERM = "with the last organisation that holds data on the pupil"
SCHOOL_TERM = "with the enrolment: the school's archive rules"
OWNER_TERM = "with the parent record of its owner"

PERSON_MODELS: dict[str, Kept] = {
    "pupils.Pupil": Kept("shared identity", "A", PUPIL_TERM),
    "pupils.ContactDetails": Kept("each side its own", "A", OWNER_TERM),
    "pupils.OwnName": Kept("each side its own", "A", OWNER_TERM),
    "pupils.Enrolment": Kept("school", "A; an earlier one B", SCHOOL_TERM),
    "pupils.PersonRelation": Kept("own organisation", "A", OWNER_TERM),
    "pupils.ProtectionChange": Kept("each side its own", "A", OWNER_TERM),
    "pupils.Referral": Kept("school to one office", "B", SCHOOL_TERM),
    "pupils.Case": Kept("office", "C", CASE_TERM),
    "pupils.Consent": Kept("the side that recorded it", "B or C", CASE_TERM),
    "pupils.ConsentLine": Kept("as the consent", "B or C", CASE_TERM),
    "pupils.SubjectStanding": Kept("school", "B", SCHOOL_TERM),
    "pupils.Absence": Kept("as the standing", "B", SCHOOL_TERM),
    "pupils.RiskFlag": Kept("school or office", "B or C, D", OWNER_TERM),
    "followup.Note": Kept("school or office", "B, C or E, D", OWNER_TERM),
    "followup.Assessment": Kept("office", "C, D", CASE_TERM),
    "followup.AssessmentArea": Kept("as the assessment", "C, D", CASE_TERM),
    "followup.Goal": Kept("office", "C, D", CASE_TERM),
    "followup.Task": Kept("school or office", "B or C, D", OWNER_TERM),
    "followup.Disclosure": Kept("school or office", "B or C, D", OWNER_TERM),
    "followup.Reminder": Kept("office", "C", CASE_TERM),
    "followup.Measure": Kept("school or office", "B or C, D", OWNER_TERM),
    "followup.MeasurePart": Kept("as the measure", "B or C, D", OWNER_TERM),
    "followup.MeasureSubmission": Kept("as the part", "B or C, D", OWNER_TERM),
    "followup.MeasureDecision": Kept("as the part", "B or C, D", OWNER_TERM),
    "followup.MeasureLink": Kept("as NAV's measure", "C", CASE_TERM),
}

OTHER_GUARDED: dict[str, Kept] = {
    "agreements.Collaboration": Kept("both parties", "G", "five years after its end"),
    "agreements.CollaborationOffice": Kept("both parties", "G", "with the collaboration"),
    "agreements.ContactPerson": Kept("both parties", "G", "with the collaboration"),
    "agreements.Contract": Kept("both parties", "G", "five years after its end"),
    "agreements.Signature": Kept("both parties", "G", "with the contract"),
    "agreements.StartupMeeting": Kept("both parties", "G", "five years after the meeting"),
    "agreements.Invitee": Kept("both parties", "G", "with the meeting"),
    "agreements.SteeringGroup": Kept("both parties", "G", "with the collaboration"),
    "agreements.SteeringMember": Kept("both parties", "G", "with the collaboration"),
    "agreements.SteeringMeeting": Kept("both parties", "G", "five years after the meeting"),
    "agreements.SteeringGuest": Kept("both parties", "G", "with the meeting"),
    "agreements.SteeringPoint": Kept("both parties", "G", "with the meeting"),
    "agreements.SteeringDecision": Kept("both parties", "G", "with the meeting"),
    "agreements.SignedDocument": Kept("both parties", "G", "with the contract"),
    "agreements.Placement": Kept("both parties", "G", "with the contract"),
    "agreements.TimeEntry": Kept("the veileder", "G", "with the contract"),
    "notices.Notice": Kept("the recipient", "G", "one year: send_notices deletes it"),
    "pupils.SingleAccessRequest": Kept("school or office", "B", "with the pupil, as the log"),
    "followup.CaseloadReview": Kept("school", "B", SCHOOL_TERM),
    "followup.ContactRequest": Kept("office", "C", "30 days after closing: a dated rule"),
    "followup.OutreachActivity": Kept("office", "F", "the office's archive rules: figures"),
}

WITHOUT_PERSON_DATA: dict[str, str] = {
    "accounts.User": "staff; shown to whoever is signed in",
    "organisations.Organisation": "a place",
    "organisations.County": "a place",
    "organisations.Municipality": "a place",
    "organisations.School": "a place",
    "organisations.NavOffice": "a place",
    "organisations.Membership": "staff; shown to whoever is signed in",
    "rules.Rule": "a limit with its source",
    "rules.AbsenceReason": "a reason for absence, with its source",
    "pupils.ProblemArea": "a catalogue",
    "followup.MeasureType": "a catalogue",
    "followup.MeasureCondition": "a catalogue",
    "pupils.PupilGrant": "read by the grounds alone, and with the request it answers",
    "pupils.CaseGrant": "read by the grounds alone, as its case",
    "pupils.PupilGroupGrant": "always empty",
    "pupils.CaseGroupGrant": "always empty",
    "audit.AccessEvent": "the log, read through the ground log_reader",
    "audit.AccessedPupil": "the log, read through the ground log_reader",
    "audit.CefDelivery": "that an event was sent: send_audit_cef deletes it after 30 days",
    "audit.AuditDisposal": "that a segment's rows were disposed of: kept with its seal",
    "audit.AuditSegment": "seals of the log, kept when its rows are disposed of",
}


def test_every_model_stands_in_the_table_of_owners():
    tables = [*PERSON_MODELS, *OTHER_GUARDED, *WITHOUT_PERSON_DATA]

    assert sorted(tables) == sorted(model._meta.label for model in our_models())


def test_every_record_about_a_person_is_in_the_part_of_the_table_for_persons():
    person_records = {m._meta.label for m in our_models() if issubclass(m, PersonRecord)}

    assert person_records == set(PERSON_MODELS)


@pytest.mark.parametrize("label", [*PERSON_MODELS, *OTHER_GUARDED])
def test_a_guarded_model_can_say_who_sees_it(label):
    queryset = apps.get_model(label)._default_manager.get_queryset()

    assert isinstance(queryset, GuardedQuerySet)
    assert type(queryset).arms is not GuardedQuerySet.arms


@pytest.mark.parametrize("label", WITHOUT_PERSON_DATA)
def test_a_model_without_person_data_points_at_no_person(label):
    grants = {"pupils.PupilGrant", "pupils.CaseGrant", "pupils.PupilGroupGrant"}
    grants |= {"pupils.CaseGroupGrant"}
    persons = [
        field.name
        for field in relations_of(apps.get_model(label))
        if field.related_model._meta.label in PERSON_MODELS
    ]

    assert persons == (["content_object"] if label in grants else [])


# --- Nothing reads around the rules ---------------------------------------------------


def test_no_pupil_or_case_leads_back_to_what_hangs_on_it():
    backward = [
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for model in (Pupil, Case)
        for relation in model._meta.related_objects
        if not relation.hidden
    ]

    assert sorted(backward) == [
        "pupils.CaseGrant.content_object",
        "pupils.CaseGroupGrant.content_object",
        "pupils.PupilGrant.content_object",
        "pupils.PupilGroupGrant.content_object",
    ]


def test_no_staff_member_or_place_leads_back_to_a_record_about_a_person():
    backward = [
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for label in WITHOUT_PERSON_DATA
        for relation in apps.get_model(label)._meta.related_objects
        if relation.related_model._meta.label in PERSON_MODELS and not relation.hidden
    ]

    assert backward == []


@pytest.mark.parametrize(
    "name",
    [
        "pupil_id",
        "case_id",
        "note_id",
        "measure_id",
        "consent_id",
        "task_id",
        "goal_id",
        "reminder_id",
        "disclosure_id",
    ],
)
def test_what_stands_in_addresses_has_a_random_id(name):
    field = addresses.registered()[name]._meta.get_field("public_id")

    assert isinstance(field, models.UUIDField)
    assert field.unique


@pytest.mark.parametrize("model", [PupilGroupGrant, CaseGroupGrant])
@pytest.mark.django_db
def test_a_group_can_be_granted_nothing(model):
    record = PupilFactory() if model is PupilGroupGrant else CaseFactory()
    permission = Permission.objects.get(codename=f"view_{record._meta.model_name}")

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(
            group=Group.objects.create(name="g"), permission=permission, content_object=record
        )


# --- Constraints the whole system rests on --------------------------------------------


@pytest.mark.django_db
def test_the_database_refuses_a_superuser():
    user = UserFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_superuser=True)


@pytest.mark.django_db
def test_the_manager_refuses_a_superuser():
    with pytest.raises(NotImplementedError):
        User.objects.create_superuser(username="root", password="x")


@pytest.mark.django_db
def test_the_triggers_of_the_log_are_on():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            expected = {
                f"{table}_no_{verb}"
                for table in append_only.TABLES
                for verb in ("update", "delete")
            }
        else:
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
            )
            expected = {
                f"{table}_{name}"
                for table in append_only.TABLES
                for name in ("append_only", "no_truncate")
            }
        triggers = {name for (name,) in cursor.fetchall()}

    assert expected <= triggers


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


@pytest.mark.django_db
def test_the_test_role_has_no_way_around_the_rules():
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
