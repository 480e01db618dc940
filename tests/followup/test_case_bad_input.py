"""What assigning a case and its contact details answer when something is wrong, or another's."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from pupils.models import Case, ContactDetails
from tests.bad_input import (
    CHOICE_MESSAGE,
    CONFLICT,
    EMAIL_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    TOO_BIG,
    Bad,
    FilledForm,
    bad,
    too_long,
)
from tests.followup.entries import VERSION, address
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment(client: Client, world: World) -> FilledForm:
    """Return the form that assigns a case to a colleague."""
    path = address("case_assign", world.case_consented)
    colleague = str(world.colleague_1.pk)
    return FilledForm(client, world.user("manager_1"), path, person=colleague)


@pytest.mark.parametrize(
    "entry",
    [
        bad("person", "", "Velg ansvarlig veileder"),
        bad("person", NOT_OFFERED, CHOICE_MESSAGE),
        bad("person", TOO_BIG, CHOICE_MESSAGE),
        bad("person", "Kari", CHOICE_MESSAGE),
        *VERSION,
    ],
)
def test_assigning_a_case_refuses(assignment: FilledForm, entry: Bad) -> None:
    assignment.refuses(entry)


@pytest.mark.parametrize("name", ["counsellor_2", "manager_1", "former_1", "inactive_1"])
def test_a_case_goes_to_a_veileder_of_the_office_alone(
    assignment: FilledForm, world: World, name: str
) -> None:
    stranger = str(world.records[name].pk)

    assignment.refuses(Bad("person", stranger, CHOICE_MESSAGE, "person", {}))


def test_a_case_changed_meanwhile_is_not_assigned_unread(
    assignment: FilledForm, world: World
) -> None:
    assignment.open()
    Case.objects.filter(pk=world.case_consented.pk).update(version=2)

    assignment.refuses(
        Bad("person", str(world.colleague_1.pk), CONFLICT, "", {}),
        forgets=("version",),
        status=409,
    )


@pytest.mark.parametrize(
    "entry",
    [
        bad("phone", "ring meg", "Skriv telefonnummeret med bare sifre."),
        bad("phone", "9" * 21, too_long(20)),
        bad("phone", NUL, NUL_MESSAGE),
        bad("email", "nora", EMAIL_MESSAGE),
        bad("email", f"{'n' * 320}@elev.example", "Skriv høyst"),
        bad("first_name", "", "Fyll inn fornavn"),
        bad("first_name", "f" * 101, too_long(100)),
        bad("last_name", "", "Fyll inn etternavn"),
        bad("last_name", NUL, NUL_MESSAGE),
        bad("municipality_of_stay", NOT_OFFERED, CHOICE_MESSAGE),
        bad("municipality_of_stay", TOO_BIG, CHOICE_MESSAGE),
    ],
)
def test_contact_details_refuse(client: Client, world: World, entry: Bad) -> None:
    path = address("case_contact", world.case_consented)

    FilledForm(client, world.user("counsellor_1"), path, phone="90000001").refuses(entry)


def test_contact_details_sent_twice_are_kept_once(client: Client, world: World) -> None:
    path = address("case_contact", world.case_consented)
    form = FilledForm(client, world.user("counsellor_1"), path, phone="90000001")

    assert [form.send().status_code for _ in range(2)] == [302, 302]

    known = ContactDetails.objects.filter(pupil=world.pupil_consented, owner=world.office_1)
    assert known.get().phone == "90000001"


# --- Another's case -------------------------------------------------------------------

CASE_FORMS = [
    "case_note_create", "case_note_readers", "consent_create", "case_flag_create",
    "measure_create", "case_assign", "case_contact",
]  # fmt: skip


@pytest.mark.parametrize("name", CASE_FORMS)
@pytest.mark.parametrize("who", ["counsellor_2", "counsellor_3", "manager_2", "principal_b"])
def test_a_form_of_anothers_case_does_not_exist(
    client: Client, world: World, name: str, who: str
) -> None:
    client.force_login(world.user(who))

    answers = [
        client.post(reverse(f"followup:{name}", args=[found]), {"text": "x"}).status_code
        for found in (world.case_consented.public_id, uuid.uuid4())
    ]

    assert answers == [404, 404]
