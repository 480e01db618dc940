"""A note's parts: what happened, and the phrases before and after. `{navn}` is the first name."""

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
