"""Fifty more cases, dealt to the crowd: a working caseload for every veileder.

Dealt the same way at every seeding. What is said comes from the themes; only how a case
began, how far it has come and what has been agreed differs.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from followup.demo.measure_steps import Decide, Progress, Propose, Submit
from followup.demo.story import Story
from followup.demo.texts import THEMES
from followup.demo.threads import Thread
from followup.models import MeasureState
from pupils.demo.crowd import CROWD
from pupils.demo.opening import Opening
from pupils.demo.steps import (
    BOTH,
    EVERYTHING,
    ONLY_EXISTENCE,
    AskConsent,
    ChangeStatus,
    Close,
    RaiseFlag,
)
from pupils.models import CaseOutcome, CaseSource, CaseStatus, ConsentStatus, FlagLevel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pupils.demo.roster import Entry
    from pupils.demo.scene import Step


@dataclass(frozen=True)
class _Caseload:
    """How many of a school's pupils a veileder follows up, and who works with them."""

    school: str
    office: str
    counsellor: str
    manager: str
    referrer: str
    stays_in: str
    cases: int
    contract_runs: bool = True


_CASELOADS = (
    _Caseload(
        "Fjordvik vgs", "NAV Fjordvik", "veileder.fjordvik", "leder.fjordvik",
        "radgiver.fjordvik", "Fjordvik", 17,
    ),
    _Caseload(
        "Fjordvik vgs", "NAV Fjordvik", "veileder2.fjordvik", "leder.fjordvik",
        "radgiver.fjordvik", "Fjordvik", 9,
    ),
    _Caseload(
        "Fjordvik vgs", "NAV Sundet", "veileder.sundet", "leder.sundet",
        "radgiver.fjordvik", "Sundet", 8,
    ),
    _Caseload(
        "Elvebyen vgs", "NAV Elvebyen", "veileder.elvebyen", "leder.elvebyen",
        "radgiver.elvebyen", "Elvebyen", 11,
    ),
    _Caseload(
        "Skogheim vgs", "NAV Skogheim", "veileder.skogheim", "leder.skogheim",
        "rektor.skogheim", "Skogheim", 5, contract_runs=False,
    ),
)  # fmt: skip

_REFERRALS = (
    "{navn} har mye fravær i fellesfagene og sier selv at skolen føles meningsløs nå.",
    "{navn} vurderer å slutte og vil gjerne snakke med noen om arbeid og praksis.",
    "{navn} har fått varsel i to fag. Vi har snakket sammen, og {navn} ønsker hjelp.",
    "{navn} bor på hybel og strever med økonomien ved siden av skolen.",
    "{navn} angrer på linjevalget og trenger å vite hvilke veier som finnes.",
    "{navn} trives sosialt, men får ikke levert. Ønsker å prøve noe mer praktisk.",
)
_FLAGS = (
    "Har ikke svart på meldinger den siste uken.",
    "Sier at det blir tungt å komme tilbake etter ferien.",
    "Møtte ikke til den siste avtalen.",
    "Forteller at det er lite igjen å leve for av pengene denne måneden.",
)
_WANTS_MEASURE = (
    "{navn} vil gjerne lære å søke jobb sammen med andre, og har tid etter skolen.",
    "{navn} trenger øving i å søke før sommeren, og er motivert for det.",
)
_SOURCES = (CaseSource.SELF, CaseSource.TEACHER, CaseSource.NURSE, CaseSource.OUTREACH)
_OUTCOMES = (CaseOutcome.CONTINUES, CaseOutcome.APPRENTICESHIP, CaseOutcome.NO_NEED)
_LEVELS = (FlagLevel.WATCH, FlagLevel.WATCH, FlagLevel.CONCERN, FlagLevel.CONCERN, FlagLevel.URGENT)
_COURSES = ("absence", "practice", "economy", "wrong_choice", "absence", "network", "housing")
_FOLLOWED_AFTER = 20
_CLOSED_BEFORE = 5
_LONG = 60
_OF_AGE = 18


class _Dealer:
    """Deals one case's story; what it deals depends on the pupil's name alone."""

    def __init__(self, load: _Caseload, entry: Entry, number: int) -> None:
        self._load, self._entry, self._number = load, entry, number
        self._rng = Random(entry.name)  # noqa: S311 - deals fictional events
        self._days = self._rng.randrange(12 if load.contract_runs else 110, 250)
        self._is_closed = self._falls_on(8, 7) and self._days > _LONG
        self._course = _COURSES[number % len(_COURSES)]

    def _falls_on(self, every: int, turn: int) -> bool:
        return self._number % every == turn

    def story(self) -> Story:
        """Return the case from its opening to where it stands."""
        return Story(
            self._opening(),
            threads=tuple(self._threads()),
            steps=(*self._status(), *self._consent(), *self._flag(), *self._measure()),
            next_contact=None if self._is_closed else self._rng.choice((-9, -2, 1, 3, 5, 8, 13)),
            pronoun=self._rng.choice(("hun", "han")),
        )

    def _opening(self) -> Opening:
        load = self._load
        referred = not self._falls_on(3, 2)
        return Opening(
            self._entry.name,
            load.office,
            load.counsellor,
            self._days,
            stays_in=load.stays_in,
            school=load.school,
            referred_by=load.referrer if referred else "",
            text=self._say(_REFERRALS) if referred else "",
            source="" if referred else self._rng.choice(_SOURCES),
        )

    def _say(self, texts: tuple[str, ...]) -> str:
        return self._rng.choice(texts).replace("{navn}", self._entry.first_name)

    def _threads(self) -> Iterator[Thread]:
        yield Thread("start", (self._days - 2, self._days - 7))
        last = _CLOSED_BEFORE + 2 if self._is_closed else 2
        if course := self._spread(self._course, self._days - _FOLLOWED_AFTER, last):
            yield Thread(self._course, course, shared=course[1::2] if self._shares else ())
        aside = _COURSES[(self._number + 3) % len(_COURSES)]
        if aside != self._course and (course := self._spread(aside, self._days - _LONG, last + 3)):
            yield Thread(aside, course)

    def _spread(self, theme: str, first: int, last: int) -> tuple[int, ...]:
        """Return the days of a course, about three weeks apart; none where there is no time."""
        if first <= last:
            return ()
        beats, _areas = THEMES[theme]
        many = min(len(beats), 2 + (first - last) // 21)
        days = (first - (first - last) * step // (many - 1) for step in range(many))
        return tuple(dict.fromkeys(days))

    @property
    def _shares(self) -> bool:
        """Whether the pupil lets the school read of the course."""
        is_long = self._days > _FOLLOWED_AFTER + 10
        return self._falls_on(4, 1) and is_long and self._load.contract_runs

    def _status(self) -> Iterator[Step]:
        if self._days <= _FOLLOWED_AFTER:
            return
        yield ChangeStatus(self._days - 5, CaseStatus.ASSESSING)
        if self._days <= 2 * _FOLLOWED_AFTER:
            return
        yield ChangeStatus(self._days - 15, CaseStatus.ACTIVE)
        if self._is_closed:
            reason = "Målene er nådd, og eleven trenger ikke mer oppfølging nå."
            yield Close(_CLOSED_BEFORE, self._rng.choice(_OUTCOMES), reason)
        elif self._falls_on(9, 5):
            yield ChangeStatus(
                1, CaseStatus.PAUSED, "Eleven ønsker en pause frem til nytt semester."
            )

    def _consent(self) -> Iterator[Step]:
        if self._days <= _FOLLOWED_AFTER or self._falls_on(4, 0):
            return
        _beats, about = THEMES[self._course]
        is_minor = self._entry.age < _OF_AGE
        refused = self._falls_on(4, 2)
        yield AskConsent(
            self._days - 16,
            "consent",
            status=ConsentStatus.REFUSED if refused else ConsentStatus.GIVEN,
            information=() if refused else EVERYTHING if self._shares else ONLY_EXISTENCE,
            services=() if refused else BOTH,
            about=() if refused else about,
            age_assessment="Eleven forstår hva samtykket gjelder." if is_minor else "",
        )

    def _flag(self) -> Iterator[Step]:
        if self._falls_on(3, 1) and not self._is_closed:
            _beats, about = THEMES[self._course]
            days = min(self._days - 3, self._rng.randrange(2, 40))
            yield RaiseFlag(days, self._rng.choice(_LEVELS), self._say(_FLAGS), area=about[0])

    def _measure(self) -> Iterator[Step]:
        start = self._days - 30
        if not self._falls_on(5, 3) or start < _FOLLOWED_AFTER or self._is_closed:
            return
        yield Propose(
            start,
            "club",
            "jobbklubb",
            self._say(_WANTS_MEASURE),
            starts=14 - start,
            ends=60 - start,
            extent="To ettermiddager i uken",
        )
        if self._falls_on(2, 1):
            yield Submit(start - 1, "club")
            yield Decide(start - 4, "club", self._load.manager, text="Passer godt nå.")
            yield Progress(start - 6, "club", MeasureState.OFFERED)


def _stories() -> Iterator[Story]:
    waiting = {
        school: iter([entry for entry in CROWD if entry.school == school])
        for school in {load.school for load in _CASELOADS}
    }
    for load in _CASELOADS:
        for number in range(load.cases):
            # Every third of the school's crowd, so that classes and names are mixed.
            entry = [next(waiting[load.school]) for _each in range(3)][-1]
            yield _Dealer(load, entry, number).story()


CROWD_CASES = tuple(_stories())
