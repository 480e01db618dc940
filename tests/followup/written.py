"""What is written in a case, of each reach."""

from __future__ import annotations

from typing import Any

from followup.models import Audience, MeasureState
from pupils.models import Service
from tests.factories.followup import NoteFactory, TaskFactory, make_measure

JOB, HOUSING, HEALTH, ABSENCE = (
    "jobb-og-praksis",
    "bolig",
    "psykisk-helse",
    "fravaer-og-motivasjon",
)
ALL = ("existence", "measures", "notes")


def written(pair: Any) -> dict[str, Any]:
    """Return notes, measures and tasks of the case that some line or other covers."""
    shared = {"case": pair.case, "audience": Audience.SHARED}
    to_leadership = {"given_to": Service.SCHOOL_LEADERSHIP, "receiver": pair.school}
    return {
        "own": NoteFactory(case=pair.case, areas=[JOB], heading="Egen side"),
        "plain": NoteFactory(heading="Uten område", **shared),
        "job": NoteFactory(heading="Jobb", areas=[JOB], **shared),
        "both": NoteFactory(heading="Jobb og bolig", areas=[JOB, HOUSING], **shared),
        "health": NoteFactory(heading="Helse", areas=[HEALTH], is_sensitive=True, **shared),
        "marked": NoteFactory(heading="Merket", areas=[JOB], is_sensitive=True, **shared),
        "draft": make_measure(case=pair.case),
        "sent": make_measure(case=pair.case, state=MeasureState.SUBMITTED),
        "task": TaskFactory(case=pair.case, heading="Ring NAV", areas=[JOB], **to_leadership),
        "other_task": TaskFactory(case=pair.case, heading="Til rådgiver",
                                  given_to=Service.PUPIL_SERVICES, receiver=pair.school),
    }  # fmt: skip
