"""Who may record, renew and withdraw a consent, and raise and settle a flag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from navskole.access.policies import policy
from pupils.grounds import SCHOOL_ROLES, own_school_records
from pupils.policies.case import ask_the_team, leads_office, on_open_case, on_team, reads_alone
from pupils.policies.pupil import can_add_referral, reads_at_school

if TYPE_CHECKING:
    from navskole.access.actor import Actor
    from pupils.models import Case, Consent, Pupil, RiskFlag


@policy(
    "pupils.read_consents",
    refusal=_("Samtykkene leses av NAV-veilederne på saken og NAV-lederen."),
)
def can_read_consents(actor: Actor, case: Case) -> bool:
    return on_team(actor, case) or leads_office(actor, case) or reads_alone(actor, case)


@policy(
    "pupils.read_consent",
    refusal=_("Samtykket leses av dem som leser samtykkene på samme side."),
)
def can_read_consent(actor: Actor, consent: Consent) -> bool:
    if consent.case is not None:
        return can_read_consents(actor, consent.case)
    return consent.owner_id in actor.at(*SCHOOL_ROLES) and can_read_school_consents(
        actor, consent.pupil
    )


@policy("pupils.record_consent", refusal=ask_the_team)
def can_record_consent(actor: Actor, case: Case) -> bool:
    return on_open_case(actor, case)


@policy(
    "pupils.withdraw_consent",
    refusal=_("Bare de som registrerer samtykker på samme side, kan registrere dette."),
)
def can_withdraw_consent(actor: Actor, consent: Consent) -> bool:
    if consent.case is not None:
        return on_team(actor, consent.case)
    return consent.owner_id in actor.at(*SCHOOL_ROLES)


def _who_renews(actor: Actor, consent: Consent) -> str:
    if consent.is_renewable(on=actor.on):
        return gettext("Bare de som registrerer samtykker på samme side, kan fornye det.")
    return gettext(
        "Samtykket kan fornyes fra 60 dager før det utløper, og ikke når det er trukket."
    )


@policy("pupils.renew_consent", refusal=_who_renews)
def can_renew_consent(actor: Actor, consent: Consent) -> bool:
    if not consent.is_renewable(on=actor.on):
        return False
    if consent.case is not None:
        return on_open_case(actor, consent.case)
    return can_record_school_consent(actor, consent.pupil)


@policy(
    "pupils.read_school_consents",
    refusal=_("Skolens samtykker leses av rådgiver og rektor ved elevens skole."),
)
def can_read_school_consents(actor: Actor, pupil: Pupil) -> bool:
    return reads_at_school(actor, pupil)


@policy(
    "pupils.record_school_consent",
    refusal=_("Skolens samtykker registreres av rådgiver eller rektor ved elevens skole."),
)
def can_record_school_consent(actor: Actor, pupil: Pupil) -> bool:
    return can_add_referral(actor, pupil)


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
