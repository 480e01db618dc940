"""Who reads which lines of the log."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from navskole.access.grounds import Ground
from navskole.audit.events import Decision
from navskole.organisations.models import Role
from tests.access.declared import BY_NAME
from tests.access.logged import Row, pupils_of, the_event
from tests.factories.pupils import name_for
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def looked_at(world: World, enter: Any) -> None:
    """Let people of both sides look, and be refused."""
    case = BY_NAME["followup:case_detail"].url(world.case_unconsented)
    pupil = BY_NAME["followup:pupil_detail"].url(world.pupil_unconsented)
    own_note = BY_NAME["followup:note_update"].url(world.note_school_unconsented)
    for who, url in (
        ("counsellor_1", case),
        ("principal_a", case),
        ("manager_2", case),
        ("principal_a", pupil),
        ("manager_2", pupil),
        ("school_counsellor_a", own_note),
        ("counsellor_1", own_note),
    ):
        enter(who).get(url)


def lines_for(enter: Any, who: str, pupil: Any) -> set[Row] | int:
    """Return the log's lines as an officer reads them, or the status they got instead."""
    answer = enter(who).get(reverse("pupils:log_detail", args=[pupil.public_id]))
    if answer.status_code != 200:
        return int(answer.status_code)
    return {
        (line.head.user.username, line.head.decision, line.owners)
        for line in answer.context["page"].object_list
    }


@pytest.mark.usefixtures("looked_at")
def test_navs_officer_reads_every_look_at_what_the_office_owns_and_by_its_own_staff(world, enter):
    assert lines_for(enter, "privacy_officer_1", world.pupil_unconsented) == {
        ("counsellor_1", "permit", "NAV 1"),
        ("principal_a", "deny", "NAV 1"),
        ("manager_2", "deny", "NAV 1"),
    }


@pytest.mark.usefixtures("looked_at")
def test_the_schools_officer_reads_no_refusal_that_would_tell_of_navs_case(world, enter):
    assert lines_for(enter, "privacy_officer_a", world.pupil_unconsented) == {
        ("principal_a", "permit", "Skole A"),
        ("school_counsellor_a", "permit", "Skole A"),
        ("counsellor_1", "deny", "Skole A"),
    }


@pytest.mark.usefixtures("looked_at")
@pytest.mark.parametrize(
    ("who", "status"),
    [("principal_a", 404), ("counsellor_1", 404), ("system", 404), ("records_officer_1", 404)],
)
def test_nobody_else_reads_the_log(world, enter, who, status):
    assert lines_for(enter, who, world.pupil_unconsented) == status


@pytest.mark.usefixtures("looked_at")
def test_the_officers_search_finds_names_of_the_own_log_alone(world, enter):
    found = enter("privacy_officer_1").post(
        reverse("pupils:log_list"), {"question": "kanarifugl"}, follow=True
    )

    assert [row.pk for row in found.context["page"].object_list] == [world.pupil_unconsented.pk]


@pytest.mark.usefixtures("looked_at")
def test_the_officer_sees_the_name_and_the_lines_and_nothing_else(world, enter):
    page = enter("privacy_officer_1").get(
        reverse("pupils:log_detail", args=[world.pupil_unconsented.public_id])
    )

    canaries = set(re.findall(r"kanarifugl-[\w-]+?-\d{4}(?!\d)", page.content.decode()))
    assert canaries == {world.pupil_unconsented.last_name}
    assert world.pupil_unconsented.birth_date.strftime("%d.%m.%Y") not in page.content.decode()


def test_the_log_of_a_strictly_protected_pupil_is_for_a_named_officer(world, enter):
    enter("counsellor_1").get(BY_NAME["followup:case_detail"].url(world.case_strict))

    unnamed = lines_for(enter, "privacy_officer_1", world.pupil_strict)
    name_for(world.pupil_strict, world.privacy_officer_1)
    named = lines_for(enter, "privacy_officer_1", world.pupil_strict)

    assert unnamed == 404
    assert named == {
        ("counsellor_1", "permit", "NAV 1"),
        ("privacy_officer_1", "deny", ""),
    }


def test_reading_the_log_is_logged(world, enter, looked_at):
    event = the_event(
        enter("privacy_officer_1"),
        reverse("pupils:log_detail", args=[world.pupil_unconsented.public_id]),
    )

    assert (event.decision, event.role) == (Decision.PERMIT, Role.PRIVACY_OFFICER)
    assert {row[:1] + row[2:3] for row in pupils_of(event)} == {
        (world.pupil_unconsented.pk, Ground.LOG_READER)
    }
