"""What is done with and for the pupil: notes, measures, reviews."""

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
from followup.models.review import CaseloadReview

__all__ = [
    "Audience",
    "CaseloadReview",
    "DecisionOutcome",
    "DecisionReason",
    "Measure",
    "MeasureDecision",
    "MeasurePart",
    "MeasureState",
    "MeasureSubmission",
    "MeasureType",
    "Note",
    "NoteKind",
    "Sector",
]
