"""What the demo's NAV notes say: per theme a course of conversations, and phrases around them.

`{navn}` is the pupil's first name. Nothing here is about anybody.
"""

from __future__ import annotations

from dataclasses import dataclass

from followup.models import NoteKind

TALK, PHONE, MESSAGE = NoteKind.CONVERSATION, NoteKind.PHONE, NoteKind.MESSAGE
MEETING, EMPLOYER = NoteKind.MEETING, NoteKind.EMPLOYER_VISIT
HOME, SEEN = NoteKind.HOME_VISIT, NoteKind.OBSERVATION


@dataclass(frozen=True)
class Beat:
    """One note of a theme; where there are several texts, each case gets one of them.

    After the last talk nothing is agreed on for next time.
    """

    kind: str
    heading: str
    texts: tuple[str, ...]
    is_last: bool = False


OPENERS: dict[str, tuple[str, ...]] = {
    TALK: (
        "{navn} møtte til avtalt tid.",
        "{navn} kom innom uten avtale, og vi fant et ledig rom.",
        "Samtale på veilederkontoret, i rundt tre kvarter.",
        "Vi tok en gåtur mens vi snakket.",
        "{navn} kom litt forsinket, men hadde god tid.",
        "Rolig samtale over en kopp te.",
    ),
    PHONE: (
        "Ringte {navn} etter avtale.",
        "{navn} ringte meg tidlig på dagen.",
        "Kort telefonsamtale.",
    ),
    MESSAGE: (
        "Sendte melding og fikk svar samme dag.",
        "{navn} skrev til meg i går kveld.",
        "Vi skrev noen meldinger fram og tilbake.",
    ),
    MEETING: (
        "{navn} var med hele møtet og ledet deler av det selv.",
        "Møtet varte i tre kvarter. {navn} hadde skrevet stikkord på forhånd.",
    ),
    EMPLOYER: (
        "{navn} og jeg besøkte arbeidsplassen sammen.",
        "Jeg var innom bedriften på formiddagen, slik {navn} og jeg hadde avtalt.",
    ),
    HOME: ("Hjemmebesøk etter {navn}s eget ønske.",),
    SEEN: ("Egen observasjon, ikke samtale.",),
}

_FACE_TO_FACE = (
    "Vi satte opp en ny avtale før vi skiltes.",
    "{navn} vil tenke på det til neste gang.",
    "Vi tar opp igjen tråden neste gang.",
    "{navn} tar selv kontakt hvis noe endrer seg før det.",
    "Vi ble enige om å ta ett steg om gangen.",
    "Til slutt oppsummerte vi sammen hva hver av oss skal gjøre.",
    "{navn} sa at det hjalp å få det ned på papir.",
    "",
    "",
)
_FROM_AFAR = (
    "{navn} tar selv kontakt hvis noe endrer seg.",
    "Vi tar resten når vi møtes.",
    "",
)
CLOSERS: dict[str, tuple[str, ...]] = {
    TALK: _FACE_TO_FACE,
    PHONE: _FROM_AFAR,
    MESSAGE: _FROM_AFAR,
    MEETING: ("Referatet er lest høyt og godkjent av alle.", "Vi møtes igjen som avtalt.", ""),
    EMPLOYER: ("Neste besøk er avtalt.", "Jeg skriver til bedriften og takker for i dag.", ""),
    HOME: ("Neste gang møtes vi på kontoret.", ""),
    SEEN: ("",),
}

START = (
    Beat(
        TALK,
        "Første samtale",
        (
            "Fortalte hva en NAV-veileder gjør, at det er frivillig, og at jeg har taushetsplikt "
            "også overfor skolen. {navn} spurte mest om hva som blir skrevet ned.",
            "Gikk gjennom rollen min og taushetsplikten. {navn} bestemmer selv hva som kan deles, "
            "og kan ombestemme seg. Inntrykket er at {navn} gjerne vil ha noen å snakke med.",
            "Vi brukte tiden på å bli kjent. {navn} var usikker på om NAV er for ungdom i det "
            "hele tatt, og ble lettet over at vi ikke trenger å bestemme noe med en gang.",
        ),
    ),
    Beat(
        TALK,
        "Hva er viktig for deg?",
        (
            "Kartla hva som fungerer og hva som er vanskelig. {navn} trekker fram gode venner og "
            "en fritid som gir energi. Det tyngste er å komme i gang om morgenen.",
            "{navn} tegnet opp uken sin. Vi så at to av dagene går greit og tre er tunge, og at "
            "det henger sammen med hvem som har undervisningen.",
            "Snakket om mål på kort og lang sikt. {navn} vil fullføre, men vet ikke hvordan. "
            "Sterke sider: pålitelig, flink med hendene, god til å forklare andre.",
        ),
    ),
)

PRACTICE = (
    Beat(
        TALK,
        "Hva slags arbeid kan passe?",
        (
            "Gikk gjennom interessekartet. {navn} vil helst jobbe praktisk og sammen med få folk. "
            "Butikk og kundemottak er uaktuelt nå; verksted og lager er interessant.",
            "{navn} har erfaring fra helgejobb og liker faste rutiner. Vi skrev ned tre typer "
            "arbeid som kan være verdt å prøve, og hva som må til for hver av dem.",
        ),
    ),
    Beat(
        TALK,
        "CV og kort søknad",
        (
            "Laget en første CV sammen. {navn} ble overrasket over hvor mye det var å skrive.",
            "Øvde på å presentere seg på ett minutt. {navn} leste inn to varianter på telefonen "
            "og valgte den korteste.",
        ),
    ),
    Beat(
        PHONE,
        "Kontakt med mulig arbeidsgiver",
        (
            "Jeg kunne fortelle at en lokal bedrift tar imot to dager i uken. {navn} vil gjerne "
            "på besøk før noe blir avtalt.",
            "Jeg kunne fortelle at daglig leder er positiv og vil møte {navn}. De har hatt elever "
            "før og har en fast fadder på plass.",
        ),
    ),
    Beat(
        EMPLOYER,
        "Første besøk på arbeidsplassen",
        (
            "Omvisning og prat om arbeidstid, klær og sikkerhet. {navn} stilte gode spørsmål, og "
            "fadderen tok seg tid.",
            "{navn} hilste på alle på laget og fikk prøve seg i en halvtime. Begge parter vil "
            "gå videre.",
        ),
    ),
    Beat(
        TALK,
        "Etter den første uken",
        (
            "Første uke gikk over forventning. {navn} var sliten på torsdag, men møtte. Det er "
            "uvant å stå opp så tidlig; vi så på bussruten på nytt.",
            "{navn} likte arbeidet og særlig lunsjen sammen med de andre. Ett misforstått "
            "oppdrag ble ryddet opp i på stedet.",
        ),
    ),
    Beat(
        EMPLOYER,
        "Oppfølging hos arbeidsgiver",
        (
            "Fadderen beskriver {navn} som punktlig og nøyaktig. Neste mål er å planlegge egen "
            "dag. Arbeidsgiver ønsker tydelig beskjed ved fravær.",
            "Arbeidsgiver er fornøyd og gir mer ansvar fra neste uke. {navn} ønsker å lære "
            "truck og skal lese seg opp.",
        ),
    ),
    Beat(
        MEETING,
        "Status og veien videre",
        (
            "Vi så på planen sammen. Det som virker, er faste dager og én kontaktperson. Det som "
            "må endres, er at leksene hoper seg opp på praksisdagene.",
            "Alle er enige om å fortsette som nå. {navn} vil bruke praksisen i en søknad om "
            "læreplass.",
        ),
    ),
    Beat(
        TALK,
        "Fra praksis til læreplass",
        (
            "Snakket om forskjellen på praksis og lære, om frister og hvem som godkjenner. "
            "{navn} skriver et utkast til søknad selv.",
        ),
    ),
)

ABSENCE = (
    Beat(
        TALK,
        "Fravær og hva som ligger bak",
        (
            "{navn} har vært mye borte de siste ukene. Det er lettest å komme når første økt er "
            "praktisk. Vi laget en plan for de to tyngste dagene.",
            "Snakket om hvorfor det er vanskelig å komme etter en dag borte. {navn} gruer seg "
            "for spørsmål fra de andre mer enn for selve timene.",
        ),
    ),
    Beat(
        MESSAGE,
        "Oppmøte denne uken",
        (
            "{navn} har vært til stede fire av fem dager og er fornøyd med det.",
            "To hele dager borte. {navn} har sovet dårlig og vil prøve igjen i morgen.",
        ),
    ),
    Beat(
        TALK,
        "Søvn og morgenrutiner",
        (
            "Vi gikk gjennom en vanlig kveld. {navn} vil legge telefonen utenfor rommet i én uke "
            "og se om det hjelper.",
            "{navn} har prøvd fast leggetid i to uker. Det går bedre på hverdager enn i helger.",
        ),
    ),
    Beat(
        MEETING,
        "Plan for oppmøte",
        (
            "Laget en plan med tre faste punkter: hvem {navn} gir beskjed til, hva som gjøres "
            "etter en dag borte, og når vi ser på planen igjen.",
            "Planen ble kortet ned til det {navn} selv mener er realistisk. Ingen nye krav før "
            "neste gjennomgang.",
        ),
    ),
    Beat(
        PHONE,
        "Kort prat om uken",
        (
            "{navn} var på vei til skolen og i godt humør. Planen holder.",
            "{navn} hadde sovet lenge og ville avlyse. Vi ble enige om at andre økt også teller.",
        ),
    ),
    Beat(
        TALK,
        "Motivasjon og mål",
        (
            "{navn} ser mer mening i fagene nå som målet er tydeligere. Matematikk er fortsatt "
            "tungt, og {navn} vil spørre om ekstra hjelp.",
            "Vi så på hva som er oppnådd siden sist: færre dager borte og to beståtte prøver. "
            "{navn} var stolt.",
        ),
    ),
)

ECONOMY = (
    Beat(
        TALK,
        "Oversikt over økonomien",
        (
            "Satte opp inntekter og utgifter for en måned. Det mangler litt hver måned, og det "
            "er mat som blir kuttet.",
            "{navn} har god oversikt, men lite å gå på. Vi skrev ned faste trekk og hvilke som "
            "kan sies opp.",
        ),
    ),
    Beat(
        TALK,
        "Regninger som haster",
        (
            "Åpnet posten sammen. To regninger må ordnes nå; {navn} ringte den ene kreditoren "
            "herfra og fikk en avtale.",
            "En regning er sendt til inkasso. Vi skrev et kort brev og ba om utsettelse.",
        ),
    ),
    Beat(
        PHONE,
        "Svar om betalingsutsettelse",
        ("Utsettelsen er innvilget i to måneder. {navn} legger det inn i budsjettet.",),
    ),
    Beat(
        TALK,
        "Budsjett for neste måned",
        (
            "{navn} har holdt budsjettet i tre uker. Vi satte av litt til klær.",
            "Budsjettet sprakk på transport. {navn} undersøker ungdomsbillett.",
        ),
    ),
    Beat(
        TALK,
        "Oppfølging av økonomirådgivningen",
        ("{navn} syntes møtet med rådgiveren gikk fint og vil ta med papirene neste gang selv.",),
    ),
)

HOUSING = (
    Beat(
        TALK,
        "Bosituasjonen",
        (
            "{navn} bor midlertidig hos slektninger og kan bli der noen uker til. Ønsker et eget "
            "rom i nærheten av skolen.",
            "{navn} deler leilighet med to andre. Det er trangt, men trygt. Leiekontrakten går "
            "ut om få måneder.",
        ),
    ),
    Beat(
        TALK,
        "Leie av hybel",
        (
            "Så på annonser og hva en leiekontrakt bør inneholde. {navn} skriver til to utleiere.",
            "Gikk gjennom depositum, strøm og oppsigelse. {navn} vil ha med seg noen på visning.",
        ),
    ),
    Beat(
        HOME,
        "Besøk på ny hybel",
        ("Hybelen er ren og ligger nær bussen. {navn} mangler seng og har ordnet det meste selv.",),
    ),
)

WRONG_CHOICE = (
    Beat(
        TALK,
        "Tvil om linjevalget",
        (
            "{navn} angrer på valget av program, men vil ikke miste klassen sin. Vi skrev "
            "for og imot på en tavle.",
            "{navn} valgte linje fordi vennene gjorde det. Interessene peker en annen vei.",
        ),
    ),
    Beat(
        TALK,
        "Muligheter ved omvalg",
        (
            "Gikk gjennom omvalg, ungdomsrett og frister. {navn} ser for seg å bytte til høsten "
            "og å gjøre resten av året så godt det går.",
        ),
    ),
    Beat(
        EMPLOYER,
        "Dag som besøkende i bedrift",
        ("{navn} fulgte en fagarbeider en dag og kom tilbake med mange spørsmål.",),
    ),
    Beat(
        MESSAGE,
        "Etter hospitering",
        ("{navn} har hospitert to dager på en annen linje og er nesten bestemt.",),
    ),
)

NETWORK = (
    Beat(
        TALK,
        "Ensomhet og fritid",
        (
            "{navn} er mye alene etter skoletid. Tidligere spilte {navn} på lag, og savner det.",
            "{navn} har flyttet hit nylig og kjenner få. Vi så på hva som finnes i nærheten.",
        ),
    ),
    Beat(
        TALK,
        "Prøvde noe nytt",
        (
            "{navn} var på åpen kveld på fritidsklubben og vil gå igjen.",
            "Første trening gikk greit. {navn} kjente igjen en fra parallellklassen.",
        ),
    ),
    Beat(
        SEEN,
        "Mer sammen med andre",
        ("Ser at {navn} oftere sitter sammen med noen i kantina og virker tryggere.",),
    ),
)

HEALTH = (
    Beat(
        TALK,
        "Tunge dager",
        (
            "{navn} forteller om dager der alt er tungt. Har snakket med helsesykepleier og vil "
            "fortsette med det. Vi avtalte hvem {navn} kan ringe hvis det blir verre.",
            "{navn} har vært nedstemt i flere uker. Spurte direkte om {navn} har tanker om å "
            "skade seg; svaret var nei. Fastlegen er kontaktet av {navn} selv.",
        ),
    ),
    Beat(
        PHONE,
        "Time hos fastlegen",
        ("Timen er bestilt til neste uke. {navn} vil ha følge til venterommet.",),
    ),
    Beat(
        TALK,
        "Etter samtale med helsesykepleier",
        (
            "{navn} opplever å bli tatt på alvor og sover bedre. Vi holder tempoet nede "
            "inntil videre.",
        ),
    ),
    Beat(
        TALK,
        "Hva hjelper på vonde dager",
        ("Laget et lite kort sammen: gå en tur, si fra til én voksen, ikke ta store valg da.",),
    ),
)

STUDENT_FINANCE = (
    Beat(
        TALK,
        "Stipend og lån",
        (
            "Gikk gjennom borteboerstipend og utstyrsstipend. {navn} har ikke søkt før og gjør "
            "det nå.",
        ),
    ),
    Beat(
        MESSAGE,
        "Svar fra Lånekassen",
        ("Søknaden er innvilget. {navn} legger det inn i budsjettet.",),
    ),
)

HOME_LIFE = (
    Beat(
        TALK,
        "Hverdagen hjemme",
        (
            "{navn} tar mye ansvar for yngre søsken om ettermiddagen. Det går ut over leksene.",
            "Det er ofte uro hjemme når {navn} skal lese. Biblioteket er et godt alternativ to "
            "dager i uken.",
        ),
    ),
    Beat(
        MEETING,
        "Samtale med foresatt, etter elevens ønske",
        ("Foresatt er opptatt av at {navn} får en utdanning, og vil støtte planen.",),
    ),
)

OUTSIDE = (
    Beat(
        TALK,
        "Hverdagen utenfor skolen",
        (
            "{navn} har vært uten skole og jobb en god stund. Døgnet er snudd, men {navn} møtte "
            "klokken ti og var tydelig på at noe må skje.",
        ),
    ),
    Beat(
        PHONE,
        "Oppfølgingstjenesten",
        ("Avklarte med {navn} hva OT følger opp, og hva vi gjør her.",),
    ),
    Beat(
        TALK,
        "Små steg",
        ("{navn} vil prøve to formiddager i uken først. Vi tok bussen sammen for å øve.",),
    ),
    Beat(
        TALK,
        "Etter avbrutt praksis",
        (
            "Praksisen ble for krevende nå. {navn} er skuffet, men vil ikke gi opp. Vi snakket "
            "om hva som gikk bra de ukene det varte.",
        ),
    ),
    Beat(
        TALK,
        "Ny plan",
        ("{navn} ønsker noe med dyr eller utearbeid. Vi ser etter et roligere sted.",),
    ),
)

ENDING = (
    Beat(
        TALK,
        "Oppsummering av oppfølgingen",
        (
            "Så tilbake på det som er gjort. {navn} klarer seg godt på egen hånd nå og vet hvor "
            "hjelpen er.",
            "{navn} er på plass i noe nytt og ønsker å avslutte. Døra er åpen.",
        ),
        is_last=True,
    ),
)

THEMES = {
    "start": (START, ("annet",)),
    "practice": (PRACTICE, ("jobb-og-praksis",)),
    "absence": (ABSENCE, ("fravaer-og-motivasjon",)),
    "economy": (ECONOMY, ("okonomi",)),
    "housing": (HOUSING, ("bolig",)),
    "wrong_choice": (WRONG_CHOICE, ("feilvalg",)),
    "network": (NETWORK, ("sosialt-nettverk",)),
    "health": (HEALTH, ("psykisk-helse",)),
    "student_finance": (STUDENT_FINANCE, ("studiefinansiering",)),
    "home_life": (HOME_LIFE, ("hjemmeforhold",)),
    "outside": (OUTSIDE, ("jobb-og-praksis",)),
    "ending": (ENDING, ()),
}
"""Each theme's course and the problem areas its notes are about."""
