"""Every look at a pupil at a strict address is told at the own place, and nowhere else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from navskole.administration.actions.user import end_membership
from navskole.notices.models import Notice
from navskole.organisations.models import Role
from pupils.actions.protection import protect_address
from tests.asking import actor_on
from tests.factories.organisations import OrganisationFactory, member
from tests.factories.pair import Pair
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shielded(pair: Pair) -> Pair:
    """Return a pair whose pupil has a strict address, with two named on each side."""
    named = [pair.principal, pair.school_counsellor, pair.counsellor, pair.manager]
    protect_address(
        actor=pair.acting("principal"), pupil=pair.pupil, protection="strict", named=named
    )
    return pair


def told(kind: str = "strict_looked_at") -> dict[int, str]:
    """Return who was told, and which page the notice opens."""
    rows = Notice.objects.filter(kind=kind)
    assert len(rows) == len(set(rows.values_list("recipient", flat=True)))
    return dict(rows.values_list("recipient", "page"))


def test_a_look_is_told_to_the_named_and_the_officer_of_the_own_place_once_a_day(shielded):
    officer = member(Role.PRIVACY_OFFICER, shielded.school)
    member(Role.PRIVACY_OFFICER, shielded.office)
    page = reverse("followup:pupil_detail", args=[shielded.pupil.public_id])
    looking = client_of(shielded.principal)

    for _ in range(2):
        assert looking.get(page).status_code == 200

    assert told() == {
        shielded.school_counsellor.pk: "pupils:protection_detail",
        officer.pk: "",
    }
    for notice in Notice.objects.filter(kind="strict_looked_at"):
        assert not {*shielded.pupil.names, *str(shielded.principal).split()} & set(
            str(notice).split()
        )


def test_who_is_left_is_told_when_a_named_person_leaves(shielded):
    admin = actor_on(member(Role.SYSTEM_ADMIN, OrganisationFactory()))
    for membership in shielded.school_counsellor.memberships.all():
        end_membership(actor=admin, membership=membership)

    assert told("too_few_named") == {shielded.principal.pk: "pupils:protection_detail"}
