"""The closed list of grounds: why somebody may see something."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrPromise

    from navskole.access.actor import Actor

    Period = Callable[[Actor, int], str]

ArmT = TypeVar("ArmT")


class Ground(models.TextChoices):
    """A ground, in force today; nothing else gives access. The label is the log's wording."""

    OWN_SCHOOL = "own_school", _("Egen skole")
    CONTACT_RECEIVED = "contact_received", _("Mottatt henvendelse")
    REFERRAL_RECEIVED = "referral_received", _("Mottatt henvisning")
    CASE_TEAM = "case_team", _("Satt på saken")
    OFFICE_LEAD = "office_lead", _("Leder av kontoret")
    DECIDER = "decider", _("Avgjør tiltaket")
    CONSENT_FROM_NAV = "consent_from_nav", _("Samtykke til deling fra NAV")
    CONSENT_FROM_SCHOOL = "consent_from_school", _("Samtykke til deling fra skolen")
    LAWFUL_DISCLOSURE = "lawful_disclosure", _("Lovhjemlet deling")
    SINGLE_ACCESS = "single_access", _("Enkelttilgang")
    NAMED_FOR_PROTECTED = "named_for_protected", _("Navngitt for eleven")
    LOG_READER = "log_reader", _("Personvernombud")
    PARTY = "party", _("Part i samarbeidet")
    OWN_RECORD = "own_record", _("Egen registrering")
    OVERSIGHT = "oversight", _("Følger samarbeidene")


EXPLANATIONS: dict[str, StrPromise] = {
    Ground.OWN_SCHOOL: _("Eleven går på skolen der du arbeider, eller sluttet der nylig."),
    Ground.CONTACT_RECEIVED: _("Noen ved skolen har tatt kontakt med NAV-kontoret ditt."),
    Ground.REFERRAL_RECEIVED: _("Skolen har henvist eleven til NAV-kontoret ditt."),
    Ground.CASE_TEAM: _("Du er satt på saken av NAV-kontoret ditt."),
    Ground.OFFICE_LEAD: _("Du leder NAV-kontoret som har saken. Sensitivt innhold vises ikke."),
    Ground.DECIDER: _("Tiltaket er sendt til deg for avgjørelse."),
    Ground.CONSENT_FROM_NAV: _(
        "Eleven har samtykket til at NAV deler dette med tjenesten du arbeider i."
    ),
    Ground.CONSENT_FROM_SCHOOL: _(
        "Eleven har samtykket til at skolen deler dette med NAV-kontoret ditt."
    ),
    Ground.LAWFUL_DISCLOSURE: _("Denne ene opplysningen er delt med deg etter lov."),
    Ground.SINGLE_ACCESS: _(
        "Lederen har gitt deg enkelttilgang til å lese om denne eleven, for en tid."
    ),
    Ground.LOG_READER: _("Du er personvernombud for organisasjonen."),
    Ground.PARTY: _("Du er part i samarbeidet."),
    Ground.OWN_RECORD: _("Dette gjelder deg selv."),
    Ground.OVERSIGHT: _("Du følger samarbeidene i området ditt."),
}
"""What the page answers to "Hvorfor ser jeg dette?"."""

ONLY_READING: frozenset[Ground] = frozenset({Ground.SINGLE_ACCESS})
"""The grounds that let somebody read and do nothing else."""


def only_reading_last(arms: dict[Ground, ArmT]) -> dict[Ground, ArmT]:
    """Return the arms with those that only let read last.

    So a row's ground is one of them where no other holds.
    """
    return {ground: arms[ground] for ground in sorted(arms, key=ONLY_READING.__contains__)}


_periods: dict[str, Period] = {}


def tell_period(ground: Ground, period: Period) -> None:
    """Let the page say since when and until when the ground lets the reader see a pupil."""
    _periods[ground] = period


def period_of(ground: str, actor: Actor, pupil_id: int) -> str:
    """Return the sentence about it, of a ground that is for a time; else nothing."""
    return _periods[ground](actor, pupil_id) if ground in _periods else ""
