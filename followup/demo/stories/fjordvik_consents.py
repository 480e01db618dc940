"""NAV Fjordvik: consent withdrawn, expired, not asked for, and for the sensitive too."""

from followup.demo.measure_steps import Decide, Progress, Propose, Submit
from followup.demo.steps import AmendNote, WriteNote
from followup.demo.stories.combined_from_school import (
    SCHOOL_SAID_NO,
    SCHOOL_TOOK_ITS_QUESTION_BACK,
)
from followup.demo.stories.combined_states import GONE_APART, SCHOOL_IS_ASKED
from followup.demo.stories.fjordvik import opening_at_fjordvik
from followup.demo.stories.measure_states import (
    REFERRED,
    SENT_TO_ANOTHER_OFFICE,
    TAKEN_BACK_BY_A_MOVE,
)
from followup.demo.story import Story
from followup.demo.threads import Thread
from followup.models import DecisionOutcome, MeasureState, NoteKind
from pupils.demo.steps import (
    BOTH,
    EVERYTHING,
    AskConsent,
    ChangeStatus,
    RaiseFlag,
    SettleFlag,
    WithdrawConsent,
)
from pupils.demo.team_steps import JoinTeam
from pupils.models import CaseSource, CaseStatus, ConsentMethod, FlagLevel, TeamRole

_MANAGER = "leder.fjordvik"
_OLD_ENOUGH = (
    "Eleven er 17 år, forstår hva samtykket betyr og har selv valgt hva som skal deles. "
    "Temaet er skole og arbeid; foresatte trengs ikke for dette."
)

_JONAS = Story(
    opening_at_fjordvik(
        "Jonas Ytterdal",
        170,
        "Jonas har vært borte mye den siste tiden og sier at han vurderer å slutte. Skolen har "
        "tilrettelagt, og Jonas ønsker selv å snakke med NAV-veilederen.",
    ),
    threads=(
        Thread("start", (168, 160)),
        Thread("absence", (148, 131, 110, 92, 66), shared=(131, 92)),
        Thread("wrong_choice", (140, 101, 52, 26)),
        Thread("student_finance", (35,)),
    ),
    steps=(
        *SENT_TO_ANOTHER_OFFICE,
        *GONE_APART,
        ChangeStatus(160, CaseStatus.ACTIVE),
        AskConsent(
            150,
            "consent",
            information=EVERYTHING,
            services=BOTH,
            about=("jobb-og-praksis", "fravaer-og-motivasjon", "feilvalg"),
            age_assessment=_OLD_ENOUGH,
        ),
        RaiseFlag(
            108,
            FlagLevel.URGENT,
            "Eleven sier at han slutter på fredag. Har ingen plan for tiden etter.",
            area="fravaer-og-motivasjon",
            key="leaving",
        ),
        SettleFlag(97, "leaving", "Eleven blir ut året. Plan for oppmøte er laget."),
        WithdrawConsent(30, "consent", "Eleven vil ha en pause fra møter på skolen."),
        Propose(
            24,
            "support",
            "oppfolging",
            "{navn} trenger tett hjelp til å finne og beholde en deltidsjobb.",
            starts=3,
            ends=150,
            extent="Én time i uken",
        ),
        Submit(23, "support"),
        Decide(18, "support", "stedfortreder.fjordvik", text="Passer godt nå."),
        Progress(15, "support", MeasureState.OFFERED),
        JoinTeam(
            4,
            _MANAGER,
            "veileder2.fjordvik",
            "Ansvarlig er på kurs.",
            TeamRole.SUBSTITUTE,
            ends=17,
        ),
    ),
    next_contact=2,
    pronoun="han",
)

_INGA = Story(
    opening_at_fjordvik("Iŋgá Biret Somby", 260, source=CaseSource.SELF),
    threads=(
        Thread("start", (258, 249)),
        Thread("economy", (236, 221, 205, 180, 122), shared=(205,)),
        Thread("housing", (240, 190, 150)),
        Thread("student_finance", (212, 168)),
    ),
    steps=(
        ChangeStatus(250, CaseStatus.ASSESSING),
        ChangeStatus(242, CaseStatus.ACTIVE),
        AskConsent(
            238,
            "consent",
            method=ConsentMethod.DIGITAL,
            information=EVERYTHING,
            services=BOTH,
            about=("okonomi", "bolig", "studiefinansiering"),
            lasts=218,
        ),
        RaiseFlag(
            215,
            FlagLevel.WATCH,
            "Har to regninger som forfaller samme uke.",
            area="gjeld",
        ),
        Propose(
            135,
            "advice",
            "okonomi-gjeldsradgivning",
            "{navn} har fått oversikt, men trenger hjelp til å forhandle med to kreditorer.",
            starts=-120,
            ends=60,
        ),
        Submit(134, "advice"),
        Decide(
            128,
            "advice",
            _MANAGER,
            DecisionOutcome.ON_HOLD,
            "Kontoret mangler rådgiver denne måneden. Vi tar saken opp igjen så snart en er på "
            "plass.",
        ),
        ChangeStatus(
            45, CaseStatus.PAUSED, "Eleven er på utveksling og tar kontakt ved hjemkomst."
        ),
    ),
    next_contact=24,
)

_OMAR = Story(
    opening_at_fjordvik(
        "Omar Al-Hassan",
        4,
        "Omar er ny på skolen og har spurt kontaktlærer om hjelp til å finne en jobb i helgene. "
        "Han er mye alene i friminuttene.",
    ),
    threads=(Thread("start", (2,)),),
    next_contact=3,
    pronoun="han",
)

_MAI = Story(
    opening_at_fjordvik(
        "Thi Mai Tran",
        190,
        "Thi Mai er faglig sterk, men har det tungt nå. Hun ønsker hjelp til å få hverdagen "
        "til å henge sammen, og har sagt ja til at vi sender dette.",
    ),
    threads=(
        Thread("start", (188, 181)),
        Thread("health", (170, 149, 115, 57), shared=(115,)),
        Thread("absence", (160, 138, 99, 73), shared=(138, 73)),
        Thread("practice", (64, 41, 28, 12), shared=(28,)),
    ),
    steps=(
        *REFERRED,
        *SCHOOL_IS_ASKED,
        *SCHOOL_SAID_NO,
        *SCHOOL_TOOK_ITS_QUESTION_BACK,
        *TAKEN_BACK_BY_A_MOVE,
        ChangeStatus(182, CaseStatus.ASSESSING),
        AskConsent(
            175,
            "consent",
            information=EVERYTHING,
            services=BOTH,
            about=("psykisk-helse", "fravaer-og-motivasjon", "jobb-og-praksis"),
            sensitive=True,
        ),
        ChangeStatus(172, CaseStatus.ACTIVE),
        Propose(
            142,
            "advice",
            "opplysning-rad-veiledning",
            "{navn} ønsker samtaler om hverdag, overgang til studier og hvem som kan hjelpe.",
            starts=-130,
            ends=-70,
            extent="Hver uke",
        ),
        Submit(141, "advice"),
        Decide(137, "advice", _MANAGER),
        Progress(133, "advice", MeasureState.OFFERED),
        Progress(130, "advice", MeasureState.RUNNING),
        Progress(
            68,
            "advice",
            MeasureState.COMPLETED,
            "Åtte samtaler. {navn} opplever bedre oversikt og bruker kortet vi laget.",
        ),
        Propose(
            22,
            "aft",
            "aft",
            "{navn} har nedsatt arbeidsevne i en periode og vil prøve seg i et skjermet miljø "
            "først.",
            starts=10,
            ends=130,
            extent="Én dag i uken",
        ),
        Submit(21, "aft"),
        Decide(16, "aft", _MANAGER, text="Omfanget er riktig. Følg med på belastningen."),
        Propose(
            9,
            "clinic",
            "bup",
            "{navn} har spurt om hjelp til å snakke med fastlegen om henvisning.",
            starts=14,
        ),
        RaiseFlag(
            13,
            FlagLevel.URGENT,
            "Har hatt flere tunge dager på rad. Fastlege og helsesykepleier er kontaktet av "
            "eleven; jeg ringer daglig denne uken.",
            area="psykisk-helse",
        ),
        AmendNote(11, "plan", "Avklart dagen etter: {navn} har time hos fastlegen."),
        WriteNote(
            12,
            NoteKind.PHONE,
            "Avtale om daglig kontakt",
            "{navn} og jeg avtalte at jeg ringer hver formiddag ut uken.",
            about=("psykisk-helse",),
            key="plan",
        ),
    ),
    next_contact=1,
)

FJORDVIK_CONSENTS = (_JONAS, _INGA, _OMAR, _MAI)
