"""What the schools wrote, flagged and decided on their own side."""

from followup.demo.measure_steps import Decide, Progress, Propose, Revise, Submit
from followup.demo.steps import WriteNote
from followup.demo.stories.measure_states import (
    SCHOOL_DECLINED,
    SCHOOL_DISCONTINUED,
    SCHOOL_DRAFT,
    SCHOOL_OFFERED,
    SCHOOL_ON_HOLD,
    SCHOOL_REJECTED,
)
from followup.demo.story import SchoolStory
from followup.models import DecisionOutcome, DecisionReason, MeasureState, NoteKind
from pupils.demo.scene import Step
from pupils.demo.steps import AskSchoolConsent, RaiseFlag, SettleFlag
from pupils.models import ConsentStatus, FlagLevel, Information

_TALK, _PHONE, _MEETING = NoteKind.CONVERSATION, NoteKind.PHONE, NoteKind.MEETING
_MESSAGE, _SEEN = NoteKind.MESSAGE, NoteKind.OBSERVATION
_ABSENCE = ("fravaer-og-motivasjon",)


def _fjordvik(pupil: str, *steps: Step, by: str = "radgiver.fjordvik") -> SchoolStory:
    return SchoolStory(pupil, "Fjordvik vgs", by, steps)


def _elvebyen(pupil: str, *steps: Step) -> SchoolStory:
    return SchoolStory(pupil, "Elvebyen vgs", "radgiver.elvebyen", steps)


SCHOOL_STORIES = (
    _fjordvik(
        "Ida Marie Solbakken",
        WriteNote(
            205,
            _TALK,
            "Samtale om fravær",
            "{navn} forteller at hun kjeder seg i teoritimene. Vi så på timeplanen sammen.",
            about=_ABSENCE,
        ),
        RaiseFlag(204, FlagLevel.CONCERN, "Fravær i fire fag nærmer seg grensen.", key="absence"),
        Propose(
            160,
            "combined",
            "kombinasjon",
            "{navn} lærer best i praksis. To dager i uken brukes i arbeidslivet.",
            starts=-139,
            ends=45,
            extent="To dager i uken",
        ),
        Submit(160, "combined"),
        Decide(155, "combined", "rektor.fjordvik", text="Faglærerne er orientert."),
        Progress(150, "combined", MeasureState.OFFERED),
        Progress(139, "combined", MeasureState.RUNNING),
        SettleFlag(80, "absence", "Fraværet er under grensen i alle fag."),
        WriteNote(
            77,
            _TALK,
            "Ordningen fungerer",
            "{navn} møter hver dag, også i teorifagene. Vi fortsetter til våren.",
            about=_ABSENCE,
            shared=True,
        ),
        WriteNote(
            75,
            _MEETING,
            "Elevsamtale",
            "Karakterene er stabile. {navn} ønsker å fortsette ordningen.",
            next_contact=20,
        ),
    ),
    _fjordvik(
        "Mohamed Abdi Yusuf",
        *SCHOOL_ON_HOLD,
        RaiseFlag(62, FlagLevel.WATCH, "Har søkt læreplass to steder uten svar."),
        WriteNote(
            61, _TALK, "Læreplass", "Gikk gjennom søknadene. {navn} får hjelp av yrkesfaglærer."
        ),
        WriteNote(
            19, _PHONE, "Etter besøk i bedrift", "{navn} var fornøyd med dagen.", next_contact=-3
        ),
        AskSchoolConsent(
            12,
            "NAV Fjordvik",
            information=(Information.ABSENCE,),
            sensitive=True,
            summary="Vil at veilederen skal se hvorfor han har vært borte, også når han var syk.",
        ),
    ),
    _fjordvik(
        "Jonas Ytterdal",
        *SCHOOL_REJECTED,
        WriteNote(
            115,
            _TALK,
            "Vurderer å slutte",
            "{navn} vet ikke hva alternativet er. Vi avtalte en ny samtale før helgen.",
            about=_ABSENCE,
        ),
        RaiseFlag(114, FlagLevel.URGENT, "Har levert inn bøkene.", key="leaving"),
        SettleFlag(100, "leaving", "Er tilbake i klassen."),
        AskSchoolConsent(
            98,
            "NAV Fjordvik",
            status=ConsentStatus.REFUSED,
            summary="Vil selv fortelle veilederen det som er nødvendig.",
        ),
    ),
    _fjordvik(
        "Thi Mai Tran",
        *SCHOOL_OFFERED,
        WriteNote(
            176,
            _TALK,
            "Tilrettelegging ved prøver",
            "{navn} ønsker å ta prøver i et eget rom. Faglærerne får bare vite om ordningen.",
            about=("psykisk-helse",),
            sensitive=True,
            readers=("rektor.fjordvik",),
        ),
        WriteNote(
            70, _MESSAGE, "Oppmøte", "{navn} har vært på skolen hver dag i to uker.", about=_ABSENCE
        ),
    ),
    _fjordvik(
        "Elise Granlund",
        WriteNote(
            80,
            _TALK,
            "Plan for Vg3",
            "{navn} vil fullføre her. All kontakt går gjennom rektor og meg.",
        ),
    ),
    _fjordvik(
        "Emil André Haugstad",
        RaiseFlag(5, FlagLevel.URGENT, "Over fraværsgrensen i to fellesfag denne terminen."),
        WriteNote(
            3,
            _TALK,
            "Før henvisning",
            "{navn} leste gjennom teksten og sa ja til at den sendes.",
            about=_ABSENCE,
            next_contact=4,
        ),
    ),
    _fjordvik(
        "Aisha Noor Farah",
        WriteNote(7, _TALK, "Flyttet på hybel", "{navn} klarer seg, men pengene går fort."),
        by="rektor.fjordvik",
    ),
    _fjordvik(
        "Julie Kvernberg",
        *SCHOOL_DECLINED,
        RaiseFlag(
            26,
            FlagLevel.CONCERN,
            "Har fortalt om uro før prøver. Helsesykepleier er kontaktet av eleven.",
            area="psykisk-helse",
        ),
        Propose(
            12,
            "absence",
            "fravaersoppfolging",
            "{navn} ønsker at én fast lærer tar imot om morgenen.",
            starts=3,
            ends=60,
        ),
        Submit(11, "absence"),
        WriteNote(10, _SEEN, "Første økt", "{navn} kom til tiden tre dager på rad."),
    ),
    _fjordvik(
        "Rania Haddad",
        Propose(
            38,
            "ppt",
            "ppt",
            "{navn} bruker lang tid på lesing og ønsker en utredning.",
            starts=-10,
        ),
        Submit(37, "ppt"),
        Decide(
            33,
            "ppt",
            "rektor.fjordvik",
            DecisionOutcome.RETURNED,
            "Legg ved hva som er prøvd i klassen.",
            (DecisionReason.FACTS,),
        ),
        Revise(
            9,
            "ppt",
            "{navn} bruker lang tid på lesing. Lydbok og ekstra tid er prøvd i to måneder uten "
            "at det har vært nok.",
        ),
        WriteNote(39, _TALK, "Lesing", "{navn} har alltid lest sakte og vil vite hvorfor."),
    ),
    _fjordvik(
        "Oskar Fjellvang",
        *SCHOOL_DISCONTINUED,
        Propose(
            150,
            "counselling",
            "radgivning",
            "{navn} er usikker på valg av studium.",
            starts=-140,
            ends=-90,
        ),
        Submit(149, "counselling"),
        Decide(147, "counselling", "rektor.fjordvik"),
        Progress(145, "counselling", MeasureState.OFFERED),
        Progress(140, "counselling", MeasureState.RUNNING),
        Progress(
            92, "counselling", MeasureState.COMPLETED, "{navn} har valgt og er trygg på valget."
        ),
    ),
    _fjordvik(
        "Ánte-Mihkkal Gaup",
        *SCHOOL_DRAFT,
        RaiseFlag(
            15, FlagLevel.WATCH, "Lang skolevei, kommer ofte etter første økt.", area="skolevei"
        ),
        WriteNote(14, _PHONE, "Skoleskyss", "Undersøker ny rute sammen med {navn}."),
    ),
    _fjordvik(
        "Sander Myklebust",
        WriteNote(
            144,
            _TALK,
            "Kommer for sent",
            "{navn} forklarer det med bussen og lite søvn.",
            about=_ABSENCE,
        ),
        WriteNote(60, _MEETING, "Elevsamtale", "{navn} er mer til stede nå.", next_contact=10),
    ),
    _elvebyen(
        "Karoline Blakstad",
        WriteNote(
            165, _TALK, "Vil jobbe mer", "{navn} vil helst slutte, men er åpen for andre råd."
        ),
        RaiseFlag(50, FlagLevel.CONCERN, "Stryker sannsynligvis i to fag.", area="feilvalg"),
    ),
    _elvebyen(
        "Ánde Utsi",
        WriteNote(60, _TALK, "Fagvalg", "{navn} ønsker samisk som andrespråk fra neste år."),
        Propose(
            58,
            "adapted",
            "tilrettelagt-opplaering",
            "{navn} trenger mer tid på skriftlige oppgaver.",
            starts=-30,
            ends=120,
        ),
        Submit(57, "adapted"),
        Decide(50, "adapted", "rektor.elvebyen"),
    ),
    _elvebyen(
        "Guro Stølen",
        RaiseFlag(18, FlagLevel.WATCH, "Mye borte på mandager."),
        Propose(
            8,
            "counselling",
            "radgivning",
            "{navn} ønsker faste samtaler om valg av linje.",
            starts=4,
            ends=50,
        ),
        Submit(8, "counselling"),
    ),
    SchoolStory(
        "Andreas Skoglund",
        "Skogheim vgs",
        "rektor.skogheim",
        (
            WriteNote(150, _MEETING, "Kombinasjonen", "{navn} møter de dagene som er avtalt."),
            RaiseFlag(45, FlagLevel.WATCH, "Mangler to innleveringer i norsk."),
        ),
    ),
)
