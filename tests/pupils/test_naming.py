"""Whoever leads a place is told when too few are named for a pupil at a strict address."""

from __future__ import annotations

import pytest
from django.urls import reverse

from navskole.accounts.models import User
from navskole.administration.actions.user import end_membership
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Role
from pupils.actions.protection import name_for_protected, protect_address
from tests.asking import actor_on, day
from tests.factories.organisations import (
    MembershipFactory,
    OrganisationFactory,
    SchoolFactory,
    member,
)
from tests.factories.pair import Pair
from tests.factories.pupils import PersonRelationFactory
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

NEEDED = "Færre enn to er navngitt for en elev"
PAGES = {
    "principal": "followup:followup_list",
    "deputy": "followup:followup_list",
    "manager": "pupils:counsellor_list",
}


@pytest.fixture
def shielded(pair: Pair) -> Pair:
    """Return a pair whose pupil has a strict address, with two named on each side."""
    named = [pair.principal, pair.school_counsellor, pair.counsellor, pair.manager]
    protect_address(
        actor=pair.acting("principal"), pupil=pair.pupil, protection="strict", named=named
    )
    return pair


def leaves(who: User) -> None:
    """End everything somebody has."""
    admin = actor_on(member(Role.SYSTEM_ADMIN, OrganisationFactory()))
    for membership in who.memberships.all():
        end_membership(actor=admin, membership=membership)


def told(who: User, page: str) -> tuple[bool, int, str]:
    """Return whether a need stands there, how often the pupil's name does, and the page."""
    text = client_of(who).get(reverse(PAGES[page])).content.decode()
    return NEEDED in text, text.count("Skjermet"), text


def test_two_named_are_enough(shielded):
    assert not told(shielded.principal, "principal")[0]
    assert not told(shielded.manager, "manager")[0]


@pytest.mark.parametrize(("leaver", "leader"), [("school_counsellor", "principal"),
                                                ("counsellor", "manager")])  # fmt: skip
def test_a_leader_who_is_named_is_told_of_whom(shielded, leaver, leader):
    other = {"principal": "manager", "manager": "principal"}[leader]
    shielded.pupil.set_names(first_name="Elev", last_name="Skjermet")
    shielded.pupil.save()

    leaves(getattr(shielded, leaver))

    needed, named, _page = told(getattr(shielded, leader), leader)
    assert (needed, named > 0) == (True, True)
    assert not told(getattr(shielded, other), other)[0]
    # Somebody else is named in the place of the one who left.
    colleague = member(Role.SCHOOL_COUNSELLOR, shielded.school)
    if leader == "manager":
        colleague = member(Role.NAV_COUNSELLOR, shielded.office)
    name_for_protected(actor=shielded.acting(leader), pupil=shielded.pupil, person=colleague)
    assert not told(getattr(shielded, leader), leader)[0]


def test_an_unnamed_leader_is_told_nothing_while_another_is_named(shielded):
    deputy = member(Role.PRINCIPAL, shielded.school, is_deputy=True)

    leaves(shielded.school_counsellor)

    assert not told(deputy, "deputy")[0]


def test_where_no_leader_is_named_each_is_told_that_there_is_somebody_and_not_who(shielded):
    shielded.pupil.set_names(first_name="Elev", last_name="Skjermet")
    shielded.pupil.save()
    deputy = member(Role.PRINCIPAL, shielded.school, is_deputy=True)
    close = member(Role.PRINCIPAL, shielded.school, is_deputy=True)
    PersonRelationFactory(pupil=shielded.pupil, user=close, owner=shielded.school)

    leaves(shielded.principal)

    needed, named, page = told(deputy, "deputy")
    assert (needed, named, str(shielded.pupil.public_id) in page) == (True, 0, False)
    assert not told(close, "deputy")[0]
    # The rådgiver leads nothing and has no such page; the others' leaders are not concerned.
    rector_elsewhere = member(Role.PRINCIPAL, SchoolFactory())
    assert not told(rector_elsewhere, "principal")[0]


def test_a_naming_of_an_employment_that_is_over_does_not_count(shielded):
    leaves(shielded.school_counsellor)
    MembershipFactory(
        user=shielded.school_counsellor,
        role=Role.SCHOOL_COUNSELLOR,
        organisation=shielded.school,
        starts_on=day(),
    )

    assert told(shielded.principal, "principal")[0]


def test_the_look_at_the_pupil_is_logged(shielded):
    leaves(shielded.counsellor)
    told(shielded.manager, "manager")

    event = AccessEvent.objects.latest("pk")
    assert shielded.pupil.pk in set(event.pupils.values_list("pupil_id", flat=True))
