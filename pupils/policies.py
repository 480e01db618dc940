"""Who may do what to a pupil, a referral, a case, a consent and a flag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from navskole.access.policies import policy
from navskole.accounts.models import User
from navskole.organisations.models import Membership, Role, Side
from navskole.records.errors import NotAllowed
from pupils.grounds import SCHOOL_ROLES, led_cases, own_school_records, team_cases
from pupils.models import Case, Enrolment, TeamRole

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from navskole.organisations.models import NavOffice, Organisation
    from pupils.models import (
        CaseGrant,
        Consent,
        Pupil,
        Referral,
        RiskFlag,
        SubjectStanding,
    )


def on_team(actor: Actor, case: Case) -> bool:
    """Tell whether the actor is put on the case today."""
    cases = team_cases(actor)
    if cases is None:
        return False
    return actor.answer_once("on_team", case.pk, cases.filter(pk=case.pk).exists)


def leads_office(actor: Actor, case: Case) -> bool:
    """Tell whether the actor leads the case's office today."""
    cases = led_cases(actor)
    if cases is None:
        return False
    return actor.answer_once("leads_office", case.pk, cases.filter(pk=case.pk).exists)


def on_open_case(actor: Actor, case: Case) -> bool:
    """Tell whether the actor writes in the case: on its team, and it is open."""
    return case.is_open and on_team(actor, case)


def ask_the_team(actor: Actor, case: Case) -> str:
    """Return who writes in the case, or that nobody does any more."""
    if not case.is_open:
        return gettext("Saken er avsluttet, så det kan ikke skrives mer i den.")
    who = str(case.responsible) if case.responsible and actor.side == Side.NAV else ""
    if who:
        return gettext("Bare veilederne på saken kan gjøre dette. Ansvarlig er %(who)s.") % {
            "who": who
        }
    return gettext("Bare NAV-veilederne på saken kan gjøre dette.")


# --- Pupils at a school ---------------------------------------------------------------


@policy("pupils.list_pupils", refusal=_("Elevlisten er for rådgiver og rektor ved skolen."))
def can_list_pupils(actor: Actor, subject: None) -> bool:
    return actor.has_role(*SCHOOL_ROLES)


@policy("pupils.add_pupil", refusal=_("Bare rådgiver ved skolen kan registrere elever."))
def can_add_pupil(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.SCHOOL_COUNSELLOR)


@policy("pupils.change_pupil", refusal=_("Bare rådgiver ved elevens skole kan endre."))
def can_change_pupil(actor: Actor, pupil: Pupil) -> bool:
    schools = actor.at(Role.SCHOOL_COUNSELLOR)
    enrolled = Enrolment.objects.in_force(on=actor.on).filter(pupil_id=pupil.pk)
    return bool(schools) and enrolled.filter(school_id__in=schools).exists()


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
    enrolled = Enrolment.objects.in_force(on=actor.on).filter(pupil_id=pupil.pk)
    return enrolled.filter(school_id__in=actor.at(*SCHOOL_ROLES)).exists()


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


# --- Referrals at the office ----------------------------------------------------------


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


# --- Cases ----------------------------------------------------------------------------


@policy("pupils.list_own_cases", refusal=_("Mine saker er for NAV-veiledere."))
def can_list_own_cases(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.NAV_COUNSELLOR)


@policy("pupils.list_office_cases", refusal=_("Veiledere er for NAV-leder."))
def can_list_office_cases(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.NAV_MANAGER)


@policy("pupils.read_case", refusal=_("Du kan ikke se denne saken."))
def can_read_case(actor: Actor, case: Case) -> bool:
    return Case.objects.visible_to(actor).filter(pk=case.pk).exists()


@policy(
    "pupils.open_case", refusal=_("Saker opprettes av NAV-veileder eller NAV-leder ved kontoret.")
)
def can_open_case(actor: Actor, office: NavOffice) -> bool:
    return office.pk in actor.at(Role.NAV_COUNSELLOR, Role.NAV_MANAGER)


@policy("pupils.add_case", refusal=_("Saker opprettes av NAV-veileder eller NAV-leder."))
def can_add_case(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.NAV_COUNSELLOR, Role.NAV_MANAGER)


@policy("pupils.assign_case", refusal=_("Bare NAV-lederen ved kontoret kan tildele saken."))
def can_assign_case(actor: Actor, case: Case) -> bool:
    return case.is_open and leads_office(actor, case)


def _leads_the_case(actor: Actor, case: Case) -> bool:
    """Tell whether the actor is its responsible veileder or leads the office."""
    responsible = case.responsible_id == actor.person.pk and on_team(actor, case)
    return responsible or leads_office(actor, case)


def _who_moves(actor: Actor, case: Case) -> str:
    if not case.is_open:
        return gettext("Saken er avsluttet. Gjenåpne den for å gå videre.")
    return gettext("Bare ansvarlig veileder eller NAV-leder kan endre status.")


@policy("pupils.change_case_status", refusal=_who_moves)
def can_change_case_status(actor: Actor, case: Case) -> bool:
    return case.is_open and _leads_the_case(actor, case)


@policy("pupils.close_case", refusal=_who_moves)
def can_close_case(actor: Actor, case: Case) -> bool:
    return case.is_open and _leads_the_case(actor, case)


def _who_reopens(actor: Actor, case: Case) -> str:
    if case.is_open:
        return gettext("Saken er åpen.")
    return gettext("Bare ansvarlig veileder eller NAV-leder kan gjenåpne saken.")


@policy("pupils.reopen_case", refusal=_who_reopens)
def can_reopen_case(actor: Actor, case: Case) -> bool:
    return not case.is_open and _leads_the_case(actor, case)


# --- The team of a case ---------------------------------------------------------------


@policy(
    "pupils.read_team", refusal=_("Tilgangene leses av NAV-veilederne på saken og NAV-lederen.")
)
def can_read_team(actor: Actor, case: Case) -> bool:
    return on_team(actor, case) or leads_office(actor, case)


@policy(
    "pupils.add_colleague",
    refusal=_("Bare ansvarlig veileder kan gi en kollega tilgang for en tid."),
)
def can_add_colleague(actor: Actor, case: Case) -> bool:
    return case.responsible_id == actor.person.pk and on_open_case(actor, case)


@policy(
    "pupils.end_case_grant",
    refusal=_("Bare NAV-lederen avslutter tilganger. Ansvarlig veileder kan avslutte en kollegas."),
)
def can_end_case_grant(actor: Actor, case: Case) -> bool:
    return leads_office(actor, case) or can_add_colleague(actor, case)


def require_may_end(actor: Actor, case: Case, grant: CaseGrant) -> None:
    """Raise NotAllowed unless the grant is the actor's to end.

    Any for the leader; for the responsible veileder those of colleagues for 14 days.
    """
    if actor.is_system or leads_office(actor, case) or grant.team_role == TeamRole.COLLEAGUE:
        return
    raise NotAllowed(gettext("Bare NAV-lederen ved kontoret kan ta veiledere av saken."))


@policy("pupils.list_counsellors", refusal=_("Veiledere er NAV-leders oversikt."))
def can_list_counsellors(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.NAV_MANAGER)


@policy("pupils.lead_counsellor", refusal=_("Bare NAV-lederen ved kontoret kan gjøre dette."))
def can_lead_counsellor(actor: Actor, counsellor: User) -> bool:
    return counsellors_led_by(actor).filter(pk=counsellor.pk).exists()


def counsellors_led_by(actor: Actor) -> QuerySet[User]:
    """Return the veiledere of the offices the actor leads today."""
    staff = Membership.objects.in_force(on=actor.on).filter(
        role=Role.NAV_COUNSELLOR, organisation_id__in=actor.at(Role.NAV_MANAGER)
    )
    return User.objects.filter(pk__in=staff.values("user_id"))


# --- Consent and flags of a case ------------------------------------------------------


@policy(
    "pupils.read_consents",
    refusal=_("Samtykkene leses av NAV-veilederne på saken og NAV-lederen."),
)
def can_read_consents(actor: Actor, case: Case) -> bool:
    return on_team(actor, case) or leads_office(actor, case)


@policy("pupils.record_consent", refusal=ask_the_team)
def can_record_consent(actor: Actor, case: Case) -> bool:
    return on_open_case(actor, case)


@policy("pupils.withdraw_consent", refusal=_("Bare NAV-veilederne på saken kan registrere dette."))
def can_withdraw_consent(actor: Actor, consent: Consent) -> bool:
    return on_team(actor, consent.case)


@policy("pupils.raise_case_flag", refusal=ask_the_team)
def can_raise_case_flag(actor: Actor, case: Case) -> bool:
    return on_open_case(actor, case)


@policy("pupils.resolve_flag", refusal=_("Flagget avsluttes av den siden som hevet det."))
def can_resolve_flag(actor: Actor, flag: RiskFlag) -> bool:
    if flag.resolved_at is not None:
        return False
    if flag.case is not None:
        return on_open_case(actor, flag.case)
    arms = own_school_records(actor)
    return any(
        type(flag).objects.filter(condition, pk=flag.pk).exists() for condition in arms.values()
    )
