"""Signaler: what puts a pupil on the rådgiver's list."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from navskole.organisations.models import Role
from navskole.records.school_year import school_year_of
from tests.asking import day
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pupils import (
    EnrolmentFactory,
    PupilFactory,
    RiskFlagFactory,
    enter_standing,
)
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


def pupil_at(school, first_name, **place):
    pupil = PupilFactory(first_name=first_name)
    EnrolmentFactory(pupil=pupil, school=school, **place)
    return pupil


def listed(user) -> list[str]:
    page = client_of(user).get(reverse("pupils:signal_list"))
    assert page.status_code == 200
    rows = BeautifulSoup(page.content.decode(), "html.parser").select("main tbody tr")
    return sorted(row.select_one("th a").text.split()[0] for row in rows)


def test_flags_absence_near_the_limit_and_risk_of_iv_are_signals(pair):
    school, author = pair.school, pair.school_counsellor
    RiskFlagFactory(pupil=pupil_at(school, "Flagget"), owner=school, raised_by=author)
    enter_standing(pupil_at(school, "Nær"), school, absent={"undocumented": 8})
    enter_standing(pupil_at(school, "Utsatt"), school, is_at_risk=True)
    # None of these are.
    enter_standing(pupil_at(school, "Under"), school, absent={"undocumented": 7.9})
    enter_standing(pupil_at(school, "Syk"), school, absent={"health": 40})
    enter_standing(
        pupil_at(school, "Fjoråret"),
        school,
        absent={"undocumented": 30},
        is_at_risk=True,
        school_year=school_year_of(day()) - 1,
    )
    settled = {"resolved_at": pair.case.history.first().history_date, "resolved_by": author}
    RiskFlagFactory(pupil=pupil_at(school, "Ordnet"), owner=school, raised_by=author, **settled)
    enter_standing(pupil_at(school, "Sluttet", ends_on=day(-1)), school, is_at_risk=True)
    RiskFlagFactory(case=pair.case)

    assert listed(author) == ["Flagget", "Nær", "Utsatt"]


def test_a_colleagues_sensitive_flag_is_no_signal_to_others(pair):
    pupil = pupil_at(pair.school, "Skjult")
    RiskFlagFactory(
        pupil=pupil, owner=pair.school, raised_by=pair.school_counsellor, is_sensitive=True
    )

    assert listed(pair.school_counsellor) == ["Skjult"]
    assert listed(member(Role.SCHOOL_COUNSELLOR, pair.school)) == []


def test_what_another_school_entered_is_no_signal_here(pair):
    other = SchoolFactory()
    enter_standing(pair.pupil, other, absent={"undocumented": 30}, is_at_risk=True)

    assert listed(pair.school_counsellor) == []
