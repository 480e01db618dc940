"""Answers that would tell of what one may not see, found by trying: forged and repeated posts.

Where it is known to others, and where it is not, a pupil is asked for in the same way, and
the two answers are compared.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pupils.models import Case, Consent, ContactDetails, Enrolment, Pupil
from tests.access.looking import normalised
from tests.asking import at_noon, day
from tests.bad_input import read
from tests.factories.followup import NoteFactory
from tests.factories.organisations import NavOfficeFactory, SchoolFactory
from tests.factories.pair import Pair
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PupilFactory,
    give_school_consent,
)
from tests.pupils.test_national_id import number_of
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

REFUSED = "Eleven kan ikke registreres her."


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    """Let the clock stand still: pages say when something was written."""
    with time_machine.travel(at_noon(day()), tick=False):
        yield


@pytest.fixture
def known(pair: Pair) -> Pupil:
    """Return a pupil with a number and a case, whom no school has registered."""
    pupil: Pupil = PupilFactory(first_name="Oda", last_name="Berg")
    pupil.national_id = number_of(pupil)
    pupil.save_change(by=pair.counsellor, at=timezone.now())
    CaseFactory(pupil=pupil, office=pair.office, responsible=pair.counsellor)
    return pupil


def registration(pair: Pair, pupil: Pupil, **typed: str) -> dict[str, str]:
    """Return the form of a rådgiver who writes the pupil's name and birth date."""
    return {
        "submission_id": str(uuid.uuid4()),
        "first_name": pupil.first_name,
        "last_name": pupil.last_name,
        "birth_date": pupil.birth_date.isoformat(),
        "school": str(pair.school.pk),
        "programme_area": "Studiespesialisering",
        "level": "vg1",
        "class_name": "1STA",
        "starts_on": day().isoformat(),
        **typed,
    }


def register(browser: Client, form: dict[str, str]) -> Any:
    """Post the form."""
    return browser.post(reverse("pupils:pupil_create"), form)


def numbers(known: Pupil) -> tuple[str, str]:
    """Return the pupil's number, and one of the same day that is nobody's."""
    return str(known.national_id), number_of(known, skip=1)


def words(answer: Any) -> str:
    """Return what stands on the page, without who printed it when."""
    main = read(answer).select_one("main")
    for printed in main.select(".nk-print-mark") if main else ():
        printed.decompose()
    return main.get_text(" ", strip=True) if main else ""


# --- Registering ------------------------------------------------------------------------


def test_the_same_registration_sent_twice_answers_alike_whether_others_know_the_pupil(pair, known):
    browser = client_of(pair.school_counsellor)

    answers = {}
    for number in numbers(known):
        form = registration(pair, known, first_name=f"Kari{number[-1]}", national_id=number)
        first, second = register(browser, form), register(browser, form)
        answers[number] = (
            first.status_code,
            second.status_code,
            first["Location"] == second.get("Location"),
        )

    assert list(answers.values()) == [(302, 302, True)] * 2
    assert Enrolment.objects.filter(pupil=known).count() == 1


def test_whoever_goes_here_is_not_registered_again_with_a_number_that_others_know(pair, known):
    browser = client_of(pair.school_counsellor)
    here = EnrolmentFactory(
        school=pair.school,
        pupil=PupilFactory(first_name="Oda", last_name="Berg", birth_date=known.birth_date),
    ).pupil

    answers = [
        register(browser, registration(pair, here, national_id=number)) for number in numbers(known)
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all(REFUSED in answer.content.decode() for answer in answers)
    # The same with the number registered on the pupil's page: it is the pupil's here.
    for number in numbers(known):
        url = reverse("pupils:national_id_update", args=[here.public_id])
        assert browser.post(url, {"national_id": number}).status_code == 302
        again = register(browser, registration(pair, here, first_name="K", national_id=number))
        assert again.status_code == 422
        # Another number beside the same name is somebody else, who can come.
        other = registration(pair, here, national_id=number_of(known, skip=5 + int(number[-1])))
        answers.append(register(browser, other))
        Enrolment.objects.exclude(pupil=here).filter(school=pair.school).delete()
    assert answers[2].status_code == answers[3].status_code == 302


def test_a_telephone_number_tells_nothing_of_a_protected_address(pair, known):
    Pupil.objects.filter(pk=known.pk).update(address_protection="confidential")
    browser = client_of(pair.school_counsellor)

    for number in numbers(known):
        form = registration(
            pair, known, first_name=f"Kari{number[-1]}", national_id=number, phone="90000000"
        )
        assert register(browser, form).status_code == 302

    # Nothing typed is lost: those who are named for the pupil read it.
    assert ContactDetails.objects.get(pupil=known, owner=pair.school).phone == "90000000"


# --- Opening a case -----------------------------------------------------------------------


def test_an_office_is_asked_and_answered_alike_about_whom_another_office_alone_knows(pair, known):
    Case.objects.filter(pupil=known).update(office=NavOfficeFactory())
    browser = client_of(pair.counsellor)
    born = f"{known.birth_date:%d.%m.%Y}"

    answers = []
    for number in numbers(known):
        form = {
            "submission_id": str(uuid.uuid4()),
            "first_name": "Kari",
            "last_name": "Ny",
            "birth_date": born,
            "national_id": number,
            "source": "self",
            "office": str(pair.office.pk),
        }
        url = reverse("pupils:case_create")
        asked = browser.post(url, form)
        told = browser.post(url, form | {"is_new": f"Kari Ny, {born}"})
        again = browser.post(url, form | {"is_new": f"Kari Ny, {born}"})
        case = browser.get(told["Location"])
        person = browser.get(
            reverse("followup:pupil_detail", args=[case.context["case"].pupil.public_id])
        )
        pages = [(each.status_code, words(each)) for each in (asked, told, again, case, person)]
        answers.append([(status, text.replace(number, "")) for status, text in pages])

    assert answers[0] == answers[1]
    assert [status for status, _text in answers[0]] == [422, 302, 302, 200, 200]


def test_a_number_another_office_knows_leads_nobody_past_the_pupil_of_the_school(pair, known):
    Case.objects.filter(pupil=known).update(office=NavOfficeFactory())
    browser = client_of(pair.counsellor)

    for number in numbers(known):
        here = EnrolmentFactory(
            school=pair.school,
            pupil=PupilFactory(last_name="Ny", birth_date=known.birth_date),
        ).pupil
        opened = browser.post(
            reverse("pupils:case_create"),
            {
                "submission_id": str(uuid.uuid4()),
                "first_name": here.first_name,
                "last_name": here.last_name,
                "birth_date": f"{here.birth_date:%d.%m.%Y}",
                "national_id": number,
                "school": str(pair.school.pk),
                "source": "self",
                "office": str(pair.office.pk),
            },
        )

        assert opened.status_code == 302
        assert Case.objects.latest("pk").pupil == here


# --- Forged versions ----------------------------------------------------------------------


def test_a_forged_version_tells_not_who_knew_the_pupil_before_the_school(pair, known):
    browser = client_of(pair.school_counsellor)

    pages = []
    for number in numbers(known):
        made = register(browser, registration(pair, known, first_name="Kari", national_id=number))
        form = registration(pair, known, first_name="Kari", version="1")
        answer = browser.post(f"{made['Location']}rediger/", form)
        pages.append((answer.status_code, words(answer)))

    assert pages[0] == pages[1]
    assert pages[0][0] == 409
    assert "endret av en annen" in pages[0][1]


# --- The figure of the month --------------------------------------------------------------


def test_the_figure_of_the_rest_follows_nothing_that_the_school_has_written_since(pair):
    with time_machine.travel(at_noon(day().replace(day=1) - timedelta(days=20)), tick=False):
        for _each in range(4):
            pupil = EnrolmentFactory(school=pair.school).pupil
            CaseFactory(pupil=pupil, office=pair.office, responsible=pair.counsellor)
        outside = CaseFactory(office=pair.office, responsible=pair.counsellor).pupil
    rektor = client_of(pair.principal)
    before = normalised(rektor.get(reverse("followup:followup_list")).content)

    late = EnrolmentFactory(pupil=outside, school=pair.school, starts_on=day(-200))

    assert normalised(rektor.get(reverse("followup:followup_list")).content) == before
    late.delete()


# --- What a school posts ------------------------------------------------------------------


def posted(pair: Pair, pupil: Pupil, consent: Consent) -> list[tuple[str, Any, dict[str, Any]]]:
    """Return forms a rådgiver sends: the address, what it names, and the fields."""
    office = f"office_{pair.office.number}"
    today, once = day().isoformat(), {"submission_id": str(uuid.uuid4())}
    said = {
        "method": "written",
        "language": "nb",
        "starts_on": today,
        "ends_on": day(30).isoformat(),
    }
    said |= {"age_assessment": "Ja", "guardian_involved": "no", "guardian_reason": "Nei"}
    yes = {"status": "given", office: ["notes", "tasks"], **said, **once}
    person = registration(pair, pupil, version="7")
    when = {"occurred_at_0": today, "occurred_at_1": "00.01", "kind": "conversation"}
    note = {"heading": "Delt", "text": "Delt", "audience": "shared", **when, **once}
    moved = {"ends_on": today, "end_reason": "moved", "new_school": SchoolFactory().pk}
    sent = {"office": pair.office.pk, "text": "Hei", "pupil_knows": "yes", **once}
    return [
        ("pupils:referral_create", pupil, sent),
        ("pupils:enrolment_end", pupil, moved),
        ("pupils:pupil_update", pupil, person | {"version": str(pupil.version)}),
        ("pupils:pupil_update", pupil, person),
        ("pupils:national_id_update", pupil, {"national_id": number_of(pupil)}),
        ("pupils:relation_create", pupil, {"kind": "family"}),
        ("followup:school_note_create", pupil, note),
        ("followup:pupil_consent_create", pupil, yes),
        ("followup:consent_renew", consent, yes),
        ("followup:consent_withdraw", consent, {"version": consent.version}),
    ]


def test_what_a_school_posts_is_answered_alike_whether_there_is_a_case(pair):
    pupil = EnrolmentFactory(school=pair.school).pupil
    consent = give_school_consent(pupil, pair.school, pair.office, areas=["bolig"], ends_on=day(30))
    forms = posted(pair, pupil, consent)

    def answers() -> list[tuple[int, str, str]]:
        found, browser = [], client_of(pair.school_counsellor)
        for name, record, fields in forms:
            with transaction.atomic():
                url = reverse(name, args=[record.public_id])
                answer = browser.post(url, fields)
                found.append((answer.status_code, answer.get("Location", ""), words(answer)))
                transaction.set_rollback(True)
        return found

    without = answers()
    case = CaseFactory(pupil=pupil, office=pair.office, responsible=pair.counsellor)
    NoteFactory(case=case, audience="shared")

    assert answers() == without
    assert [status for status, *_rest in without] == [302] * 3 + [409] + [302] * 3 + [200, 200, 302]
