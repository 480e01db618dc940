"""A contract as the document the parties sign: headings and clauses in its own language.

The page, the comparison of versions and the printed document all read the contract here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format

from agreements.models import Contract, DocumentLanguage
from navskole.ui.templatetags.ui_dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

_LAYOUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("parties", ("school", "office")),
    ("period", ("starts_on", "ends_on", "late_start_reason")),
    ("aim", ("purpose", "target_group")),
    ("work", ("tasks", "days_at_school", "days_at_office", "post_fraction", "workplace")),
    ("duties", ("principal_duties", "manager_duties")),
    ("confidentiality", ("confidentiality",)),
    ("steering", ("steering_group", "steering_meetings")),
    ("financing", Contract.SHARES),
    ("reporting", ("reporting", "review_on")),
    ("end", ("conflict_handling", "notice_months")),
)
ORDER = [name for _heading, names in _LAYOUT for name in names]
"""The clauses' names in the order of the document."""
_BOKMAL = {
    "parties": "Parter",
    "school": "Skole",
    "office": "NAV-kontor",
    "period": "Periode",
    "starts_on": "Fra og med",
    "ends_on": "Til og med",
    "late_start_reason": "Hvorfor den begynner før den er skrevet",
    "aim": "Formål og målgruppe",
    "purpose": "Formål",
    "target_group": "Målgruppe",
    "work": "Veilederens arbeid",
    "tasks": "Oppgaver",
    "days_at_school": "Dager i uken på skolen",
    "days_at_office": "Dager i uken på NAV-kontoret",
    "post_fraction": "Stillingsprosent til sammen",
    "workplace": "Arbeidssted",
    "duties": "Partenes ansvar",
    "principal_duties": "Rektors ansvar",
    "manager_duties": "NAV-leders ansvar",
    "confidentiality": "Taushetsplikt og samtykke",
    "steering": "Styringsgruppe",
    "steering_group": "Styringsgruppe",
    "steering_meetings": "Møter per skoleår, minst",
    "financing": "Finansiering",
    "share_county": "Fylkeskommunen",
    "share_office": "Kommunen eller NAV-kontoret",
    "share_grant": "Tilskudd til kommunen",
    "share_youth": "Ungdomssatsing",
    "share_trial": "Statlige forsøksmidler",
    "reporting": "Rapportering og evaluering",
    "review_on": "Gjennomgås innen",
    "end": "Uenighet og oppsigelse",
    "conflict_handling": "Uenighet",
    "notice_months": "Oppsigelsestid i måneder",
}
_NYNORSK = _BOKMAL | {
    "parties": "Partar",
    "school": "Skule",
    "starts_on": "Frå og med",
    "late_start_reason": "Kvifor han tek til før han er skriven",
    "aim": "Føremål og målgruppe",
    "purpose": "Føremål",
    "work": "Arbeidet til rettleiaren",
    "tasks": "Oppgåver",
    "days_at_school": "Dagar i veka på skulen",
    "days_at_office": "Dagar i veka på NAV-kontoret",
    "post_fraction": "Stillingsprosent til saman",
    "workplace": "Arbeidsstad",
    "duties": "Ansvaret til partane",
    "principal_duties": "Ansvaret til rektor",
    "manager_duties": "Ansvaret til NAV-leiar",
    "confidentiality": "Teieplikt og samtykke",
    "steering": "Styringsgruppe",
    "steering_meetings": "Møte per skuleår, minst",
    "share_county": "Fylkeskommunen",
    "share_office": "Kommunen eller NAV-kontoret",
    "share_grant": "Tilskot til kommunen",
    "share_youth": "Ungdomssatsing",
    "share_trial": "Statlege forsøksmidlar",
    "review_on": "Gjennomgang innan",
    "end": "Usemje og oppseiing",
    "conflict_handling": "Usemje",
    "notice_months": "Oppseiingstid i månader",
}
WORDS = {DocumentLanguage.BOKMAL: _BOKMAL, DocumentLanguage.NYNORSK: _NYNORSK}


@dataclass(frozen=True)
class Clause:
    """One thing agreed: a fact of a word or two, or a text of paragraphs.

    `label` is empty where the heading above says the same.
    """

    name: str
    label: str
    text: str
    is_text: bool


@dataclass(frozen=True)
class Section:
    """A heading of the document and what stands under it, facts before texts."""

    heading: str
    clauses: list[Clause]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The short clauses as (label, value)."""
        return [(clause.label, clause.text) for clause in self.clauses if not clause.is_text]

    @property
    def texts(self) -> list[Clause]:
        """The long clauses."""
        return [clause for clause in self.clauses if clause.is_text]


def document_of(contract: Contract, *, language: str | None = None) -> list[Section]:
    """Return the contract's sections; headings in `language`, else in the contract's own.

    What a contract of an earlier time does not bind, or leaves empty, is left out.
    """
    words = WORDS[DocumentLanguage(language or contract.language)]
    sections = [
        Section(words[name], list(_clauses(contract, names, words, heading=words[name])))
        for name, names in _LAYOUT
    ]
    return [section for section in sections if section.clauses]


def _clauses(
    contract: Contract, names: tuple[str, ...], words: dict[str, str], *, heading: str
) -> Iterator[Clause]:
    bound = set(Contract.CONTENT_FIELDS[contract.content_schema]) | {"school", "office"}
    for name in names:
        text = _in_words(name, getattr(contract, name)) if name in bound else ""
        if text:
            is_text = Contract._meta.get_field(name).get_internal_type() == "TextField"  # noqa: SLF001 - Django's model API
            label = "" if is_text and words[name] == heading else words[name]
            yield Clause(name, label, text, is_text)


def _in_words(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, Decimal):
        is_unused_share = name in Contract.SHARES and not value
        return "" if is_unused_share else f"{in_percent(value)} %"
    return str(value)


def in_percent(value: Decimal) -> str:
    """Return the number as it is written in Norwegian, without needless decimals.

    >>> in_percent(Decimal("33.50"))
    '33,5'
    """
    shortest = value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
    return str(number_format(shortest, use_l10n=True))
