"""Register the demo's pupils, protect two of them, declare one relation."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from navskole.administration.demo import working_morning
from pupils.actions.protection import protect_address
from pupils.actions.pupil import register_pupil
from pupils.actions.relation import declare_relation, lift_relation
from pupils.demo.national_id import national_ids
from pupils.demo.roster import (
    CONFIDENTIAL_ADDRESS,
    LEFT_SCHOOL,
    NO_RELATIVE,
    RELATIVE_OF_COUNSELLOR,
    STRICT_ADDRESS,
    Entry,
)
from pupils.models import AddressProtection, EndReason, Enrolment, PersonRelation, Pupil

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from navskole.administration.demo import World

_REGISTRARS = {
    "Fjordvik vgs": "radgiver.fjordvik",
    "Elvebyen vgs": "radgiver.elvebyen",
    "Skogheim vgs": "rektor.skogheim",
}
_SCHOOL_STARTS = (8, 18)
_BIRTHDAYS = 340
_NAMED_STRICT = (
    "rektor.fjordvik",
    "radgiver.fjordvik",
    "leder.fjordvik",
    "veileder.fjordvik",
    "personvern.nav",
    "personvern.skole",
)
_NAMED_CONFIDENTIAL = ("radgiver.fjordvik", "leder.sundet", "veileder.sundet")


def seed_pupils(
    world: World, roster: Iterable[Entry], *, known_since: Mapping[str, int]
) -> dict[str, Pupil]:
    """Register everybody of the roster; return them by full name.

    `known_since` says, by name, how many days back a pupil's story reaches: the
    enrolment starts before that.
    """
    pupils = {
        entry.name: _register(world, entry, number, days=known_since.get(entry.name, 0))
        for number, entry in enumerate(roster, start=1)
    }
    _protect(world, pupils[STRICT_ADDRESS], AddressProtection.STRICT, _NAMED_STRICT)
    _protect(
        world, pupils[CONFIDENTIAL_ADDRESS], AddressProtection.CONFIDENTIAL, _NAMED_CONFIDENTIAL
    )
    _leave_school(world, pupils[LEFT_SCHOOL])
    return pupils


def seed_relation(world: World, pupils: Mapping[str, Pupil]) -> None:
    """Let a rådgiver declare a relative, after the stories, in which they still took part.

    Another one's relation was a mistake, and rektor has lifted it.
    """
    declare_relation(
        actor=world.actor("radgiver.elvebyen", world.moment(40)),
        pupil=pupils[RELATIVE_OF_COUNSELLOR],
        organisation=world.places.schools["Elvebyen vgs"],
        kind=PersonRelation.Kind.FAMILY,
    )
    mistaken = declare_relation(
        actor=world.actor("radgiver.fjordvik", world.moment(25)),
        pupil=pupils[NO_RELATIVE],
        organisation=world.places.schools["Fjordvik vgs"],
        kind=PersonRelation.Kind.CLOSE,
    )
    lift_relation(actor=world.actor("rektor.fjordvik", world.moment(22)), relation=mistaken)


def _register(world: World, entry: Entry, number: int, *, days: int) -> Pupil:
    birth_date = _birth_date(world.day(0), entry.age, number)
    if not entry.school:
        return _known_to_nav_alone(world, entry, number, days=days)
    starts_on = _first_school_day(world.day(0), years_before=int(entry.level[-1]) - 1, days=days)
    is_strict = entry.name == STRICT_ADDRESS
    return register_pupil(
        actor=world.unhindered(_REGISTRARS[entry.school], working_morning(starts_on)),
        school=world.places.schools[entry.school],
        first_name=entry.first_name,
        last_name=entry.last_name,
        birth_date=birth_date,
        programme_area=entry.programme_area,
        level=entry.level,
        class_name=entry.class_name,
        starts_on=starts_on,
        phone="" if is_strict else phone(number),
        email="" if is_strict else f"elev{number:03}@elev.example",
        national_id=_national_id(birth_date, number),
    )


def _known_to_nav_alone(world: World, entry: Entry, number: int, *, days: int) -> Pupil:
    birth_date = _birth_date(world.day(0), entry.age, number)
    pupil = Pupil(
        birth_date=birth_date,
        national_id=_national_id(birth_date, number),
        registered_by=world.people["veileder.fjordvik"],
    )
    pupil.set_names(first_name=entry.first_name, last_name=entry.last_name)
    pupil.save_change(by=pupil.registered_by, at=world.moment(days + 1), new=True)
    return pupil


def phone(number: int) -> str:
    """Return a telephone number that cannot be called: no Norwegian one starts with zero."""
    return f"00 00 {number // 100:02} {number % 100:02}"


def _national_id(birth_date: date, number: int) -> str:
    """Return an id that no other pupil has: birthdays repeat after so many numbers."""
    return next(islice(national_ids(birth_date), number // _BIRTHDAYS, None))


def _birth_date(today: date, age: int, number: int) -> date:
    """Return a birth date that makes the pupil `age` years old today, a different one for most."""
    birthday = today.replace(year=today.year - age, day=min(today.day, 28))
    return birthday - timedelta(days=5 + number * 37 % _BIRTHDAYS)


def _first_school_day(today: date, *, years_before: int, days: int) -> date:
    """Return the first day of the pupil's first year at the school, at least `days` ago."""
    first_day = date(today.year - years_before, *_SCHOOL_STARTS)
    while first_day > today - timedelta(days=days + 10):
        first_day = first_day.replace(year=first_day.year - 1)
    return first_day


def _protect(world: World, pupil: Pupil, protection: str, named: tuple[str, ...]) -> None:
    enrolled_on = Enrolment.objects.get(pupil=pupil).starts_on
    protect_address(
        actor=world.system(working_morning(enrolled_on) + timedelta(hours=1)),
        pupil=pupil,
        protection=protection,
        named=[world.people[username] for username in named],
    )


def _leave_school(world: World, pupil: Pupil) -> None:
    enrolment = Enrolment.objects.get(pupil=pupil)
    enrolment.ends_on, enrolment.end_reason = world.day(-25), EndReason.LEFT
    enrolment.save()
