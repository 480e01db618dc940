"""A caseload in other hands: when a placement ends, when somebody leaves, for a time."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from agreements.actions.placement import EndsOutside, end_placement
from agreements.models import Placement
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed
from navskole.ui.templatetags.ui_dates import long_date
from pupils.actions.handover import (
    CasesCannotBeGiven,
    Handover,
    NothingToTake,
    cases_of,
    end_placement_and_hand_over,
    hand_over,
    substitute_caseload,
)
from pupils.models import Case, CaseGrant, TeamRole
from tests.asking import actor_on, day, days_seen, sees
from tests.bad_input import FilledForm, bad, days
from tests.factories.organisations import NavOfficeFactory, member
from tests.factories.pupils import CaseFactory, EnrolmentFactory, PersonRelationFactory
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(pair):
    """Return a veileder of the pair's office who is on no case."""
    return member(Role.NAV_COUNSELLOR, pair.office)


@pytest.fixture
def second(pair):
    """Return another case of the pair's veileder, of a pupil at no school."""
    return CaseFactory(office=pair.office, responsible=pair.counsellor)


def give(pair, *choices: tuple[Case, object], who="manager") -> list[Case]:
    return hand_over(
        actor=pair.acting(who),
        counsellor=pair.counsellor,
        choices=[Handover(case=case, to=person) for case, person in choices],
    )


def responsible(*cases: Case) -> list[object]:
    return [Case.objects.get(pk=case.pk).responsible for case in cases]


# --- Handing over -------------------------------------------------------------------------


def test_each_case_goes_where_it_was_sent(pair, second, colleague):
    give(pair, (pair.case, colleague), (second, None))

    assert responsible(pair.case, second) == [colleague, None]
    assert (sees(colleague, pair.case), sees(pair.counsellor, pair.case)) == (True, False)
    leader = pair.acting("manager")
    assert list(Case.objects.open().led_by(leader).without_responsible(leader)) == [second]


def test_a_case_given_to_another_meanwhile_is_left_there(pair, colleague):
    third = member(Role.NAV_COUNSELLOR, pair.office)
    give(pair, (pair.case, third))

    assert give(pair, (pair.case, colleague)) == []
    assert responsible(pair.case) == [third]


def test_nothing_moves_when_one_case_cannot_be_given(pair, second, colleague):
    PersonRelationFactory(pupil=second.pupil, user=colleague, owner=pair.office)

    with pytest.raises(CasesCannotBeGiven, match=second.pupil.last_name):
        give(pair, (pair.case, colleague), (second, colleague))

    assert responsible(pair.case, second) == [pair.counsellor, pair.counsellor]


def test_a_veileder_hands_over_nothing(pair, colleague):
    with pytest.raises(NotAllowed):
        give(pair, (pair.case, colleague), who="counsellor")


def test_the_page_asks_about_every_case(pair, second, colleague):
    page = reverse("pupils:caseload_handover", args=[pair.counsellor.public_id])
    form = FilledForm(client_of(pair.manager), None, page, everyone="")
    name, other = (f"sak_{case.public_id}" for case in (pair.case, second))

    form.refuses(bad("everyone", "", "Velg hvem som får sakene").values[0])
    asked = f"Velg hva som skal skje med saken til {pair.case.pupil.full_name}"
    form.refuses(bad(name, "", asked, also={other: "kept"}).values[0])
    form.refuses(
        bad(name, "nonsense", "Velg et av alternativene", also={"everyone": "left"}).values[0]
    )
    sent = form.send(**{"everyone": str(colleague.public_id), name: "kept"})

    assert sent.status_code == 302
    assert responsible(pair.case, second) == [pair.counsellor, colleague]


def test_veiledere_is_one_place_with_a_tab_for_handing_out(pair):
    client = client_of(pair.manager)

    for name in ("followup:office_case_list", "pupils:counsellor_list"):
        page = BeautifulSoup(client.get(reverse(name)).content, "html.parser")
        here = page.select_one(".nk-places [aria-current]")
        tabs = [
            (a.get_text(strip=True), bool(a.get("aria-current"))) for a in page.select(".nk-tabs a")
        ]
        assert (here.get_text(strip=True), here["href"]) == ("Veiledere", "/kontorets-saker/")
        assert tabs == [
            ("Veiledere", name == "followup:office_case_list"),
            ("Fordeling", name == "pupils:counsellor_list"),
        ]


# --- A substitute for the whole caseload ---------------------------------------------------


def test_a_substitute_takes_every_case_for_the_period(pair, second, colleague):
    substitute_caseload(
        actor=pair.acting("manager"),
        absent=pair.counsellor,
        person=colleague,
        starts_on=day(1),
        ends_on=day(3),
    )

    assert days_seen(colleague, pair.case, range(6)) == [1, 2, 3]
    assert days_seen(colleague, second, range(6)) == [1, 2, 3]
    assert responsible(pair.case, second) == [pair.counsellor, pair.counsellor]


def test_the_substitute_is_put_only_on_what_is_missing(pair, second, colleague):
    facts = {"absent": pair.counsellor, "person": colleague, "ends_on": day(9)}
    actor = pair.acting("manager")
    substitute_caseload(actor=actor, starts_on=day(0), **facts)
    CaseFactory(office=pair.office, responsible=pair.counsellor)

    more = substitute_caseload(actor=actor, starts_on=day(1), **facts)

    assert len(more) == 1
    with pytest.raises(NothingToTake):
        substitute_caseload(actor=actor, starts_on=day(2), **facts)


def test_the_form_of_the_substitute_says_what_is_wrong(pair, colleague):
    page = reverse("pupils:caseload_substitute", args=[pair.counsellor.public_id])
    form = FilledForm(
        client_of(pair.manager), None, page, person=str(colleague.pk), ends_on=days(5)
    )

    for entry in (
        bad("person", "", "Velg vikar"),
        bad("person", "987654321", "Velg et av alternativene"),
        bad("person", str(pair.counsellor.pk), "Velg et av alternativene"),
        bad("starts_on", days(-1), "Dagen må være i dag eller senere."),
        bad("starts_on", "31.02.2027", "Fyll inn en gyldig dato"),
        bad("starts_on", "01.01.9999", "Kontroller året", also={"ends_on": "02.01.9999"}),
        bad("ends_on", "", "Fyll inn siste dag"),
        bad("ends_on", days(0), "før første dag", also={"starts_on": days(2)}),
        bad("reason", "x" * 256, "Skriv høyst 255 tegn"),
    ):
        form.refuses(entry.values[0])
    assert form.send().status_code == 302
    assert CaseGrant.objects.get(user=colleague).team_role == TeamRole.SUBSTITUTE


# --- The end of a placement ------------------------------------------------------------------


def test_ending_a_placement_hands_the_schools_cases_over_in_the_same_act(pair, second, colleague):
    actor = pair.acting("manager")

    mine = cases_of(actor, pair.counsellor, school_id=pair.school.pk)
    end_placement_and_hand_over(
        actor=actor,
        placement=pair.placement,
        ends_on=None,
        choices=[Handover(case=case, to=colleague) for case in mine],
    )

    assert mine == [pair.case]
    assert responsible(pair.case, second) == [colleague, pair.counsellor]
    assert not Placement.objects.in_force(on=day()).filter(pk=pair.placement.pk).exists()


def test_a_placement_ends_on_its_last_day(pair):
    end_placement(actor=pair.acting("manager"), placement=pair.placement, ends_on=day(3))

    counts = [
        offset
        for offset in range(6)
        if Placement.objects.in_force(on=day(offset)).filter(pk=pair.placement.pk).exists()
    ]
    assert counts == [0, 1, 2, 3]


@pytest.mark.parametrize("offset", [-1, 5000])
def test_a_placement_ends_within_its_own_period(pair, offset):
    with pytest.raises(EndsOutside):
        end_placement(actor=pair.acting("manager"), placement=pair.placement, ends_on=day(offset))


@pytest.mark.parametrize("who", ["counsellor", "principal"])
def test_only_the_leader_ends_a_placement(pair, who):
    with pytest.raises(NotAllowed):
        end_placement(actor=pair.acting(who), placement=pair.placement)


def test_a_leader_of_another_office_ends_no_placement(pair):
    stranger = member(Role.NAV_MANAGER, NavOfficeFactory())

    with pytest.raises(NotAllowed):
        end_placement(actor=actor_on(stranger), placement=pair.placement)


def test_the_page_of_the_placement_ends_it_and_keeps_what_is_wrong(pair, colleague):
    page = reverse("pupils:placement_end", args=[pair.placement.public_id])
    form = FilledForm(client_of(pair.manager), None, page, everyone=str(colleague.public_id))

    for entry in (
        bad("ends_on", days(-1), f"Siste dag må være tidligst {long_date(day())} og senest"),
        bad("ends_on", "tull", "Fyll inn en gyldig dato"),
        bad("everyone", "tull", "Velg et av alternativene"),
    ):
        form.refuses(entry.values[0])
    assert form.send().status_code == 302
    assert form.send().status_code == 403  # it is over

    assert responsible(pair.case) == [colleague]


# --- The leader's list -----------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3, 50])
def test_the_list_of_veiledere_asks_the_same_number_of_questions(pair, assert_max_queries, number):
    for _ in range(number):
        person = member(Role.NAV_COUNSELLOR, pair.office)
        EnrolmentFactory(
            pupil=CaseFactory(office=pair.office, responsible=person).pupil, school=pair.school
        )
        CaseFactory(office=pair.office, responsible=None)
    client = client_of(pair.manager)

    with assert_max_queries(22):
        page = client.get(reverse("pupils:counsellor_list"))

    assert page.content.decode().count("Tildel ansvarlig") == number
