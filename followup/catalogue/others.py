"""The school's types, and the services outside that can be referred to."""

from followup.catalogue.entry import external, school

OTHERS = [
    school(
        "tilrettelagt-opplaering",
        "Individuelt tilrettelagt opplæring",
        "Opplæringen tilpasses elevens behov. Kan gjelde innhold, tempo og organisering.",
        "fravaer-og-motivasjon",
    ),
    school(
        "alternativt-lop",
        "Alternativt opplæringsløp",
        "Omvalg, flere år, lærekandidat eller praksisbrev. Rådgiveren går gjennom valgene.",
        "feilvalg",
        "fravaer-og-motivasjon",
    ),
    school(
        "kombinasjon",
        "Opplæring kombinert med arbeidspraksis",
        "Deler av skoleuken brukes i arbeidslivet. Ideen er hentet fra Ny GIV.",
        "jobb-og-praksis",
        "fravaer-og-motivasjon",
    ),
    school(
        "ppt",
        "Pedagogisk-psykologisk tjeneste (PPT)",
        "PPT utreder og gir råd om opplæringen. Skolen eller eleven kan henvise.",
        "fravaer-og-motivasjon",
    ),
    school(
        "radgivning",
        "Rådgivning",
        "Samtaler om skolehverdag, utdanning og yrke. Rådgiveren avtaler tid.",
        "feilvalg",
        "fravaer-og-motivasjon",
    ),
    school(
        "fravaersoppfolging",
        "Oppfølging av fravær",
        "Faste avtaler om oppmøte og kontakt når eleven er borte. Skolen følger opp daglig.",
        "fravaer-og-motivasjon",
    ),
    school(
        "ot",
        "Oppfølgingstjenesten (OT)",
        "Fylkets tjeneste for ungdom utenfor opplæring og arbeid. OT tar kontakt og veileder.",
        "fravaer-og-motivasjon",
        "jobb-og-praksis",
    ),
    external(
        "skolehelsetjenesten",
        "Skolehelsetjenesten",
        "Helsesykepleier på skolen. Eleven kan komme uten avtale.",
        "psykisk-helse",
    ),
    external(
        "bup",
        "Barne- og ungdomspsykiatrisk poliklinikk (BUP)",
        "Utredning og behandling i spesialisthelsetjenesten. Fastlegen henviser.",
        "psykisk-helse",
    ),
    external("fastlege", "Fastlege", "Elevens egen lege. Eleven bestiller time selv.", "annet"),
    external(
        "barnevern",
        "Barnevernstjenesten",
        "Hjelp når hjemmet ikke gir god nok omsorg. Ettervern er mulig til 25 år.",
        "hjemmeforhold",
    ),
    external(
        "los",
        "Los",
        "En person som følger ungdommen tett over tid. Ordningen er kommunal.",
        "annet",
    ),
    external(
        "lanekassen",
        "Lånekassen",
        "Stipend og lån til utdanning. Eleven søker på nettet.",
        "studiefinansiering",
    ),
]
