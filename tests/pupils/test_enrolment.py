"""End a place at the school, and what the school and a new one see after."""

from __future__ import annotations

import pytest
from django.urls import reverse

from navskole.audit.events import Action
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed
from pupils.actions.enrolment import (
    AlreadyEnded,
    EndsBeforeStart,
    NotNamedAtNewSchool,
    end_enrolment,
)
from pupils.actions.pupil import change_pupil
from pupils.models import Enrolment, SubjectStanding
from tests.asking import actor_on, day, sees
from tests.factories.followup import NoteFactory
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pupils import (
    EnrolmentFactory,
    RiskFlagFactory,
    enter_standing,
    give_consent,
    name_for,
)
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


def end(pair, *, who="school_counsellor", ends=0, reason="left", **facts) -> Enrolment:
    return end_enrolment(
        actor=pair.acting(who), pupil=pair.pupil, ends_on=day(ends), end_reason=reason, **facts
    )


def test_a_place_ends_with_its_last_day_and_its_reason(pair):
    end(pair, ends=-2)

    pair.enrolment.refresh_from_db()
    assert (pair.enrolment.ends_on, pair.enrolment.end_reason) == (day(-2), "left")
    assert AccessEvent.objects.get(action=Action.ENROLMENT_ENDED).pupils.get().classes == "B"


def test_the_school_reads_on_for_sixty_days(pair):
    end(pair)

    assert [sees(pair.school_counsellor, pair.pupil, days) for days in (0, 60, 61)] == [
        True,
        True,
        False,
    ]


def test_a_consent_to_the_school_ends_with_the_place(pair):
    give_consent(pair.case, pair.school, areas=["jobb-og-praksis"])
    assert sees(pair.principal, pair.case)

    end(pair)

    assert [sees(pair.principal, pair.case, days) for days in (0, 1)] == [True, False]


def test_the_same_again_answers_the_same_and_another_day_is_refused(pair):
    first = end(pair, ends=10)

    assert end(pair, ends=10) == first
    with pytest.raises(AlreadyEnded):
        end(pair, ends=11)


def test_a_place_cannot_end_before_it_began(pair):
    with pytest.raises(EndsBeforeStart):
        end(pair, ends=-301)


@pytest.mark.parametrize("who", ["principal", "counsellor", "manager"])
def test_only_the_radgiver_of_the_school_ends_a_place(pair, who):
    with pytest.raises(NotAllowed):
        end(pair, who=who)


# --- On to a new school -----------------------------------------------------------------


def test_a_new_school_sees_the_person_and_nothing_of_the_old_record(pair):
    new = SchoolFactory()
    colleague = member(Role.SCHOOL_COUNSELLOR, new)
    own = {"pupil": pair.pupil, "owner": pair.school}
    hidden = [NoteFactory(**own), RiskFlagFactory(**own), enter_standing(pair.pupil, pair.school)]

    end(pair, ends=-1, reason="moved", new_school=new)

    place = Enrolment.objects.get(school=new)
    assert (place.starts_on, place.level, place.programme_area, place.class_name) == (
        day(0),
        pair.enrolment.level,
        pair.enrolment.programme_area,
        "",
    )
    assert sees(colleague, pair.pupil)
    assert sees(colleague, place)
    assert [sees(colleague, record) for record in [*hidden, pair.enrolment]] == [False] * 4
    assert not sees(pair.school_counsellor, place)


def test_the_new_school_sees_nobody_before_the_place_begins(pair):
    new = SchoolFactory()
    colleague = member(Role.SCHOOL_COUNSELLOR, new)

    end(pair, ends=5, reason="moved", new_school=new)

    assert [sees(colleague, pair.pupil, days) for days in (0, 5, 6)] == [False, False, True]


def test_where_the_new_school_knows_the_pupil_the_answer_is_the_same(pair):
    new = SchoolFactory()
    known = EnrolmentFactory(pupil=pair.pupil, school=new)

    end(pair, reason="moved", new_school=new)

    assert list(Enrolment.objects.filter(school=new)) == [known]


def test_a_strictly_protected_pupil_moves_only_to_where_two_are_named(pair):
    new = SchoolFactory()
    pair.pupil.address_protection = "strict"
    pair.pupil.save()
    name_for(pair.pupil, pair.school_counsellor)
    name_for(pair.pupil, member(Role.PRINCIPAL, new))

    with pytest.raises(NotNamedAtNewSchool):
        end(pair, reason="moved", new_school=new)

    name_for(pair.pupil, member(Role.SCHOOL_COUNSELLOR, new))
    end(pair, reason="moved", new_school=new)
    assert Enrolment.objects.filter(school=new).exists()


# --- The pages --------------------------------------------------------------------------


def test_a_change_of_class_stays_in_the_place_and_is_told_with_old_and_new(pair):
    give_consent(pair.case, pair.school, areas=["jobb-og-praksis"])
    change_pupil(
        actor=pair.acting("school_counsellor"),
        pupil=pair.pupil,
        version=pair.pupil.version,
        first_name=pair.pupil.first_name,
        last_name=pair.pupil.last_name,
        birth_date=pair.pupil.birth_date,
        programme_area=pair.enrolment.programme_area,
        level=pair.enrolment.level,
        class_name="2HOB",
    )

    page = client_of(pair.school_counsellor).get(
        reverse("followup:pupil_enrolments", args=[pair.pupil.public_id])
    )

    assert f"byttet klasse fra {pair.enrolment.class_name} til 2HOB" in page.content.decode()
    assert Enrolment.objects.count() == 1
    assert sees(pair.principal, pair.case)


def test_the_page_shows_the_own_schools_places_with_their_reasons(pair):
    EnrolmentFactory(
        pupil=pair.pupil,
        school=pair.school,
        class_name="9XYZ",
        starts_on=day(-900),
        ends_on=day(-600),
        end_reason="left",
    )

    page = client_of(pair.principal).get(
        reverse("followup:pupil_enrolments", args=[pair.pupil.public_id])
    )

    text = page.content.decode()
    assert ("9XYZ" in text, "Sluttårsak: Sluttet i løpet av året" in text) == (True, True)


def test_where_the_school_reads_no_more_the_answer_leads_to_the_list(pair):
    client = client_of(pair.school_counsellor)
    url = reverse("pupils:enrolment_end", args=[pair.pupil.public_id])

    answer = client.post(url, {"ends_on": day(-61).isoformat(), "end_reason": "left"})

    assert (answer.status_code, answer["Location"]) == (302, reverse("pupils:pupil_list"))


def test_nav_sees_the_school_of_today_and_never_why_a_place_ended(pair):
    end(pair, ends=3, reason="left")
    acting = actor_on(pair.counsellor)

    seen = Enrolment.objects.visible_to(acting).filter(pupil=pair.pupil)
    page = client_of(pair.counsellor).get(
        reverse("followup:pupil_detail", args=[pair.pupil.public_id])
    )

    assert [row.pk for row in seen] == [pair.enrolment.pk]
    assert "Sluttet i løpet av året" not in page.content.decode()
    assert SubjectStanding.objects.visible_to(acting).count() == 0
