"""Money, housing, health and life at home."""

from followup.demo.texts.phrases import HOME, MEETING, MESSAGE, PHONE, TALK, Beat

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
