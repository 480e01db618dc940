"""NAV Elvebyen."""

from followup.demo.measure_steps import Decide, Progress, Propose, Submit
from followup.demo.steps import StrikeNote, WriteNote
from followup.demo.stories.measure_states import APPLIED_FOR_OUTSIDE
from followup.demo.story import Story
from followup.demo.threads import Thread
from followup.models import DecisionOutcome, DecisionReason, MeasureState, NoteKind
from pupils.demo.opening import Opening
from pupils.demo.steps import (
    EVERYTHING,
    PUPIL_SERVICES,
    AskConsent,
    ChangeStatus,
    Close,
    RaiseFlag,
    SettleFlag,
)
from pupils.models import CaseOutcome, CaseSource, CaseStatus, ConsentMethod, FlagLevel

_OFFICE, _COUNSELLOR, _MANAGER = "NAV Elvebyen", "veileder.elvebyen", "leder.elvebyen"
_SCHOOL = "Elvebyen vgs"

_KAROLINE = Story(
    Opening(
        "Karoline Blakstad",
        _OFFICE,
        _COUNSELLOR,
        160,
        stays_in="Elvebyen",
        school=_SCHOOL,
        referred_by="radgiver.elvebyen",
        text="Karoline vil jobbe mer og gå mindre på skolen. Skolen ønsker å finne en løsning "
        "der hun kan gjøre begge deler.",
    ),
    threads=(
        Thread("start", (158, 149)),
        Thread("practice", (135, 119, 101, 77, 54), shared=(101, 54)),
        Thread("wrong_choice", (90, 40)),
        Thread("absence", (66, 23)),
    ),
    steps=(
        *APPLIED_FOR_OUTSIDE,
        ChangeStatus(148, CaseStatus.ACTIVE),
        AskConsent(
            130,
            "consent",
            information=EVERYTHING,
            services=(PUPIL_SERVICES,),
            about=("jobb-og-praksis", "feilvalg"),
            age_assessment="Eleven er 17 år og har valgt bort skoleledelsen etter en samtale.",
        ),
        Propose(
            85,
            "practice",
            "arbeidstrening",
            "{navn} vil arbeide fire dager i uken i butikk.",
            starts=-70,
            ends=60,
            extent="Fire dager i uken",
        ),
        Submit(84, "practice"),
        Decide(
            78,
            "practice",
            _MANAGER,
            DecisionOutcome.REJECTED,
            "Omfanget gjør at eleven ikke kan fullføre Vg2. Foreslå gjerne noe mindre.",
            (DecisionReason.LEVEL,),
        ),
        Propose(
            13,
            "mentor",
            "mentor",
            "{navn} har en kollega som vil støtte i helgejobben og hjelpe med planlegging.",
            starts=6,
            ends=100,
        ),
        Submit(12, "mentor"),
        RaiseFlag(
            44,
            FlagLevel.WATCH,
            "Snakker oftere om å slutte enn før.",
            area="fravaer-og-motivasjon",
            key="leaving",
        ),
    ),
    next_contact=-6,
)

_BILAL = Story(
    Opening(
        "Bilal Chaudhry",
        _OFFICE,
        _COUNSELLOR,
        200,
        stays_in="Øvre Elvedal",
        school=_SCHOOL,
        source=CaseSource.GUARDIAN,
    ),
    threads=(
        Thread("start", (198, 187)),
        Thread("home_life", (175, 160)),
        Thread("network", (151, 126, 88)),
        Thread("housing", (110, 70)),
    ),
    steps=(
        ChangeStatus(190, CaseStatus.ASSESSING),
        ChangeStatus(172, CaseStatus.ACTIVE),
        AskConsent(
            158,
            "consent",
            method=ConsentMethod.ORAL,
            information=EVERYTHING,
            services=(PUPIL_SERVICES,),
            about=("hjemmeforhold", "sosialt-nettverk"),
            lasts=90,
            summary="Leste opp teksten. Eleven vil dele med elevtjenesten ut halvåret.",
        ),
        Propose(
            105,
            "housing",
            "medvirkning-bolig",
            "{navn} trenger et roligere sted å bo og hjelp til å lete.",
            starts=-95,
            ends=-20,
        ),
        Submit(104, "housing"),
        Decide(100, "housing", _MANAGER),
        Progress(97, "housing", MeasureState.OFFERED),
        Progress(95, "housing", MeasureState.RUNNING),
        Progress(
            40, "housing", MeasureState.DISCONTINUED, "Har flyttet til en tante og trives der."
        ),
        RaiseFlag(
            140,
            FlagLevel.URGENT,
            "Har ikke noe fast sted å sove i natt.",
            area="bolig",
            key="tonight",
        ),
        SettleFlag(138, "tonight", "Bor hos familie inntil videre. Avklart med eleven."),
        ChangeStatus(30, CaseStatus.PAUSED, "Alt er på plass nå. Tas opp igjen ved behov."),
    ),
    next_contact=30,
    pronoun="han",
)

_SIGRID = Story(
    Opening(
        "Sigrid Elvestad",
        _OFFICE,
        _COUNSELLOR,
        6,
        stays_in="Elvebyen",
        school=_SCHOOL,
        referred_by="radgiver.elvebyen",
        text="Sigrid er usikker på linjevalget og vil vite mer om arbeid i mediebransjen.",
    ),
    threads=(Thread("start", (4,)),),
    steps=(
        WriteNote(
            3,
            NoteKind.MESSAGE,
            "Påminnelse om oppmøte",
            "Sendte melding om møtet i morgen.",
            key="twice",
        ),
        StrikeNote(2, "twice", "Skrevet to ganger."),
    ),
    next_contact=7,
)

_MAKSYM = Story(
    Opening(
        "Maksym Bondarenko",
        _OFFICE,
        _COUNSELLOR,
        340,
        stays_in="Elvebyen",
        school=_SCHOOL,
        source=CaseSource.OTHER,
    ),
    threads=(
        Thread("start", (338, 327)),
        Thread("practice", (310, 295, 281, 262, 240, 221, 196, 170)),
        Thread("ending", (152,)),
    ),
    steps=(
        ChangeStatus(326, CaseStatus.ACTIVE),
        Propose(
            290,
            "practice",
            "arbeidstrening",
            "{navn} vil bli elektriker og har en bedrift som tar imot.",
            starts=-275,
            ends=-160,
            extent="To dager i uken",
        ),
        Submit(289, "practice"),
        Decide(284, "practice", _MANAGER),
        Progress(280, "practice", MeasureState.OFFERED),
        Progress(275, "practice", MeasureState.RUNNING),
        Progress(
            160,
            "practice",
            MeasureState.COMPLETED,
            "Bedriften tilbyr læreplass. {navn} er strålende fornøyd.",
        ),
        Close(150, CaseOutcome.APPRENTICESHIP, "Begynner i lære i samme bedrift."),
    ),
    pronoun="han",
)

ELVEBYEN = (_KAROLINE, _BILAL, _SIGRID, _MAKSYM)
