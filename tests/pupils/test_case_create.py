"""Opprett sak without a referral: exact match or a new pupil, and one answer to the rest."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from navskole.organisations.models import Role
from pupils.models import Case, CaseGrant, Pupil
from tests.bad_input import (
    CHOICE_MESSAGE,
    DATE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    Bad,
    FilledForm,
    bad,
    days,
    too_long,
)
from tests.factories.organisations import NavOfficeFactory, member
from tests.factories.pair import Pair
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PersonRelationFactory,
    PupilFactory,
)
from tests.pupils.test_national_id import number_of

pytestmark = pytest.mark.django_db

WITH_MANAGER = "Saken må opprettes sammen med NAV-leder."


def form_for(client: Client, pair: Pair, who: Any = None, **typed: str) -> FilledForm:
    """Return the form filled in for somebody nobody knows, who was told to be new."""
    right = {
        "first_name": "Nora",
        "last_name": "Ny",
        "birth_date": days(-17 * 366),
        "source": "outreach",
        "office": str(pair.office.pk),
    }
    written = right | typed
    told = "{first_name} {last_name}, {birth_date}".format(**written)
    url = reverse("pupils:case_create")
    return FilledForm(client, who or pair.counsellor, url, **{"is_new": told} | written)


def known(pair: Pair, **facts: Any) -> Pupil:
    """Return a pupil at the pair's school without a case."""
    pupil = PupilFactory(**facts)
    EnrolmentFactory(pupil=pupil, school=pair.school)
    return pupil


def as_typed(pupil: Pupil) -> dict[str, str]:
    return {
        "first_name": pupil.first_name,
        "last_name": pupil.last_name,
        "birth_date": f"{pupil.birth_date:%d.%m.%Y}",
    }


@pytest.mark.parametrize(
    "entry",
    [
        bad("first_name", "", "Fyll inn fornavn"),
        bad("first_name", "f" * 101, too_long(100)),
        bad("last_name", NUL, NUL_MESSAGE),
        bad("birth_date", "i går", DATE_MESSAGE),
        bad("birth_date", days(1), "Fødselsdatoen må ligge tilbake i tid."),
        bad("birth_date", days(-14 * 365), "Skriv hvorfor", at="reason"),
        bad("birth_date", days(-23 * 366), "Skriv hvorfor", at="reason"),
        bad("national_id", "30108299921", "Kontroller sifrene"),
        bad("national_id", "30108299920", "stemmer ikke med fødselsdatoen"),
        bad("school", NOT_OFFERED, CHOICE_MESSAGE),
        bad("source", "", "Svar på spørsmålet"),
        bad("office", NOT_OFFERED, CHOICE_MESSAGE),
        bad("reason", "g" * 501, too_long(500)),
    ],
)
def test_the_form_refuses(client: Client, pair: Pair, entry: Bad) -> None:
    form_for(client, pair).refuses(entry)


def test_a_new_pupil_gets_a_case_and_the_veileder_is_on_it(client: Client, pair: Pair) -> None:
    case = form_for(client, pair).makes(Case)

    assert (case.office, case.responsible, case.source) == (
        pair.office,
        pair.counsellor,
        "outreach",
    )
    assert (case.pupil.full_name, case.pupil.national_id) == ("Nora Ny", None)
    assert CaseGrant.objects.get(content_object=case).user == pair.counsellor
    assert client.get(reverse("followup:case_detail", args=[case.public_id])).status_code == 200


def test_sent_twice_it_is_one_case_and_one_pupil(client: Client, pair: Pair) -> None:
    form = form_for(client, pair)
    first, second = form.send(), form.send()

    assert first["Location"] == second["Location"]
    assert Pupil.objects.filter(last_name="Ny").count() == 1


def test_an_age_outside_the_target_group_is_explained_and_kept(client: Client, pair: Pair) -> None:
    case = form_for(client, pair, birth_date=days(-23 * 366), reason="Avtalt med OT").makes(Case)

    assert case.status_reason == "Avtalt med OT"


def test_a_pupil_is_found_by_number_whatever_the_name(client: Client, pair: Pair) -> None:
    pupil = known(pair)
    pupil.national_id = number_of(pupil)
    pupil.save()
    typed = as_typed(pupil) | {"first_name": "Et annet navn", "national_id": pupil.national_id}

    case = form_for(client, pair, **typed).makes(Case)

    assert case.pupil == pupil
    assert Pupil.objects.get(pk=pupil.pk).first_name == pupil.first_name


def test_a_pupil_is_found_by_exact_name_birth_date_and_school(client: Client, pair: Pair) -> None:
    pupil = known(pair)
    at_school = {"school": str(pair.school.pk)}

    case = form_for(client, pair, **as_typed(pupil), **at_school).makes(Case)
    other = form_for(client, pair, **as_typed(known(pair)) | {"first_name": "Nesten"}, **at_school)

    assert case.pupil == pupil
    assert other.makes(Case).pupil.first_name == "Nesten"


def test_a_match_changes_nothing_at_the_school(client: Client, pair: Pair) -> None:
    pupil = known(pair)
    typed = as_typed(pupil) | {"school": str(pair.school.pk), "national_id": number_of(pupil)}

    form_for(client, pair, **typed).makes(Case)

    stored = Pupil.objects.get(pk=pupil.pk)
    assert (stored.version, stored.national_id) == (pupil.version, None)


@pytest.mark.parametrize("why", ["taken", "strict", "related", "elsewhere"])
def test_whatever_stands_in_the_way_the_answer_is_one(client: Client, pair: Pair, why: str) -> None:
    pupil = PupilFactory() if why == "elsewhere" else known(pair)
    pupil.national_id = number_of(pupil)
    pupil.save()
    if why == "taken":
        colleague = member(Role.NAV_COUNSELLOR, pair.office)
        CaseFactory(pupil=pupil, office=pair.office, responsible=colleague)
    if why == "strict":
        Pupil.objects.filter(pk=pupil.pk).update(address_protection="strict")
    if why == "related":
        PersonRelationFactory(pupil=pupil, user=pair.counsellor, owner=pair.office)
    if why == "elsewhere":
        EnrolmentFactory(pupil=pupil)
    form = form_for(client, pair, **as_typed(pupil), national_id=str(pupil.national_id))
    before = Case.objects.count(), Pupil.objects.count()

    answer = form.send()

    assert answer.status_code == 422
    assert WITH_MANAGER in answer.content.decode()
    assert (Case.objects.count(), Pupil.objects.count()) == before


def test_an_open_case_of_ones_own_is_where_the_form_leads(client: Client, pair: Pair) -> None:
    pupil = pair.pupil
    typed = as_typed(pupil) | {"school": str(pair.school.pk)}

    answer = form_for(client, pair, **typed).send()

    assert answer["Location"] == reverse("followup:case_detail", args=[pair.case.public_id])


def test_the_manager_opens_a_case_for_a_veileder_of_the_office(client: Client, pair: Pair) -> None:
    form = form_for(client, pair, pair.manager, responsible=str(pair.counsellor.pk))
    stranger = member(Role.NAV_COUNSELLOR, NavOfficeFactory())

    refused = form.send(responsible=str(stranger.pk))

    assert refused.status_code == 422
    assert form.makes(Case).responsible == pair.counsellor


def test_odd_names_are_shown_as_they_were_written(client: Client, pair: Pair) -> None:
    assert form_for(client, pair, last_name=ODD_TEXT).shows(ODD_TEXT, last_name=ODD_TEXT)


# --- Somebody new is asked about first -------------------------------------------------


def test_before_somebody_new_is_registered_the_page_says_so(client: Client, pair: Pair) -> None:
    pupil = known(pair)
    misspelt = as_typed(pupil) | {"first_name": "Nesten", "school": str(pair.school.pk)}
    before = Case.objects.count(), Pupil.objects.count()
    form = form_for(client, pair, **misspelt, is_new="")

    asked = form.send()

    page = asked.content.decode()
    born = f"{pupil.birth_date:%d.%m.%Y}"
    told = f"Nesten {pupil.last_name}, {born}"
    assert asked.status_code == 422
    assert (Case.objects.count(), Pupil.objects.count()) == before
    assert "Saken blir opprettet på en ny elev, som blir registrert nå." in page
    assert f"Registrer {told} som ny elev" in page
    assert pupil.full_name not in page
    # What was ticked is that person: with another name it is asked again.
    again = form.send(is_new=told, first_name="Nest")
    assert (again.status_code, Pupil.objects.count()) == (422, before[1])
    assert form.send(is_new=told).status_code == 302
    assert Pupil.objects.count() == before[1] + 1


def test_a_number_nobody_has_is_asked_about_too(client: Client, pair: Pair) -> None:
    """The pupil may be known without a number, under a name that was spelt otherwise."""
    pupil = known(pair)
    typed = as_typed(pupil) | {"first_name": "Nesten", "national_id": number_of(pupil)}
    before = Case.objects.count(), Pupil.objects.count()
    form = form_for(client, pair, **typed, is_new="")

    asked = form.send()

    assert (asked.status_code, Case.objects.count(), Pupil.objects.count()) == (422, *before)
    assert "registrert nå med dette fødselsnummeret." in asked.content.decode()
    told = f"Nesten {pupil.last_name}, {pupil.birth_date:%d.%m.%Y}"
    assert form.send(is_new=told).status_code == 302
    assert Pupil.objects.get(national_id=number_of(pupil)).first_name == "Nesten"


def test_a_pupil_who_is_found_is_not_asked_about(client: Client, pair: Pair) -> None:
    at_school = {"school": str(pair.school.pk), "is_new": ""}

    named = form_for(client, pair, **as_typed(known(pair)) | at_school).makes(Case)
    pupil = known(pair)
    pupil.national_id = number_of(pupil)
    pupil.save()
    typed = {"birth_date": as_typed(pupil)["birth_date"], "national_id": pupil.national_id}
    numbered = form_for(client, pair, **typed, is_new="").makes(Case)

    assert (numbered.pupil, named.pupil.national_id) == (pupil, None)
