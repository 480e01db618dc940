"""Places, and who works where."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from itertools import count
from typing import Any

import factory
from django.utils import timezone
from stdnum.no import orgnr

from navskole.accounts.models import User
from navskole.organisations.models import (
    County,
    Membership,
    Municipality,
    NavOffice,
    Organisation,
    School,
    Side,
)
from tests.factories.accounts import UserFactory


@cache
def _org_number(n: int) -> str:
    """Return the n-th number with a right check digit, of a series that is not in use."""
    first = int(_org_number(n - 1)) + 1 if n else 310_100_000
    return next(f"{number}" for number in count(first) if orgnr.is_valid(f"{number}"))


class CountyFactory(factory.django.DjangoModelFactory):
    """A county."""

    class Meta:
        model = County

    side = Side.COUNTY
    name = factory.Sequence(lambda n: f"Fylke {n}")
    number = factory.Sequence(lambda n: f"{n % 100:02d}")


class MunicipalityFactory(factory.django.DjangoModelFactory):
    """A municipality in a county of its own."""

    class Meta:
        model = Municipality

    name = factory.Sequence(lambda n: f"Kommune {n}")
    county = factory.SubFactory(CountyFactory)
    number = factory.LazyAttributeSequence(lambda made, n: f"{made.county.number}{n % 100:02d}")


class SchoolFactory(factory.django.DjangoModelFactory):
    """An upper-secondary school."""

    class Meta:
        model = School

    side = Side.SCHOOL
    name = factory.Sequence(lambda n: f"Skole {n} vgs")
    org_number = factory.Sequence(_org_number)
    municipality = factory.SubFactory(MunicipalityFactory)


class NavOfficeFactory(factory.django.DjangoModelFactory):
    """A NAV office; it serves the municipality it lies in, unless told which."""

    class Meta:
        model = NavOffice
        skip_postgeneration_save = True

    side = Side.NAV
    name = factory.Sequence(lambda n: f"NAV {n}")
    number = factory.Sequence(lambda n: f"{n % 10_000:04d}")
    municipality = factory.SubFactory(MunicipalityFactory)

    @factory.post_generation
    def serves(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Let the office serve the municipalities."""
        self.serves.set([self.municipality] if extracted is None else extracted)


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A place outside the wall: the operator, or the directorate."""

    class Meta:
        model = Organisation

    side = Side.OPERATOR
    name = factory.Sequence(lambda n: f"Drift {n}")


class MembershipFactory(factory.django.DjangoModelFactory):
    """A role at a place for more than a year, without an end."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=500))


def member(role: str, organisation: Organisation, **facts: Any) -> User:
    """Return a new person who holds `role` at the organisation."""
    user = facts.pop("user", None) or UserFactory(**facts.pop("person", {}))
    MembershipFactory(user=user, role=role, organisation=organisation, **facts)
    return user
