"""The first and the last talk, and how the days at school go."""

from followup.demo.texts.phrases import MEETING, MESSAGE, PHONE, SEEN, TALK, Beat

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
