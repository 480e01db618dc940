"""What a yes opens and a withdrawal closes is listed beforehand, exactly."""

from __future__ import annotations

from typing import Any

import pytest

from followup.models import Measure, Note, Task
from followup.openings import Place, what_closes, what_opens
from pupils.actions.consent import LineChoice
from pupils.models import Service
from tests.asking import actor_on, day
from tests.factories.pupils import area, give_consent
from tests.followup.written import ALL, HEALTH, HOUSING, JOB, written

pytestmark = pytest.mark.django_db


def seen_titles(pair: Any) -> set[str]:
    """Return the titles of what the school's rektor sees of the case."""
    actor = actor_on(pair.principal)
    notes = Note.objects.visible_to(actor).filter(case=pair.case)
    tasks = Task.objects.visible_to(actor).filter(case=pair.case)
    measures = Measure.objects.visible_to(actor).filter(case=pair.case)
    return {str(each) for records in (notes, tasks, measures) for each in records}


def titles(reaches: list[Any]) -> set[str]:
    return {title for reach in reaches for part in reach.parts for title, _when in part.items}


def at_case(pair: Any) -> Place:
    return Place(pair.acting("counsellor"), pair.pupil, pair.office, pair.case)


@pytest.mark.parametrize(
    ("areas", "sensitive", "information"),
    [
        ([JOB], False, ALL),
        ([JOB, HOUSING], False, ALL),
        ([JOB, HEALTH], True, ALL),
        ([JOB, HEALTH], False, ALL),
        ([], False, ("existence", "notes")),
        ([JOB], False, ("existence", "measures")),
    ],
)
def test_what_is_listed_beforehand_is_exactly_what_opens(pair, areas, sensitive, information):
    written(pair)
    chosen = [area(code) for code in areas]
    lines = [
        LineChoice(kind, Service.SCHOOL_LEADERSHIP, pair.school, chosen, sensitive)
        for kind in information
    ]

    listed = titles(what_opens(at_case(pair), lines))

    give_consent(
        pair.case, pair.school, areas=areas, information=information,
        services=["school_leadership"], includes_sensitive=sensitive,
    )  # fmt: skip
    assert listed == seen_titles(pair)


@pytest.mark.parametrize("kept", [None, [JOB], [HOUSING]])
def test_what_is_listed_before_withdrawing_is_exactly_what_closes(pair, kept):
    written(pair)
    consent = give_consent(pair.case, pair.school, areas=[JOB, HOUSING])
    if kept:
        give_consent(pair.case, pair.school, areas=kept)
    before = seen_titles(pair)

    reaches = what_closes(at_case(pair), consent)

    listed = titles(reaches[1:])
    consent.ended_at = pair.acting("counsellor").now
    consent.save()
    assert [reach.receiver for reach in reaches] == [
        f"Skoleledelsen, {pair.school}",
        f"Elevtjenesten, {pair.school}",
    ]
    assert titles(reaches[:1]) == before - seen_titles(pair)
    assert ("Til rådgiver" in listed) is (kept is None)


def test_what_closes_is_listed_in_the_order_of_what_opened(pair):
    written(pair)
    chosen = [
        LineChoice(information, service, pair.school, [area(JOB)], False)
        for service in (Service.SCHOOL_LEADERSHIP, Service.PUPIL_SERVICES)
        for information in ALL
    ]
    opened = what_opens(at_case(pair), chosen)

    consent = give_consent(pair.case, pair.school, areas=[JOB], information=ALL)

    assert what_closes(at_case(pair), consent) == opened


def test_a_consent_that_opens_nothing_today_closes_nothing(pair):
    consent = give_consent(pair.case, pair.school, areas=[JOB], ends_on=day(-1))

    assert what_closes(at_case(pair), consent) == []
