"""A question that is written once: every value gives its own rows, as they stand now."""

from __future__ import annotations

from datetime import date

import pytest

from navskole.access.asked_again import AskedAgain
from navskole.organisations.models import Membership, Role
from tests.asking import day
from tests.conftest import MaxQueries
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member

pytestmark = pytest.mark.django_db


def test_each_value_gives_its_own_rows_as_they_stand_now(assert_max_queries: MaxQueries):
    begun = AskedAgain(
        Membership.objects.select_related("organisation"), user_id=-1, starts_on__lte=date.min
    )
    school, office = SchoolFactory(), NavOfficeFactory()
    principal, manager = member(Role.PRINCIPAL, school), member(Role.NAV_MANAGER, office)
    later = member(Role.PRINCIPAL, school, starts_on=day(1))

    with assert_max_queries(4):
        (at_school,) = begun.ask(user_id=principal.pk, starts_on__lte=day())
        (at_office,) = begun.ask(user_id=manager.pk, starts_on__lte=day())
        assert begun.ask(user_id=later.pk, starts_on__lte=day()) == []
        (from_tomorrow,) = begun.ask(user_id=later.pk, starts_on__lte=day(1))
        assert at_school.organisation.name == school.name
        assert at_office.organisation.name == office.name

    assert from_tomorrow.starts_on == day(1)
    Membership.objects.filter(user=principal).update(is_deputy=True)
    assert [row.is_deputy for row in begun.ask(user_id=principal.pk, starts_on__lte=day())] == [
        True
    ]


def test_a_mark_that_stands_in_two_places_is_no_mark():
    ambiguous = AskedAgain(Membership.objects.exclude(user_id=-1), user_id=-1)

    with pytest.raises(ValueError, match="one place"):
        ambiguous.ask(user_id=1)
