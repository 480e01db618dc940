"""What the demo's plans say: per theme the words on its area, a goal and two tasks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ThemePlan:
    """What a theme puts into a plan; `due` counts days from today and may be past."""

    area: str
    words: str
    goal: str
    first: str
    second: str
    due: int


PLANS = {
    "practice": ThemePlan(
        "jobb-og-praksis",
        "{navn} vil arbeide praktisk og har lite erfaring fra før. Trenger hjelp til å finne et "
        "sted og til å komme i gang.",
        "En praksisplass som varer ut skoleåret",
        "Lage ferdig CV sammen",
        "Ringe bedriften om arbeidstider",
        due=4,
    ),
    "absence": ThemePlan(
        "fravaer-og-motivasjon",
        "Fraværet kommer i perioder. {navn} sier at det er tyngst mandag morgen.",
        "Til stede i alle fag to uker på rad",
        "Avtale vekking og følge de første dagene",
        "Gå gjennom fraværet de siste fire ukene",
        due=-3,
    ),
    "economy": ThemePlan(
        "okonomi",
        "{navn} har ingen oversikt over faste utgifter og har fått to purringer.",
        "Oversikt over inntekter og utgifter",
        "Sette opp budsjett sammen",
        "Følge opp avtalen om nedbetaling",
        due=9,
    ),
    "housing": ThemePlan(
        "bolig",
        "{navn} har bodd tre steder det siste året og trenger ro rundt dette.",
        "Et sted å bo som varer",
        "Gå gjennom hvilke boliger som finnes",
        "Bli med på visning",
        due=6,
    ),
    "wrong_choice": ThemePlan(
        "feilvalg",
        "{navn} angrer på programmet og vet ikke hva som finnes ellers.",
        "Et utdanningsvalg jeg selv står for",
        "Finne tre utdanninger å lese om",
        "Avtale hospitering på et annet program",
        due=15,
    ),
    "network": ThemePlan(
        "sosialt-nettverk",
        "{navn} er mye alene utenom skolen og savner noen å gjøre ting sammen med.",
        "En fast aktivitet i uken",
        "Finne fritidstilbud i nærheten",
        "Bli med første gang",
        due=2,
    ),
    "health": ThemePlan(
        "psykisk-helse",
        "{navn} sover dårlig og bekymrer seg mye. Har ikke snakket med noen om det før.",
        "Noen å snakke med jevnlig",
        "Informere om hvilke tilbud som finnes",
        "Høre hvordan første time gikk",
        due=-1,
    ),
    "student_finance": ThemePlan(
        "studiefinansiering",
        "{navn} har ikke søkt stipend og er usikker på reglene.",
        "Søknad til Lånekassen sendt innen fristen",
        "Gå gjennom hva som kan søkes",
        "Kontrollere at søknaden er mottatt",
        due=11,
    ),
    "home_life": ThemePlan(
        "hjemmeforhold",
        "Det er mye uro hjemme, og {navn} får lite hjelp med skolearbeidet.",
        "Et fast sted å gjøre lekser",
        "Avtale leksehjelp to dager i uken",
        "Samtale med foresatt om kveldene",
        due=5,
    ),
    "outside": ThemePlan(
        "jobb-og-praksis",
        "{navn} er ute av skolen og vil helst arbeide. Trenger faste rammer i starten.",
        "I aktivitet fire dager i uken",
        "Kartlegge hva som frister",
        "Følge til første oppmøte",
        due=7,
    ),
}

OWN_GOALS = (
    "Jeg vil få fagbrev og slippe å sitte stille hele dagen.",
    "Jeg vil komme meg gjennom dette året og så se.",
    "Jeg vil tjene mine egne penger og ha en grunn til å stå opp.",
    "Jeg vil bli ferdig med videregående sammen med de andre.",
)

RESOURCES = (
    "{navn} er flink med hendene og holder avtaler når de er tydelige.",
    "{navn} har en storesøster som stiller opp, og en god tone med kontaktlæreren.",
    "{navn} er sosial, lærer fort og har hatt sommerjobb to år på rad.",
)
