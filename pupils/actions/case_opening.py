"""Open a case for a young person whom no school has referred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agreements.models import Contract
from navskole.access import barrier, policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Membership, Role
from navskole.records.errors import RuleBroken
from pupils.actions.case import CaseMustBeOpenedWithManager, start_case
from pupils.actions.national_id import find_by_national_id, keep_national_id
from pupils.actions.own_name import keep_name, named_exactly
from pupils.actions.team import CannotBePutOn, NotAColleague
from pupils.models import Case, Enrolment, Pupil
from pupils.national_id import clean_national_id

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.accounts.models import User
    from navskole.organisations.models import NavOffice, School
    from pupils.actions.own_name import Names


class NewPerson(RuleBroken):
    """Whoever is written is none of those known; to be read before they are registered."""

    message = _(
        "Saken blir opprettet på en ny elev, som blir registrert nå. Kontroller stavemåten, "
        "fødselsdatoen og skolen, eller skriv fødselsnummeret. Kryss av hvis alt er riktig."
    )
    field = "is_new"


class NewNumber(NewPerson):
    """The number is none of those known either."""

    message = _(
        "Saken blir opprettet på en ny elev, som blir registrert nå med dette fødselsnummeret. "
        "Kontroller nummeret, stavemåten, fødselsdatoen og skolen. Kryss av hvis alt er riktig."
    )


@barrier.lifted("open_case_for")
def open_case_for(
    *,
    actor: Actor,
    office: NavOffice,
    responsible: User,
    source: str,
    first_name: str,
    last_name: str,
    birth_date: date,
    school: School | None = None,
    national_id: str = "",
    reason: str = "",
    is_new: bool = False,
    submission_id: UUID | None = None,
) -> Case:
    """Open a case for the pupil of exactly this national id, or name, birth date and school.

    Nobody found: a new pupil, when told that they are; else NewPerson is raised, with a number
    too, for whoever has it may be known without one. Whom other offices alone know is asked
    about as somebody new: that they are known there is not to be told. Another name than the
    shared one is the office's own. The actor's own open case with the pupil is returned instead
    of a second one. Raises CaseMustBeOpenedWithManager, in one and the same way, where the
    office has another case, a hard rule hides the pupil, or no school of theirs has a contract
    with the office; ValidationError for an impossible number, and NotAColleague.
    """
    policies.require(actor, "pupils.open_case", office)
    _require_colleague(actor, responsible, office)
    digits = clean_national_id(national_id, born=birth_date, on=actor.on) if national_id else ""
    name = (first_name, last_name)
    numbered = find_by_national_id(digits, owner=office)
    pupil = _already_made(actor, submission_id) or numbered
    if pupil is None or not _is_known_here(actor, pupil, office):
        named = _at_school(actor, school=school, name=name, birth_date=birth_date, digits=digits)
        if not (named or is_new):
            raise NewNumber if digits else NewPerson
        pupil = named or pupil
    if pupil is None:
        pupil = _new_pupil(actor, name, birth_date, submission_id)
    elif own := _open_case_of(actor, pupil, office):
        own.was_open = True
        return own
    if digits:
        keep_national_id(actor=actor, pupil=pupil, owner=office, digits=digits)
    _require_free(actor, pupil, office)
    try:
        case = start_case(
            actor=actor,
            pupil=pupil,
            office=office,
            source=source,
            responsible=responsible,
            reason=reason,
        )
    except CannotBePutOn as hidden:  # its own words would tell that there is such a pupil
        raise CaseMustBeOpenedWithManager from hidden
    if not Case.objects.visible_to(actor).filter(pk=case.pk).exists():
        raise CaseMustBeOpenedWithManager  # a hard rule hides the pupil: nothing was made
    keep_name(actor=actor, pupil=pupil, owner=office, name=name)
    return case


def _require_colleague(actor: Actor, person: User, office: NavOffice) -> None:
    staff = Membership.objects.in_force(on=actor.on).filter(
        user=person, organisation=office, role=Role.NAV_COUNSELLOR
    )
    if not staff.exists():
        raise NotAColleague(field="responsible")


def _already_made(actor: Actor, submission_id: UUID | None) -> Pupil | None:
    """Return the pupil that the same form made when it was sent the first time."""
    if submission_id is None:
        return None
    return Pupil.objects.filter(registered_by=actor.user, submission_id=submission_id).first()


def _is_known_here(actor: Actor, pupil: Pupil, office: NavOffice) -> bool:
    """Tell whether the office may know the pupil: a case of its own, or a place at a school."""
    own = Case.objects.filter(pupil=pupil, office=office)
    return own.exists() or Enrolment.objects.in_force(on=actor.on).filter(pupil=pupil).exists()


def _at_school(
    actor: Actor, *, school: School | None, name: Names, birth_date: date, digits: str
) -> Pupil | None:
    """Return the pupil of exactly this name and birth date who goes to the school today."""
    if school is None:
        return None
    here = Enrolment.objects.in_force(on=actor.on).filter(school=school)
    found = (
        named_exactly(name, owner=school, or_shared=True)
        .filter(birth_date=birth_date, pk__in=here.values("pupil_id"))
        .first()
    )
    other_person = found and digits and found.national_id not in (None, "", digits)
    return None if other_person else found


def _new_pupil(actor: Actor, name: Names, birth_date: date, submission_id: UUID | None) -> Pupil:
    """Make the pupil, known to NAV alone until a school registers them."""
    pupil = Pupil.unknown(birth_date=birth_date, registered_by=actor.user)
    if submission_id:
        pupil.submission_id = submission_id
    pupil.set_names(first_name=name[0], last_name=name[1])
    pupil.save_change(by=actor.user, at=actor.now, new=True)
    log.record(actor, Action.PUPIL_SAVED, [pupil.access()])
    return pupil


def _open_case_of(actor: Actor, pupil: Pupil, office: NavOffice) -> Case | None:
    return Case.objects.visible_to(actor).open().filter(pupil=pupil, office=office).first()


def _require_free(actor: Actor, pupil: Pupil, office: NavOffice) -> None:
    """Raise one and the same refusal whatever stands in the way of a case."""
    taken = Case.objects.open().filter(pupil=pupil, office=office).exists()
    enrolled = Enrolment.objects.in_force(on=actor.on).filter(pupil=pupil)
    partners = Contract.objects.schools_of([office.pk], on=actor.on)
    elsewhere = enrolled.exists() and not enrolled.filter(school_id__in=partners).exists()
    if taken or elsewhere:
        raise CaseMustBeOpenedWithManager
