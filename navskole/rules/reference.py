"""The rules navskole ships with."""

from datetime import date
from typing import Any

from navskole.rules.models import Rule, RuleCode

_TRIAL_START = date(2013, 8, 1)
_TRIAL = "Arbeids- og velferdsdirektoratet og Utdanningsdirektoratet: NAV-veileder i vgs"
_PROPOSED = "Satt av navskole; kan endres"

SHIPPED = [
    (RuleCode.TARGET_AGE_FROM, 15, _TRIAL),
    (RuleCode.TARGET_AGE_TO, 21, _TRIAL),
    (RuleCode.CONSENT_MONTHS, 12, _PROPOSED),
    (RuleCode.SUPPRESSION_THRESHOLD, 5, _PROPOSED),
]


def load_rules(**kwargs: Any) -> None:
    """Create the shipped rules that are missing; what an administrator changed stays."""
    for code, number, source in SHIPPED:
        Rule.objects.get_or_create(
            code=code, effective_from=_TRIAL_START, defaults={"number": number, "source": source}
        )
