"""The access log as a privacy officer reads it: by pupil and by employee, a line per request."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from navskole.access.actor import Actor
from navskole.access.grounds import Ground
from navskole.access.lists import PAGE_SIZE
from navskole.accounts.models import User
from navskole.audit import log
from navskole.audit.events import Action, Decision
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Role
from pupils.models import Case
from tests.asking import actor_on
from tests.bad_input import read
from tests.factories.organisations import member
from tests.factories.pair import Pair
from tests.factories.pupils import EnrolmentFactory, PupilFactory, ReferralFactory, name_for
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(pair: Pair) -> Any:
    """Return the office's privacy officer."""
    return member(Role.PRIVACY_OFFICER, pair.office)


def pupil_log(pupil: Any) -> str:
    return reverse("pupils:log_detail", args=[pupil.public_id])


def staff_log(user: Any, query: str = "") -> str:
    return reverse("pupils:staff_log_detail", args=[user.public_id]) + query


def lines(client: Client, url: str) -> list[tuple[str, str]]:
    """Return what the page says happened, with the pupils it names."""
    found = client.get(url).context["page"].object_list
    return [(line.what, ", ".join(pupil.last_name for pupil in line.pupils)) for line in found]


# --- One line for each request ----------------------------------------------------------


def test_what_one_request_did_is_one_line_in_plain_words(pair: Pair, officer: Any) -> None:
    pupil = EnrolmentFactory(school=pair.school, starts_on=pair.contract.starts_on).pupil
    referral = ReferralFactory(
        pupil=pupil, school=pair.school, office=pair.office, sent_by=pair.school_counsellor
    )
    client = client_of(pair.counsellor)
    client.post(reverse("pupils:referral_take", args=[referral.public_id]))
    case_url = reverse("followup:case_detail", args=[_case_of(pupil).public_id])
    client.get(case_url)
    client_of(pair.principal).get(case_url)

    shown = client_of(officer).get(pupil_log(pupil))

    assert [line.what for line in shown.context["page"].object_list] == [
        "Fikk ikke tilgang til oversikten i saken",
        "Så på oversikten i saken",
        "Ga tilgang, opprettet sak",
    ]
    text = read(shown).text
    assert str(_case_of(pupil).public_id) not in text
    assert "/saker/" not in text


def _case_of(pupil: Any) -> Case:
    return Case.objects.get(pupil=pupil)


def test_reading_on_repeats_and_skips_nothing_while_the_log_grows(pair: Pair, officer: Any) -> None:
    actor = actor_on(pair.counsellor, -1)  # before the officer's own look, at any time of day
    for minute in range(PAGE_SIZE + 10):
        _look(actor, pair, minute)
    client = client_of(officer)

    first = client.get(pupil_log(pair.pupil)).context
    older = client.get(pupil_log(pair.pupil) + first["turns"]["older"]).context

    seen = [line.head.pk for page in (first, older) for line in page["page"].object_list]
    assert len(first["page"].object_list) == PAGE_SIZE
    assert len(seen) == len(set(seen)) == PAGE_SIZE + 10
    assert older["turns"]["older"] == ""
    assert older["turns"]["newest"]


@pytest.mark.parametrize("mark", ["", "x", "-1", "٣", "9" * 40, "0"])
def test_a_mark_that_is_none_shows_the_newest(pair: Pair, officer: Any, mark: str) -> None:
    _look(actor_on(pair.counsellor), pair, 0)

    shown = client_of(officer).get(pupil_log(pair.pupil), {"eldre": mark})

    assert len(shown.context["page"].object_list) == 1


def _look(actor: Actor, pair: Pair, minute: int = 0) -> AccessEvent:
    """Write a look at the pair's case, as its page would."""
    access = log.Access(pair.pupil.pk, pair.office.pk, Ground.CASE_TEAM, "C")
    path = reverse("followup:case_notes", args=[pair.case.public_id])
    moment = actor.now - timedelta(minutes=minute)
    return log.record(replace(actor, now=moment, path=path), Action.VIEW, [access])


# --- By employee ------------------------------------------------------------------------


def test_an_officer_reads_what_an_employee_saw_changed_and_was_refused(
    pair: Pair, officer: Any
) -> None:
    client = client_of(pair.counsellor)
    client.get(reverse("followup:case_notes", args=[pair.case.public_id]))
    client.get(reverse("followup:own_case_list"))
    client.get(reverse("pupils:pupil_list"))

    name = pair.pupil.last_name
    assert lines(client_of(officer), staff_log(pair.counsellor)) == [
        ("Fikk ikke tilgang til elevlisten", ""),
        ("Så i listen Mine saker", name),
        ("Så på notatene i saken", name),
    ]


def test_a_refusal_at_the_other_side_reads_as_one_at_an_unknown_address(
    pair: Pair, officer: Any
) -> None:
    """The school's officer must not learn from the log which pupils have a case at NAV."""
    school_officer = member(Role.PRIVACY_OFFICER, pair.school)
    client = client_of(pair.principal)
    client.get(reverse("followup:case_notes", args=[pair.case.public_id]))
    client.get(reverse("followup:case_notes", args=[pair.school.public_id]))

    found = lines(client_of(school_officer), staff_log(pair.principal))

    assert found == [("Fikk ikke tilgang til notatene i saken", "")] * 2


def test_a_protected_pupil_stands_in_no_employees_log_but_for_a_named_officer(
    pair: Pair, officer: Any
) -> None:
    pair.pupil.address_protection = "strict"
    pair.pupil.save()
    name_for(pair.pupil, pair.counsellor)
    client = client_of(pair.counsellor)
    client.get(reverse("followup:case_notes", args=[pair.case.public_id]))
    client.get(reverse("followup:own_case_list"))

    unnamed = lines(client_of(officer), staff_log(pair.counsellor))
    name_for(pair.pupil, officer)
    named = lines(client_of(officer), staff_log(pair.counsellor))

    assert unnamed == [("Så i listen Mine saker", "")]
    assert [pupil for _what, pupil in named] == [pair.pupil.last_name] * 2


def test_the_log_is_narrowed_by_day_action_and_decision(pair: Pair, officer: Any) -> None:
    actor = actor_on(pair.counsellor)
    _look(actor, pair)
    _look(actor, pair, minute=60 * 24 * 40)
    access = [log.Access(pair.pupil.pk, pair.office.pk)]
    log.record(actor, Action.NOTE_WRITTEN, access)
    log.record(actor, Action.VIEW, access, decision=Decision.DENY)
    client = client_of(officer)

    def count(query: str) -> int:
        return len(lines(client, staff_log(pair.counsellor, query)))

    before = f"{actor.on - timedelta(days=60):%d.%m.%Y}"
    assert count("") == 3
    assert count(f"?fra={before}") == 4
    assert count(f"?fra={before}&til={actor.on - timedelta(days=1):%d.%m.%Y}") == 1
    assert count("?handling=change") == 1
    assert count("?handling=view&avgjorelse=permit") == 1
    assert count("?avgjorelse=deny") == 1
    assert count("?fra=i+fjor&handling=tull") >= 3


def test_only_employees_of_the_own_organisations_are_listed(pair: Pair, officer: Any) -> None:
    client = client_of(officer)

    listed = client.get(reverse("pupils:staff_log_list")).context["page"].object_list

    own = User.objects.filter(memberships__organisation=pair.office)
    assert {*listed} == {*own} >= {pair.counsellor, pair.manager, officer}
    assert client.get(staff_log(pair.principal)).status_code == 404
    assert client_of(pair.manager).get(staff_log(pair.counsellor)).status_code in (403, 404)


def test_reading_an_employees_log_is_logged_with_the_pupils_it_named(
    pair: Pair, officer: Any
) -> None:
    _look(actor_on(pair.counsellor), pair)

    client_of(officer).get(staff_log(pair.counsellor))

    event = AccessEvent.objects.filter(user=officer, action=Action.VIEW).latest("pk")
    assert [(row.pupil_id, row.ground, row.classes) for row in event.pupils.all()] == [
        (pair.pupil.pk, Ground.LOG_READER, "A")
    ]


def test_an_employees_log_takes_the_same_for_any_number_of_lines(
    pair: Pair, officer: Any, assert_max_queries: Any
) -> None:
    actor, client = actor_on(pair.counsellor), client_of(officer)
    for size in (1, 50):
        for _number in range(size):
            pupil = PupilFactory()
            access = log.Access(pupil.pk, pair.office.pk, Ground.CASE_TEAM, "C")
            log.record(actor, Action.VIEW, [access])
        with assert_max_queries(13):
            client.get(staff_log(pair.counsellor))
