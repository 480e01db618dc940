"""What the demo's schools have entered by hand: absence, risk of IV, warnings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from navskole.records.school_year import school_year_of
from pupils.actions.standing import StandingContent, record_standing
from pupils.models import Term

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from navskole.administration.demo import World
    from pupils.models import Pupil

_FIRST_MONTH = 8


@dataclass(frozen=True)
class Entered:
    """One subject of one pupil: hours absent by reason, of so many lessons."""

    pupil: str
    subject: str
    lessons: int
    absent: Mapping[str, str] = field(default_factory=dict)
    at_risk: bool = False
    warned: bool = False
    school: str = "Fjordvik vgs"
    by: str = "radgiver.fjordvik"
    days: int = 6


_ENTERED = (
    Entered("Ida Marie Solbakken", "Helsefremmende arbeid", 78, {"undocumented": "4"}),
    Entered("Ida Marie Solbakken", "Norsk", 31, {"undocumented": "2.5", "health": "3"}),
    Entered("Ida Marie Solbakken", "Kroppsøving", 31, {"health": "6"}),
    Entered(
        "Mohamed Abdi Yusuf", "Matematikk 1P-Y", 47, {"undocumented": "6", "health": "3"},
        at_risk=True, warned=True,
    ),
    Entered("Mohamed Abdi Yusuf", "Engelsk", 39, {"undocumented": "3.5", "welfare": "2"}),
    Entered("Kornelia Nowak", "Naturfag", 31, {"undocumented": "6"}, at_risk=True),
    Entered("Kornelia Nowak", "Råvare og produksjon", 84, {"undocumented": "9", "legal": "2"}),
    Entered("Jonas Ytterdal", "Norsk", 31, {"undocumented": "2.5"}),
    Entered("Omar Al-Hassan", "Samfunnskunnskap", 47, {"undocumented": "1", "religious": "4"}),
    Entered("Elise Granlund", "Historie", 31, {"representation": "5", "undocumented": "1"}),
    Entered("Vetle Åmodt", "Kroppsøving", 31, {"undocumented": "3"}),
    Entered(
        "Karoline Blakstad", "Markedsføring", 56, {"undocumented": "9"}, at_risk=True, warned=True,
        school="Elvebyen vgs", by="radgiver.elvebyen",
    ),
    Entered(
        "Maksym Bondarenko", "Historie", 56, {"undocumented": "5", "health": "4"},
        school="Elvebyen vgs", by="radgiver.elvebyen",
    ),
)  # fmt: skip


def seed_absence(world: World, pupils: Mapping[str, Pupil]) -> None:
    """Enter it all, a few days ago."""
    for entered in _ENTERED:
        actor = world.actor(entered.by, world.moment(entered.days))
        record_standing(
            actor=actor,
            pupil=pupils[entered.pupil],
            school=world.places.schools[entered.school],
            content=_content(entered, on=actor.on),
        )


def _content(entered: Entered, *, on: date) -> StandingContent:
    return StandingContent(
        subject=entered.subject,
        school_year=school_year_of(on),
        term=Term.FIRST if on.month >= _FIRST_MONTH else Term.SECOND,
        lesson_hours=Decimal(entered.lessons),
        absences={code: Decimal(hours) for code, hours in entered.absent.items()},
        is_at_risk=entered.at_risk,
        warning_sent_on=on - timedelta(days=2) if entered.warned else None,
    )
