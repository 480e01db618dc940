"""Contracts, signatures and placements."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone

from agreements.models import (
    Capacity,
    Collaboration,
    CollaborationOffice,
    ContactPerson,
    Contract,
    HalfDay,
    Invitee,
    Party,
    Placement,
    Signature,
    StandingItem,
    StartupMeeting,
    SteeringDecision,
    SteeringGroup,
    SteeringGuest,
    SteeringMeeting,
    SteeringMember,
    SteeringPoint,
    TimeEntry,
    TimePlace,
    WorkKind,
)
from agreements.standard_model import standard_content
from navskole.accounts.models import User
from navskole.organisations.models import NavOffice, Role, School
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member


def _today() -> date:
    return timezone.localdate()


class CollaborationFactory(factory.django.DjangoModelFactory):
    """A collaboration of a school, with the `offices` in it from its first day."""

    class Meta:
        model = Collaboration
        skip_postgeneration_save = True

    school = factory.SubFactory(SchoolFactory)
    starts_on = factory.LazyFunction(lambda: _today() - timedelta(days=400))

    @factory.post_generation
    def offices(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Take the offices in."""
        for office in extracted or ():
            CollaborationOfficeFactory(collaboration=self, office=office)


class CollaborationOfficeFactory(factory.django.DjangoModelFactory):
    """An office in a collaboration, from its first day."""

    class Meta:
        model = CollaborationOffice

    collaboration = factory.SubFactory(CollaborationFactory)
    office = factory.SubFactory(NavOfficeFactory)
    starts_on = factory.LazyAttribute(lambda member: member.collaboration.starts_on)


class ContactPersonFactory(factory.django.DjangoModelFactory):
    """Somebody to call about a collaboration."""

    class Meta:
        model = ContactPerson

    collaboration = factory.SubFactory(CollaborationFactory)
    name = factory.Sequence(lambda n: f"Kontakt {n}")
    function = "Avdelingsleder"
    organisation = "Skolen"
    phone = "22 00 00 00"


class StartupMeetingFactory(factory.django.DjangoModelFactory):
    """A start-up meeting in a week of a school, with the `offices`."""

    class Meta:
        model = StartupMeeting
        skip_postgeneration_save = True

    school = factory.SubFactory(SchoolFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    place = "Møterom 1"
    agenda = "Velkommen\nVeien videre"
    created_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def offices(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Let the offices take part."""
        self.offices.set(extracted or ())


class InviteeFactory(factory.django.DjangoModelFactory):
    """Somebody invited to a start-up meeting."""

    class Meta:
        model = Invitee

    meeting = factory.SubFactory(StartupMeetingFactory)
    capacity = Capacity.STATE_ADVISER
    name = factory.Sequence(lambda n: f"Innkalt {n}")
    organisation = "Statsforvalteren"


class SteeringGroupFactory(factory.django.DjangoModelFactory):
    """The steering group of a collaboration."""

    class Meta:
        model = SteeringGroup
        django_get_or_create = ("collaboration",)

    collaboration = factory.SubFactory(CollaborationFactory)


class SteeringMemberFactory(factory.django.DjangoModelFactory):
    """Somebody in a steering group since last year."""

    class Meta:
        model = SteeringMember

    group = factory.SubFactory(SteeringGroupFactory)
    name = factory.Sequence(lambda n: f"Medlem {n}")
    organisation = "Fylkeskommunen"
    function = "Avdelingsleder"
    starts_on = factory.LazyFunction(lambda: _today() - timedelta(days=365))


class SteeringMeetingFactory(factory.django.DjangoModelFactory):
    """A steering group meeting in a week, with no points until one is added."""

    class Meta:
        model = SteeringMeeting

    group = factory.SubFactory(SteeringGroupFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    place = "Møterom 2"
    created_at = factory.LazyFunction(timezone.now)


class SteeringPointFactory(factory.django.DjangoModelFactory):
    """A point of an agenda."""

    class Meta:
        model = SteeringPoint

    meeting = factory.SubFactory(SteeringMeetingFactory)
    number = 1
    item = StandingItem.TIME_USE
    title = "Tidsbruk"


class SteeringGuestFactory(factory.django.DjangoModelFactory):
    """Somebody who came to a meeting without sitting in the group."""

    class Meta:
        model = SteeringGuest

    meeting = factory.SubFactory(SteeringMeetingFactory)
    number = 1
    name = "Gjesten"
    function = "Rådgiver"
    organisation = "Kommunen"


class SteeringDecisionFactory(factory.django.DjangoModelFactory):
    """A decision that somebody outside the group answers for, open for a month."""

    class Meta:
        model = SteeringDecision

    meeting = factory.SubFactory(SteeringMeetingFactory)
    text = "Evaluere kontrakten"
    owner_name = "Avdelingslederen"
    deadline = factory.LazyFunction(lambda: _today() + timedelta(days=30))


class ContractFactory(factory.django.DjangoModelFactory):
    """A draft from the standard model; `contract_in_force` makes a signed one."""

    class Meta:
        model = Contract

    school = factory.SubFactory(SchoolFactory)
    office = factory.SubFactory(NavOfficeFactory)
    starts_on = factory.LazyFunction(lambda: _today() - timedelta(days=400))
    ends_on = factory.LazyFunction(lambda: _today() + timedelta(days=400))

    @classmethod
    def _create(cls, model_class: type[Contract], *args: Any, **facts: Any) -> Contract:
        content = standard_content(school=facts["school"], office=facts["office"])
        return super()._create(model_class, *args, **content | facts)


def contract_in_force(
    *,
    school: School,
    office: NavOffice,
    signers: tuple[User, User] | None = None,
    **facts: Any,
) -> Contract:
    """Return a contract that `signers`, rektor and NAV-leder, have signed.

    In force from `starts_on` to `ends_on`; without them for more than a year on both sides
    of today.
    """
    principal, manager = signers or (
        member(Role.PRINCIPAL, school),
        member(Role.NAV_MANAGER, office),
    )
    contract: Contract = ContractFactory(school=school, office=office, **facts)
    at = timezone.now() - timedelta(days=420)
    contract.opened_for_signing_at = at
    contract.in_force_from, contract.in_force_until = contract.starts_on, contract.ends_on
    contract.save()
    SignatureFactory(contract=contract, party=Party.SCHOOL, signed_by=principal)
    SignatureFactory(contract=contract, party=Party.NAV, signed_by=manager)
    return contract


class SignatureFactory(factory.django.DjangoModelFactory):
    """A party's signature on the content as it stands."""

    class Meta:
        model = Signature

    contract = factory.SubFactory(ContractFactory)
    party = Party.SCHOOL
    signed_at = factory.LazyFunction(timezone.now)
    digest = factory.LazyAttribute(lambda signature: signature.contract.digest)


class PlacementFactory(factory.django.DjangoModelFactory):
    """A veileder of the contract's office at its school, as long as the contract."""

    class Meta:
        model = Placement

    contract = factory.SubFactory(ContractFactory)
    counsellor = factory.LazyAttribute(
        lambda placement: member(Role.NAV_COUNSELLOR, placement.contract.office)
    )
    post_fraction = Decimal(80)
    starts_on = factory.LazyAttribute(lambda placement: placement.contract.starts_on)


class TimeEntryFactory(factory.django.DjangoModelFactory):
    """A morning of talks at the school, yesterday."""

    class Meta:
        model = TimeEntry

    placement = factory.SubFactory(PlacementFactory)
    counsellor = factory.LazyAttribute(lambda entry: entry.placement.counsellor)
    day = factory.LazyFunction(lambda: _today() - timedelta(days=1))
    half = HalfDay.MORNING
    place = TimePlace.SCHOOL
    kind = WorkKind.TALKS
