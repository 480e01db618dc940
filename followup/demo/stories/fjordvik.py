"""NAV Fjordvik: the cases that go their way."""

from followup.demo.steps import (
    AmendNote,
    Decide,
    Progress,
    Propose,
    Revise,
    StrikeNote,
    Submit,
    WriteNote,
)
from followup.demo.story import Story
from followup.demo.threads import Thread
from followup.models import DecisionOutcome, DecisionReason, MeasureState, NoteKind
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
    WithdrawConsent,
)
from pupils.models import CaseSource, CaseStatus, ConsentMethod, ConsentStatus, FlagLevel

_OFFICE, _COUNSELLOR, _MANAGER = "NAV Fjordvik", "veileder.fjordvik", "leder.fjordvik"
_OLD_ENOUGH = (
    "Eleven er 17 år, forstår hva samtykket betyr og har selv valgt hva som skal deles. "
    "Temaet er skole og arbeid; foresatte trengs ikke for dette."
)


def _opening(pupil: str, days: int, text: str = "", source: str = "") -> Opening:
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
    _opening(
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
        ChangeStatus(205, CaseStatus.ASSESSING),
        AskConsent(
            190,
            "consent",
            information=EVERYTHING,
            services=BOTH,
            about=("jobb-og-praksis", "fravaer-og-motivasjon"),
            guardian_involved=True,
            age_assessment="Eleven er 17 år. Foresatt er informert etter elevens ønske.",
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
    ),
    next_contact=5,
)

_MOHAMED = Story(
    _opening(
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
    ),
    next_contact=-4,
    pronoun="han",
)

_KORNELIA = Story(
    _opening("Kornelia Nowak", 58, source=CaseSource.NURSE),
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
    ),
    next_contact=-11,
)

_JONAS = Story(
    _opening(
        "Jonas Ytterdal",
        170,
        "Jonas har vært borte mye siden nyttår og sier at han vurderer å slutte. Skolen har "
        "tilrettelagt, og Jonas ønsker selv å snakke med NAV-veilederen.",
    ),
    threads=(
        Thread("start", (168, 160)),
        Thread("absence", (148, 131, 110, 92, 66), shared=(131, 92)),
        Thread("wrong_choice", (140, 101, 52, 26)),
        Thread("student_finance", (35,)),
    ),
    steps=(
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
    ),
    next_contact=2,
    pronoun="han",
)

_INGA = Story(
    _opening("Iŋgá Biret Somby", 260, source=CaseSource.SELF),
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
    _opening(
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
    _opening(
        "Thi Mai Tran",
        190,
        "Thi Mai er faglig sterk, men har hatt en tung vinter. Hun ønsker hjelp til å få hverdagen "
        "til å henge sammen, og har sagt ja til at vi sender dette.",
    ),
    threads=(
        Thread("start", (188, 181)),
        Thread("health", (170, 149, 115, 57), shared=(115,)),
        Thread("absence", (160, 138, 99, 73), shared=(138, 73)),
        Thread("practice", (64, 41, 28, 12), shared=(28,)),
    ),
    steps=(
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
            "før sommeren.",
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

FJORDVIK = (_IDA, _MOHAMED, _KORNELIA, _JONAS, _INGA, _OMAR, _MAI)
