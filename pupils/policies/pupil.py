"""Who may do what to a pupil at a school and to a referral."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from navskole.access.policies import policy
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed
from pupils.grounds import SCHOOL_ROLES, single_access_places, single_accesses, team_cases
from pupils.models import Enrolment

if TYPE_CHECKING:
    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.models import Pupil, Referral, SubjectStanding


def meets_at_school(actor: Actor, pupil: Pupil, *roles: str) -> bool:
    """Tell whether the actor holds one of the roles at a school the pupil goes to today."""
    schools = actor.at(*roles)
    return bool(schools) and not schools.isdisjoint(
        actor.answer_once("enrolled_at", pupil.pk, lambda: _enrolled_at(actor, pupil))
    )


def _enrolled_at(actor: Actor, pupil: Pupil) -> frozenset[int]:
    today = Enrolment.objects.in_force(on=actor.on).filter(pupil_id=pupil.pk)
    return frozenset(today.values_list("school_id", flat=True))


def reads_at_school(actor: Actor, pupil: Pupil) -> bool:
    """Tell whether a school where the actor works lets them read its record of the pupil."""
    schools = actor.at(*SCHOOL_ROLES)
    enrolled = Enrolment.objects.read_by_school(schools, on=actor.on).filter(pupil_id=pupil.pk)
    return enrolled.exists() or any(
        single_accesses(actor, school_id, *SCHOOL_ROLES).filter(content_object=pupil).exists()
        for school_id in single_access_places(actor, *SCHOOL_ROLES)
    )


@policy("pupils.list_pupils", refusal=_("Elevlisten er for rådgiver og rektor ved skolen."))
def can_list_pupils(actor: Actor, subject: None) -> bool:
    return actor.has_role(*SCHOOL_ROLES)


@policy("pupils.add_pupil", refusal=_("Bare rådgiver ved skolen kan registrere elever."))
def can_add_pupil(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.SCHOOL_COUNSELLOR)


@policy("pupils.change_pupil", refusal=_("Bare rådgiver ved elevens skole kan endre."))
def can_change_pupil(actor: Actor, pupil: Pupil) -> bool:
    return meets_at_school(actor, pupil, Role.SCHOOL_COUNSELLOR)


@policy("pupils.read_national_id", refusal=_("Du kan ikke se elevens fødselsnummer."))
def can_read_national_id(actor: Actor, pupil: Pupil) -> bool:
    return type(pupil).objects.visible_to(actor).filter(pk=pupil.pk).exists()


@policy(
    "pupils.record_national_id",
    refusal=_("Fødselsnummeret føres av rådgiver ved elevens skole eller veilederne på saken."),
)
def can_record_national_id(actor: Actor, pupil: Pupil) -> bool:
    cases = team_cases(actor)
    if cases is not None and cases.filter(pupil=pupil, closed_on__isnull=True).exists():
        return True
    return can_change_pupil(actor, pupil)


@policy(
    "pupils.add_referral", refusal=_("Bare rådgiver eller rektor ved elevens skole kan henvise.")
)
def can_add_referral(actor: Actor, pupil: Pupil) -> bool:
    return meets_at_school(actor, pupil, *SCHOOL_ROLES)


@policy("pupils.list_sent_referrals", refusal=_("Henvisninger er for rådgiver og rektor."))
def can_list_sent_referrals(actor: Actor, subject: None) -> bool:
    return actor.has_role(*SCHOOL_ROLES)


@policy("pupils.raise_school_flag", refusal=_("Skolens flagg heves av rådgiver eller rektor."))
def can_raise_school_flag(actor: Actor, pupil: Pupil) -> bool:
    return can_add_referral(actor, pupil)


@policy(
    "pupils.end_enrolment", refusal=_("Bare rådgiver ved elevens skole kan avslutte skoleplassen.")
)
def can_end_enrolment(actor: Actor, pupil: Pupil) -> bool:
    return can_change_pupil(actor, pupil)


@policy(
    "pupils.record_standing", refusal=_("Fravær føres av rådgiver eller rektor ved elevens skole.")
)
def can_record_standing(actor: Actor, pupil: Pupil) -> bool:
    return can_add_referral(actor, pupil)


@policy(
    "pupils.change_standing", refusal=_("Fravær føres av rådgiver eller rektor ved elevens skole.")
)
def can_change_standing(actor: Actor, standing: SubjectStanding) -> bool:
    return standing.owner_id in actor.at(*SCHOOL_ROLES)


@policy("pupils.list_signals", refusal=_("Signaler er for rådgiver ved skolen."))
def can_list_signals(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.SCHOOL_COUNSELLOR)


def require_at_school(actor: Actor, pupil: Pupil, school: Organisation) -> None:
    """Raise NotAllowed unless the actor works at `school` and the pupil goes there today.

    The permission says that they meet at some school; a record is written in that one's name.
    """
    enrolled = Enrolment.objects.in_force(on=actor.on).filter(pupil=pupil, school_id=school.pk)
    works_there = actor.is_system or school.pk in actor.at(*SCHOOL_ROLES)
    if not works_there or not enrolled.exists():
        raise NotAllowed(gettext("Velg en skole der du arbeider og eleven går."))


@policy(
    "pupils.list_received_referrals",
    refusal=_("Henvendelser er for NAV-veiledere og NAV-leder."),
)
def can_list_received_referrals(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.NAV_COUNSELLOR, Role.NAV_MANAGER)


@policy("pupils.read_received_referral", refusal=_("Henvendelser er for NAV."))
def can_read_received_referral(actor: Actor, referral: Referral) -> bool:
    return can_list_received_referrals(actor, None)


def _who_takes(actor: Actor, referral: Referral) -> str:
    if not referral.is_pending:
        return gettext("Henvendelsen er alt behandlet. Se i Mine saker.")
    return gettext("Bare NAV-veileder ved kontoret kan opprette sak på en ny henvendelse.")


@policy("pupils.take_referral", refusal=_who_takes)
def can_take_referral(actor: Actor, referral: Referral) -> bool:
    return referral.is_pending and referral.office_id in actor.at(Role.NAV_COUNSELLOR)


@policy("pupils.decline_referral", refusal=_("Bare kontoret kan avvise en ny henvendelse."))
def can_decline_referral(actor: Actor, referral: Referral) -> bool:
    at_office = actor.at(Role.NAV_COUNSELLOR, Role.NAV_MANAGER)
    return referral.is_pending and referral.office_id in at_office
