"""A leader reads the own employees' use in numbers, and of one employee in rows."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from navskole.access.grounds import Ground
from navskole.audit import log
from navskole.audit.events import Action, Decision
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Role
from tests.asking import actor_on
from tests.factories.organisations import member
from tests.factories.pair import Pair
from tests.factories.pupils import EnrolmentFactory, PupilFactory, name_for
from tests.pupils.test_log_patterns import look, weekday
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

LIST = "pupils:staff_use_list"
NAMES = ("requests", "pupils", "refused", "late", "prints")


def use(client: Client, query: str = "") -> dict[str, list[int]]:
    """Return the numbers of everybody who has any."""
    page = client.get(reverse(LIST) + query)
    found = {
        person.username: [getattr(person.use, name) for name in NAMES]
        for person in page.context["page"].object_list
    }
    return {who: numbers for who, numbers in found.items() if any(numbers)}


def rows(client: Client, user: Any, query: str = "") -> list[tuple[str, list[Any]]]:
    """Return what the employee's page says, with the pupils it names."""
    page = client.get(reverse("pupils:staff_use_detail", args=[user.public_id]) + query)
    return [(line.what, line.pupils) for line in page.context["page"].object_list]


def test_a_leader_reads_numbers_of_the_own_employees(pair: Pair) -> None:
    who, office = pair.counsellor, pair.office
    look(who, pair.pupil, office, at=weekday())
    look(who, pair.pupil, office, at=weekday(21))
    look(who, pair.pupil, office, at=weekday(), action=Action.CASE_PRINTED)
    look(who, pair.pupil, office, at=weekday(), ground="", decision=Decision.DENY)
    # Nothing of the other side, and of no pupil the leader does not see.
    look(who, pair.pupil, pair.school, at=weekday(), ground=Ground.CONSENT_FROM_SCHOOL)
    look(who, PupilFactory(), office, at=weekday())
    look(pair.principal, pair.pupil, pair.school, at=weekday(), ground=Ground.OWN_SCHOOL)
    client = client_of(pair.manager)

    assert use(client) == {who.username: [3, 1, 1, 1, 1]}
    assert use(client, f"?til={weekday().date().replace(day=1):%d.%m.%Y}&fra=01.01.2020") == {}
    main = client.get(reverse(LIST)).content.decode().partition("<main")[2]
    assert pair.pupil.last_name not in main


def test_the_rows_of_one_employee_name_own_pupils_and_are_a_logged_look(pair: Pair) -> None:
    look(pair.counsellor, pair.pupil, pair.office, at=weekday())
    look(pair.counsellor, PupilFactory(), pair.office, at=weekday())
    client = client_of(pair.manager)

    found = rows(client, pair.counsellor)

    assert found == [("Så på", [pair.pupil])]
    event = AccessEvent.objects.latest("pk")
    assert (event.user, event.action) == (pair.manager, Action.VIEW)
    assert [(row.pupil_id, row.ground, row.classes) for row in event.pupils.all()] == [
        (pair.pupil.pk, Ground.OFFICE_LEAD, "A")
    ]


def test_a_rektor_reads_nothing_of_navs_and_navs_leader_nothing_of_the_schools(pair: Pair) -> None:
    look(pair.counsellor, pair.pupil, pair.office, at=weekday())
    look(pair.counsellor, pair.pupil, pair.school, at=weekday(), ground="", decision=Decision.DENY)
    look(pair.school_counsellor, pair.pupil, pair.school, at=weekday(), ground=Ground.OWN_SCHOOL)
    # Opened to others by NAV's consent: to the rektor there is no case.
    own = log.Access(pair.pupil.pk, pair.school.pk, Ground.OWN_SCHOOL, "B")
    reader = replace(
        actor_on(pair.school_counsellor),
        now=weekday(),
        path=reverse("followup:case_detail", args=[pair.case.public_id]),
    )
    for ground in (Ground.CONSENT_FROM_NAV, Ground.LAWFUL_DISCLOSURE):
        navs = log.Access(pair.pupil.pk, pair.office.pk, ground, "C")
        log.record(replace(reader, request_id=uuid.uuid4()), Action.VIEW, [own, navs])
    rektor = client_of(pair.principal)

    assert use(rektor) == {pair.school_counsellor.username: [1, 1, 0, 0, 0]}
    assert rows(rektor, pair.school_counsellor) == [("Så på", [pair.pupil])]
    for leader, other in ((pair.principal, pair.counsellor), (pair.manager, pair.principal)):
        url = reverse("pupils:staff_use_detail", args=[other.public_id])
        assert client_of(leader).get(url).status_code == 404


def test_a_refusal_at_a_case_reads_as_one_at_an_unknown_address(pair: Pair) -> None:
    client = client_of(pair.school_counsellor)
    client.get(reverse("followup:case_notes", args=[pair.case.public_id]))
    client.get(reverse("followup:case_notes", args=[pair.school.public_id]))

    found = rows(client_of(pair.principal), pair.school_counsellor)

    assert found == [("Fikk ikke tilgang til notatene i saken", [])] * 2


def test_a_protected_pupil_counts_for_a_named_leader_alone(pair: Pair) -> None:
    pair.pupil.address_protection = "strict"
    pair.pupil.save()
    look(pair.counsellor, pair.pupil, pair.office, at=weekday())
    client = client_of(pair.manager)

    unnamed = use(client), rows(client, pair.counsellor)
    name_for(pair.pupil, pair.manager)

    assert unnamed == ({}, [])
    assert use(client) == {pair.counsellor.username: [1, 1, 0, 0, 0]}


def test_an_officers_use_is_not_the_leaders_to_read_and_others_are_refused(pair: Pair) -> None:
    officer = member(Role.PRIVACY_OFFICER, pair.office)
    look(officer, pair.pupil, pair.office, at=weekday(), ground=Ground.LOG_READER)

    assert use(client_of(pair.manager)) == {}
    for who in (pair.counsellor, pair.school_counsellor, officer):
        assert client_of(who).get(reverse(LIST)).status_code == 403


def test_the_pages_take_the_same_for_one_and_fifty(pair: Pair, assert_max_queries: Any) -> None:
    client = client_of(pair.principal)
    url = reverse("pupils:staff_use_detail", args=[pair.school_counsellor.public_id])
    for size in (1, 3, 50):
        for _number in range(size):
            member(Role.SCHOOL_COUNSELLOR, pair.school)
            pupil = EnrolmentFactory(school=pair.school).pupil
            look(pair.school_counsellor, pupil, pair.school, at=weekday(), ground=Ground.OWN_SCHOOL)
        with assert_max_queries(11):
            client.get(reverse(LIST))
        with assert_max_queries(12):
            assert client.get(url).context["page"].object_list
