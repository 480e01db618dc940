"""NAV Fjordvik: wide, narrow and refused; approved, resubmitted, a draft."""

from followup.demo.measure_steps import Decide, Progress, Propose, Revise, Submit
from followup.demo.plan_steps import (
    ChangeSlip,
    DoTask,
    HangSlip,
    PlanTask,
    SettleGoal,
    StrikeTask,
    TakeSlipAway,
)
from followup.demo.steps import StrikeNote, WriteNote
from followup.demo.stories.combined_from_school import (
    NAV_WENT_ON_ALONE,
    NAVS_PART_WAITS,
    SCHOOL_ASKS_NAV,
)
from followup.demo.stories.combined_states import RUNNING_ON_BOTH_SIDES, SCHOOLS_PART_WAITS
from followup.demo.story import Story
from followup.demo.threads import Thread
from followup.models import DecisionOutcome, DecisionReason, GoalState, MeasureState, NoteKind
from pupils.demo.opening import Opening
from pupils.demo.steps import (
    BOTH,
    EVERYTHING,
    LEADERSHIP,
    ONLY_EXISTENCE,
    AskConsent,
    ChangeStatus,
    RaiseFlag,
    SettleFlag,
)
from pupils.demo.team_steps import JoinTeam
from pupils.models import (
    CaseSource,
    CaseStatus,
    ConsentMethod,
    ConsentStatus,
    FlagLevel,
    OutsideService,
    Service,
)

_OFFICE, _COUNSELLOR, _MANAGER = "NAV Fjordvik", "veileder.fjordvik", "leder.fjordvik"


def opening_at_fjordvik(pupil: str, days: int, text: str = "", source: str = "") -> Opening:
    """Return how a case of the veileder at Fjordvik began: referred with `text`, or otherwise."""
    return Opening(
        pupil=pupil,
        office=_OFFICE,
        counsellor=_COUNSELLOR,
        days=days,
        stays_in="Fjordvik",
        referred_by="radgiver.fjordvik" if text else "",
        text=text,
        source=source,
    )


_IDA = Story(
    opening_at_fjordvik(
        "Ida Marie Solbakken",
        210,
        "Ida Marie har mye fravær og er usikker på om hun vil fullføre. Hun liker praktisk "
        "arbeid og har spurt om det finnes muligheter for praksis ved siden av skolen.",
    ),
    threads=(
        Thread("start", (208, 200)),
        Thread("absence", (192, 178, 120, 86, 61, 33), shared=(178, 86, 33)),
        Thread("practice", (186, 165, 158, 141, 133, 104, 70, 18), shared=(141, 104, 70, 18)),
    ),
    steps=(
        *RUNNING_ON_BOTH_SIDES,
        *SCHOOLS_PART_WAITS,
        *SCHOOL_ASKS_NAV,
        *NAVS_PART_WAITS,
        *NAV_WENT_ON_ALONE,
        ChangeStatus(205, CaseStatus.ASSESSING),
        AskConsent(
            190,
            "consent",
            information=EVERYTHING,
            services=BOTH,
            about=("jobb-og-praksis", "fravaer-og-motivasjon"),
            guardian_involved=True,
            age_assessment="Eleven er 17 år. Foresatt er informert etter elevens ønske.",
            outside=(OutsideService.SCHOOL_NURSE,),
        ),
        ChangeStatus(188, CaseStatus.ACTIVE, "Kartleggingen er ferdig"),
        Propose(
            187,
            "club",
            "jobbklubb",
            "{navn} trenger trening i å søke og vil gjøre det sammen med andre.",
            starts=-180,
            ends=-160,
            extent="To ettermiddager i uken i tre uker",
        ),
        Submit(187, "club"),
        Decide(185, "club", _MANAGER, text="Godt begrunnet."),
        Progress(183, "club", MeasureState.OFFERED),
        Progress(180, "club", MeasureState.RUNNING),
        Progress(
            160,
            "club",
            MeasureState.COMPLETED,
            "{navn} deltok hver gang og fikk ferdig CV. Selv mener {navn} at øvingen på "
            "intervju hjalp mest.",
        ),
        Propose(
            152,
            "practice",
            "arbeidstrening",
            "{navn} trenger arbeidserfaring og en grunn til å stå opp. En lokal bedrift tar "
            "imot to dager i uken, og skolen tilpasser timeplanen.",
            starts=-139,
            ends=45,
            extent="To dager i uken",
        ),
        Submit(151, "practice"),
        Decide(146, "practice", _MANAGER, text="Tydelig mål og god avtale med arbeidsgiver."),
        Progress(144, "practice", MeasureState.OFFERED),
        Progress(139, "practice", MeasureState.RUNNING),
        RaiseFlag(
            128,
            FlagLevel.WATCH,
            "Mange korte fravær på rad, uten beskjed.",
            area="fravaer-og-motivasjon",
            key="absence",
        ),
        SettleFlag(60, "absence", "Oppmøtet har vært jevnt i to måneder."),
        PlanTask(
            40,
            "timetable",
            "Gi beskjed når timeplanen endres",
            due=-20,
            about=("jobb-og-praksis",),
            to=Service.PUPIL_SERVICES,
        ),
        DoTask(24, "timetable", by="radgiver.fjordvik"),
        PlanTask(
            23,
            "agreement",
            "Avklar om praksisen kan fortsette neste termin",
            due=9,
            about=("jobb-og-praksis",),
            to=LEADERSHIP,
        ),
        SettleGoal(60, "goal_absence", GoalState.REACHED),
        JoinTeam(
            50, _MANAGER, "veileder2.fjordvik", "Følger opp arbeidsgiveren sammen med ansvarlig."
        ),
        PlanTask(
            16,
            "subjects",
            "Finne ut hvilke fag praksisen kan telle i",
            due=3,
            about=("jobb-og-praksis",),
            to=Service.PUPIL_SERVICES,
        ),
        HangSlip(52, "Spør om busskort før praksisen blir lengre", key="bus"),
        TakeSlipAway(33, "bus"),
        HangSlip(18, "Bedriften stenger i uke 52. Avtal hva som skjer da.", on=9),
        HangSlip(12, "Ringes helst etter kl. 14", key="after_two"),
        ChangeSlip(6, "after_two", "Ringes helst etter kl. 14.30, ikke på onsdager"),
        HangSlip(3, on=0),
    ),
    next_contact=5,
)

_MOHAMED = Story(
    opening_at_fjordvik(
        "Mohamed Abdi Yusuf",
        120,
        "Mohamed er flink i verkstedet, men får ikke læreplass uten mer erfaring. Han ønsker "
        "kontakt med NAV for å finne et sted å prøve seg.",
    ),
    threads=(
        Thread("start", (118, 111)),
        Thread("practice", (97, 82, 46, 30, 17)),
        Thread("economy", (75, 59)),
    ),
    steps=(
        ChangeStatus(112, CaseStatus.ASSESSING),
        ChangeStatus(96, CaseStatus.ACTIVE),
        AskConsent(
            95,
            "consent",
            method=ConsentMethod.ORAL,
            information=ONLY_EXISTENCE,
            services=(LEADERSHIP,),
            about=("jobb-og-praksis",),
            lasts=120,
            summary="Leste opp teksten og forklarte den. Eleven vil at rektor skal vite at vi har "
            "kontakt, men ikke hva vi snakker om.",
        ),
        Propose(
            26,
            "practice",
            "arbeidstrening",
            "{navn} vil prøve seg hos en entreprenør.",
            starts=14,
            ends=120,
            extent="Tre dager i uken",
        ),
        Submit(25, "practice"),
        Decide(
            20,
            "practice",
            _MANAGER,
            DecisionOutcome.RETURNED,
            "Skriv hva eleven skal lære, og hvordan tre dager i uken går sammen med skolen.",
            (DecisionReason.FACTS, DecisionReason.LEVEL),
        ),
        Revise(
            12,
            "practice",
            "{navn} skal lære forskaling og HMS på byggeplass, med en fast fadder. Skolen har "
            "fritatt for to dager i praksisperioden; den tredje dagen er flyttet til ferien.",
            extent="To dager i uken",
        ),
        Submit(11, "practice"),
        RaiseFlag(
            40,
            FlagLevel.CONCERN,
            "Faste utgifter er større enn inntekten, og det er ikke tatt kontakt med kreditor.",
            area="okonomi",
        ),
        SettleGoal(10, "goal_economy", GoalState.DROPPED),
        HangSlip(21, "Spør hvordan det gikk med oppkjøringen", on=-2),
    ),
    next_contact=-4,
    pronoun="han",
)

_KORNELIA = Story(
    opening_at_fjordvik("Kornelia Nowak", 58, source=CaseSource.NURSE),
    threads=(
        Thread("start", (56, 44)),
        Thread("network", (37, 22)),
        Thread("home_life", (15,)),
    ),
    steps=(
        ChangeStatus(50, CaseStatus.ASSESSING),
        AskConsent(
            44,
            "consent",
            status=ConsentStatus.REFUSED,
            method=ConsentMethod.ORAL,
            summary="Eleven vil ikke at skolen skal vite om kontakten nå. Vi kan ta det opp igjen.",
            age_assessment="Eleven er 16 år og begrunner svaret godt.",
        ),
        Propose(
            14,
            "advice",
            "opplysning-rad-veiledning",
            "{navn} ønsker faste samtaler en periode om hverdagen hjemme og om fritid.",
            starts=7,
            ends=90,
            extent="Hver fjortende dag",
        ),
        WriteNote(
            30,
            NoteKind.PHONE,
            "Samtale om sommerjobb",
            "Avtalte at jeg sender lenker til ledige sommerjobber.",
            about=("jobb-og-praksis",),
            key="mistaken",
        ),
        StrikeNote(29, "mistaken", "Ført på feil elev."),
        PlanTask(30, "links", "Sende lenker til ledige sommerjobber", due=-20),
        StrikeTask(29, "links", "Ført på feil elev."),
    ),
    next_contact=-11,
)

FJORDVIK = (_IDA, _MOHAMED, _KORNELIA)
