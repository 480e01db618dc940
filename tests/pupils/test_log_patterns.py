"""Unusual use, as a privacy officer is shown it: each number leads to the rows behind it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from navskole.access.grounds import Ground
from navskole.accounts.models import User
from navskole.audit import log
from navskole.audit.events import Action, Decision
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Role
from navskole.rules.models import Rule, RuleCode
from pupils.models import Pupil
from tests.asking import actor_on
from tests.factories.organisations import member
from tests.factories.pair import Pair
from tests.factories.pupils import PupilFactory, name_for
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

COLUMNS = ("Uten sak", "Avslag", "Utenom arbeidstid", "Mange elever på en dag", "Samme etternavn")


@pytest.fixture
def officer(pair: Pair) -> Any:
    """Return the office's privacy officer."""
    return member(Role.PRIVACY_OFFICER, pair.office)


def weekday(hour: int = 12, minute: int = 0) -> datetime:
    """Return a time of the day on the last Wednesday before today."""
    today = timezone.localdate()
    day = today - timedelta(days=(today.weekday() - 2) % 7 or 7)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def look(
    user: User,
    pupil: Pupil,
    owner: Any,
    *,
    at: datetime,
    ground: str = Ground.CASE_TEAM,
    action: Action = Action.VIEW,
    decision: Decision = Decision.PERMIT,
) -> AccessEvent:
    """Write a look as a page of the person's would."""
    actor = replace(actor_on(user), now=at, request_id=uuid.uuid4())
    access = log.Access(pupil.pk, owner.pk, ground, "C")
    return log.record(actor, action, [access], decision=decision)


def numbers(client: Client, query: str = "") -> dict[str, list[int]]:
    """Return each person's numbers, after seeing that each leads to as many rows."""
    page = client.get(reverse("pupils:pattern_list") + query)
    found = {}
    for person in page.context["page"].object_list:
        if person.user == page.wsgi_request.user:
            continue  # the officer's own looks, made while the test runs
        counts = [number.count for number in person.numbers]
        for number in person.numbers:
            if number.label != "Mange elever på en dag":
                rows = client.get(number.url).context["page"].object_list
                assert len(rows) == number.count, number
        found[person.user.username] = counts
    return found


def test_each_pattern_is_counted_and_leads_to_its_rows(pair: Pair, officer: Any) -> None:
    who, office = pair.counsellor, pair.office
    namesake = PupilFactory(last_name=who.last_name)
    look(who, pair.pupil, office, at=weekday())
    look(who, pair.pupil, office, at=weekday(), ground=Ground.REFERRAL_RECEIVED)
    look(who, pair.pupil, office, at=weekday(), ground="", decision=Decision.DENY)
    look(who, pair.pupil, office, at=weekday(5, 59))
    look(who, pair.pupil, office, at=weekday(20))
    look(who, pair.pupil, office, at=weekday(6))
    look(who, pair.pupil, office, at=weekday(19, 59))
    look(who, pair.pupil, office, at=weekday() + timedelta(days=-4))  # a Saturday
    look(who, namesake, office, at=weekday())
    client = client_of(officer)

    found = numbers(client)

    assert found == {who.username: [1, 1, 3, 0, 1]}
    page = client.get(reverse("pupils:pattern_list"))
    assert [count for _label, count in page.context["sums"]][:2] == [1, 1]
    assert page.context["columns"] == list(COLUMNS)
    main = page.content.decode().partition("<main")[2]
    assert pair.pupil.last_name not in main


def test_a_day_with_as_many_pupils_as_the_rule_says_is_counted_once(
    pair: Pair, officer: Any
) -> None:
    Rule.objects.create(
        code=RuleCode.PUPILS_A_DAY, number=5, effective_from=weekday().date(), source="Prøve"
    )
    pupils = [PupilFactory() for _number in range(5)]
    for pupil in pupils[:4]:
        look(pair.counsellor, pupil, pair.office, at=weekday())
    look(pair.counsellor, pupils[4], pair.office, at=weekday(), action=Action.LIST)
    client = client_of(officer)

    four = numbers(client)
    look(pair.counsellor, pupils[4], pair.office, at=weekday(13))
    look(pair.counsellor, pupils[0], pair.office, at=weekday() - timedelta(days=1))
    five = client.get(reverse("pupils:pattern_list")).context["page"].object_list[0].numbers[3]

    assert four == {}
    assert five.count == 1
    assert len(client.get(five.url).context["page"].object_list) == 6


def test_the_days_of_the_filter_count(pair: Pair, officer: Any) -> None:
    look(pair.counsellor, pair.pupil, pair.office, at=weekday(21))
    look(pair.counsellor, pair.pupil, pair.office, at=weekday(21) - timedelta(days=42))
    client, day = client_of(officer), weekday().date()

    assert numbers(client)[pair.counsellor.username][2] == 1
    assert numbers(client, f"?fra={day - timedelta(days=50):%d.%m.%Y}") == {
        pair.counsellor.username: [0, 0, 2, 0, 0]
    }
    assert numbers(client, f"?til={day - timedelta(days=1):%d.%m.%Y}") == {}
    for unclear in "?fra=i+fjor&til=tull", f"?fra={day - timedelta(days=100):%d.%m.%Y}":
        assert numbers(client, unclear)[pair.counsellor.username][2] == 1
    too_long = client.get(reverse("pupils:pattern_list") + unclear)
    assert "Velg høyst tre måneder om gangen" in too_long.content.decode()


def test_the_other_side_and_other_offices_are_not_counted(pair: Pair, officer: Any) -> None:
    other_officer = member(Role.PRIVACY_OFFICER, pair.school)
    look(pair.principal, pair.pupil, pair.school, at=weekday(21), ground=Ground.OWN_SCHOOL)
    look(pair.principal, pair.pupil, pair.office, at=weekday(), ground="", decision=Decision.DENY)

    assert numbers(client_of(officer)) == {}
    # A refusal at NAV's case and one at an unknown address read the same.
    assert numbers(client_of(other_officer)) == {pair.principal.username: [0, 1, 1, 0, 0]}
    assert client_of(pair.manager).get(reverse("pupils:pattern_list")).status_code == 403


def test_a_protected_pupil_counts_for_a_named_officer_alone(pair: Pair, officer: Any) -> None:
    pair.pupil.address_protection, pair.pupil.last_name = "strict", pair.counsellor.last_name
    pair.pupil.save()
    look(pair.counsellor, pair.pupil, pair.office, at=weekday(21), ground=Ground.REFERRAL_RECEIVED)

    unnamed = numbers(client_of(officer))
    name_for(pair.pupil, officer)

    assert unnamed == {}
    assert numbers(client_of(officer)) == {pair.counsellor.username: [1, 0, 1, 0, 1]}


def test_looking_is_logged_and_costs_the_same_for_one_and_fifty(
    pair: Pair, officer: Any, assert_max_queries: Any
) -> None:
    client, url = client_of(officer), reverse("pupils:pattern_list")
    for size in (1, 3, 50):
        for _number in range(size):
            colleague = member(Role.NAV_COUNSELLOR, pair.office)
            look(colleague, pair.pupil, pair.office, at=weekday(21))
        with assert_max_queries(13):
            page = client.get(url)
        assert page.status_code == 200

    event = AccessEvent.objects.latest("pk")
    assert (event.user, event.action, event.path) == (officer, Action.LIST, url)
    assert not event.pupils.exists()


# --- For the pupil ------------------------------------------------------------------------


def test_who_has_seen_the_pupil_is_printed_and_logged(
    pair: Pair, officer: Any, assert_max_queries: Any
) -> None:
    for minute in range(60):
        look(pair.counsellor, pair.pupil, pair.office, at=weekday(9, minute))
    look(pair.principal, pair.pupil, pair.school, at=weekday(), ground=Ground.OWN_SCHOOL)
    client = client_of(officer)

    with assert_max_queries(13):
        page = client.get(reverse("pupils:log_print", args=[pair.pupil.public_id]))

    lines = page.context["page"].object_list
    text = page.content.decode()
    assert {line.head.user for line in lines} == {pair.counsellor}
    assert len(lines) == 60
    assert "Satt på saken" in text
    assert str(pair.office) in text
    assert str(pair.school) not in text.partition("<main")[2]
    event = AccessEvent.objects.latest("pk")
    assert event.action == Action.LOG_PRINTED
    assert [(row.pupil_id, row.ground) for row in event.pupils.all()] == [
        (pair.pupil.pk, Ground.LOG_READER)
    ]
