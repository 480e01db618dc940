"""Pupils and what ties them to schools and offices."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import factory
from django.contrib.auth.models import Permission
from django.utils import timezone

from navskole.access.grounds import Ground
from navskole.accounts.models import User
from navskole.organisations.models import Organisation, Role
from navskole.records.school_year import school_year_of
from navskole.records.sorting import fold
from pupils.models import (
    NAV_INFORMATION,
    SCHOOL_INFORMATION,
    SCHOOL_SERVICES,
    Absence,
    Case,
    CaseGrant,
    CaseSource,
    CaseStatus,
    Consent,
    ConsentLine,
    ConsentMethod,
    ConsentStatus,
    ContactDetails,
    Enrolment,
    FlagKind,
    FlagLevel,
    Level,
    OwnName,
    PersonRelation,
    ProblemArea,
    ProtectionChange,
    Pupil,
    PupilGrant,
    Referral,
    RiskFlag,
    Service,
    SingleAccessRequest,
    SubjectStanding,
    TeamRole,
    Term,
)
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member

ALL_INFORMATION = NAV_INFORMATION
BOTH_SERVICES = SCHOOL_SERVICES


def _today() -> date:
    return timezone.localdate()


def area(code: str) -> ProblemArea:
    """Return one of the shipped problem areas ("jobb-og-praksis", sensitive: "rus")."""
    return ProblemArea.objects.get(code=code)


class PupilFactory(factory.django.DjangoModelFactory):
    """A pupil of seventeen with a name; nothing ties them to anybody yet."""

    class Meta:
        model = Pupil

    first_name = factory.Sequence(lambda n: f"Elev{n}")
    last_name = factory.Sequence(lambda n: f"Ungdomsen{n}")
    birth_date = factory.LazyFunction(lambda: _today() - timedelta(days=17 * 366))

    @classmethod
    def _create(cls, model_class: type[Pupil], *args: Any, **facts: Any) -> Pupil:
        first_name, last_name = facts.pop("first_name"), facts.pop("last_name")
        pupil = model_class(*args, **facts)
        pupil.set_names(first_name=first_name, last_name=last_name)
        pupil.save()
        return pupil


class EnrolmentFactory(factory.django.DjangoModelFactory):
    """A place at a school since last year, without an end."""

    class Meta:
        model = Enrolment

    pupil = factory.SubFactory(PupilFactory)
    school = factory.SubFactory(SchoolFactory)
    programme_area = "Helse- og oppvekstfag"
    level = Level.VG1
    class_name = "1HOA"
    starts_on = factory.LazyFunction(lambda: _today() - timedelta(days=300))


class ContactDetailsFactory(factory.django.DjangoModelFactory):
    """What one organisation knows of how to reach a pupil."""

    class Meta:
        model = ContactDetails

    pupil = factory.SubFactory(PupilFactory)
    phone = factory.Sequence(lambda n: f"9{n % 10_000_000:07d}")


class OwnNameFactory(factory.django.DjangoModelFactory):
    """What one organisation calls a pupil whom others call otherwise."""

    class Meta:
        model = OwnName

    pupil = factory.SubFactory(PupilFactory)
    first_name = factory.Sequence(lambda n: f"Kalt{n}")
    last_name = factory.Sequence(lambda n: f"Annerledes{n}")
    written_at = factory.LazyFunction(timezone.now)


class SubjectStandingFactory(factory.django.DjangoModelFactory):
    """A subject of this school year's first term, entered at the school given as owner."""

    class Meta:
        model = SubjectStanding

    subject = factory.Sequence(lambda n: f"Fag {n}")
    subject_key = factory.LazyAttribute(lambda standing: fold(standing.subject))
    school_year = factory.LazyFunction(lambda: school_year_of(_today()))
    term = Term.FIRST
    lesson_hours = Decimal(100)
    recorded_by = factory.LazyAttribute(
        lambda standing: member(Role.SCHOOL_COUNSELLOR, standing.owner)
    )
    recorded_at = factory.LazyFunction(timezone.now)


def enter_standing(
    pupil: Pupil, school: Organisation, *, absent: Mapping[str, float] = {}, **facts: Any
) -> SubjectStanding:
    """Return a standing with hours absent by reason code; in 100 hours each is a per cent."""
    standing: SubjectStanding = SubjectStandingFactory(pupil=pupil, owner=school, **facts)
    for code, hours in absent.items():
        Absence.objects.create(standing=standing, reason_code=code, hours=Decimal(str(hours)))
    return standing


class PersonRelationFactory(factory.django.DjangoModelFactory):
    """A declared close relation."""

    class Meta:
        model = PersonRelation

    pupil = factory.SubFactory(PupilFactory)
    kind = PersonRelation.Kind.FAMILY
    declared_at = factory.LazyFunction(timezone.now)


class ProtectionChangeFactory(factory.django.DjangoModelFactory):
    """A proposal to lift the protection of an address, which waits for a second person."""

    class Meta:
        model = ProtectionChange

    before = "confidential"
    after = "none"
    reason = "Melding fra folkeregisteret"
    proposed_at = factory.LazyFunction(timezone.now)


class ReferralFactory(factory.django.DjangoModelFactory):
    """A referral that the pupil knows of and nobody has handled."""

    class Meta:
        model = Referral

    pupil = factory.SubFactory(PupilFactory)
    school = factory.SubFactory(SchoolFactory)
    office = factory.SubFactory(NavOfficeFactory)
    text = factory.Sequence(lambda n: f"Henvisning {n}")
    pupil_knows = True
    sent_by = factory.LazyAttribute(
        lambda referral: member(Role.SCHOOL_COUNSELLOR, referral.school)
    )
    sent_at = factory.LazyFunction(timezone.now)


class CaseFactory(factory.django.DjangoModelFactory):
    """An open case whose responsible veileder is put on it; `closed_on` closes it."""

    class Meta:
        model = Case
        skip_postgeneration_save = True

    pupil = factory.SubFactory(PupilFactory)
    office = factory.SubFactory(NavOfficeFactory)
    source = CaseSource.SELF
    responsible = factory.LazyAttribute(lambda case: member(Role.NAV_COUNSELLOR, case.office))
    status = factory.LazyAttribute(
        lambda case: CaseStatus.CLOSED if getattr(case, "closed_on", None) else CaseStatus.ACTIVE
    )
    opened_on = factory.LazyFunction(lambda: _today() - timedelta(days=200))

    @factory.post_generation
    def team(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Put the responsible veileder, and the co-workers given, on the case."""
        if self.responsible:
            put_on_case(self, self.responsible, team_role=TeamRole.RESPONSIBLE)
        for colleague in extracted or ():
            put_on_case(self, colleague, team_role=TeamRole.CO_WORKER)


def put_on_case(case: Case, person: User, **facts: Any) -> CaseGrant:
    """Put `person` on the case from the day it was opened, as co-worker unless told."""
    return CaseGrant.objects.create(
        user=person,
        content_object=case,
        permission=Permission.objects.get(content_type__app_label="pupils", codename="view_case"),
        ground=Ground.CASE_TEAM,
        **{"team_role": TeamRole.CO_WORKER, "starts_on": case.opened_on} | facts,
    )


def name_for(pupil: Pupil, person: User, **facts: Any) -> PupilGrant:
    """Name `person` for a protected pupil, for a year and on."""
    return PupilGrant.objects.create(
        user=person,
        content_object=pupil,
        permission=Permission.objects.get(content_type__app_label="pupils", codename="view_pupil"),
        ground=Ground.NAMED_FOR_PROTECTED,
        **{"starts_on": _today() - timedelta(days=365)} | facts,
    )


def let_read(pupil: Pupil, person: User, owner: Organisation, by: User, **facts: Any) -> PupilGrant:
    """Give `person` a single access to what `owner` keeps, from a month ago and sixty days on."""
    return PupilGrant.objects.create(
        user=person,
        content_object=pupil,
        owner=owner,
        permission=Permission.objects.get(content_type__app_label="pupils", codename="view_pupil"),
        ground=Ground.SINGLE_ACCESS,
        granted_by=by,
        **{
            "reason": "Klagen på vedtaket skal besvares.",
            "starts_on": _today() - timedelta(days=30),
            "ends_on": _today() + timedelta(days=60),
        }
        | facts,
    )


class SingleAccessRequestFactory(factory.django.DjangoModelFactory):
    """A request that waits, about a pupil nobody has found."""

    class Meta:
        model = SingleAccessRequest

    first_name = "Elev"
    last_name = "Etterspurt"
    birth_date = factory.LazyFunction(lambda: _today() - timedelta(days=17 * 365))
    reason = "Klagen på vedtaket skal besvares."
    ends_on = factory.LazyFunction(lambda: _today() + timedelta(days=60))
    asked_at = factory.LazyFunction(timezone.now)
    submission_id = factory.LazyFunction(uuid.uuid4)


class ConsentFactory(factory.django.DjangoModelFactory):
    """A written consent in a case, for a year from last month; no line opens anything yet."""

    class Meta:
        model = Consent

    case = factory.SubFactory(CaseFactory)
    pupil = factory.LazyAttribute(lambda consent: consent.case.pupil)
    owner = factory.LazyAttribute(lambda consent: consent.case.office)
    status = ConsentStatus.GIVEN
    method = ConsentMethod.WRITTEN
    starts_on = factory.LazyFunction(lambda: _today() - timedelta(days=30))
    ends_on = factory.LazyFunction(lambda: _today() + timedelta(days=335))
    text_version = "2026-1"
    recorded_by = factory.LazyAttribute(lambda consent: consent.case.responsible)
    recorded_at = factory.LazyAttribute(
        lambda consent: min(
            timezone.make_aware(datetime.combine(consent.starts_on, time(12))), timezone.now()
        )
    )


def give_consent(
    case: Case,
    receiver: Organisation,
    *,
    areas: Collection[str],
    information: Collection[str] = ALL_INFORMATION,
    services: Collection[str] = BOTH_SERVICES,
    includes_sensitive: bool = False,
    **facts: Any,
) -> Consent:
    """Return a consent with one line for each kind of information and service named."""
    consent: Consent = ConsentFactory(case=case, **facts)
    covered = [area(code) for code in areas]
    for kind in information:
        for service in services:
            line = ConsentLine.objects.create(
                consent=consent,
                information=kind,
                service=service,
                receiver=receiver,
                includes_sensitive=includes_sensitive,
            )
            line.areas.set(covered)
    return consent


def give_school_consent(
    pupil: Pupil,
    school: Organisation,
    office: Organisation,
    *,
    areas: Collection[str],
    information: Collection[str] = SCHOOL_INFORMATION,
    includes_sensitive: bool = False,
    **facts: Any,
) -> Consent:
    """Return the school's consent with a line to the office for each kind of information."""
    by = facts.pop("recorded_by", None) or member(Role.SCHOOL_COUNSELLOR, school)
    consent: Consent = ConsentFactory(case=None, pupil=pupil, owner=school, recorded_by=by, **facts)
    covered = [area(code) for code in areas]
    for kind in information:
        line = ConsentLine.objects.create(
            consent=consent,
            information=kind,
            service=Service.NAV_OFFICE,
            receiver=office,
            includes_sensitive=includes_sensitive,
        )
        line.areas.set(covered)
    return consent


class RiskFlagFactory(factory.django.DjangoModelFactory):
    """A standing flag; of the office where it has a case, else of the school given as owner."""

    class Meta:
        model = RiskFlag

    case = None
    pupil = factory.LazyAttribute(lambda flag: flag.case.pupil)
    owner = factory.LazyAttribute(lambda flag: flag.case.office)
    kind = FlagKind.AREA
    area = factory.LazyFunction(lambda: area("jobb-og-praksis"))
    level = FlagLevel.CONCERN
    reason = factory.Sequence(lambda n: f"Flagg {n}")
    raised_by = factory.LazyAttribute(
        lambda flag: (
            flag.case.responsible if flag.case else member(Role.SCHOOL_COUNSELLOR, flag.owner)
        )
    )
    raised_at = factory.LazyFunction(timezone.now)
    expires_on = factory.LazyFunction(lambda: _today() + timedelta(days=90))
