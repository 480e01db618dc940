"""One type of the shipped catalogue, and the owners it can have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from followup.models import ConditionKind, Sector

if TYPE_CHECKING:
    from datetime import date

SOCIAL = "sosialtjenesteloven"
_LABOUR = "NAV-loven § 14 a, arbeidsmarkedsloven § 12, tiltaksforskriften"
_NAV_ADVICE = "NAV-kontoret gir råd. Søknad leveres der eller på nav.no."
_EDUCATION = "opplæringslova"


@dataclass(frozen=True)
class Condition:
    """One shipped condition: how it is found out, its limit, its source."""

    code: str
    text: str
    source: str
    kind: str = ConditionKind.ASSESSED
    number: int | None = None
    extended_number: int | None = None
    effective_from: date | None = None
    blocks: bool = False


@dataclass(frozen=True)
class Entry:
    """One shipped measure type."""

    code: str
    name: str
    sector: Sector
    description: str
    statute: str
    areas: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    needs_formal_decision: bool = False
    needs_agreement: bool = False
    how_to_apply: str = _NAV_ADVICE


def municipal(code: str, name: str, paragraph: str, description: str, *areas: str) -> Entry:
    """Return a type of sosialtjenesteloven, by its paragraph."""
    return Entry(code, name, Sector.MUNICIPAL, description, f"{SOCIAL} {paragraph}".strip(), areas)


def by_decision(entry: Entry, *conditions: Condition) -> Entry:
    """Return the type as one that needs a vedtak in NAV's own system."""
    return Entry(**{**vars(entry), "needs_formal_decision": True, "conditions": conditions})


def state(code: str, name: str, description: str, *areas: str, **more: Any) -> Entry:
    """Return a type of the labour-market acts."""
    return Entry(code, name, Sector.STATE, description, _LABOUR, areas, **more)


def school(code: str, name: str, description: str, *areas: str, statute: str = "") -> Entry:
    """Return a type of the school's own."""
    return Entry(
        code,
        name,
        Sector.SCHOOL,
        description,
        statute or _EDUCATION,
        areas,
        how_to_apply="Skolen setter tiltaket i verk sammen med eleven.",
    )


def external(code: str, name: str, description: str, *areas: str) -> Entry:
    """Return a service outside school and NAV, which can only be referred to."""
    return Entry(
        code,
        name,
        Sector.EXTERNAL,
        description,
        "",
        areas,
        how_to_apply="Eleven tar kontakt selv eller med hjelp av veilederen.",
    )
