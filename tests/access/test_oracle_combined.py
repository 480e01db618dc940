"""The oracle and the product agree on combined measures, whatever one consent or fact lacks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from agreements.models import Contract
from followup.models import Measure, MeasureLink, MeasurePart
from navskole.organisations.models import Role
from pupils.models import CaseOutcome, CaseStatus, ConsentLine, Enrolment
from tests.access.oracle.comparing import Product, disagreements
from tests.access.oracle.facts import Facts
from tests.asking import day
from tests.factories.combined import Combined, combine, consent_both_ways, who_sees_link
from tests.factories.followup import measure_type
from tests.factories.organisations import member
from tests.factories.pair import Pair

pytestmark = pytest.mark.django_db

Happening = Callable[[Pair, Combined], Any]


def lines(**which: Any) -> Happening:
    """Return what takes away the lines."""
    return lambda pair, combined: ConsentLine.objects.filter(**which).delete()


def narrow(information: str, service: str) -> Happening:
    """Return what takes the first area from a line."""

    def narrowing(pair: Pair, combined: Combined) -> None:
        line = ConsentLine.objects.get(information=information, service=service)
        line.areas.set(line.areas.filter(code="bolig"))

    return narrowing


def closed(pair: Pair, combined: Combined) -> None:
    """Close the case."""
    pair.case.status, pair.case.outcome = CaseStatus.CLOSED, CaseOutcome.WORK
    pair.case.closed_on = day()
    pair.case.save()


HAPPENINGS: dict[str, Happening] = {
    "nothing": lambda pair, combined: None,
    "no existence": lines(information="existence", service="pupil_services"),
    "no measures to elevtjenesten": lines(information="measures", service="pupil_services"),
    "no measures to skoleledelsen": lines(information="measures", service="school_leadership"),
    "no measures to the office": lines(information="measures", service="nav_office"),
    "other areas of NAV's": narrow("measures", "pupil_services"),
    "other areas of the school's": narrow("measures", "nav_office"),
    "NAV's is sensitive": lambda pair, combined: Measure.objects.filter(pk=combined.nav.pk).update(
        is_sensitive=True
    ),
    "the school's is sensitive": lambda pair, combined: Measure.objects.filter(
        pk=combined.school.pk
    ).update(is_sensitive=True),
    "something else is asked": lambda pair, combined: MeasurePart.objects.filter(
        measure=combined.nav
    ).update(other_type=measure_type("radgivning")),
    "contract": lambda pair, combined: Contract.objects.update(in_force_until=day(-1)),
    "enrolment": lambda pair, combined: Enrolment.objects.update(ends_on=day(-1)),
    "case": closed,
}


def test_whatever_is_lacking_the_link_is_seen_as_the_rules_say(pair):
    consent_both_ways(pair)
    combined = combine(pair)
    colleague = member(Role.NAV_COUNSELLOR, pair.office)
    people = [pair.principal, pair.school_counsellor, pair.counsellor, pair.manager, colleague]
    product = Product([MeasureLink, Measure])

    found, seen = {}, {}
    for name, happen in HAPPENINGS.items():
        with transaction.atomic():
            happen(pair, combined)
            found[name] = disagreements(Facts(), people, day(), product=product)
            seen[name] = who_sees_link(pair, combined.link)
            transaction.set_rollback(True)

    assert found == {name: [] for name in HAPPENINGS}
    assert {name for name, who in seen.items() if who} == {
        "nothing",
        "no measures to skoleledelsen",
    }
