"""Two sides with a wall between them, and what happens on NAV's side of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from followup.models import Audience, MeasureState
from navskole.accounts.models import User
from pupils.models import CaseOutcome, ConsentStatus, Referral
from tests.asking import at_noon, day
from tests.factories.followup import NoteFactory, make_measure
from tests.factories.pair import Pair
from tests.factories.pupils import (
    CaseFactory,
    ContactDetailsFactory,
    PersonRelationFactory,
    RiskFlagFactory,
    give_consent,
)


@dataclass
class Wall:
    """A school and the office it works with, their people; another pair, and a former partner."""

    pair: Pair
    outside: Pair
    lapsed_office: Any
    people: dict[str, User]

    @property
    def school(self) -> Any:
        """The school."""
        return self.pair.school

    @property
    def office(self) -> Any:
        """The office the school works with."""
        return self.pair.office

    @property
    def counsellor(self) -> User:
        """The veileder placed at the school."""
        return self.pair.counsellor

    @property
    def school_counsellor(self) -> User:
        """The rådgiver of the school."""
        return self.pair.school_counsellor


@dataclass(frozen=True)
class Hidden:
    """The ids that NAV's records get when there are any."""

    case: uuid.UUID
    note: uuid.UUID
    flag: uuid.UUID
    measure: uuid.UUID
    consent: uuid.UUID

    @classmethod
    def new(cls) -> Hidden:
        """Return ids that nothing has yet."""
        return cls(*[uuid.uuid4() for _ in range(5)])

    def addresses(self) -> list[str]:
        """Return the addresses of these records."""
        return [
            reverse("followup:case_detail", args=[self.case]),
            reverse("followup:case_history", args=[self.case]),
            reverse("followup:case_note_create", args=[self.case]),
            reverse("followup:note_update", args=[self.note]),
            reverse("pupils:flag_resolve", args=[self.flag]),
            reverse("followup:measure_detail", args=[self.measure]),
            reverse("followup:consent_withdraw", args=[self.consent]),
        ]


def full_case(wall: Wall, pupil: Any, hidden: Hidden, **facts: Any) -> Any:
    """Open a case, with a record of every kind in it; shared notes too."""
    case = CaseFactory(
        pupil=pupil,
        office=wall.office,
        responsible=wall.counsellor,
        opened_on=day(),
        public_id=hidden.case,
        **facts,
    )
    covered = ["jobb-og-praksis"]
    NoteFactory(case=case, areas=covered, public_id=hidden.note)
    NoteFactory(case=case, areas=covered, audience=Audience.SHARED)
    RiskFlagFactory(case=case, public_id=hidden.flag)
    make_measure(case=case, state=MeasureState.SUBMITTED, public_id=hidden.measure)
    ContactDetailsFactory(pupil=pupil, owner=wall.office)
    return case


def answer(wall: Wall, case: Any, hidden: Hidden, **facts: Any) -> None:
    areas = ["jobb-og-praksis"]
    give_consent(case, wall.school, areas=areas, public_id=hidden.consent, **facts)


def open_case(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """A case, and no answer about consent."""
    full_case(wall, pupil, hidden)


def closed_case(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """A case with full consent that is closed."""
    closed = {"closed_on": day(), "outcome": CaseOutcome.COMPLETED}
    answer(wall, full_case(wall, pupil, hidden, **closed), hidden)


def refused(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """The pupil said no."""
    case = full_case(wall, pupil, hidden)
    answer(wall, case, hidden, status=ConsentStatus.REFUSED, information=())


def blocked(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """Pupil and guardian disagree; the lines asked about are kept."""
    answer(wall, full_case(wall, pupil, hidden), hidden, status=ConsentStatus.BLOCKED)


def withdrawn(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """Full consent, withdrawn yesterday."""
    ended = {"status": ConsentStatus.WITHDRAWN, "ended_at": at_noon(day(-1))}
    answer(wall, full_case(wall, pupil, hidden), hidden, **ended)


def expired(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """Full consent, to yesterday."""
    answer(wall, full_case(wall, pupil, hidden), hidden, ends_on=day(-1))


def not_begun(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """Full consent, from the day after tomorrow."""
    answer(wall, full_case(wall, pupil, hidden), hidden, starts_on=day(2))


def without_existence(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """A consent for a school the pupil does not go to."""
    case = full_case(wall, pupil, hidden)
    give_consent(case, wall.outside.school, areas=["jobb-og-praksis"], public_id=hidden.consent)


def at_office_without_contract(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """A case with consent at an office whose contract with the school has run out."""
    case = CaseFactory(
        pupil=pupil,
        office=wall.lapsed_office,
        opened_on=day(),
        public_id=hidden.case,
    )
    answer(wall, case, hidden)


def declared_relation(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """A veileder is a close relation of the pupil."""
    full_case(wall, pupil, hidden)
    PersonRelationFactory(pupil=pupil, user=wall.counsellor, owner=wall.office)


def declined_referral(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """The office declined the referral."""
    Referral.objects.filter(pupil=pupil).update(
        declined_at=at_noon(day(-1)), declined_by=wall.counsellor, decline_reason="Nei."
    )


def taken_referral(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """The office opened a case on the referral."""
    case = full_case(wall, pupil, hidden)
    Referral.objects.filter(pupil=pupil).update(case=case)


HAPPENINGS = [
    open_case,
    closed_case,
    refused,
    blocked,
    withdrawn,
    expired,
    not_begun,
    without_existence,
    at_office_without_contract,
    declared_relation,
    declined_referral,
    taken_referral,
]
