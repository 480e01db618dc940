"""Raise and settle flags, each on its own side."""

from __future__ import annotations

import uuid

import pytest

from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed
from pupils.actions.flag import (
    AlreadyResolved,
    raise_case_flag,
    raise_school_flag,
    resolve_flag,
)
from pupils.models import RiskFlag
from tests.asking import actor_on, day, sees
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pupils import RiskFlagFactory, area, give_consent

pytestmark = pytest.mark.django_db

JOB, RUS = "jobb-og-praksis", "rus"


def raise_nav(pair, *, who="counsellor", code=JOB, **facts):
    return raise_case_flag(
        actor=pair.acting(who),
        case=pair.case,
        area=area(code),
        level="concern",
        reason="Har ikke møtt opp",
        **facts,
    )


def raise_school(pair, *, who="school_counsellor", kind="signal", **facts):
    given = {"pupil": pair.pupil, "school": pair.school} | facts
    return raise_school_flag(
        actor=pair.acting(who), kind=kind, level="watch", reason="Mye borte", **given
    )


def test_a_flag_of_nav_is_the_offices_and_stands_for_ninety_days(pair):
    raise_nav(pair)

    flag = RiskFlag.objects.get()
    assert (flag.pupil, flag.case, flag.owner_id) == (pair.pupil, pair.case, pair.office.pk)
    assert (flag.level, flag.reason, flag.what) == (
        "concern",
        "Har ikke møtt opp",
        "Jobb og praksis",
    )
    assert (flag.raised_by, flag.is_sensitive, flag.expires_on) == (
        pair.counsellor,
        False,
        day(90),
    )


def test_a_flag_of_the_school_hangs_on_no_case(pair):
    raise_school(pair)

    flag = RiskFlag.objects.get()
    assert (flag.case, flag.owner_id, flag.kind, flag.area) == (
        None,
        pair.school.pk,
        "signal",
        None,
    )


@pytest.mark.parametrize(
    ("code", "marked", "sensitive"),
    [(JOB, False, False), (JOB, True, True), (RUS, False, True)],
)
def test_a_flag_is_sensitive_by_its_mark_or_its_area(pair, code, marked, sensitive):
    nav = raise_nav(pair, code=code, is_sensitive=marked)
    school = raise_school(pair, kind="area", area=area(code), is_sensitive=marked)

    assert (nav.is_sensitive, school.is_sensitive) == (sensitive, sensitive)


def test_a_signal_of_the_school_has_no_area(pair):
    assert raise_school(pair, kind="signal", area=area(JOB)).area is None


def test_the_same_form_sent_twice_raises_one_flag(pair):
    form = uuid.uuid4()

    assert raise_nav(pair, submission_id=form) == raise_nav(pair, submission_id=form)
    assert RiskFlag.objects.count() == 1


@pytest.mark.parametrize("who", ["manager", "principal", "school_counsellor"])
def test_only_the_team_raises_a_flag_in_a_case(pair, who):
    with pytest.raises(NotAllowed):
        raise_nav(pair, who=who)


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_nav_raises_no_flag_of_the_school(pair, who):
    with pytest.raises(NotAllowed):
        raise_school(pair, who=who)


def test_no_flag_is_raised_in_another_schools_name(pair):
    with pytest.raises(NotAllowed):
        raise_school(pair, school=SchoolFactory())


def test_a_flag_never_crosses_the_wall_either_way(pair):
    nav, school = raise_nav(pair), raise_school(pair)
    give_consent(pair.case, pair.school, areas=[JOB, RUS], includes_sensitive=True)

    assert (sees(pair.principal, nav), sees(pair.principal, school)) == (False, True)
    assert (sees(pair.counsellor, nav), sees(pair.counsellor, school)) == (True, False)


# --- Settling -------------------------------------------------------------------------


def test_settling_keeps_who_when_and_why(pair):
    flag = raise_nav(pair)
    actor = pair.acting("counsellor")

    resolve_flag(actor=actor, flag=flag, reason="Møter igjen")

    stored = RiskFlag.objects.get()
    assert (stored.resolved_by, stored.resolved_at, stored.resolved_reason) == (
        pair.counsellor,
        actor.now,
        "Møter igjen",
    )
    assert [row.version for row in stored.history.order_by("history_id")] == [1, 2]


def test_a_settled_flag_is_not_settled_again(pair):
    flag = raise_nav(pair)
    resolve_flag(actor=pair.acting("counsellor"), flag=flag, reason="Møter igjen")

    with pytest.raises(AlreadyResolved):
        resolve_flag(actor=pair.acting("counsellor"), flag=flag, reason="Igjen")


@pytest.mark.parametrize("who", ["manager", "principal"])
def test_a_flag_of_nav_is_settled_by_the_team(pair, who):
    flag = raise_nav(pair)

    with pytest.raises(NotAllowed):
        resolve_flag(actor=pair.acting(who), flag=flag, reason="x")


def test_a_flag_of_the_school_is_settled_by_the_school(pair):
    flag = raise_school(pair)
    with pytest.raises(NotAllowed):
        resolve_flag(actor=pair.acting("counsellor"), flag=flag, reason="x")

    resolve_flag(actor=pair.acting("principal"), flag=flag, reason="Avklart")

    assert RiskFlag.objects.get().resolved_by == pair.principal


def test_a_colleague_settles_no_sensitive_flag_they_cannot_read(pair):
    flag = raise_school(pair, is_sensitive=True)
    colleague = member(Role.SCHOOL_COUNSELLOR, pair.school)

    with pytest.raises(NotAllowed):
        resolve_flag(actor=actor_on(colleague), flag=flag, reason="x")


@pytest.mark.parametrize(
    ("facts", "stands"),
    [({}, [-1, 0]), ({"resolved_at": 0}, [])],
)
def test_a_flag_stands_to_its_last_day_unless_settled(pair, facts, stands):
    if facts:
        facts = {"resolved_at": pair.acting("counsellor").now}
    RiskFlagFactory(case=pair.case, expires_on=day(0), **facts)

    standing = [
        offset for offset in (-1, 0, 1) if RiskFlag.objects.standing(on=day(offset)).exists()
    ]

    assert standing == stands
