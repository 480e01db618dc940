"""NAV Fjordvik: the one responsible stood close to the pupil, so the case waits for another."""

from followup.demo.story import Story
from followup.demo.threads import Thread
from pupils.demo.opening import Opening
from pupils.demo.steps import ChangeStatus
from pupils.demo.team_steps import DeclareClose
from pupils.models import CaseSource, CaseStatus

_NATHAN = Story(
    Opening(
        "Nathan Gebremedhin",
        "NAV Fjordvik",
        "veileder2.fjordvik",
        44,
        stays_in="Fjordvik",
        source=CaseSource.TEACHER,
    ),
    threads=(
        Thread("start", (42, 35)),
        Thread("practice", (24, 13)),
    ),
    steps=(
        ChangeStatus(36, CaseStatus.ASSESSING),
        ChangeStatus(22, CaseStatus.ACTIVE),
        DeclareClose(3),
    ),
    next_contact=2,
    pronoun="han",
)

FJORDVIK_TEAM = (_NATHAN,)
