"""Who may do what to a case and its team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from navskole.access.policies import policy
from navskole.accounts.models import User
from navskole.organisations.models import Membership, Role, Side
from navskole.records.errors import NotAllowed
from pupils.grounds import led_cases, single_cases, team_cases
from pupils.models import Case, TeamRole

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from navskole.organisations.models import NavOffice
    from pupils.models import CaseGrant


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


def reads_alone(actor: Actor, case: Case) -> bool:
    """Tell whether a single access lets the actor read the case today."""
    cases = single_cases(actor)
    if cases is None:
        return False
    return actor.answer_once("reads_alone", case.pk, cases.filter(pk=case.pk).exists)


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


@policy("pupils.list_own_cases", refusal=_("Mine saker er for NAV-veiledere."))
def can_list_own_cases(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.NAV_COUNSELLOR)


@policy("pupils.list_office_cases", refusal=_("Veiledere er for NAV-leder."))
def can_list_office_cases(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.NAV_MANAGER)


@policy("pupils.read_case", refusal=_("Du kan ikke se denne saken."))
def can_read_case(actor: Actor, case: Case) -> bool:
    found = Case.objects.visible_to(actor).filter(pk=case.pk)
    return actor.answer_once("reads_case", case.pk, found.exists)


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


def answers_for(actor: Actor, case: Case) -> bool:
    """Tell whether the actor is its responsible veileder or leads the office."""
    responsible = case.responsible_id == actor.person.pk and on_team(actor, case)
    return responsible or leads_office(actor, case)


def _who_moves(actor: Actor, case: Case) -> str:
    if not case.is_open:
        return gettext("Saken er avsluttet. Gjenåpne den for å gå videre.")
    return gettext("Bare ansvarlig veileder eller NAV-leder kan endre status.")


@policy("pupils.change_case_status", refusal=_who_moves)
def can_change_case_status(actor: Actor, case: Case) -> bool:
    return case.is_open and answers_for(actor, case)


@policy("pupils.close_case", refusal=_who_moves)
def can_close_case(actor: Actor, case: Case) -> bool:
    return case.is_open and answers_for(actor, case)


def _who_reopens(actor: Actor, case: Case) -> str:
    if case.is_open:
        return gettext("Saken er åpen.")
    return gettext("Bare ansvarlig veileder eller NAV-leder kan gjenåpne saken.")


@policy("pupils.reopen_case", refusal=_who_reopens)
def can_reopen_case(actor: Actor, case: Case) -> bool:
    return not case.is_open and answers_for(actor, case)


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
