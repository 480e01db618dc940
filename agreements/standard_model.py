"""The standard model as a contract's first text: four days at the school, one at NAV.

The model is the directorates' (Arbeids- og velferdsdirektoratet og Utdanningsdirektoratet,
"NAV-veileder i videregående skole"); the sentences are ours, in both written standards. They
are the text of a document, not of the screen, and so stand outside the message catalogues.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from agreements.models import DocumentLanguage

if TYPE_CHECKING:
    from agreements.models import Contract
    from navskole.organisations.models import NavOffice, School

_BOKMAL = {
    "purpose": (
        "{school} og {office} vil sammen forebygge frafall og hjelpe ungdom videre til utdanning "
        "eller arbeid, ved at en NAV-veileder har sitt daglige arbeid på skolen."
    ),
    "target_group": (
        "Ungdom fra 15 til 21 år som står i fare for å slutte i videregående opplæring, eller som "
        "er utenfor opplæring og arbeid."
    ),
    "tasks": (
        "Veilederen er lett å nå for elevene, tar tidlig kontakt, kartlegger, gir råd og følger "
        "opp, tilbyr tjenester og tiltak fra NAV til dem som trenger og fyller vilkårene, og "
        "setter dem sammen med skolens egen tilrettelegging."
    ),
    "workplace": (
        "Fire dager i uken på {school}, med eget kontor der elevene ferdes. Én dag i uken på "
        "{office}, i ungdomsteamet."
    ),
    "principal_duties": (
        "Rektor har ansvar for at veilederen arbeider som en integrert del av elevtjenesten, får "
        "arbeidsplass og utstyr, og deltar i skolens møter om oppfølging av elever."
    ),
    "manager_duties": (
        "NAV-leder har personalansvaret, svarer for tjenestene og tiltakene veilederen gir, og "
        "sørger for faglig oppfølging og stedfortreder ved fravær."
    ),
    "confidentiality": (
        "Skolen og NAV har hver sin taushetsplikt. Opplysninger deles bare etter samtykke fra "
        "eleven eller når loven åpner for det. Samtykket registreres, kan trekkes når som helst, "
        "og rekker bare så langt det er gitt."
    ),
    "steering_group": (
        "Rektor og NAV-leder leder en felles styringsgruppe. Den følger med på omfanget av "
        "oppfølgingen, bruken av tid og tiltak og rutinene for samtykke, uten opplysninger om "
        "enkeltelever."
    ),
    "reporting": (
        "Styringsgruppen får tall for oppfølgingen til hvert møte. Kontrakten evalueres én gang i "
        "skoleåret."
    ),
    "conflict_handling": (
        "Uenighet løses først mellom rektor og NAV-leder, deretter i styringsgruppen. Kommer "
        "partene ikke til enighet, legges saken fram for ledelsen på nivået over."
    ),
}
_NYNORSK = {
    "purpose": (
        "{school} og {office} vil saman førebyggje fråfall og hjelpe ungdom vidare til utdanning "
        "eller arbeid, ved at ein NAV-rettleiar har det daglege arbeidet sitt på skulen."
    ),
    "target_group": (
        "Ungdom frå 15 til 21 år som står i fare for å slutte i vidaregåande opplæring, eller som "
        "er utanfor opplæring og arbeid."
    ),
    "tasks": (
        "Rettleiaren er lett å nå for elevane, tek tidleg kontakt, kartlegg, gir råd og følgjer "
        "opp, tilbyr tenester og tiltak frå NAV til dei som treng det og fyller vilkåra, og set "
        "dei saman med tilrettelegginga til skulen."
    ),
    "workplace": (
        "Fire dagar i veka på {school}, med eige kontor der elevane ferdast. Éin dag i veka på "
        "{office}, i ungdomsteamet."
    ),
    "principal_duties": (
        "Rektor har ansvar for at rettleiaren arbeider som ein integrert del av elevtenesta, får "
        "arbeidsplass og utstyr, og deltek i møta skulen har om oppfølging av elevar."
    ),
    "manager_duties": (
        "NAV-leiar har personalansvaret, svarer for tenestene og tiltaka rettleiaren gir, og "
        "syter for fagleg oppfølging og vikar ved fråvær."
    ),
    "confidentiality": (
        "Skulen og NAV har kvar si teieplikt. Opplysningar blir delte berre etter samtykke frå "
        "eleven eller når lova opnar for det. Samtykket blir registrert, kan trekkjast når som "
        "helst, og rekk berre så langt det er gitt."
    ),
    "steering_group": (
        "Rektor og NAV-leiar leier ei felles styringsgruppe. Ho følgjer med på omfanget av "
        "oppfølginga, bruken av tid og tiltak og rutinane for samtykke, utan opplysningar om "
        "einskilde elevar."
    ),
    "reporting": (
        "Styringsgruppa får tal for oppfølginga til kvart møte. Kontrakten blir evaluert éin gong "
        "i skuleåret."
    ),
    "conflict_handling": (
        "Usemje blir løyst fyrst mellom rektor og NAV-leiar, deretter i styringsgruppa. Kjem "
        "partane ikkje til semje, blir saka lagd fram for leiinga på nivået over."
    ),
}
_TEXTS = {DocumentLanguage.BOKMAL: _BOKMAL, DocumentLanguage.NYNORSK: _NYNORSK}


def standard_content(
    *, school: School, office: NavOffice, language: str = DocumentLanguage.BOKMAL
) -> dict[str, Any]:
    """Return the clauses the draft starts with, by field name of Contract.

    The office employs the veileder, so its share is all of it until the parties agree on
    another; the other numbers are the standard model's.
    """
    names = {"school": school.name, "office": office.name}
    texts = _TEXTS[DocumentLanguage(language)]
    return {
        "language": language,
        "days_at_school": 4,
        "days_at_office": 1,
        "post_fraction": Decimal(100),
        "steering_meetings": 2,
        "share_office": Decimal(100),
        "notice_months": 3,
    } | {name: text.format(**names) for name, text in texts.items()}


def content_to_go_on_from(contract: Contract) -> dict[str, Any]:
    """Return the contract's clauses by field name; those it never bound from the standard model.

    A contract signed before a clause existed has nothing written there.
    """
    standard = standard_content(
        school=contract.school, office=contract.office, language=contract.language
    )
    return standard | contract.content()
