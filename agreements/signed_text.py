"""A contract as the PDF the parties keep: its sections, signatures and how it is verified."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from agreements.document import document_of
from agreements.models import DocumentLanguage, Party
from navskole.documents.typeset import typeset
from navskole.ui.templatetags.ui_dates import long_date, long_moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agreements.document import Section
    from agreements.models import Contract, Signature

_TEMPLATE = Path(__file__).parent / "documents" / "contract.typ"
_BOKMAL = {
    "title": "Samarbeidskontrakt om NAV-veileder i skolen",
    "between": "mellom {school} og {office}",
    "draft": "Utkast. Kontrakten er ikke signert av begge parter.",
    "signed": "Signert av begge parter. Gjelder fra og med {first} til og med {last}.",
    "mark": "UTKAST",
    "footer": "Samarbeidskontrakt, {school} og {office}, versjon {number}",
    "page": "Side",
    "of": "av",
    "what": "Hva",
    "signatures": "Signaturer",
    "party": "Part",
    "name": "Navn",
    "signed_at": "Signert",
    "waits": "Ikke signert",
    "deputy": "stedfortreder",
    "verification": "Kontroll av dokumentet",
    "how": (
        "Partene har signert innholdet elektronisk i navskole. Hver signatur er bundet til "
        "kontrollsummen under, som regnes av alle punktene i kontrakten: endres ett tegn, blir "
        "summen en annen.\nEn part kontrollerer dokumentet på siden Kontroller dokument i "
        "navskole, med denne filen eller med kontrollsummen."
    ),
    "value": "Verdi",
    "digest": "Kontrollsum (SHA-256)",
    "schema": "Feltsett",
    "number": "Versjon",
    "parties": {Party.SCHOOL: "Rektor", Party.NAV: "NAV-leder"},
}
_NYNORSK = _BOKMAL | {
    "title": "Samarbeidskontrakt om NAV-rettleiar i skulen",
    "between": "mellom {school} og {office}",
    "draft": "Utkast. Kontrakten er ikkje signert av begge partar.",
    "signed": "Signert av begge partar. Gjeld frå og med {first} til og med {last}.",
    "what": "Kva",
    "signatures": "Signaturar",
    "name": "Namn",
    "waits": "Ikkje signert",
    "deputy": "stadfortredar",
    "how": (
        "Partane har signert innhaldet elektronisk i navskole. Kvar signatur er bunden til "
        "kontrollsummen under, som blir rekna av alle punkta i kontrakten: blir eitt teikn endra, "
        "blir summen ein annan.\nEin part kontrollerer dokumentet på sida Kontroller dokument i "
        "navskole, med denne fila eller med kontrollsummen."
    ),
    "parties": {Party.SCHOOL: "Rektor", Party.NAV: "NAV-leiar"},
}
_WORDS: dict[DocumentLanguage, dict[str, Any]] = {
    DocumentLanguage.BOKMAL: _BOKMAL,
    DocumentLanguage.NYNORSK: _NYNORSK,
}


def contract_pdf(
    contract: Contract, signatures: Sequence[Signature], *, language: str, at: datetime
) -> bytes:
    """Return the contract as a tagged PDF; headings in `language`, the clauses as signed.

    `signatures` are the standing ones, each with `signed_by`; `at` is written into the file as
    the time it was made. Marked as a draft unless both have signed.
    """
    words = _WORDS[DocumentLanguage(language)]
    names = {"school": str(contract.school), "office": str(contract.office)}
    content = {
        "language": language,
        "title": words["title"],
        "subtitle": words["between"].format(**names),
        "parties": list(names.values()),
        "digest": contract.digest,
        "mark": "" if contract.in_force_from else words["mark"],
        "standing": _standing(contract, words),
        "footer": words["footer"].format(number=contract.number, **names),
        "words": words | {"signed": words["signed_at"]},
        "sections": [_section(section) for section in document_of(contract, language=language)],
        "signatures": _signature_rows(contract, signatures, words),
        "verification": [
            (words["number"], str(contract.number)),
            (words["schema"], str(contract.content_schema)),
            (words["digest"], contract.digest),
        ],
    }
    return typeset(_TEMPLATE, content, at=at)


def _standing(contract: Contract, words: dict[str, Any]) -> str:
    first, last = contract.in_force_from, contract.in_force_until
    if first is None or last is None:
        return str(words["draft"])
    return str(words["signed"].format(first=long_date(first), last=long_date(last)))


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "facts": section.facts,
        "texts": [{"label": clause.label, "text": clause.text} for clause in section.texts],
    }


def _signature_rows(
    contract: Contract, signatures: Sequence[Signature], words: dict[str, Any]
) -> list[dict[str, str]]:
    by_party = {signature.party: signature for signature in signatures}
    places = {Party.SCHOOL: contract.school, Party.NAV: contract.office}
    return [
        _signature_row(f"{words['parties'][party]}, {place}", by_party.get(party), words)
        for party, place in places.items()
    ]


def _signature_row(
    party: str, signature: Signature | None, words: dict[str, Any]
) -> dict[str, str]:
    if signature is None:
        return {"party": party, "name": "–", "signed": words["waits"]}
    deputy = f" ({words['deputy']})" if signature.is_deputy else ""
    return {
        "party": party,
        "name": f"{signature.signed_by}{deputy}",
        "signed": long_moment(signature.signed_at),
    }
