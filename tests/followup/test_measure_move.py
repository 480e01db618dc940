"""What becomes of a measure when the pupil moves."""

from __future__ import annotations

from typing import Any

import pytest

from navskole.organisations.models import Role
from pupils.actions.pupil import save_contact
from tests.asking import actor_on, sees
from tests.factories.measures import (
    FORMAL,
    MUNICIPAL,
    STATE,
    agree,
    answer,
    part_of,
    propose,
    send,
    stay,
)
from tests.factories.organisations import MunicipalityFactory, NavOfficeFactory, member
from tests.factories.pair import Pair

pytestmark = pytest.mark.django_db


def move(pair: Pair, municipality: Any) -> None:
    save_contact(
        actor=pair.acting("counsellor"),
        pupil=pair.pupil,
        owner=pair.office,
        municipality_of_stay=municipality,
    )


@pytest.mark.parametrize("state", ["submitted", "on_hold"])
def test_a_move_before_the_decision_makes_a_municipal_measure_a_draft_again(pair, state):
    stay(pair, pair.office.municipality)
    measure = propose(pair, code=MUNICIPAL)
    submission = send(pair, measure)
    if state == "on_hold":
        answer(pair, submission, "on_hold", text="Venter på plass")

    move(pair, MunicipalityFactory())

    part = part_of(measure)
    assert (part.state, part.submissions.get().lifted_because) == ("draft", "moved")


@pytest.mark.parametrize("code", [STATE, FORMAL])
def test_a_move_leaves_what_is_decided_or_the_states_alone(pair, code):
    stay(pair, pair.office.municipality)
    measure = propose(pair, code=code)
    submission = send(pair, measure)
    if code == FORMAL:
        answer(pair, submission)

    move(pair, MunicipalityFactory())

    assert part_of(measure).state == ("approved" if code == FORMAL else "submitted")


def test_saving_the_same_municipality_again_takes_nothing_back(pair):
    stay(pair, pair.office.municipality)
    measure = propose(pair, code=MUNICIPAL)
    send(pair, measure)

    move(pair, pair.office.municipality)

    assert part_of(measure).state == "submitted"


def test_another_offices_contact_details_move_nothing_of_this_office(pair):
    stay(pair, pair.office.municipality)
    measure = propose(pair, code=MUNICIPAL)
    send(pair, measure)
    other = NavOfficeFactory()

    save_contact(
        actor=actor_on(member(Role.NAV_COUNSELLOR, other)),
        pupil=pair.pupil,
        owner=other,
        municipality_of_stay=other.municipality,
    )

    assert part_of(measure).state == "submitted"


def test_the_office_it_was_taken_back_from_reads_what_was_sent_for_a_year(pair):
    elsewhere = NavOfficeFactory()
    stay(pair, elsewhere.municipality)
    leader = member(Role.NAV_MANAGER, elsewhere)
    measure = propose(pair, code=MUNICIPAL)
    agree(pair, measure, elsewhere)
    send(pair, measure)

    move(pair, MunicipalityFactory())

    assert [sees(leader, measure, offset) for offset in (0, 365, 366)] == [True, True, False]
