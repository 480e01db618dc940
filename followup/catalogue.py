"""The measure catalogue navskole ships with: facts of the field, each with its statute.

Conditions and durations are those of the named statutes and of nav.no; where none is
given, the entry names none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from followup.models import MeasureType, Sector
from pupils.models import ProblemArea
from pupils.reference import load_problem_areas

_SOCIAL = "sosialtjenesteloven"
_LABOUR = "NAV-loven § 14 a, arbeidsmarkedsloven § 12, tiltaksforskriften"
_NAV_ADVICE = "NAV-kontoret gir råd; søknad leveres der eller på nav.no. Eleven kan søke uansett."
_EDUCATION = "opplæringslova"


@dataclass(frozen=True)
class Entry:
    """One shipped measure type."""

    code: str
    name: str
    sector: Sector
    description: str
    statute: str
    areas: tuple[str, ...]
    conditions: str = ""
    needs_formal_decision: bool = False
    how_to_apply: str = _NAV_ADVICE
    max_months: int | None = None


def _municipal(code: str, name: str, paragraph: str, description: str, *areas: str) -> Entry:
    return Entry(code, name, Sector.MUNICIPAL, description, f"{_SOCIAL} {paragraph}".strip(), areas)


def _by_decision(entry: Entry, conditions: str = "") -> Entry:
    return Entry(**{**vars(entry), "needs_formal_decision": True, "conditions": conditions})


def _state(code: str, name: str, description: str, *areas: str, **more: Any) -> Entry:
    return Entry(code, name, Sector.STATE, description, _LABOUR, areas, **more)


def _school(code: str, name: str, description: str, *areas: str, statute: str = "") -> Entry:
    return Entry(
        code,
        name,
        Sector.SCHOOL,
        description,
        statute or _EDUCATION,
        areas,
        how_to_apply="Skolen setter tiltaket i verk sammen med eleven.",
    )


def _external(code: str, name: str, description: str, *areas: str) -> Entry:
    return Entry(
        code,
        name,
        Sector.EXTERNAL,
        description,
        "",
        areas,
        how_to_apply="Eleven tar kontakt selv eller med hjelp av veilederen.",
    )


SHIPPED = [
    _municipal(
        "opplysning-rad-veiledning",
        "Opplysning, råd og veiledning",
        "§ 17",
        "Samtaler som hjelper med å løse eller forebygge sosiale problemer. Kan gis med en gang.",
        "annet",
    ),
    _by_decision(
        _municipal(
            "okonomi-gjeldsradgivning",
            "Økonomi- og gjeldsrådgivning",
            "§ 17",
            "Hjelp til å få oversikt over økonomien. Rådgiveren kan også hjelpe med kreditorer.",
            "okonomi",
            "gjeld",
        )
    ),
    _by_decision(
        _municipal(
            "okonomisk-stonad",
            "Økonomisk stønad",
            "§ 18",
            "Stønad til den som ikke kan sørge for livsoppholdet sitt. Vurderes individuelt.",
            "okonomi",
        ),
        "Andre muligheter til å forsørge seg skal være prøvd.",
    ),
    _by_decision(
        _municipal(
            "stonad-saerlige-tilfeller",
            "Stønad i særlige tilfeller",
            "§ 19",
            "Stønad til å overvinne en vanskelig situasjon når vilkårene i § 18 ikke er oppfylt.",
            "okonomi",
        )
    ),
    _municipal(
        "garanti-depositum",
        "Garanti for depositum",
        "",
        "Kontoret kan garantere for depositum når eleven skal leie bolig. Praksis er lokal.",
        "bolig",
        "okonomi",
    ),
    _by_decision(
        _municipal(
            "midlertidig-botilbud",
            "Midlertidig botilbud",
            "§ 27",
            "Et sted å bo for den som ikke klarer å skaffe det selv. Gjelder i akutte situasjoner.",
            "bolig",
        )
    ),
    _municipal(
        "medvirkning-bolig",
        "Medvirkning til bolig",
        "§ 15",
        "Kontoret medvirker til boliger for vanskeligstilte. Veilederen hjelper i gang.",
        "bolig",
    ),
    _municipal(
        "individuell-plan",
        "Individuell plan",
        "§ 28",
        "En plan for den som trenger langvarige og koordinerte tjenester. Eleven deltar.",
        "annet",
    ),
    _by_decision(
        _municipal(
            "kvalifiseringsprogram",
            "Kvalifiseringsprogrammet",
            "§ 29",
            "Et program på fulltid med opplæring og arbeidstrening. Deltakeren får stønad.",
            "jobb-og-praksis",
            "okonomi",
        ),
        "Vesentlig nedsatt arbeids- og inntektsevne og ingen eller svært begrensede ytelser.",
    ),
    _state(
        "arbeidstrening",
        "Arbeidstrening",
        "Eleven prøver seg i arbeid hos en arbeidsgiver etter en avtale mellom tre parter. "
        "Målet er erfaring og en vei til arbeid eller læreplass.",
        "jobb-og-praksis",
        max_months=12,
        conditions="Inntil 12 måneder; inntil 18 med nedsatt arbeidsevne (nav.no).",
    ),
    _state(
        "aft",
        "Arbeidsforberedende trening (AFT)",
        "Utprøving i et skjermet miljø med tett oppfølging. Kan kombineres med opplæring.",
        "jobb-og-praksis",
        conditions="Nedsatt arbeidsevne.",
    ),
    _state(
        "mentor",
        "Mentor",
        "En kollega eller medelev gir støtte på arbeidsplassen eller i utdanningen. "
        "NAV dekker frikjøp.",
        "jobb-og-praksis",
        "fravaer-og-motivasjon",
    ),
    _state(
        "opplaeringstiltak",
        "Opplæringstiltak",
        "Kurs eller opplæring som kvalifiserer for ledige jobber. Reglene er under endring.",
        "jobb-og-praksis",
        conditions="Aldersgrense 19 år.",
    ),
    _state(
        "oppfolging",
        "Oppfølging",
        "Individuell hjelp til å skaffe eller beholde arbeid. En leverandør følger opp.",
        "jobb-og-praksis",
    ),
    _state(
        "jobbklubb",
        "Jobbklubb",
        "Et kort kurs i å søke jobb sammen med andre. Varer noen uker.",
        "jobb-og-praksis",
    ),
    _state(
        "inkluderingstilskudd",
        "Inkluderingstilskudd",
        "Tilskudd som dekker arbeidsgivers merutgifter i en tidlig fase. Arbeidsgiveren søker.",
        "jobb-og-praksis",
    ),
    _state(
        "sommerjobb",
        "Sommerjobb",
        "Lokal ordning med sommerjobb for ungdom. Kontoret vet hva som finnes i år.",
        "jobb-og-praksis",
    ),
    _state(
        "ungdomsgaranti",
        "Ungdomsgaranti",
        "Tidlig og tett oppfølging av unge som trenger hjelp til å komme i arbeid. "
        "Oppfølgingen varer så lenge den trengs.",
        "jobb-og-praksis",
        conditions="16–30 år. Gjelder fra 1. juli 2023.",
    ),
    _school(
        "tilrettelagt-opplaering",
        "Individuelt tilrettelagt opplæring",
        "Opplæringen tilpasses elevens behov. Kan gjelde innhold, tempo og organisering.",
        "fravaer-og-motivasjon",
    ),
    _school(
        "alternativt-lop",
        "Alternativt opplæringsløp",
        "Omvalg, flere år, lærekandidat eller praksisbrev. Rådgiveren går gjennom valgene.",
        "feilvalg",
        "fravaer-og-motivasjon",
    ),
    _school(
        "kombinasjon",
        "Opplæring kombinert med arbeidspraksis",
        "Deler av skoleuken brukes i arbeidslivet. Ideen er hentet fra Ny GIV.",
        "jobb-og-praksis",
        "fravaer-og-motivasjon",
    ),
    _school(
        "ppt",
        "Pedagogisk-psykologisk tjeneste (PPT)",
        "PPT utreder og gir råd om opplæringen. Skolen eller eleven kan henvise.",
        "fravaer-og-motivasjon",
    ),
    _school(
        "radgivning",
        "Rådgivning",
        "Samtaler om skolehverdag, utdanning og yrke. Rådgiveren avtaler tid.",
        "feilvalg",
        "fravaer-og-motivasjon",
    ),
    _school(
        "fravaersoppfolging",
        "Oppfølging av fravær",
        "Faste avtaler om oppmøte og kontakt når eleven er borte. Skolen følger opp daglig.",
        "fravaer-og-motivasjon",
    ),
    _school(
        "ot",
        "Oppfølgingstjenesten (OT)",
        "Fylkets tjeneste for ungdom utenfor opplæring og arbeid. OT tar kontakt og veileder.",
        "fravaer-og-motivasjon",
        "jobb-og-praksis",
    ),
    _external(
        "skolehelsetjenesten",
        "Skolehelsetjenesten",
        "Helsesykepleier på skolen. Eleven kan komme uten avtale.",
        "psykisk-helse",
    ),
    _external(
        "bup",
        "Barne- og ungdomspsykiatrisk poliklinikk (BUP)",
        "Utredning og behandling i spesialisthelsetjenesten. Fastlegen henviser.",
        "psykisk-helse",
    ),
    _external("fastlege", "Fastlege", "Elevens egen lege. Eleven bestiller time selv.", "annet"),
    _external(
        "barnevern",
        "Barnevernstjenesten",
        "Hjelp når hjemmet ikke gir god nok omsorg. Ettervern er mulig til 25 år.",
        "hjemmeforhold",
    ),
    _external(
        "los",
        "Los",
        "En person som følger ungdommen tett over tid. Ordningen er kommunal.",
        "annet",
    ),
    _external(
        "lanekassen",
        "Lånekassen",
        "Stipend og lån til utdanning. Eleven søker på nettet.",
        "studiefinansiering",
    ),
]


def load_catalogue(**kwargs: Any) -> None:
    """Create or correct the shipped types; a type follows its areas in being sensitive."""
    load_problem_areas()
    areas = {area.code: area for area in ProblemArea.objects.all()}
    for position, entry in enumerate(SHIPPED):
        facts = {
            name: value for name, value in vars(entry).items() if name not in ("code", "areas")
        }
        own = [areas[code] for code in entry.areas]
        facts |= {"position": position, "is_sensitive": any(area.is_sensitive for area in own)}
        measure_type, _ = MeasureType.objects.update_or_create(code=entry.code, defaults=facts)
        measure_type.areas.set(own)
