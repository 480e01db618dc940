"""Register and change a pupil, and how the school reaches them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from navskole.access import barrier, policies
from navskole.access.grounds import Ground
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed, RuleBroken, require_version
from pupils.actions.national_id import (
    find_by_national_id,
    keep_national_id,
    require_date_of_number,
)
from pupils.actions.own_name import change_name, keep_name, named_exactly
from pupils.grounds import address_is_open, hard_rules
from pupils.models import (
    AddressProtection,
    ContactDetails,
    Enrolment,
    Pupil,
)
from pupils.national_id import clean_national_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.organisations.models import Municipality, Organisation, School
    from pupils.actions.own_name import Names


_move_listeners: list[Callable[..., None]] = []


def register_move_listener(listener: Callable[..., None]) -> None:
    """Let a higher app act when an organisation's municipality of stay for a pupil changes."""
    _move_listeners.append(listener)


class CannotBeRegistered(RuleBroken):
    """The pupil is at the school already, or the actor may not see them: one answer for both."""

    message = _(
        "Eleven kan ikke registreres her. Søk i elevlisten, eller registrer eleven sammen med "
        "rektor."
    )


class ContactNotOpen(RuleBroken):
    """The pupil's address is protected, and the actor is not named."""

    message = _(
        "Kontaktopplysninger om denne eleven kan bare føres av dem som er navngitt for eleven. "
        "La feltene stå tomme."
    )
    field = "phone"


class NoContactKept(ContactNotOpen):
    """At a strictly confidential address nobody keeps a way to reach the pupil."""

    message = _(
        "Eleven har strengt fortrolig adresse. Da lagres ingen kontaktopplysninger, heller ikke "
        "oppholdskommune. La feltene stå tomme."
    )


class StartsTooEarly(RuleBroken):
    """The start lies before the end of the pupil's last enrolment at the school."""

    message = _("Eleven har gått på skolen før. Datoen må være etter at eleven sluttet sist.")
    field = "starts_on"


@barrier.lifted("register_pupil")
def register_pupil(
    *,
    actor: Actor,
    school: School,
    first_name: str,
    last_name: str,
    birth_date: date,
    programme_area: str,
    level: str,
    class_name: str,
    starts_on: date,
    phone: str = "",
    email: str = "",
    submission_id: UUID | None = None,
    national_id: str | None = None,
) -> Pupil:
    """Register a pupil at the school with an enrolment and the school's contact details.

    A pupil whom others know is found by exact national id, and one who went to this school
    before by exact name and birth date; they get a new enrolment, and the school calls them
    what is written here. The answer is that of a new pupil, also to a second post with the same
    id. Raises CannotBeRegistered for one who is there already, under the number or the name, or
    whom a hard rule hides, and StartsTooEarly for a start before the last enrolment's end.
    """
    policies.require(actor, "pupils.add_pupil")
    if not actor.is_system and actor.holds(Role.SCHOOL_COUNSELLOR, school.pk) is None:
        raise NotAllowed(_("Bare rådgiver ved skolen kan registrere elever der."))
    if submission_id and (made := _already_registered(actor, submission_id)):
        return made
    digits = clean_national_id(national_id, born=birth_date, on=actor.on) if national_id else ""
    name = (first_name, last_name)
    known = _known(school, name=name, birth_date=birth_date, digits=digits)
    for each in known:
        _require_not_here(actor, each, school)
    if known:
        pupil = known[0]
        _require_later_start(pupil, school, starts_on)
        keep_name(actor=actor, pupil=pupil, owner=school, name=name)
    else:
        pupil = _new_pupil(actor, name, birth_date)
    enrolment = Enrolment(
        pupil=pupil,
        school=school,
        programme_area=programme_area,
        level=level,
        class_name=class_name,
        starts_on=starts_on,
        registered_by=actor.user,
    )
    if submission_id:
        enrolment.submission_id = submission_id
    enrolment.save_change(by=actor.user, at=actor.now, new=True)
    _add_contact(pupil, school, phone=phone, email=email)
    if digits:
        keep_national_id(actor=actor, pupil=pupil, owner=school, digits=digits)
    log.record(actor, Action.PUPIL_SAVED, [_school_access(pupil, school)])
    return pupil


def _known(school: School, *, name: Names, birth_date: date, digits: str) -> list[Pupil]:
    """Return the pupil of the number, whatever the name, and the one of name and school.

    Both: whether somebody goes here is asked of the name too, for else a number would be taken
    exactly where others know it.
    """
    found = [
        find_by_national_id(digits, owner=school),
        _known_at_school(school, name=name, birth_date=birth_date, digits=digits),
    ]
    return [pupil for pupil in found if pupil is not None]


def _new_pupil(actor: Actor, name: Names, birth_date: date) -> Pupil:
    pupil = Pupil.unknown(birth_date=birth_date, registered_by=actor.user)
    pupil.set_names(first_name=name[0], last_name=name[1])
    pupil.save_change(by=actor.user, at=actor.now, new=True)
    return pupil


def _known_at_school(school: School, *, name: Names, birth_date: date, digits: str) -> Pupil | None:
    """Return the pupil of that exact name and birth date who has gone to the school, if any.

    One with another national id is another person.
    """
    been_here = Enrolment.objects.filter(school=school)
    known = (
        named_exactly(name, owner=school)
        .filter(birth_date=birth_date, pk__in=been_here.values("pupil_id"))
        .first()
    )
    if known is None or not digits:
        return known
    own = ContactDetails.objects.filter(pupil=known, owner=school).exclude(national_id="")
    number = known.national_id or own.values_list("national_id", flat=True).first()
    return known if number in (None, digits) else None


def _require_not_here(actor: Actor, pupil: Pupil, school: School) -> None:
    """Raise CannotBeRegistered for who goes here today, or whom a hard rule hides."""
    here_today = Enrolment.objects.in_force(on=actor.on).filter(pupil=pupil, school=school).exists()
    open_to_actor = actor.is_system or Pupil.objects.filter(hard_rules(actor), pk=pupil.pk).exists()
    if here_today or not open_to_actor:
        raise CannotBeRegistered


def _require_later_start(pupil: Pupil, school: School, starts_on: date) -> None:
    """A new enrolment must not reach back over the last: it would revive consent lines."""
    earlier = Enrolment.objects.filter(pupil=pupil, school=school)
    last = earlier.order_by("-ends_on", "-pk").first()
    if last is not None and last.ends_on and starts_on <= last.ends_on:
        raise StartsTooEarly


def _already_registered(actor: Actor, submission_id: UUID) -> Pupil | None:
    made = Enrolment.objects.filter(registered_by=actor.user, submission_id=submission_id)
    enrolment = made.select_related("pupil").first()
    return enrolment.pupil if enrolment is not None else None


def _add_contact(pupil: Pupil, school: School, *, phone: str, email: str) -> None:
    """Keep what was typed beside what the school has; nothing typed takes nothing away.

    At a confidential address it is kept unseen for those who are named: to refuse it would
    tell that the pupil is known. Raises NoContactKept at a strictly confidential one, which
    only the named come to.
    """
    if pupil.is_strictly_protected:
        if phone or email:
            raise NoContactKept
        return
    known = ContactDetails.objects.filter(pupil=pupil, owner=school).first()
    details = known or ContactDetails(pupil=pupil, owner=school)
    is_open = pupil.address_protection == AddressProtection.NONE
    details.phone = (phone if is_open else "") or details.phone or phone
    details.email = (email if is_open else "") or details.email or email
    details.save()


def _school_access(pupil: Pupil, school: Organisation) -> log.Access:
    return log.Access(pupil.pk, owner_id=school.pk, ground=Ground.OWN_SCHOOL, classes="AB")


@transaction.atomic
def change_pupil(
    *,
    actor: Actor,
    pupil: Pupil,
    version: int,
    first_name: str,
    last_name: str,
    birth_date: date,
    programme_area: str,
    level: str,
    class_name: str,
    phone: str = "",
    email: str = "",
) -> Pupil:
    """Change the pupil and today's enrolment at the actor's school.

    The name changes for all who share it; a school that calls the pupil otherwise changes
    its own. Raises StaleVersion, and ValidationError for a birth date that is not the
    registered number's.
    """
    policies.require(actor, "pupils.change_pupil", pupil)
    pupil = Pupil.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=pupil.pk)
    require_version(pupil, version)
    enrolment = current_enrolment(actor, pupil)
    if birth_date != pupil.birth_date:
        require_date_of_number(actor=actor, pupil=pupil, born=birth_date)
    pupil.birth_date = birth_date
    name = (first_name, last_name)
    change_name(actor=actor, pupil=pupil, owner=enrolment.school, name=name)
    pupil.save_change(by=actor.user, at=actor.now)
    place = (programme_area, level, class_name)
    if place != (enrolment.programme_area, enrolment.level, enrolment.class_name):
        enrolment.programme_area, enrolment.level, enrolment.class_name = place
        enrolment.save_change(by=actor.user, at=actor.now)
    save_contact(actor=actor, pupil=pupil, owner=enrolment.school, phone=phone, email=email)
    log.record(actor, Action.PUPIL_SAVED, [_school_access(pupil, enrolment.school)])
    return pupil


def current_enrolment(actor: Actor, pupil: Pupil) -> Enrolment:
    """Return the pupil's newest enrolment in force at a school of the actor's."""
    return (
        Enrolment.objects.in_force(on=actor.on)
        .filter(pupil=pupil, school_id__in=actor.at("school_counsellor", "principal"))
        .select_related("school")
        .latest("starts_on")
    )


@transaction.atomic
@transaction.atomic
def save_contact(
    *,
    actor: Actor,
    pupil: Pupil,
    owner: Organisation,
    phone: str = "",
    email: str = "",
    municipality_of_stay: Municipality | None = None,
) -> ContactDetails | None:
    """Keep what `owner` knows of how to reach the pupil; nothing at a strict address.

    Where the address is not open to the actor (kode 7, not named) nothing is written either.
    Raises NoContactKept or ContactNotOpen when something was to be.
    """
    # Locked: the address may be protected at the same moment, and takes away what stands then.
    current = Pupil.objects.select_for_update().get(pk=pupil.pk)
    if not _may_keep_contact(actor, current):
        if phone or email or municipality_of_stay:
            raise NoContactKept if current.is_strictly_protected else ContactNotOpen
        return None
    known = ContactDetails.objects.filter(pupil=pupil, owner=owner).first()
    details = known or ContactDetails(pupil=pupil, owner=owner)
    stayed_in = details.municipality_of_stay_id
    details.phone, details.email = phone, email
    details.municipality_of_stay = municipality_of_stay
    details.save()
    if stayed_in != details.municipality_of_stay_id:
        for listener in _move_listeners:
            listener(actor=actor, pupil=pupil, owner=owner)
    return details


def _may_keep_contact(actor: Actor, pupil: Pupil) -> bool:
    if pupil.is_strictly_protected:
        return False
    reachable = Pupil.objects.filter(address_is_open(actor, path=""), pk=pupil.pk)
    return actor.is_system or reachable.exists()
