"""What is written of a pupil, on both sides, before a sequence begins: all that can cross."""

from __future__ import annotations

from typing import Any

from followup.models import Audience, MeasureState
from navskole.accounts.models import User
from navskole.organisations.models import School
from pupils.models import Case, Service
from tests.access.oracle.cast import Cast
from tests.factories.followup import NoteFactory, ReminderFactory, TaskFactory, make_measure
from tests.factories.pupils import (
    EnrolmentFactory,
    RiskFlagFactory,
    enter_standing,
    give_consent,
    give_school_consent,
)


def let_it_cross(cast: Cast, case: Case, school: School) -> None:
    """Let the pupil have answered both sides, each about its own."""
    areas = [area.code for area in cast.areas[:2]]
    give_consent(case, school, areas=areas)
    give_school_consent(
        case.pupil, school, case.office, areas=areas, recorded_by=cast.people["counsellor_a"]
    )


def write_of(cast: Cast, case: Case, school: School) -> None:
    """Write what each side keeps of the pupil, some of it for the other to read."""
    about = [cast.areas[0].code]
    at_office: dict[str, Any] = {"case": case}
    at_school: dict[str, Any] = {"pupil": case.pupil, "owner": school}
    counsellor: User = cast.people["counsellor_a"]
    for sensitive in (False, True):
        NoteFactory(audience=Audience.SHARED, areas=about, is_sensitive=sensitive, **at_office)
        NoteFactory(
            audience=Audience.SHARED,
            areas=about,
            is_sensitive=sensitive,
            author=counsellor,
            **at_school,
        )
    ReminderFactory(case=case)
    TaskFactory(areas=about, given_to=Service.PUPIL_SERVICES, receiver=school, **at_office)
    TaskFactory(areas=about, created_by=counsellor, **at_school)
    make_measure(
        type=cast.types[1], state=MeasureState.RETURNED,
        decided_by=cast.people["manager_1"], **at_office,
    )  # fmt: skip
    make_measure(
        type=cast.school_type, state=MeasureState.SUBMITTED, created_by=counsellor, **at_school
    )
    RiskFlagFactory(raised_by=counsellor, **at_school)
    enter_standing(
        case.pupil, school, absent={"undocumented": 4, "health": 2}, recorded_by=counsellor
    )
    EnrolmentFactory(
        pupil=case.pupil, school=school, starts_on=cast.day(-800), ends_on=cast.day(-450)
    )
