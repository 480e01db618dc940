"""The forms of collaborations and their contact persons, filled in."""

from __future__ import annotations

from typing import Any

from tests.access.forms.form import Form, once, words
from tests.world import World


def _collaboration(world: World, record: Any) -> dict[str, Any]:
    return once(
        starts_on=world.day(-400).isoformat(),
        kind="local",
        variant="Falsk variant",
        version=getattr(record, "version", 1),
    )


def _contact_person(world: World, record: Any) -> dict[str, Any]:
    return once(
        name="Falsk Kontakt",
        function="Falsk funksjon",
        organisation="Falsk organisasjon",
        phone="22 00 00 01",
        version=getattr(record, "version", 1),
    )


def _meeting(world: World, record: Any) -> dict[str, Any]:
    return once(
        offices=[world.office_1.pk],
        starts_at_0=world.day(9).isoformat(),
        starts_at_1="09.00",
        minutes="60",
        place="Falskt sted",
        agenda="Falsk sak",
        version=getattr(record, "version", 1),
    )


def _steering_member(world: World, record: Any) -> dict[str, Any]:
    return once(
        name="Falskt Medlem",
        function="Falsk funksjon",
        organisation="Falsk organisasjon",
        starts_on=world.day(-10).isoformat(),
        version=getattr(record, "version", 1),
    )


def _steering_meeting(world: World, record: Any) -> dict[str, Any]:
    return once(
        starts_at_0=world.day(9).isoformat(),
        starts_at_1="09.00",
        minutes="60",
        place="Falskt sted",
        other="Falsk sak",
        version=getattr(record, "version", 1),
    )


def _decision(world: World, record: Any) -> dict[str, Any]:
    return once(
        text="Falskt vedtak",
        owner_name="Falsk Ansvarlig",
        deadline=world.day(20).isoformat(),
        version=getattr(record, "version", 1),
    )


FORMS = {
    "agreements:collaboration_list": Form(
        "principal_a", (), lambda world, _: {"question": "Skole"}, changes=False
    ),
    "agreements:collaboration_create": Form(
        "manager_1",
        (),
        lambda world, record: (
            _collaboration(world, record)
            | {"school": world.school_c.pk, "offices": [world.office_1.pk]}
        ),
    ),
    "agreements:collaboration_update": Form("principal_a", ("collaboration_a",), _collaboration),
    "agreements:collaboration_end": Form("manager_3", ("collaboration_d",), words()),
    "agreements:collaboration_office_create": Form(
        "principal_b",
        ("collaboration_b",),
        lambda world, _: {"offices": [world.office_1.pk], "starts_on": world.today.isoformat()},
    ),
    "agreements:collaboration_office_end": Form(
        "manager_2",
        ("member_office_2_b",),
        lambda world, record: words()(world, record) | {"ends_on": world.today.isoformat()},
    ),
    "agreements:startup_meeting_list": Form(
        "principal_a", (), lambda world, _: {"question": "Skole"}, changes=False
    ),
    "agreements:startup_meeting_create": Form(
        "manager_1",
        (),
        lambda world, record: _meeting(world, record) | {"school": world.school_d.pk},
    ),
    "agreements:startup_meeting_update": Form("principal_a", ("startup_planned",), _meeting),
    "agreements:startup_meeting_cancel": Form(
        "principal_a", ("startup_planned",), lambda world, _: {}
    ),
    "agreements:startup_meeting_conclude": Form(
        "principal_b",
        ("startup_held",),
        lambda world, record: {
            "came": [world.invitee_held.pk],
            "outcome": "undecided",
            "agreed": "Falsk avtale",
            "version": record.version,
        },
    ),
    "agreements:startup_meeting_turn": Form("manager_1", ("startup_wanted",), lambda world, _: {}),
    "agreements:invitee_create": Form(
        "principal_a",
        ("startup_planned",),
        lambda world, _: once(
            capacity="other", name="Falsk Innkalt", organisation="Falsk organisasjon"
        ),
    ),
    "agreements:invitee_update": Form(
        "principal_a",
        ("invitee_planned",),
        lambda world, record: {
            "capacity": "other",
            "name": "Falsk Innkalt",
            "organisation": "Falsk organisasjon",
            "version": getattr(record, "version", 1),
        },
    ),
    "agreements:invitee_remove": Form("principal_a", ("invitee_planned",), lambda world, _: {}),
    "agreements:steering_member_create": Form(
        "principal_a", ("collaboration_a",), _steering_member
    ),
    "agreements:steering_member_update": Form(
        "manager_1", ("steering_member_a",), _steering_member
    ),
    "agreements:steering_meeting_create": Form(
        "manager_1", ("collaboration_a",), _steering_meeting
    ),
    "agreements:steering_meeting_update": Form(
        "principal_a", ("steering_planned_a",), _steering_meeting
    ),
    "agreements:steering_meeting_cancel": Form(
        "principal_a", ("steering_planned_a",), lambda world, _: {}
    ),
    "agreements:steering_minutes_update": Form(
        "principal_a",
        ("steering_begun_a",),
        lambda world, record: {
            "came": [world.steering_member_a.pk],
            "noted_1": "Falskt referat",
            "guests": "Falsk Gjest, leder, Kommunen",
            "version": getattr(record, "version", 1),
        },
    ),
    "agreements:steering_decision_create": Form("manager_1", ("steering_begun_a",), _decision),
    "agreements:steering_decision_update": Form("principal_a", ("steering_decision_a",), _decision),
    "agreements:steering_decision_finish": Form(
        "principal_a", ("steering_decision_a",), lambda world, _: {}
    ),
    "agreements:contact_person_create": Form("principal_a", ("collaboration_a",), _contact_person),
    "agreements:contact_person_update": Form("principal_a", ("contact_person_a",), _contact_person),
    "agreements:contact_person_remove": Form(
        "principal_a", ("contact_person_a",), lambda world, _: {}
    ),
}
