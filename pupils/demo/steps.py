"""What can happen in a story: status, colleagues, a move, consent, flags."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from agreements.models import DocumentLanguage
from pupils.actions.case import change_status, close_case, reopen_case
from pupils.actions.consent import (
    ConsentContent,
    LineChoice,
    record_consent,
    record_school_consent,
    withdraw_consent,
)
from pupils.actions.flag import raise_case_flag, raise_school_flag, resolve_flag
from pupils.actions.pupil import save_contact
from pupils.actions.team import assign_responsible
from pupils.demo.scene import areas
from pupils.models import (
    NAV_INFORMATION,
    SCHOOL_INFORMATION,
    ConsentMethod,
    ConsentStatus,
    ContactDetails,
    FlagKind,
    Information,
    Service,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from pupils.demo.scene import Scene
    from pupils.models import RiskFlag

LEADERSHIP, PUPIL_SERVICES = Service.SCHOOL_LEADERSHIP, Service.PUPIL_SERVICES
BOTH = (LEADERSHIP, PUPIL_SERVICES)
EVERYTHING = NAV_INFORMATION
ONLY_EXISTENCE = (Information.EXISTENCE,)
WHAT_SCHOOLS_OPEN = SCHOOL_INFORMATION


@dataclass(frozen=True)
class ChangeStatus:
    """The responsible veileder moves the case on."""

    days: int
    status: str
    reason: str = ""

    def play(self, scene: Scene) -> None:
        scene.case = change_status(
            actor=scene.actor(), case=scene.case, status=self.status, reason=self.reason
        )


@dataclass(frozen=True)
class Close:
    """The responsible veileder closes the case."""

    days: int
    outcome: str
    reason: str

    def play(self, scene: Scene) -> None:
        scene.case = close_case(
            actor=scene.actor(), case=scene.case, outcome=self.outcome, reason=self.reason
        )


@dataclass(frozen=True)
class Reopen:
    """The NAV-leder opens the case again."""

    days: int
    manager: str
    reason: str

    def play(self, scene: Scene) -> None:
        scene.case = reopen_case(
            actor=scene.actor(self.manager), case=scene.case, reason=self.reason
        )


@dataclass(frozen=True)
class Assign:
    """The NAV-leder gives the case to another veileder, who follows up from now on."""

    days: int
    manager: str
    counsellor: str

    def play(self, scene: Scene) -> None:
        scene.case = assign_responsible(
            actor=scene.actor(self.manager),
            case=scene.case,
            version=scene.case.version,
            person=scene.world.people[self.counsellor],
        )
        scene.author = self.counsellor


@dataclass(frozen=True)
class Move:
    """The pupil stays in another municipality from now on."""

    days: int
    to: str

    def play(self, scene: Scene) -> None:
        known = ContactDetails.objects.get(pupil=scene.pupil, owner=scene.office)
        save_contact(
            actor=scene.actor(),
            pupil=scene.pupil,
            owner=scene.office,
            phone=known.phone,
            email=known.email,
            municipality_of_stay=scene.world.places.municipalities[self.to],
        )


@dataclass(frozen=True)
class AskConsent:
    """The pupil answers; a given consent opens `information` to `services` about `about`.

    `lasts` counts the days from the answer, the first one included.
    """

    days: int
    key: str
    status: str = ConsentStatus.GIVEN
    method: str = ConsentMethod.WRITTEN
    information: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    sensitive: bool = False
    lasts: int = 365
    summary: str = ""
    guardian_involved: bool = False
    age_assessment: str = ""
    outside: tuple[str, ...] = ()
    language: str = DocumentLanguage.BOKMAL

    def play(self, scene: Scene) -> None:
        scene.consents[self.key] = record_consent(
            actor=scene.actor(), case=scene.case, content=self._content(scene)
        )

    def _content(self, scene: Scene) -> ConsentContent:
        starts_on: date = scene.actor().on
        return ConsentContent(
            status=self.status,
            method=self.method,
            starts_on=starts_on,
            ends_on=scene.day(self.lasts - self.days - 1),
            summary=self.summary,
            guardian_involved=self.guardian_involved,
            age_assessment=self.age_assessment,
            outside_services=self.outside,
            language=self.language,
            lines=[
                LineChoice(information, service, scene.school, areas(self.about), self.sensitive)
                for service in self.services
                for information in self.information
            ],
        )


@dataclass(frozen=True)
class AskSchoolConsent:
    """The pupil answers about the school's own information, to the office called `office`.

    `by` is the rådgiver who records it, where the story is a case's.
    """

    days: int
    office: str
    status: str = ConsentStatus.GIVEN
    information: tuple[str, ...] = WHAT_SCHOOLS_OPEN
    about: tuple[str, ...] = ()
    sensitive: bool = False
    summary: str = ""
    age_assessment: str = ""
    guardian_reason: str = ""
    by: str = ""

    def play(self, scene: Scene) -> None:
        office = scene.world.places.offices[self.office]
        given = self.status == ConsentStatus.GIVEN
        about = areas(self.about)
        content = ConsentContent(
            status=self.status,
            method=ConsentMethod.ORAL,
            starts_on=scene.actor(self.by).on,
            ends_on=scene.day(360 - self.days) if given else None,
            summary=self.summary,
            age_assessment=self.age_assessment,
            guardian_reason=self.guardian_reason,
            lines=[
                LineChoice(information, Service.NAV_OFFICE, office, about, self.sensitive)
                for information in (self.information if given else ())
            ],
        )
        record_school_consent(
            actor=scene.actor(self.by), pupil=scene.pupil, school=scene.school, content=content
        )


@dataclass(frozen=True)
class WithdrawConsent:
    """The pupil takes the consent back."""

    days: int
    key: str
    reason: str = ""

    def play(self, scene: Scene) -> None:
        consent = scene.consents[self.key]
        withdraw_consent(
            actor=scene.actor(), consent=consent, version=consent.version, reason=self.reason
        )


@dataclass(frozen=True)
class RaiseFlag:
    """A concern about a problem area or, at the school, about what it sees."""

    days: int
    level: str
    reason: str
    area: str = ""
    key: str = ""
    sensitive: bool = False

    def play(self, scene: Scene) -> None:
        scene.flags[self.key] = self._action(scene)(
            actor=scene.actor(),
            area=areas([self.area])[0] if self.area else None,
            level=self.level,
            reason=self.reason,
            is_sensitive=self.sensitive,
        )

    def _action(self, scene: Scene) -> Callable[..., RiskFlag]:
        if scene.on_case:
            return partial(raise_case_flag, case=scene.case)
        kind = FlagKind.AREA if self.area else FlagKind.SIGNAL
        return partial(raise_school_flag, pupil=scene.pupil, school=scene.school, kind=kind)


@dataclass(frozen=True)
class SettleFlag:
    """The same side settles the flag."""

    days: int
    key: str
    reason: str

    def play(self, scene: Scene) -> None:
        resolve_flag(actor=scene.actor(), flag=scene.flags[self.key], reason=self.reason)
