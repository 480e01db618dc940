"""NAV Skogheim: opened while the contract ran; it expired last month, so nothing crosses."""

from followup.demo.measure_steps import Decide, Progress, Propose, Submit
from followup.demo.story import Story
from followup.demo.threads import Thread
from followup.models import MeasureState
from pupils.demo.opening import Opening
from pupils.demo.steps import BOTH, EVERYTHING, AskConsent, ChangeStatus, RaiseFlag
from pupils.models import CaseSource, CaseStatus, FlagLevel

_OFFICE, _COUNSELLOR, _MANAGER = "NAV Skogheim", "veileder.skogheim", "leder.skogheim"
_SCHOOL = "Skogheim vgs"

_ANDREAS = Story(
    Opening(
        "Andreas Skoglund",
        _OFFICE,
        _COUNSELLOR,
        230,
        stays_in="Skogheim",
        school=_SCHOOL,
        referred_by="rektor.skogheim",
        text="Andreas har god oppmøte i skogen og dårlig i klasserommet. Han og skolen ønsker å "
        "prøve en kombinasjon.",
    ),
    threads=(
        Thread("start", (228, 219)),
        Thread("practice", (204, 190, 176, 158, 129, 96, 60, 16), shared=(158, 96)),
        Thread("absence", (183, 140)),
    ),
    steps=(
        ChangeStatus(218, CaseStatus.ACTIVE),
        AskConsent(
            200,
            "consent",
            information=EVERYTHING,
            services=BOTH,
            about=("jobb-og-praksis", "fravaer-og-motivasjon"),
        ),
        Propose(
            170,
            "practice",
            "arbeidstrening",
            "{navn} vil arbeide i et skoglag to dager i uken og gå på skolen de andre.",
            starts=-155,
            ends=70,
            extent="To dager i uken",
        ),
        Submit(169, "practice"),
        Decide(163, "practice", _MANAGER, text="Godt samarbeid med skolen."),
        Progress(160, "practice", MeasureState.OFFERED),
        Progress(155, "practice", MeasureState.RUNNING),
        RaiseFlag(
            20,
            FlagLevel.CONCERN,
            "Skolen kan ikke lenger delta i møtene; eleven er usikker på hva som skjer.",
            area="annet",
            key="contract",
        ),
    ),
    next_contact=9,
    pronoun="han",
)

_HAWA = Story(
    Opening(
        "Hawa Diallo",
        _OFFICE,
        _COUNSELLOR,
        90,
        stays_in="Skogheim",
        school=_SCHOOL,
        source=CaseSource.SELF,
    ),
    threads=(
        Thread("start", (88, 79)),
        Thread("student_finance", (64, 43)),
        Thread("economy", (55, 27)),
    ),
    steps=(ChangeStatus(78, CaseStatus.ASSESSING),),
    next_contact=-13,
)

SKOGHEIM = (_ANDREAS, _HAWA)
