"""The two parts of a combined measure are decided and run each by itself."""

from __future__ import annotations

from typing import Any

import pytest

from agreements.models import Contract
from followup.actions.measure_progress import CannotStart, offer_measure, start_measure
from followup.models import Measure
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed
from tests.asking import actor_on, day
from tests.factories.combined import (
    approve,
    combine,
    consent_both_ways,
    end,
    make_part,
    propose_combined,
)
from tests.factories.measures import answer, part_of, send
from tests.factories.organisations import member
from tests.factories.pair import Pair

pytestmark = pytest.mark.django_db


def start(pair: Pair, measure: Measure) -> None:
    """Offer the measure and start it today."""
    actor = pair.acting("counsellor" if measure.case_id else "school_counsellor")
    offered = offer_measure(actor=actor, measure=measure, version=part_of(measure).version)
    start_measure(actor=actor, measure=measure, version=offered.version, started_on=actor.on)


def combine_jobclub(pair: Pair) -> Any:
    """Return a combined measure whose NAV part needs no agreement to start."""
    nav = propose_combined(pair, code="jobbklubb")
    send(pair, nav)
    school = make_part(pair, nav)
    send(pair, school, who="school_counsellor")
    return nav, school


def test_each_part_goes_to_its_own_decider_and_is_bound_to_its_own_content(pair):
    consent_both_ways(pair)
    combined = combine(pair)

    approve(pair, combined.nav)
    approve(pair, combined.school, "returned")

    assert part_of(combined.nav).deciding_organisation_id == pair.office.pk
    assert part_of(combined.school).deciding_organisation_id == pair.school.pk
    assert (part_of(combined.nav).state, part_of(combined.school).state) == (
        "approved",
        "returned",
    )


def test_nobody_decides_the_other_sides_part(pair):
    consent_both_ways(pair)
    combined = combine(pair)

    for measure, who in ((combined.nav, "principal"), (combined.school, "manager")):
        with pytest.raises(NotAllowed):
            answer(pair, part_of(measure).waiting_submission(), who=who)


def test_who_proposed_navs_part_never_decides_the_schools(pair):
    consent_both_ways(pair)
    combined = combine(pair)
    Contract.objects.update(in_force_until=day(-1))
    member(Role.PRINCIPAL, pair.school, user=pair.counsellor)
    acting = actor_on(pair.counsellor)

    assert {pair.counsellor, pair.school_counsellor} == set(
        part_of(combined.school).proposers.all()
    )
    assert not acting.person.has_perm("followup.decide_measure", part_of(combined.school))


# --- It runs when both are approved ---------------------------------------------------


@pytest.mark.parametrize("waits", ["nav", "school"])
def test_neither_part_starts_before_the_other_is_approved(pair, waits):
    consent_both_ways(pair)
    parts = dict(zip(("nav", "school"), combine_jobclub(pair), strict=True))
    late, early = parts.pop(waits), parts.popitem()[1]
    approve(pair, early)

    with pytest.raises(CannotStart, match=f"at {'NAVs' if waits == 'nav' else 'skolens'} del er"):
        start(pair, early)
    approve(pair, late)
    start_again(pair, early)

    assert part_of(early).state == "running"


def start_again(pair: Pair, measure: Measure) -> None:
    """Start what was offered before."""
    actor = pair.acting("counsellor" if measure.case_id else "school_counsellor")
    version = part_of(measure).version
    start_measure(actor=actor, measure=measure, version=version, started_on=actor.on)


def test_navs_part_waits_for_a_part_the_school_has_not_made_yet(pair):
    consent_both_ways(pair)
    nav = propose_combined(pair, code="jobbklubb")
    send(pair, nav)
    approve(pair, nav)

    with pytest.raises(CannotStart, match="skolens del"):
        start(pair, nav)


def test_a_rejected_part_leaves_the_other_as_it_stands_and_free_to_go_on(pair):
    consent_both_ways(pair)
    nav, school = combine_jobclub(pair)
    approve(pair, nav)

    approve(pair, school, "rejected")
    start(pair, nav)

    assert (part_of(nav).state, part_of(school).state) == ("running", "rejected")


@pytest.mark.parametrize("ended", ["nav", "school"])
def test_when_a_consent_ends_each_part_goes_on_by_itself(pair, ended):
    consents = consent_both_ways(pair)
    nav, school = combine_jobclub(pair)
    approve(pair, nav)
    approve(pair, school, "returned")

    end(getattr(consents, ended))
    start(pair, nav)

    assert part_of(nav).state == "running"
