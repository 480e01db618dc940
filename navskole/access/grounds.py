"""The closed list of grounds: why somebody may see something."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    """A ground, in force today; nothing else gives access."""

    OWN_SCHOOL = "own_school", _("Eleven går eller gikk nylig på skolen der du arbeider")
    REFERRAL_RECEIVED = "referral_received", _("Skolen har henvist eleven til kontoret ditt")
    CASE_TEAM = "case_team", _("Du er satt på saken")
    OFFICE_LEAD = "office_lead", _("Du leder kontoret som har saken")
    DECIDER = "decider", _("Du avgjør tiltaket")
    CONSENT_FROM_NAV = "consent_from_nav", _("Eleven har samtykket til at NAV deler dette")
    NAMED_FOR_PROTECTED = "named_for_protected", _("Du er navngitt for eleven")
    LOG_READER = "log_reader", _("Du er personvernombud for organisasjonen")
    PARTY = "party", _("Du er part i samarbeidet")
    OWN_RECORD = "own_record", _("Du har skrevet dette selv")
    OVERSIGHT = "oversight", _("Du følger samarbeidene i området ditt")
    SYSTEM = "system", _("Oppgave i systemet")
