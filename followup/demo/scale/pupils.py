"""The pupils and their schools; a few at a protected address, each with those who are named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission

from navskole.access.grounds import Ground
from navskole.organisations.models import Role
from pupils.models import AddressProtection, Enrolment, Level, Pupil, PupilGrant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.demo.scale.dealt import Dealer
    from followup.demo.scale.places import Country
    from followup.demo.scale.size import Size
    from navskole.accounts.models import User
    from navskole.organisations.models import School

_PROTECTED_EVERY = 333
"""0.3 % have a protected address, every other of them kode 6."""
_LEVELS = (Level.VG1, Level.VG2, Level.VG3)
_PROGRAMMES = ("Studiespesialisering", "Helse- og oppvekstfag", "Bygg- og anleggsteknikk")


@dataclass
class Enrolled:
    """A pupil at a school."""

    pupil: Pupil
    school: School
    counsellors: list[User]


def seed_pupils(dealer: Dealer, size: Size, country: Country) -> list[Enrolled]:
    """Make the pupils, as many at each school."""
    made = dealer.write("pupils", Pupil, (_pupil(dealer, number) for number in range(size.pupils)))
    enrolled = [
        Enrolled(pupil, school, country.staff[Role.SCHOOL_COUNSELLOR, school.pk])
        for number, pupil in enumerate(made)
        for school in [country.schools[number % len(country.schools)]]
    ]
    dealer.write("enrolments", Enrolment, _enrolments(dealer, enrolled))
    dealer.write("names for protected pupils", PupilGrant, _named(dealer, country, enrolled))
    return enrolled


def _pupil(dealer: Dealer, number: int) -> Pupil:
    turn, left = divmod(number, _PROTECTED_EVERY)
    protected = (AddressProtection.STRICT, AddressProtection.CONFIDENTIAL)[turn % 2]
    return Pupil(
        public_id=dealer.uuid(),
        submission_id=dealer.uuid(),
        birth_date=dealer.days_ago(20 * 365, 15 * 365 + 4),
        address_protection=AddressProtection.NONE if left else protected,
        **dealer.name(),
    )


def _enrolments(dealer: Dealer, enrolled: list[Enrolled]) -> Iterator[Enrolment]:
    for number, one in enumerate(enrolled):
        level = number % len(_LEVELS)
        yield Enrolment(
            submission_id=dealer.uuid(),
            pupil=one.pupil,
            school=one.school,
            programme_area=dealer.rng.choice(_PROGRAMMES),
            level=_LEVELS[level],
            class_name=f"{level + 1}ST{'ABCDEF'[number % 6]}",
            starts_on=_school_start(dealer.today, level),
        )


def _school_start(today: date, years: int) -> date:
    """Return the first school day of the school year that began so many years ago."""
    this = date(today.year, 8, 18)
    return date(this.year - years - (1 if today < this else 0), 8, 18)


def _named(dealer: Dealer, country: Country, enrolled: list[Enrolled]) -> Iterator[PupilGrant]:
    permission = Permission.objects.get(codename="view_pupil", content_type__app_label="pupils")
    for one in enrolled:
        if one.pupil.address_protection != AddressProtection.STRICT:
            continue
        office = country.office_of(one.school)
        nav = country.staff[Role.NAV_COUNSELLOR, office.pk][:1]
        nav += country.staff[Role.NAV_MANAGER, office.pk]
        for user in [*nav, *one.counsellors]:
            yield PupilGrant(
                user=user,
                content_object=one.pupil,
                permission=permission,
                ground=Ground.NAMED_FOR_PROTECTED,
                starts_on=dealer.today - timedelta(days=300),
            )
