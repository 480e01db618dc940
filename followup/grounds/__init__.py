"""Why somebody may see a note, a task, a measure or a combination of measures."""

from followup.grounds.combined import (
    asked_here,
    lines_missing,
    link_arms,
    school_to_ask,
)
from followup.grounds.record import (
    CONSENT_GROUNDS,
    contact_request_arms,
    decided_from,
    has_been_sent,
    measure_areas,
    measure_arms,
    note_areas,
    note_arms,
    school_measure,
    school_note,
    school_task,
    sees_submitted_version,
    shown_content,
    shown_submission,
    task_areas,
    task_arms,
)

__all__ = [
    "CONSENT_GROUNDS",
    "asked_here",
    "contact_request_arms",
    "decided_from",
    "has_been_sent",
    "lines_missing",
    "link_arms",
    "measure_areas",
    "measure_arms",
    "note_areas",
    "note_arms",
    "school_measure",
    "school_note",
    "school_task",
    "school_to_ask",
    "sees_submitted_version",
    "shown_content",
    "shown_submission",
    "task_areas",
    "task_arms",
]
