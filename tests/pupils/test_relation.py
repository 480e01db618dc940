"""Declare an own close relation, and lift it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from navskole.access import barrier
from navskole.access.actor import Actor
from navskole.audit.events import Action
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed
from pupils.actions.relation import AlreadyLifted, declare_relation, lift_relation
from pupils.actions.team import assign_responsible
from pupils.models import Case, CaseGrant, PersonRelation, Pupil
from tests.asking import actor_on, sees
from tests.bad_input import CHOICE_MESSAGE, FilledForm, bad
from tests.factories.organisations import member
from tests.factories.pupils import EnrolmentFactory, PersonRelationFactory, put_on_case
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


def declare(pair, who: str, kind: str = "family") -> PersonRelation:
    owner = pair.school if who in ("principal", "school_counsellor") else pair.office
    return declare_relation(actor=pair.acting(who), pupil=pair.pupil, organisation=owner, kind=kind)


# --- Declaring ------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["principal", "school_counsellor", "counsellor", "manager"])
def test_declaring_a_relation_ends_access_at_once(pair, who):
    user = getattr(pair, who)
    before = sees(user, pair.pupil)

    relation = declare(pair, who)

    assert (relation.user, relation.kind) == (user, "family")
    assert (before, sees(user, pair.pupil)) == (True, False)
    others = {"principal", "school_counsellor", "counsellor", "manager"} - {who, "counsellor"}
    assert all(sees(getattr(pair, other), pair.pupil) for other in others)


def test_the_responsible_hands_the_case_over_to_the_leader_in_the_same_act(pair):
    declare(pair, "counsellor")

    case = Case.objects.get()
    assert (case.responsible, case.version) == (None, 2)
    assert not CaseGrant.objects.in_force(on=pair.acting("counsellor").on).exists()
    assert sees(pair.manager, pair.case)
    logged = set(AccessEvent.objects.values_list("action", flat=True))
    assert {Action.RELATION_DECLARED, Action.GRANT_ENDED, Action.CASE_ASSIGNED} <= logged


def test_a_leader_who_works_at_the_school_too_reads_no_relation_to_its_pupils_as_nav(pair):
    relation = declare(pair, "counsellor")
    before = sees(pair.manager, relation)

    member(Role.SCHOOL_COUNSELLOR, pair.school, user=pair.manager)

    assert (before, sees(pair.manager, relation, side="nav")) == (True, False)


def test_a_co_worker_leaves_and_the_responsible_stays(pair):
    colleague = member(Role.NAV_COUNSELLOR, pair.office)
    put_on_case(pair.case, colleague)

    declare_relation(
        actor=actor_on(colleague), pupil=pair.pupil, organisation=pair.office, kind="close"
    )

    assert Case.objects.get().responsible == pair.counsellor
    assert sees(pair.counsellor, pair.case)
    assert not sees(colleague, pair.case)


def test_whoever_declares_it_at_a_school_hands_over_a_case_at_an_office_too(pair):
    school = EnrolmentFactory(pupil=pair.pupil).school
    member(Role.SCHOOL_COUNSELLOR, school, user=pair.counsellor)
    actor = actor_on(pair.counsellor, side="school")

    with barrier.reading_as(actor):
        declare_relation(actor=actor, pupil=pair.pupil, organisation=school, kind="family")

    assert Case.objects.get().responsible is None
    assert not CaseGrant.objects.standing().filter(user=pair.counsellor).exists()


def test_who_does_not_see_the_pupil_declares_nothing(pair):
    stranger = member(Role.NAV_COUNSELLOR, pair.office)

    with pytest.raises(NotAllowed):
        declare_relation(
            actor=actor_on(stranger), pupil=pair.pupil, organisation=pair.office, kind="family"
        )


def test_the_page_declares_and_leads_away_from_the_pupil(client, pair):
    address = reverse("pupils:relation_create", args=[pair.pupil.public_id])
    form = FilledForm(client, pair.counsellor, address, kind="close")

    answer = client.post(address, form.values, follow=True)

    assert answer.redirect_chain[0] == ("/", 302)
    assert "Relasjonen er meldt" in answer.content.decode()
    assert pair.pupil.last_name not in answer.content.decode()
    assert client.get(address).status_code == 404
    assert PersonRelation.objects.get().owner_id == pair.office.pk


@pytest.mark.parametrize(
    "entry", [bad("kind", [], "Velg hvilken relasjon du har"), bad("kind", "kjent", CHOICE_MESSAGE)]
)
def test_declaring_refuses(client, pair, entry):
    address = reverse("pupils:relation_create", args=[pair.pupil.public_id])

    FilledForm(client, pair.principal, address, kind="family").refuses(entry)


# --- Who is told ----------------------------------------------------------------------


def rows(user) -> list[str]:
    """Return the rows of the leader's list as text."""
    page = client_of(user).get(reverse("pupils:relation_list"))
    found = BeautifulSoup(page.content, "html.parser").select("main tbody tr")
    return [row.get_text(" ", strip=True) for row in found]


def test_the_own_leader_alone_is_told_the_kind(pair):
    declare(pair, "counsellor", "close")

    assert len(rows(pair.manager)) == 1
    assert "Annen nær relasjon" in rows(pair.manager)[0]
    assert rows(pair.principal) == []
    assert client_of(pair.counsellor).get(reverse("pupils:relation_list")).status_code == 403


def test_a_leaders_own_relation_stands_with_the_deputy(pair):
    deputy = member(Role.PRINCIPAL, pair.school, is_deputy=True)
    declare(pair, "principal")

    assert rows(pair.principal) == []
    assert len(rows(deputy)) == 1


# --- Lifting --------------------------------------------------------------------------


def test_the_leader_lifts_it_and_the_case_stays_to_be_assigned(client, pair):
    relation = declare(pair, "counsellor")
    client.force_login(pair.manager)

    answer = client.post(reverse("pupils:relation_lift", args=[relation.public_id]))

    relation.refresh_from_db()
    assert answer.status_code == 302
    assert (relation.lifted_by, rows(pair.manager)) == (pair.manager, [])
    assert not sees(pair.counsellor, pair.case)
    case = Case.objects.get()
    assign_responsible(
        actor=pair.acting("manager"), case=case, version=case.version, person=pair.counsellor
    )
    assert sees(pair.counsellor, pair.case)


def test_at_the_school_the_pupil_is_back_when_it_is_lifted(pair):
    relation = declare(pair, "school_counsellor")

    lift_relation(actor=pair.acting("principal"), relation=relation)

    assert sees(pair.school_counsellor, pair.pupil)


@pytest.mark.parametrize("who", ["counsellor", "principal", "school_counsellor"])
def test_nobody_but_the_own_leader_lifts_it(pair, who):
    relation = declare(pair, "counsellor")

    with pytest.raises(NotAllowed):
        lift_relation(actor=pair.acting(who), relation=relation)


def test_a_leader_does_not_lift_an_own_one(pair):
    relation = declare(pair, "manager")

    with pytest.raises(NotAllowed):
        lift_relation(actor=pair.acting("manager"), relation=relation)


def test_it_is_lifted_once_and_may_be_declared_anew(pair):
    relation = declare(pair, "school_counsellor")
    lift_relation(actor=pair.acting("principal"), relation=relation)

    with pytest.raises(AlreadyLifted):
        lift_relation(actor=pair.acting("principal"), relation=relation)
    declare(pair, "school_counsellor")

    assert not sees(pair.school_counsellor, pair.pupil)


def test_a_relation_that_is_lifted_stands_in_no_list(pair):
    PersonRelationFactory(
        pupil=pair.pupil, user=pair.counsellor, owner=pair.office,
        lifted_at=pair.acting("manager").now,
    )  # fmt: skip

    assert rows(pair.manager) == []


def test_the_system_sees_the_pupil_still(pair):
    declare(pair, "counsellor")

    assert Pupil.objects.visible_to(Actor.system("test")).get() == pair.pupil
