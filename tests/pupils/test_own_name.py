"""A differing name: each place keeps its own, and nobody's name is overwritten by it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from navskole.access.reading import read_by
from navskole.organisations.models import Role
from pupils.actions.case_opening import open_case_for
from pupils.actions.pupil import register_pupil
from pupils.actions.referral import send_referral
from pupils.models import Case, Enrolment, OwnName, Pupil, Referral
from pupils.names import names_of_pupils
from tests.asking import day
from tests.bad_input import FilledForm, read
from tests.factories.organisations import NavOfficeFactory, member
from tests.factories.pair import Pair
from tests.factories.pupils import CaseFactory, EnrolmentFactory, OwnNameFactory, PupilFactory
from tests.pupils.test_national_id import number_of
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(pair: Pair) -> Pupil:
    """Return a pupil in a case at the pair's office, whom no school has registered."""
    pupil = PupilFactory(first_name="Oda", last_name="Berg")
    pupil.national_id = number_of(pupil)
    pupil.save()
    CaseFactory(pupil=pupil, office=pair.office, responsible=pair.counsellor)
    return pupil


def register(pair: Pair, pupil: Pupil, name: str = "Åse Vik", **facts: Any) -> Pupil:
    """Register the pupil's number, under the name, at the pair's school."""
    first, last = name.split()
    given = {
        "birth_date": pupil.birth_date,
        "national_id": pupil.national_id,
        "programme_area": "Helse",
        "level": "vg1",
        "class_name": "1A",
        "starts_on": day(),
    }
    actor = pair.acting("school_counsellor")
    school = {"school": pair.school, "first_name": first, "last_name": last}
    return register_pupil(actor=actor, **school, **given | facts)


def called(pupil: Pupil, who: Any) -> str:
    """Return the name that the pupil's page shows to somebody."""
    page = client_of(who).get(reverse("followup:pupil_detail", args=[pupil.public_id]))
    return "Oda Berg" * (b"Oda Berg" in page.content) + "Åse Vik" * (
        b"\xc3\x85se Vik" in page.content
    )


def test_registering_a_known_pupil_under_another_name_changes_nobodys_name(pair, known):
    version, changes = known.version, known.history.count()

    assert register(pair, known) == known

    stored, own = Pupil.objects.get(pk=known.pk), OwnName.objects.get()
    assert (stored.full_name, stored.version) == ("Oda Berg", version)
    assert stored.history.count() == changes
    assert (own.pupil, own.owner_id, str(own)) == (known, pair.school.pk, "Åse Vik")
    assert own.written_by == pair.school_counsellor
    people = [pair.school_counsellor, pair.principal, pair.counsellor, pair.manager]
    assert [called(known, who) for who in people] == ["Åse Vik"] * 2 + ["Oda Berg"] * 2


def test_the_same_name_is_no_name_of_ones_own(pair, known):
    register(pair, known, "Oda Berg")

    assert not OwnName.objects.exists()


def test_an_office_that_writes_another_name_keeps_it_and_no_other_office_sees_it(pair, known):
    Case.objects.all().delete()
    other = member(Role.NAV_COUNSELLOR, NavOfficeFactory())
    CaseFactory(
        pupil=known, office=other.memberships.get().organisation.navoffice, responsible=other
    )

    open_case_for(
        actor=pair.acting("counsellor"),
        office=pair.office,
        responsible=pair.counsellor,
        source="self",
        first_name="Åse",
        last_name="Vik",
        birth_date=known.birth_date,
        national_id=str(known.national_id),
        is_new=True,
    )

    assert [called(known, who) for who in (pair.counsellor, pair.manager, other)] == [
        "Åse Vik",
        "Åse Vik",
        "Oda Berg",
    ]


def test_lists_search_and_order_go_by_the_name_shown(pair, known):
    register(pair, known)
    for name in ("Aas", "Rud", "Østby"):
        EnrolmentFactory(school=pair.school, pupil__first_name="Per", pupil__last_name=name)
    school, office = client_of(pair.school_counsellor), client_of(pair.counsellor)

    def found(client: Client, address: str, words: str) -> bool:
        answer = client.post(reverse(address), {"question": words}, follow=True)
        return f"{known.public_id}".encode() in answer.content

    case = Case.objects.get(pupil=known)
    listed = school.get(reverse("pupils:pupil_list")).content.decode()
    places = [listed.index(name) for name in ("Rud<", "Åse Vik<", "Østby<", "Per Aas<")]
    assert places == sorted(places)
    assert [found(school, "pupils:pupil_list", words) for words in ("åse vik", "berg", "-")] == [
        True,
        False,
        False,
    ]
    searched = office.post(reverse("followup:own_case_list"), {"question": "oda berg"}, follow=True)
    assert f"{case.public_id}" in searched.content.decode()
    searched = office.post(reverse("followup:own_case_list"), {"question": "vik"}, follow=True)
    assert f"{case.public_id}" not in searched.content.decode()


def test_a_text_without_names_knows_the_pupil_by_the_name_shown(pair, known):
    register(pair, known)

    names = [
        {name.folded for name in names_of_pupils(pair.acting(who))}
        for who in ("principal", "counsellor")
    ]

    assert ["zzcse0vik" in each for each in names] == [True, False]
    assert ["oda0berg" in each for each in names] == [False, True]


def edit(client: Client, pair: Pair, pupil: Pupil, **typed: str) -> FilledForm:
    """Return the edit page's form as it is shown, with what is typed over it."""
    client.force_login(pair.school_counsellor)
    url = reverse("pupils:pupil_update", args=[pupil.public_id])
    shown = client.get(url).context["form"].initial
    right = shown | {"birth_date": f"{pupil.birth_date:%d.%m.%Y}"} | typed
    return FilledForm(
        client, pair.school_counsellor, url, **{name: str(value) for name, value in right.items()}
    )


def test_the_edit_page_changes_the_name_it_shows_and_no_other(client, pair, known):
    register(pair, known)

    assert edit(client, pair, known, class_name="1B").send().status_code == 302
    kept = str(OwnName.objects.get())
    assert edit(client, pair, known, last_name="Viken").send().status_code == 302

    assert (kept, str(OwnName.objects.get())) == ("Åse Vik", "Åse Viken")
    assert Pupil.objects.get(pk=known.pk).full_name == "Oda Berg"
    # Writing what the others write gives up the own name; from then on it is one name for all.
    assert edit(client, pair, known, first_name="Oda", last_name="Berg").send().status_code == 302
    assert not OwnName.objects.exists()
    assert edit(client, pair, known, last_name="Bergan").send().status_code == 302
    assert Pupil.objects.get(pk=known.pk).full_name == "Oda Bergan"


def test_a_birth_date_that_is_not_the_numbers_is_refused(client, pair, known):
    register(pair, known)
    other_day = f"{known.birth_date + timedelta(days=1):%d.%m.%Y}"

    answer = edit(client, pair, known, birth_date=other_day).send()

    assert answer.status_code == 422
    assert (
        "Fødselsdatoen stemmer ikke med det registrerte fødselsnummeret." in read(answer).get_text()
    )
    assert Pupil.objects.get(pk=known.pk).birth_date == known.birth_date


def test_a_pupil_who_comes_back_is_found_by_the_schools_own_name(pair, known):
    register(pair, known, starts_on=day(-300))
    Enrolment.objects.filter(pupil=known).update(ends_on=day(-100))

    assert register(pair, known, national_id="") == known
    assert OwnName.objects.count() == 1
    assert register(pair, known, "Oda Berg", national_id="") != known


def test_nav_finds_the_pupil_by_the_name_the_school_uses(pair, known):
    Case.objects.all().delete()
    register(pair, known)

    case = open_case_for(
        actor=pair.acting("counsellor"),
        office=pair.office,
        responsible=pair.counsellor,
        source="self",
        first_name="Åse",
        last_name="Vik",
        birth_date=known.birth_date,
        school=pair.school,
    )

    assert case.pupil == known
    assert called(known, pair.counsellor) == "Åse Vik"


def refer(pair: Pair, known: Pupil) -> Referral:
    """Send a referral of the pupil to the pair's office, as the school calls them."""
    return send_referral(
        actor=pair.acting("school_counsellor"),
        pupil=known,
        school=pair.school,
        office=pair.office,
        text="Mye fravær",
        pupil_knows=True,
    )


def test_an_office_reads_a_referral_under_the_name_the_school_wrote_it_under(pair, known):
    """The shared name is another office's here, and would tell that it has a case."""
    Case.objects.filter(pupil=known).update(office=NavOfficeFactory())
    register(pair, known)

    referral = refer(pair, known)

    browser = client_of(pair.counsellor)
    of_referral, of_pupil = [referral.public_id], [known.public_id]
    pages = [
        reverse("followup:contact_request_list"),
        reverse("pupils:received_referral_detail", args=of_referral),
        reverse("followup:pupil_detail", args=of_pupil),
    ]
    shown = [browser.get(page).content.decode() for page in pages]
    browser.post(reverse("pupils:referral_take", args=of_referral))
    shown += [
        browser.get(reverse(f"followup:{page}")).content.decode() for page in ("own_case_list",)
    ]
    assert ["Åse Vik" in page for page in shown] == [True] * 4
    assert ["Oda" in page or "Berg" in page for page in shown] == [False] * 4


def test_an_office_with_a_case_keeps_the_name_it_goes_by(pair, known):
    register(pair, known)

    refer(pair, known)

    assert called(known, pair.counsellor) == "Oda Berg"
    assert OwnName.objects.get().owner_id == pair.school.pk


def test_nobody_reads_another_places_name_outside_a_request(pair, known):
    OwnNameFactory(pupil=known, owner=pair.school, first_name="Åse", last_name="Vik")

    with read_by(pair.acting("principal")):
        inside = known.full_name

    assert (inside, known.full_name) == ("Åse Vik", "Oda Berg")


def test_an_office_corrects_the_name_it_uses_and_nobody_elses(client, pair, known):
    """A name written wrong at the opening of a case must not stay wrong."""
    register(pair, known)
    case = Case.objects.get(pupil=known)
    url = reverse("followup:case_contact", args=[case.public_id])
    client.force_login(pair.counsellor)
    form = FilledForm(client, pair.counsellor, url, phone="90000000")

    assert (form.values["first_name"], form.values["last_name"]) == ("Oda", "Berg")
    assert form.send().status_code == 302
    assert OwnName.objects.get().owner_id == pair.school.pk
    assert form.send(last_name="Bergan").status_code == 302

    names = {own.owner_id: str(own) for own in OwnName.objects.all()}
    assert names == {pair.school.pk: "Åse Vik", pair.office.pk: "Oda Bergan"}
    assert Pupil.objects.get(pk=known.pk).full_name == "Oda Berg"
    assert called(known, pair.principal) == "Åse Vik"
