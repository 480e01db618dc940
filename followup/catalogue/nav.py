"""NAV's types: those the municipality owes, and the state's."""

from datetime import date

from followup.catalogue.entry import SOCIAL, Condition, by_decision, municipal, state
from followup.models import ConditionKind

_MEASURES = "tiltaksforskriften (2015-12-11-1598)"
_GUARANTEE = "NAV: Ungdomsgarantien"
_GUARANTEE_FROM = date(2023, 7, 1)

NAV = [
    municipal(
        "opplysning-rad-veiledning",
        "Opplysning, råd og veiledning",
        "§ 17",
        "Samtaler som hjelper med å løse eller forebygge sosiale problemer. Kan gis med en gang.",
        "annet",
    ),
    by_decision(
        municipal(
            "okonomi-gjeldsradgivning",
            "Økonomi- og gjeldsrådgivning",
            "§ 17",
            "Hjelp til å få oversikt over økonomien. Rådgiveren kan også hjelpe med kreditorer.",
            "okonomi",
            "gjeld",
        )
    ),
    by_decision(
        municipal(
            "okonomisk-stonad",
            "Økonomisk stønad",
            "§ 18",
            "Stønad til den som ikke kan sørge for livsoppholdet sitt. Vurderes individuelt.",
            "okonomi",
        ),
        Condition(
            "andre-muligheter",
            "Andre muligheter til å forsørge seg skal være prøvd.",
            f"{SOCIAL} § 18",
        ),
    ),
    by_decision(
        municipal(
            "stonad-saerlige-tilfeller",
            "Stønad i særlige tilfeller",
            "§ 19",
            "Stønad til å overvinne en vanskelig situasjon når vilkårene i § 18 ikke er oppfylt.",
            "okonomi",
        )
    ),
    municipal(
        "garanti-depositum",
        "Garanti for depositum",
        "",
        "Kontoret kan garantere for depositum når eleven skal leie bolig. Praksis er lokal.",
        "bolig",
        "okonomi",
    ),
    by_decision(
        municipal(
            "midlertidig-botilbud",
            "Midlertidig botilbud",
            "§ 27",
            "Et sted å bo for den som ikke klarer å skaffe det selv. Gjelder i akutte situasjoner.",
            "bolig",
        )
    ),
    municipal(
        "medvirkning-bolig",
        "Medvirkning til bolig",
        "§ 15",
        "Kontoret medvirker til boliger for vanskeligstilte. Veilederen hjelper i gang.",
        "bolig",
    ),
    municipal(
        "individuell-plan",
        "Individuell plan",
        "§ 28",
        "En plan for den som trenger langvarige og koordinerte tjenester. Eleven deltar.",
        "annet",
    ),
    by_decision(
        municipal(
            "kvalifiseringsprogram",
            "Kvalifiseringsprogrammet",
            "§ 29",
            "Et program på fulltid med opplæring og arbeidstrening. Deltakeren får stønad.",
            "jobb-og-praksis",
            "okonomi",
        ),
        Condition(
            "nedsatt-inntektsevne",
            "Vesentlig nedsatt arbeids- og inntektsevne.",
            f"{SOCIAL} § 29",
        ),
        Condition(
            "begrensede-ytelser",
            "Ingen eller svært begrensede ytelser til livsopphold.",
            f"{SOCIAL} § 29",
        ),
    ),
    state(
        "arbeidstrening",
        "Arbeidstrening",
        "Eleven prøver seg i arbeid hos en arbeidsgiver etter en avtale mellom tre parter. "
        "Målet er erfaring og en vei til arbeid eller læreplass.",
        "jobb-og-praksis",
        needs_agreement=True,
        conditions=(
            Condition(
                "varighet",
                "Varer i høyst 12 måneder, eller 18 måneder når arbeidsevnen er nedsatt.",
                "nav.no: Arbeidstrening",
                ConditionKind.LONGEST,
                number=12,
                extended_number=18,
                blocks=True,
            ),
        ),
    ),
    state(
        "aft",
        "Arbeidsforberedende trening (AFT)",
        "Utprøving i et skjermet miljø med tett oppfølging. Kan kombineres med opplæring.",
        "jobb-og-praksis",
        conditions=(Condition("nedsatt-arbeidsevne", "Nedsatt arbeidsevne.", _MEASURES),),
    ),
    state(
        "mentor",
        "Mentor",
        "En kollega eller medelev gir støtte på arbeidsplassen eller i utdanningen. "
        "NAV dekker frikjøp.",
        "jobb-og-praksis",
        "fravaer-og-motivasjon",
    ),
    state(
        "opplaeringstiltak",
        "Opplæringstiltak",
        "Kurs eller opplæring som kvalifiserer for ledige jobber. Reglene er under endring.",
        "jobb-og-praksis",
        conditions=(
            Condition(
                "alder",
                "Eleven har fylt 19 år ved start. Reglene er under endring.",
                _MEASURES,
                ConditionKind.YOUNGEST,
                number=19,
            ),
        ),
    ),
    state(
        "oppfolging",
        "Oppfølging",
        "Individuell hjelp til å skaffe eller beholde arbeid. En leverandør følger opp.",
        "jobb-og-praksis",
    ),
    state(
        "jobbklubb",
        "Jobbklubb",
        "Et kort kurs i å søke jobb sammen med andre. Varer noen uker.",
        "jobb-og-praksis",
    ),
    state(
        "inkluderingstilskudd",
        "Inkluderingstilskudd",
        "Tilskudd som dekker arbeidsgivers merutgifter i en tidlig fase. Arbeidsgiveren søker.",
        "jobb-og-praksis",
    ),
    state(
        "sommerjobb",
        "Sommerjobb",
        "Lokal ordning med sommerjobb for ungdom. Kontoret vet hva som finnes i år.",
        "jobb-og-praksis",
    ),
    state(
        "ungdomsgaranti",
        "Ungdomsgaranti",
        "Tidlig og tett oppfølging av unge som trenger hjelp til å komme i arbeid. "
        "Oppfølgingen varer så lenge den trengs.",
        "jobb-og-praksis",
        conditions=(
            Condition(
                "laveste-alder",
                "Eleven har fylt 16 år ved start.",
                _GUARANTEE,
                ConditionKind.YOUNGEST,
                number=16,
                effective_from=_GUARANTEE_FROM,
            ),
            Condition(
                "hoyeste-alder",
                "Eleven har ikke fylt 31 år ved start.",
                _GUARANTEE,
                ConditionKind.OLDEST,
                number=30,
                effective_from=_GUARANTEE_FROM,
            ),
        ),
    ),
]
