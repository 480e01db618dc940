"""NAV Sundet: its veileder is placed at Fjordvik vgs."""

from agreements.models import DocumentLanguage
from followup.demo.measure_steps import Decide, Progress, Propose, Submit
from followup.demo.plan_steps import HangSlip
from followup.demo.story import Story
from followup.demo.threads import Thread
from followup.models import MeasureState
from pupils.demo.opening import Opening
from pupils.demo.roster import CONFIDENTIAL_ADDRESS
from pupils.demo.steps import BOTH, EVERYTHING, AskConsent, ChangeStatus, Close, RaiseFlag
from pupils.models import CaseOutcome, CaseSource, CaseStatus, ConsentStatus, FlagLevel

_OFFICE, _COUNSELLOR, _MANAGER = "NAV Sundet", "veileder.sundet", "leder.sundet"

_SANDER = Story(
    Opening(
        "Sander Myklebust",
        _OFFICE,
        _COUNSELLOR,
        140,
        stays_in="Sundet",
        referred_by="radgiver.fjordvik",
        text="Sander bor på hybel og sliter med økonomien. Han har lang vei og kommer ofte for "
        "sent. Han ønsker hjelp til å få oversikt.",
    ),
    threads=(
        Thread("start", (138, 130)),
        Thread("economy", (118, 104, 80, 47, 19), shared=(104, 47)),
        Thread("absence", (111, 65, 31), shared=(65,)),
        Thread("student_finance", (90, 72)),
    ),
    steps=(
        ChangeStatus(129, CaseStatus.ACTIVE),
        HangSlip(4, "Ta med skjema for budsjett til neste møte", on=6),
        AskConsent(
            120,
            "consent",
            information=EVERYTHING,
            services=BOTH,
            about=("okonomi", "gjeld", "fravaer-og-motivasjon"),
            language=DocumentLanguage.NYNORSK,
        ),
        Propose(
            100,
            "advice",
            "okonomi-gjeldsradgivning",
            "{navn} har fire kreditorer og trenger en samlet plan.",
            starts=-85,
            ends=30,
            extent="Hver tredje uke",
        ),
        Submit(99, "advice"),
        Decide(94, "advice", _MANAGER, text="Anbefales. Vedtak fattes i fagsystemet."),
        Progress(90, "advice", MeasureState.OFFERED),
        Progress(85, "advice", MeasureState.RUNNING),
        Propose(
            8,
            "support",
            "stonad-saerlige-tilfeller",
            "{navn} mangler arbeidsklær til praksis og kan ikke vente til stipendet kommer.",
            starts=2,
        ),
        Submit(7, "support"),
        RaiseFlag(28, FlagLevel.CONCERN, "Inkassovarsel med kort frist.", area="gjeld", key="debt"),
    ),
    next_contact=6,
    pronoun="han",
)

_DARYNA = Story(
    Opening(
        CONFIDENTIAL_ADDRESS,
        _OFFICE,
        _COUNSELLOR,
        50,
        stays_in="Sundet",
        referred_by="radgiver.fjordvik",
        text="Eleven er ny i området og ønsker hjelp til å bli kjent og til å finne "
        "fritidsaktiviteter. Hun vet om henvisningen.",
    ),
    threads=(
        Thread("start", (48, 40)),
        Thread("network", (27, 10)),
        Thread("home_life", (33, 20)),
    ),
    steps=(
        ChangeStatus(41, CaseStatus.ASSESSING),
        AskConsent(
            34,
            "consent",
            status=ConsentStatus.BLOCKED,
            summary="Eleven ønsker å dele med elevtjenesten, foresatt er imot. Ingenting deles.",
            guardian_involved=True,
            age_assessment="Eleven er 16 år. Temaet berører familien, derfor er foresatt hørt.",
        ),
        Propose(
            9,
            "advice",
            "opplysning-rad-veiledning",
            "{navn} trenger noen å snakke med mens hun finner seg til rette.",
            starts=5,
            ends=95,
            sensitive=True,
        ),
    ),
    next_contact=4,
)

_HODAN = Story(
    Opening(
        "Hodan Warsame Nur",
        _OFFICE,
        _COUNSELLOR,
        300,
        stays_in="Ytterholmen",
        source=CaseSource.OUTREACH,
    ),
    threads=(
        Thread("start", (297, 288)),
        Thread("practice", (270, 251, 230, 205)),
        Thread("student_finance", (215,)),
        Thread("ending", (103,)),
    ),
    steps=(
        ChangeStatus(287, CaseStatus.ACTIVE),
        Propose(
            240,
            "support",
            "oppfolging",
            "{navn} har tilbud om deltidsarbeid og trenger støtte i oppstarten.",
            starts=-225,
            ends=-110,
        ),
        Submit(239, "support"),
        Decide(234, "support", _MANAGER),
        Progress(230, "support", MeasureState.OFFERED),
        Progress(225, "support", MeasureState.RUNNING),
        Progress(110, "support", MeasureState.COMPLETED, "Fast stilling på deltid fra i dag."),
        Close(100, CaseOutcome.WORK, "Har fått fast arbeid og fullfører påbygging på kveldstid."),
    ),
)

SUNDET = (_SANDER, _DARYNA, _HODAN)
