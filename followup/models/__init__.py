"""What is done with and for the pupil: notes, plan, tasks, measures, reviews."""

from followup.models.contact_request import ContactChannel, ContactOutcome, ContactRequest
from followup.models.measure import (
    DecisionOutcome,
    DecisionReason,
    Measure,
    MeasureDecision,
    MeasurePart,
    MeasureState,
    MeasureSubmission,
)
from followup.models.measure_type import MeasureType, Sector
from followup.models.note import Audience, Note, NoteKind
from followup.models.outreach import OutreachActivity, OutreachKind
from followup.models.plan import Assessment, AssessmentArea, Goal, GoalState
from followup.models.review import CaseloadReview
from followup.models.task import Task

__all__ = [
    "Assessment",
    "AssessmentArea",
    "Audience",
    "CaseloadReview",
    "ContactChannel",
    "ContactOutcome",
    "ContactRequest",
    "DecisionOutcome",
    "DecisionReason",
    "Goal",
    "GoalState",
    "Measure",
    "MeasureDecision",
    "MeasurePart",
    "MeasureState",
    "MeasureSubmission",
    "MeasureType",
    "Note",
    "NoteKind",
    "OutreachActivity",
    "OutreachKind",
    "Sector",
    "Task",
]
