"""The rules navskole ships with."""

from datetime import date
from typing import Any

from navskole.rules.models import AbsenceReason, Rule, RuleCode

_TRIAL_START = date(2013, 8, 1)
_TRIAL = "Arbeids- og velferdsdirektoratet og Utdanningsdirektoratet: NAV-veileder i vgs"
_PROPOSED = "Satt av navskole; kan endres"
_ABSENCE = "Utdanningsdirektoratet: rundskriv Udir-3-2016 om fraværsgrensen"
_LIMIT_START = date(2016, 8, 1)

SHIPPED = [
    (RuleCode.TARGET_AGE_FROM, 15, _TRIAL_START, _TRIAL),
    (RuleCode.TARGET_AGE_TO, 21, _TRIAL_START, _TRIAL),
    (RuleCode.CONSENT_MONTHS, 12, _TRIAL_START, _PROPOSED),
    (RuleCode.CONSENT_REMINDER, 30, _TRIAL_START, _PROPOSED),
    (RuleCode.SUPPRESSION_THRESHOLD, 5, _TRIAL_START, _PROPOSED),
    (RuleCode.ABSENCE_LIMIT, 10, _LIMIT_START, _ABSENCE),
    (RuleCode.ABSENCE_DISCRETION, 15, _LIMIT_START, _ABSENCE),
    (RuleCode.ABSENCE_NEAR, 8, _LIMIT_START, _PROPOSED),
    (RuleCode.CONTACT_REQUEST_DAYS, 30, _TRIAL_START, _PROPOSED),
    (RuleCode.TIME_DEVIATION, 20, _TRIAL_START, _PROPOSED),
    (RuleCode.WORKDAY_FROM, 6, _TRIAL_START, _PROPOSED),
    (RuleCode.WORKDAY_TO, 20, _TRIAL_START, _PROPOSED),
    (RuleCode.PUPILS_A_DAY, 40, _TRIAL_START, _PROPOSED),
    (RuleCode.LOG_YEARS, 10, _TRIAL_START, _PROPOSED),
]

ABSENCE_REASONS = [
    ("undocumented", "Udokumentert fravær", False),
    ("health", "Helsegrunner, dokumentert", True),
    ("welfare", "Velferdsgrunner, dokumentert", True),
    ("representative", "Arbeid som tillitsvalgt", True),
    ("political", "Politisk arbeid", True),
    ("relief", "Hjelpearbeid", True),
    ("legal", "Lovpålagt oppmøte", True),
    ("representation", "Representasjon på nasjonalt eller internasjonalt nivå", True),
    ("religious", "Religiøs høytid, inntil to skoledager", True),
]
"""Code, name and whether it is exempt; the circular has been revised since and must be checked."""

SENSITIVE_REASONS = frozenset({"health", "political", "religious"})
"""The reasons that tell of health, political opinion or belief: personvernforordningen art. 9."""


def load_rules(**kwargs: Any) -> None:
    """Create the shipped rules that are missing; what an administrator changed stays."""
    for code, number, starts, source in SHIPPED:
        Rule.objects.get_or_create(
            code=code, effective_from=starts, defaults={"number": number, "source": source}
        )


def load_absence_reasons(**kwargs: Any) -> None:
    """Create the shipped reasons that are missing; what an administrator changed stays."""
    for position, (code, name, is_exempt) in enumerate(ABSENCE_REASONS):
        AbsenceReason.objects.get_or_create(
            code=code,
            effective_from=_LIMIT_START,
            defaults={
                "name": name,
                "is_exempt": is_exempt,
                "is_sensitive": code in SENSITIVE_REASONS,
                "source": _ABSENCE,
                "position": position,
            },
        )
