"""What is done with and for the pupil: notes, plan, tasks, measures, reviews."""

from followup.models.contact_request import ContactChannel, ContactOutcome, ContactRequest
from followup.models.disclosure import (
    NAMED_IN_WORDS,
    SHORTEST_ASSESSMENT,
    Disclosure,
    Statute,
    statutes_of,
)
from followup.models.measure import (
    ASKING_STATES,
    CHANGEABLE_STATES,
    DRAFTING_STATES,
    ENDED_STATES,
    HOLDING_STATES,
    WAITING_STATES,
    Measure,
    MeasureState,
)
from followup.models.measure_decision import (
    DecisionOutcome,
    DecisionReason,
    LiftCause,
    MeasureDecision,
    MeasureSubmission,
)
from followup.models.measure_link import LinkEnd, MeasureLink
from followup.models.measure_part import MeasureEffect, MeasurePart, state_label
from followup.models.measure_type import ConditionKind, MeasureCondition, MeasureType, Sector
from followup.models.note import Audience, Note, NoteKind
from followup.models.outreach import OutreachActivity, OutreachKind
from followup.models.plan import Assessment, AssessmentArea, Goal, GoalState
from followup.models.reminder import Reminder
from followup.models.review import CaseloadReview
from followup.models.task import Task

__all__ = [
    "ASKING_STATES",
    "CHANGEABLE_STATES",
    "DRAFTING_STATES",
    "ENDED_STATES",
    "HOLDING_STATES",
    "NAMED_IN_WORDS",
    "SHORTEST_ASSESSMENT",
    "WAITING_STATES",
    "Assessment",
    "AssessmentArea",
    "Audience",
    "CaseloadReview",
    "ConditionKind",
    "ContactChannel",
    "ContactOutcome",
    "ContactRequest",
    "DecisionOutcome",
    "DecisionReason",
    "Disclosure",
    "Goal",
    "GoalState",
    "LiftCause",
    "LinkEnd",
    "Measure",
    "MeasureCondition",
    "MeasureDecision",
    "MeasureEffect",
    "MeasureLink",
    "MeasurePart",
    "MeasureState",
    "MeasureSubmission",
    "MeasureType",
    "Note",
    "NoteKind",
    "OutreachActivity",
    "OutreachKind",
    "Reminder",
    "Sector",
    "Statute",
    "Task",
    "state_label",
    "statutes_of",
]
