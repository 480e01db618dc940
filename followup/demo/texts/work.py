"""Work, practice and the choice of programme."""

from followup.demo.texts.phrases import EMPLOYER, MEETING, MESSAGE, PHONE, TALK, Beat

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
