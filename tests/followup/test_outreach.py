"""Outreach at the schools: recorded without names, counted."""

from __future__ import annotations

import uuid

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from followup.actions.outreach import (
    NoPartnerSchool,
    OutreachContent,
    change_outreach,
    record_outreach,
)
from followup.models import OutreachActivity
from navskole.access.person_text import NationalIdInText, PersonInText
from navskole.audit.events import Action
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed, StaleVersion
from navskole.records.school_year import first_day, school_year_of
from tests.asking import day, sees
from tests.factories.followup import OutreachActivityFactory
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


def content(pair, **facts) -> OutreachContent:
    given = {"school": pair.school, "held_on": day(-1), "kind": "group", "theme": "Sommerjobb"}
    return OutreachContent(**given | {"headcount": 8} | facts)


def record(pair, *, who="counsellor", submission_id=None, **facts) -> OutreachActivity:
    return record_outreach(
        actor=pair.acting(who), content=content(pair, **facts), submission_id=submission_id
    )


def test_an_activity_is_the_offices_and_about_nobody(pair):
    activity = record(pair)

    assert (activity.office_id, activity.school_id, activity.headcount) == (
        pair.office.pk,
        pair.school.pk,
        8,
    )
    assert AccessEvent.objects.get(action=Action.OUTREACH_SAVED).pupils.count() == 0


def test_a_second_post_returns_the_first(pair):
    once = uuid.uuid4()

    assert record(pair, submission_id=once) == record(pair, submission_id=once, theme="Annet")


def test_the_theme_names_nobody(pair):
    with pytest.raises(PersonInText):
        record(pair, theme=f"Samtale med {pair.pupil.full_name}")
    with pytest.raises(NationalIdInText):
        record(pair, theme="15017012345")


def test_outreach_is_at_a_school_the_office_works_with(pair):
    with pytest.raises(NoPartnerSchool):
        record(pair, school=SchoolFactory())


@pytest.mark.parametrize("who", ["manager", "principal", "school_counsellor"])
def test_veiledere_record_it(pair, who):
    with pytest.raises(NotAllowed):
        record(pair, who=who)


def test_the_office_reads_it_and_nobody_else(pair):
    activity = record(pair)
    colleague = member(Role.NAV_COUNSELLOR, pair.office)
    people = [pair.counsellor, colleague, pair.manager, pair.principal, pair.school_counsellor]
    people.append(member(Role.NAV_COUNSELLOR, NavOfficeFactory()))

    assert [sees(user, activity) for user in people] == [True, True, True, False, False, False]


def test_a_change_is_a_new_version_and_a_stale_one_is_refused(pair):
    activity = record(pair)

    change_outreach(
        actor=pair.acting("counsellor"),
        activity=activity,
        version=1,
        content=content(pair, headcount=9),
    )

    assert [row.headcount for row in activity.history.order_by("version")] == [8, 9]
    with pytest.raises(StaleVersion):
        change_outreach(
            actor=pair.acting("counsellor"), activity=activity, version=1, content=content(pair)
        )


def test_the_list_counts_the_school_year_by_kind(pair):
    this_year = school_year_of(day())
    at = {"office": pair.office, "school": pair.school}
    for kind, heads in (("class_visit", 25), ("class_visit", 27), ("open_office", 4)):
        OutreachActivityFactory(kind=kind, headcount=heads, **at)
    OutreachActivityFactory(held_on=first_day(this_year - 1), theme="I fjor", headcount=99, **at)
    OutreachActivityFactory(theme="En annens")
    client, url = client_of(pair.manager), reverse("followup:outreach_list")

    page = client.get(url).content.decode()
    last = client.get(url, {"school_year": this_year - 1}).content.decode()

    soup = BeautifulSoup(page, "html.parser")
    counts = [" ".join(card.text.split()) for card in soup.select(".nk-counts > *")]
    assert counts == [
        "56 til stede i alt (3 ganger)",
        "52 til stede på klassebesøk (2 ganger)",
        "0 til stede på gruppe (0 ganger)",
        "4 til stede på åpent kontor (1 gang)",
    ]
    assert ("I fjor" in page, "I fjor" in last, "En annens" in page) == (False, True, False)


@pytest.mark.parametrize("year", ["1999", "nei", ""])
def test_another_school_year_than_those_offered_shows_this_one(pair, year):
    activity = record(pair, held_on=day())

    page = client_of(pair.counsellor).get(reverse("followup:outreach_list"), {"school_year": year})

    assert (page.status_code, activity.theme in page.content.decode()) == (200, True)
