"""The words of the information sheet, in both written standards; no text of a form is here."""

from __future__ import annotations

from typing import Any

from agreements.models import DocumentLanguage
from pupils.models import Information, Service

TEXT_VERSION = "2026-2"
"""The edition of these words: raised whenever one of them changes."""

_BOKMAL: dict[str, Any] = {
    "title": "Samtykke til å dele opplysninger",
    "what": "Hva dette gjelder",
    "secrecy": (
        "Vi som jobber i {owner}, har taushetsplikt. Vi kan bare fortelle andre om deg når "
        "du sier ja, eller når loven sier det. Her velger du selv om noe skal deles, hva og med "
        "hvem."
    ),
    "whose": {
        "nav": "Det gjelder opplysninger NAV har om deg. Skolen spør selv om sine.",
        "school": "Det gjelder opplysninger skolen har om deg. NAV spør selv om sine.",
    },
    "choices": "Dette kan {receiver} få se",
    "nobody": "Dette kan deles",
    "people": {
        Service.SCHOOL_LEADERSHIP: "Skoleledelsen er rektor og stedfortreder ved {place}.",
        Service.PUPIL_SERVICES: "Elevtjenesten er rådgiverne ved {place}.",
        Service.NAV_OFFICE: (
            "Det er NAV-veilederne som følger deg opp der, og NAV-lederen. De ser det bare hvis "
            "NAV følger deg opp. Skolen får ikke vite om NAV gjør det."
        ),
    },
    "services": {
        Service.SCHOOL_LEADERSHIP: "skoleledelsen",
        Service.PUPIL_SERVICES: "elevtjenesten",
    },
    "kinds": {
        "nav": {
            Information.EXISTENCE: (
                "At NAV følger deg opp, og hvor langt oppfølgingen er kommet. Må være med for at "
                "noe annet skal deles."
            ),
            Information.MEASURES: "Tiltak NAV foreslår for deg, og hvordan det går med dem.",
            Information.NOTES: (
                "Notater NAV har skrevet for å dele, også fra før du svarte, og oppgaver NAV gir "
                "til dem."
            ),
        },
        "school": {
            Information.ABSENCE: (
                "Fraværet ditt i hvert fag, fare for ikke å få karakter, og varsler om det. "
                "Fravær av helsegrunner og andre sensitive grunner er bare med når du også "
                "krysser av for sensitive opplysninger."
            ),
            Information.MEASURES: "Tiltak skolen har sendt til behandling for deg.",
            Information.NOTES: "Notater skolen har skrevet for å dele, også fra før du svarte.",
            Information.TASKS: "Oppgaver skolen har satt opp for å hjelpe deg.",
            Information.SCHOOLING: (
                "Når du har gått på skolen før, i hvilken klasse, og hvorfor du sluttet."
            ),
        },
    },
    "areas": "Temaer det kan handle om. Noe deles bare når alle temaene i det er krysset av.",
    "sensitive": "Sensitive opplysninger. De deles bare når du sier ja til det her.",
    "sensitive_yes": "Ja, sensitive opplysninger kan også deles.",
    "areas_of": {},
    "none": "Det er ingen å dele med i dag. Derfor er det ingenting å krysse av.",
    "period": "Hvor lenge",
    "dates": "Samtykket gjelder fra og med {first} til og med {last}.",
    "no_dates": "Samtykket gjelder fra og med {blank} til og med {blank}.",
    "ends_before": (
        "Delingen slutter før dette hvis du slutter på skolen, hvis NAV avslutter oppfølgingen "
        "av deg, eller hvis skolen og NAV-kontoret ikke lenger samarbeider. Blir du spurt på nytt, "
        "er det det nye svaret som gjelder."
    ),
    "withdraw": "Du kan ombestemme deg",
    "how": {
        "nav": (
            "Du kan trekke samtykket når du vil, og du trenger ikke si hvorfor. Si fra til "
            "NAV-veilederen din eller til {owner}, muntlig eller skriftlig."
        ),
        "school": (
            "Du kan trekke samtykket når du vil, og du trenger ikke si hvorfor. Si fra til "
            "rådgiveren din eller rektor ved {owner}, muntlig eller skriftlig."
        ),
    },
    "closes": (
        "Da kan de andre ikke lenger se det du sa ja til. Det de alt har lest, kan vi ikke ta "
        "tilbake. Vi tar vare på at det ble delt, og når."
    ),
    "never": "Dette deler vi ikke",
    "not_shared": {
        "nav": [
            "Notater vi bare bruker selv, kartleggingen og det vi er bekymret for.",
            "Fødselsnummer, telefonnummer og adresse.",
            "Temaer du ikke har krysset av for.",
            "Psykisk helse, rus og annet sensitivt, når du ikke har sagt ja til akkurat det.",
        ],
        "school": [
            "Notater vi bare bruker selv, og det vi er bekymret for.",
            "Fødselsnummer, telefonnummer og adresse.",
            "Temaer du ikke har krysset av for.",
            "Psykisk helse, rus og annet sensitivt, når du ikke har sagt ja til akkurat det.",
        ],
    },
    "duty": (
        "I noen få tilfeller kan loven kreve eller tillate at vi gir opplysninger uten samtykke, "
        "for eksempel når noen er i fare."
    ),
    "free": "Du kan si nei",
    "refusal": {
        "nav": (
            "Det er frivillig å dele. Sier du nei, følger NAV deg opp like godt som før. NAVs "
            "egen oppfølging av deg bygger på loven, ikke på dette svaret."
        ),
        "school": (
            "Det er frivillig å dele. Sier du nei, får du den samme hjelpen fra skolen som før. "
            "Svaret har heller ingen følger for NAVs egen oppfølging. Den bygger på loven, ikke "
            "på dette svaret."
        ),
    },
    "refusal_kept": "Vi noterer at du sa nei, så du slipper å bli spurt om og om igjen.",
    "minor": "Når du er under 18 år",
    "alone": (
        "Du kan svare selv når du forstår hva svaret betyr. Vi snakker med deg om noen av dem som "
        "har foreldreansvaret, skal være med. Fra den dagen du fyller 18 år, svarer du alene."
    ),
    "questions": "Spørsmål",
    "contact": (
        "Spør {person} ved {owner}. Du kan få se hva som er registrert om deg, og hvem som har "
        "sett det. Du kan også snakke med personvernombudet."
    ),
    "blank_form": "Skjema til samtalen. Svaret er ikke registrert ennå.",
    "recorded": "Registrert {day} av {person}.",
    "not_kept": (
        "Teksten eleven fikk, ble ikke lagret sammen med dette svaret (tekst {version}). Arket er "
        "laget nå av det som er registrert, og viser ikke hva eleven fikk lese."
    ),
    "answers": {
        "given": "Svaret er ja.",
        "refused": "Svaret er nei. Ingenting deles.",
        "withdrawn": "Samtykket er trukket. Ingenting deles lenger.",
        "blocked": "Eleven og foresatt er uenige. Ingenting deles.",
    },
    "ended": "Samtykket er avsluttet {day}.",
    "pupil": "Elev",
    "answer": "Svaret mitt",
    "yes": "Ja, det som er krysset av over, kan deles.",
    "no": "Nei, ingenting skal deles.",
    "signed": "Sted og dato",
    "by_pupil": "Underskrift, elev",
    "by_guardian": "Underskrift, foresatt (når dere har valgt det)",
    "edition": "Informasjonstekst {version}, bokmål",
    "page": "Side",
    "of": "av",
    "digest": "Kontrollsum for teksten",
}

_NYNORSK: dict[str, Any] = {
    "title": "Samtykke til å dele opplysningar",
    "what": "Kva dette gjeld",
    "secrecy": (
        "Vi som jobbar i {owner}, har teieplikt. Vi kan berre fortelje andre om deg når du "
        "seier ja, eller når lova seier det. Her vel du sjølv om noko skal delast, kva og med "
        "kven."
    ),
    "whose": {
        "nav": "Det gjeld opplysningar NAV har om deg. Skulen spør sjølv om sine.",
        "school": "Det gjeld opplysningar skulen har om deg. NAV spør sjølv om sine.",
    },
    "choices": "Dette kan {receiver} få sjå",
    "nobody": "Dette kan delast",
    "people": {
        Service.SCHOOL_LEADERSHIP: "Skuleleiinga er rektor og stadfortredar ved {place}.",
        Service.PUPIL_SERVICES: "Elevtenesta er rådgjevarane ved {place}.",
        Service.NAV_OFFICE: (
            "Det er NAV-rettleiarane som følgjer deg opp der, og NAV-leiaren. Dei ser det berre "
            "om NAV følgjer deg opp. Skulen får ikkje vite om NAV gjer det."
        ),
    },
    "services": {
        Service.SCHOOL_LEADERSHIP: "skuleleiinga",
        Service.PUPIL_SERVICES: "elevtenesta",
    },
    "kinds": {
        "nav": {
            Information.EXISTENCE: (
                "At NAV følgjer deg opp, og kor langt oppfølginga er komen. Må vere med for at "
                "noko anna skal delast."
            ),
            Information.MEASURES: "Tiltak NAV foreslår for deg, og korleis det går med dei.",
            Information.NOTES: (
                "Notat NAV har skrive for å dele, også frå før du svara, og oppgåver NAV gir til "
                "dei."
            ),
        },
        "school": {
            Information.ABSENCE: (
                "Fråværet ditt i kvart fag, fare for ikkje å få karakter, og varsel om det. "
                "Fråvær av helsegrunnar og andre sensitive grunnar er berre med når du også "
                "kryssar av for sensitive opplysningar."
            ),
            Information.MEASURES: "Tiltak skulen har sendt til behandling for deg.",
            Information.NOTES: "Notat skulen har skrive for å dele, også frå før du svara.",
            Information.TASKS: "Oppgåver skulen har sett opp for å hjelpe deg.",
            Information.SCHOOLING: (
                "Når du har gått på skulen før, i kva klasse, og kvifor du slutta."
            ),
        },
    },
    "areas": "Tema det kan handle om. Noko blir berre delt når alle tema i det er kryssa av.",
    "sensitive": "Sensitive opplysningar. Dei blir berre delte når du seier ja til det her.",
    "sensitive_yes": "Ja, sensitive opplysningar kan også delast.",
    "areas_of": {
        "hjemmeforhold": "Heimeforhold",
        "bolig": "Bustad",
        "sosialt-nettverk": "Sosialt nettverk, mobbing og einsemd",
        "fravaer-og-motivasjon": "Fråvær og motivasjon",
        "feilvalg": "Feilval",
        "skolevei": "Skuleveg",
        "foreldreveiledning": "Foreldrerettleiing",
        "annet": "Anna",
    },
    "none": "Det er ingen å dele med i dag. Difor er det ingenting å krysse av.",
    "period": "Kor lenge",
    "dates": "Samtykket gjeld frå og med {first} til og med {last}.",
    "no_dates": "Samtykket gjeld frå og med {blank} til og med {blank}.",
    "ends_before": (
        "Delinga sluttar før dette dersom du sluttar på skulen, dersom NAV avsluttar oppfølginga "
        "av deg, eller dersom skulen og NAV-kontoret ikkje lenger samarbeider. Blir du spurd på "
        "nytt, er det det nye svaret som gjeld."
    ),
    "withdraw": "Du kan ombestemme deg",
    "how": {
        "nav": (
            "Du kan trekkje samtykket når du vil, og du treng ikkje seie kvifor. Sei frå til "
            "NAV-rettleiaren din eller til {owner}, munnleg eller skriftleg."
        ),
        "school": (
            "Du kan trekkje samtykket når du vil, og du treng ikkje seie kvifor. Sei frå til "
            "rådgjevaren din eller rektor ved {owner}, munnleg eller skriftleg."
        ),
    },
    "closes": (
        "Då kan dei andre ikkje lenger sjå det du sa ja til. Det dei alt har lese, kan vi ikkje "
        "ta tilbake. Vi tek vare på at det vart delt, og når."
    ),
    "never": "Dette deler vi ikkje",
    "not_shared": {
        "nav": [
            "Notat vi berre brukar sjølve, kartlegginga og det vi er uroa for.",
            "Fødselsnummer, telefonnummer og adresse.",
            "Tema du ikkje har kryssa av for.",
            "Psykisk helse, rus og anna sensitivt, når du ikkje har sagt ja til akkurat det.",
        ],
        "school": [
            "Notat vi berre brukar sjølve, og det vi er uroa for.",
            "Fødselsnummer, telefonnummer og adresse.",
            "Tema du ikkje har kryssa av for.",
            "Psykisk helse, rus og anna sensitivt, når du ikkje har sagt ja til akkurat det.",
        ],
    },
    "duty": (
        "I nokre få tilfelle kan lova krevje eller tillate at vi gir opplysningar utan samtykke, "
        "til dømes når nokon er i fare."
    ),
    "free": "Du kan seie nei",
    "refusal": {
        "nav": (
            "Det er frivillig å dele. Seier du nei, følgjer NAV deg opp like godt som før. NAVs "
            "eiga oppfølging av deg byggjer på lova, ikkje på dette svaret."
        ),
        "school": (
            "Det er frivillig å dele. Seier du nei, får du den same hjelpa frå skulen som før. "
            "Svaret har heller ingen følgjer for NAVs eiga oppfølging. Ho byggjer på lova, ikkje "
            "på dette svaret."
        ),
    },
    "refusal_kept": "Vi noterer at du sa nei, så du slepp å bli spurd om og om igjen.",
    "minor": "Når du er under 18 år",
    "alone": (
        "Du kan svare sjølv når du forstår kva svaret betyr. Vi snakkar med deg om nokon av dei "
        "som har foreldreansvaret, skal vere med. Frå den dagen du fyller 18 år, svarar du åleine."
    ),
    "questions": "Spørsmål",
    "contact": (
        "Spør {person} ved {owner}. Du kan få sjå kva som er registrert om deg, og kven som har "
        "sett det. Du kan også snakke med personvernombodet."
    ),
    "blank_form": "Skjema til samtalen. Svaret er ikkje registrert enno.",
    "recorded": "Registrert {day} av {person}.",
    "not_kept": (
        "Teksten eleven fekk, vart ikkje lagra saman med dette svaret (tekst {version}). Arket er "
        "laga no av det som er registrert, og viser ikkje kva eleven fekk lese."
    ),
    "answers": {
        "given": "Svaret er ja.",
        "refused": "Svaret er nei. Ingenting blir delt.",
        "withdrawn": "Samtykket er trekt. Ingenting blir delt lenger.",
        "blocked": "Eleven og føresett er usamde. Ingenting blir delt.",
    },
    "ended": "Samtykket er avslutta {day}.",
    "pupil": "Elev",
    "answer": "Svaret mitt",
    "yes": "Ja, det som er kryssa av over, kan delast.",
    "no": "Nei, ingenting skal delast.",
    "signed": "Stad og dato",
    "by_pupil": "Underskrift, elev",
    "by_guardian": "Underskrift, føresett (når de har valt det)",
    "edition": "Informasjonstekst {version}, nynorsk",
    "page": "Side",
    "of": "av",
    "digest": "Kontrollsum for teksten",
}

WORDS: dict[DocumentLanguage, dict[str, Any]] = {
    DocumentLanguage.BOKMAL: _BOKMAL,
    DocumentLanguage.NYNORSK: _NYNORSK,
}
"""The words by written standard; both have the same keys."""
