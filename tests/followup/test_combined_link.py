"""Who sees that two measures are one, and until when."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from agreements.models import Contract
from followup.actions.measure_route import submit_measure
from followup.models import MeasureLink, MeasureType
from pupils.models import CaseOutcome, CaseStatus, Enrolment, Information, Service
from tests.asking import day, sees
from tests.factories.combined import (
    AREAS,
    ask,
    combine,
    consent_both_ways,
    end,
    make_part,
    propose_combined,
    who_sees_link,
)
from tests.factories.measures import change, part_of, propose_at_school, send
from tests.factories.pupils import give_consent, give_school_consent
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

EVERYBODY = {"counsellor", "manager", "school_counsellor", "principal"}


def test_both_sides_see_the_link_while_the_consents_stand(pair):
    consent_both_ways(pair)
    combined = combine(pair)

    assert who_sees_link(pair, combined.link) == EVERYBODY


def test_a_decider_whose_service_is_not_covered_sees_the_own_part_alone(pair):
    give_consent(pair.case, pair.school, areas=AREAS, services=[Service.PUPIL_SERVICES])
    give_school_consent(pair.pupil, pair.school, pair.office, areas=AREAS)
    combined = combine(pair)

    assert who_sees_link(pair, combined.link) == EVERYBODY - {"principal"}
    assert sees(pair.principal, combined.school)
    assert not sees(pair.principal, combined.nav)


def test_the_office_does_not_see_a_part_the_school_has_not_sent(pair):
    consent_both_ways(pair)
    nav = propose_combined(pair)
    send(pair, nav)
    make_part(pair, nav)

    assert who_sees_link(pair, MeasureLink.objects.get()) == {"school_counsellor", "principal"}


def test_the_leader_reads_no_question_about_something_sensitive(pair):
    consent_both_ways(pair, includes_sensitive=True)
    MeasureType.objects.filter(code="jobbklubb").update(is_sensitive=True)
    school = propose_at_school(pair)
    link = ask(pair, school)
    send(pair, school, who="school_counsellor")
    url = reverse("followup:measure_detail", args=[school.public_id])

    pages = {who: client_of(getattr(pair, who)).get(url) for who in ("counsellor", "manager")}

    assert who_sees_link(pair, link) == EVERYBODY - {"manager"}
    assert link.asked_request in pages["counsellor"].content.decode()
    assert pages["manager"].status_code == 200
    assert link.asked_request not in pages["manager"].content.decode()


def without_existence(consents: Any) -> None:
    consents.nav.lines.filter(information=Information.EXISTENCE).delete()


def leave_school(consents: Any) -> None:
    Enrolment.objects.update(ends_on=day(-1))


def close_case(consents: Any) -> None:
    case = consents.nav.case
    case.status, case.outcome, case.closed_on = CaseStatus.CLOSED, CaseOutcome.WORK, day(0)
    case.save()


ENDINGS = {
    "nav_consent": lambda consents: end(consents.nav),
    "school_consent": lambda consents: end(consents.school),
    "existence": without_existence,
    "contract": lambda consents: Contract.objects.update(in_force_until=day(-1)),
    "enrolment": leave_school,
    "case": close_case,
}


def test_whatever_ends_the_crossing_hides_the_link_from_everybody_at_once(pair):
    consents = consent_both_ways(pair)
    combined = combine(pair)

    seen = {}
    for name, bring_about in ENDINGS.items():
        with transaction.atomic():
            bring_about(consents)
            seen[name] = who_sees_link(pair, combined.link)
            transaction.set_rollback(True)
        consents.nav.case.refresh_from_db()
        consents.nav.refresh_from_db()
        consents.school.refresh_from_db()

    assert seen == {name: set() for name in ENDINGS}
    assert who_sees_link(pair, combined.link) == EVERYBODY


def test_the_link_is_there_on_the_last_day_and_gone_the_day_after(pair):
    consents = consent_both_ways(pair)
    combined = combine(pair)
    consents.school.ends_on = day(5)
    consents.school.save()

    assert (who_sees_link(pair, combined.link, 5), who_sees_link(pair, combined.link, 6)) == (
        EVERYBODY,
        set(),
    )


def test_nav_takes_the_schools_part_out_again(pair):
    consent_both_ways(pair)
    combined = combine(pair)

    change(pair, combined.nav)

    assert who_sees_link(pair, combined.link) == set()
    assert part_of(combined.school).state == "submitted"
    assert submit_measure(
        actor=pair.acting("counsellor"),
        measure=combined.nav,
        version=part_of(combined.nav).version,
    )
