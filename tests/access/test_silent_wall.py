"""What a school user gets is the same, byte for byte, whatever NAV does without consent.

The same pupil is looked at before and after something has happened on NAV's side alone. Ids
of NAV's records are chosen beforehand, so that their addresses can be asked for before there
is anything behind them. The clock stands still, and not on the first day of a month: the one
figure of Oppfølging that follows NAV's cases is counted then.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from pupils.models import Information, Service
from tests.access.looking import Looks, apart, ask, look_around
from tests.access.wall import (
    HAPPENINGS,
    Hidden,
    Wall,
    answer,
    full_case,
    refused,
    taken_referral,
    withdrawn,
)
from tests.asking import at_noon, day
from tests.conftest import QueryCount
from tests.factories.pupils import (
    EnrolmentFactory,
    PupilFactory,
    ReferralFactory,
    RiskFlagFactory,
    enter_standing,
    give_school_consent,
)
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil(wall: Wall) -> Any:
    """Return a pupil of school A, in Oppfølging by the school's own flag and referral.

    The pupil lets the office see all that the school has: that tells nothing of a case either.
    """
    pupil = PupilFactory()
    EnrolmentFactory(pupil=pupil, school=wall.school)
    give_school_consent(
        pupil, wall.school, wall.office, areas=["jobb-og-praksis"], includes_sensitive=True,
        recorded_by=wall.school_counsellor, ends_on=day(40),
    )  # fmt: skip
    enter_standing(pupil, wall.school, absent={"undocumented": 9})
    RiskFlagFactory(pupil=pupil, owner=wall.school, raised_by=wall.school_counsellor)
    ReferralFactory(
        pupil=pupil,
        school=wall.school,
        office=wall.office,
        sent_by=wall.school_counsellor,
        sent_at=at_noon(day(-2)),
    )
    return pupil


@pytest.fixture
def look(wall: Wall, pupil: Any, query_count: QueryCount) -> Callable[[str, Hidden], Looks]:
    """Return a function that looks around as somebody."""

    def looking(who: str, hidden: Hidden) -> Looks:
        return look_around(wall.people[who], pupil, hidden, query_count)

    return looking


@pytest.mark.parametrize(
    ("who", "happenings"),
    [("principal", HAPPENINGS), ("school_counsellor", [refused, withdrawn, taken_referral])],
)
def test_nothing_that_happens_without_consent_shows(wall, pupil, look, who, happenings):
    hidden = Hidden.new()
    earlier = look(who, hidden)

    shown = {}
    for happening in happenings:
        with transaction.atomic():
            happening(wall, pupil, hidden)
            shown[happening.__name__] = apart(earlier, look(who, hidden))
            transaction.set_rollback(True)

    assert shown == {happening.__name__: {} for happening in happenings}


@pytest.mark.parametrize("who", ["other_principal", "other_school_counsellor"])
def test_not_even_a_full_consent_shows_at_another_school(wall, pupil, look, who):
    hidden = Hidden.new()
    earlier = look(who, hidden)

    answer(wall, full_case(wall, pupil, hidden), hidden)

    assert apart(earlier, look(who, hidden)) == {}


@pytest.mark.parametrize(
    ("who", "service"),
    [
        ("principal", Service.PUPIL_SERVICES),
        ("deputy_principal", Service.PUPIL_SERVICES),
        ("school_counsellor", Service.SCHOOL_LEADERSHIP),
    ],
)
def test_a_consent_to_the_other_service_of_the_school_does_not_show(
    wall, pupil, look, who, service
):
    hidden = Hidden.new()
    earlier = look(who, hidden)

    answer(wall, full_case(wall, pupil, hidden), hidden, services=[service])

    assert apart(earlier, look(who, hidden)) == {}


def test_a_consent_to_existence_shows_neither_note_nor_measure(wall, pupil, look):
    hidden = Hidden.new()
    earlier = look("principal", hidden)

    answer(wall, full_case(wall, pupil, hidden), hidden, information=[Information.EXISTENCE])

    changed = apart(earlier, look("principal", hidden))
    assert {address for _, address in changed} == {
        reverse("followup:case_detail", args=[hidden.case]),
        reverse("followup:case_history", args=[hidden.case]),  # 403: seen, but not for the school
        reverse("followup:case_note_create", args=[hidden.case]),
        reverse("followup:pupil_detail", args=[pupil.public_id]),
        reverse("followup:pupil_sharing", args=[pupil.public_id]),  # the line that reaches them
        reverse("followup:followup_list"),
    }


# --- An id that is known, and one that is not ------------------------------------------

KNOWN = [
    ("followup:pupil_detail", "pupil_other_school"),
    ("followup:case_detail", "case_unconsented"),
    ("followup:case_notes", "case_unconsented"),
    ("followup:note_update", "note_own_unconsented"),
    ("followup:measure_detail", "measure_sent_unconsented"),
    ("pupils:flag_resolve", "flag_nav_unconsented"),
    ("followup:consent_withdraw", "consent_withdrawn"),
    ("pupils:received_referral_detail", "referral_referral_pending"),
    ("pupils:log_detail", "pupil_unconsented"),
    ("agreements:contract_detail", "contract_b3"),
    ("agreements:collaboration_detail", "collaboration_b"),
]


@pytest.mark.parametrize(("address", "name"), KNOWN, ids=[f"{a}-{n}" for a, n in KNOWN])
def test_a_hidden_id_and_an_unknown_one_answer_alike(world, query_count, address, name):
    who = "counsellor_2" if name.startswith("referral") else "principal_a"
    client = client_of(world.user(who))
    client.get(reverse("start"))

    hidden = ask(
        client, query_count, ("get", reverse(address, args=[world.records[name].public_id]), {})
    )
    unknown = ask(client, query_count, ("get", reverse(address, args=[uuid.uuid4()]), {}))

    assert hidden.status == 404
    assert hidden == unknown
