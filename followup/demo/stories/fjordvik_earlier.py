"""NAV Fjordvik: reopened, protected, closed and handed over."""

from followup.demo.measure_steps import Decide, Progress, Propose, Submit
from followup.demo.plan_steps import HangSlip
from followup.demo.stories.measure_states import APPROVAL_FELL_AWAY, UNDONE
from followup.demo.story import Story
from followup.demo.threads import Thread
from followup.models import DecisionOutcome, DecisionReason, MeasureState
from pupils.demo.opening import Opening
from pupils.demo.roster import STRICT_ADDRESS
from pupils.demo.steps import (
    BOTH,
    EVERYTHING,
    PUPIL_SERVICES,
    AskConsent,
    Assign,
    ChangeStatus,
    Close,
    RaiseFlag,
    Reopen,
    SettleFlag,
)
from pupils.demo.team_steps import LetColleagueIn
from pupils.models import CaseOutcome, CaseSource, CaseStatus, ConsentMethod, FlagLevel

_OFFICE, _COUNSELLOR, _MANAGER = "NAV Fjordvik", "veileder.fjordvik", "leder.fjordvik"

_MARIUS = Story(
    Opening(
        "Marius Skjelvik",
        _OFFICE,
        _COUNSELLOR,
        330,
        stays_in="Fjordvik",
        source=CaseSource.RESOURCE_TEAM,
    ),
    threads=(
        Thread("start", (328, 319)),
        Thread("practice", (300, 282, 262, 240, 38, 20), shared=(262,)),
        Thread("economy", (225, 36, 9)),
        Thread("ending", (133,)),
    ),
    steps=(
        *UNDONE,
        ChangeStatus(318, CaseStatus.ACTIVE),
        AskConsent(
            305,
            "first",
            information=EVERYTHING,
            services=BOTH,
            about=("jobb-og-praksis", "okonomi"),
        ),
        Propose(
            270,
            "mentor",
            "mentor",
            "{navn} vil gjerne ha en medelev som støtte på verkstedet.",
            starts=-250,
            ends=-150,
        ),
        Submit(269, "mentor"),
        Decide(264, "mentor", _MANAGER),
        Progress(260, "mentor", MeasureState.OFFERED),
        Progress(255, "mentor", MeasureState.DECLINED, "{navn} vil heller klare det uten mentor."),
        HangSlip(140, "Si fra til kontaktlæreren når saken er avsluttet"),
        Close(130, CaseOutcome.CONTINUES, "Går på skolen hver dag og trenger ikke oppfølging."),
        Reopen(42, _MANAGER, "Eleven har mistet deltidsjobben og ber om ny kontakt."),
        AskConsent(
            37,
            "second",
            information=EVERYTHING,
            services=(PUPIL_SERVICES,),
            about=("jobb-og-praksis",),
        ),
        Propose(
            6,
            "club",
            "jobbklubb",
            "{navn} søker ny deltidsjobb og ønsker å øve på intervju sammen med andre.",
            starts=12,
            ends=33,
            extent="To ettermiddager i uken",
        ),
        Submit(5, "club"),
        LetColleagueIn(
            4, "veileder2.fjordvik", "Kjenner arbeidsgiverne i bransjen eleven søker i."
        ),
        RaiseFlag(
            35, FlagLevel.CONCERN, "Uten inntekt fra neste måned.", area="okonomi", key="income"
        ),
    ),
    next_contact=8,
    pronoun="han",
)

_ELISE = Story(
    Opening(
        STRICT_ADDRESS,
        _OFFICE,
        _COUNSELLOR,
        95,
        stays_in="Fjordvik",
        referred_by="rektor.fjordvik",
        text="Eleven ønsker samtaler om veien videre etter Vg2. Avtales gjennom rektor.",
    ),
    threads=(
        Thread("start", (92, 85)),
        Thread("wrong_choice", (71, 48)),
        Thread("practice", (25,)),
    ),
    steps=(
        ChangeStatus(84, CaseStatus.ASSESSING),
        ChangeStatus(70, CaseStatus.ACTIVE),
        Propose(
            20,
            "mentor",
            "mentor",
            "{navn} trenger en trygg kontaktperson når praksis skal prøves ut.",
            starts=10,
            ends=100,
        ),
        Submit(19, "mentor"),
        Decide(
            14,
            "mentor",
            _MANAGER,
            DecisionOutcome.RETURNED,
            "Beskriv hvordan tryggheten er ivaretatt på praksisplassen, uten å navngi den.",
            (DecisionReason.FACTS,),
        ),
    ),
    next_contact=-2,
)

_ABIRAMI = Story(
    Opening(
        "Abirami Sivanesan",
        _OFFICE,
        _COUNSELLOR,
        280,
        stays_in="Fjordvik",
        source=CaseSource.TEACHER,
    ),
    threads=(
        Thread("start", (277, 268)),
        Thread("network", (250, 214, 150)),
        Thread("practice", (236, 200, 182), shared=(182,)),
        Thread("ending", (32,)),
    ),
    steps=(
        ChangeStatus(268, CaseStatus.ACTIVE),
        AskConsent(
            240,
            "consent",
            method=ConsentMethod.DIGITAL,
            information=EVERYTHING,
            services=BOTH,
            about=("jobb-og-praksis",),
        ),
        RaiseFlag(
            245,
            FlagLevel.WATCH,
            "Er mye alene og har sluttet på korpset.",
            area="sosialt-nettverk",
            key="alone",
        ),
        SettleFlag(140, "alone", "Har funnet en ny gruppe og trives."),
        Propose(
            195,
            "summer",
            "sommerjobb",
            "{navn} ønsker sin første jobb og har fått tilbud gjennom den lokale ordningen.",
            starts=-170,
            ends=-130,
        ),
        Submit(194, "summer"),
        Decide(190, "summer", _MANAGER),
        Progress(186, "summer", MeasureState.OFFERED),
        Progress(170, "summer", MeasureState.RUNNING),
        Progress(
            130,
            "summer",
            MeasureState.COMPLETED,
            "Fikk gode skussmål og tilbud om helgejobb. {navn} er stolt av attesten.",
        ),
        Close(30, CaseOutcome.CONTINUES, "Trives på skolen og har helgejobb."),
    ),
)

_KEVIN = Story(
    Opening(
        "Kevin Rødseth",
        _OFFICE,
        _COUNSELLOR,
        150,
        stays_in="Fjordvik",
        school="",
        source=CaseSource.FOLLOW_UP_SERVICE,
    ),
    threads=(
        Thread("start", (148, 139)),
        Thread("outside", (126, 112, 94, 52, 21)),
        Thread("housing", (80, 60)),
    ),
    steps=(
        *APPROVAL_FELL_AWAY,
        ChangeStatus(138, CaseStatus.ACTIVE),
        Assign(105, _MANAGER, "veileder2.fjordvik"),
        Propose(
            100,
            "practice",
            "arbeidstrening",
            "{navn} vil prøve seg på et lager to formiddager i uken.",
            starts=-88,
            ends=20,
            extent="To formiddager i uken",
        ),
        Submit(99, "practice"),
        Decide(95, "practice", _MANAGER),
        Progress(92, "practice", MeasureState.OFFERED),
        Progress(88, "practice", MeasureState.RUNNING),
        Progress(
            58,
            "practice",
            MeasureState.DISCONTINUED,
            "Belastningen ble for stor. {navn} møtte ni av tolv dager og vil prøve igjen senere.",
        ),
        Propose(
            45,
            "guarantee",
            "ungdomsgaranti",
            "{navn} er utenfor opplæring og arbeid og trenger tett oppfølging over tid.",
            starts=-35,
        ),
        Submit(44, "guarantee"),
        Decide(40, "guarantee", "stedfortreder.fjordvik"),
        Progress(38, "guarantee", MeasureState.OFFERED),
        Progress(35, "guarantee", MeasureState.RUNNING),
        RaiseFlag(
            50, FlagLevel.CONCERN, "Må ut av boligen om to måneder.", area="bolig", key="home"
        ),
    ),
    next_contact=-9,
    pronoun="han",
)

FJORDVIK_EARLIER = (_MARIUS, _ELISE, _ABIRAMI, _KEVIN)
