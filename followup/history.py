"""The history of a case in plain sentences, as far as the reader may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from followup import sentences
from followup.combined_history import events_of
from followup.models import (
    Assessment,
    AssessmentArea,
    Disclosure,
    Goal,
    MeasureLink,
    MeasurePart,
    MeasureState,
    Note,
    Reminder,
    Task,
)
from followup.versions import area_change, areas_of
from navskole.access.changes import Change, changes_between
from navskole.access.grounds import Ground
from navskole.access.history import HistoryLine, all_versions, steps
from navskole.audit.log import Access
from pupils.models import Case, Consent, RiskFlag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from navskole.access.actor import Actor


class Kind(Enum):
    """What a line of the history is about."""

    CASE = "case"
    NOTE = "note"
    PLAN = "plan"
    REMINDER = "reminder"
    FLAG = "flag"
    CONSENT = "consent"
    MEASURE = "measure"


@dataclass(frozen=True)
class CaseLine(HistoryLine):
    """One change in a case, and from what to what.

    `is_turn` marks what belongs in the overview: more than a corrected text.
    """

    kind: Kind
    classes: str
    case: Case = field(repr=False)
    changes: tuple[Change, ...] = ()
    is_turn: bool = False

    def access(self, ground: str = "") -> Access:
        """Return what the access log keeps of a look at this line."""
        return Access(
            pupil_id=self.case.pupil_id,
            owner_id=self.case.office_id,
            ground=ground,
            classes=self.classes,
        )


NOTE_FIELDS = (
    "audience", "kind", "occurred_at", "heading", "text", "is_sensitive", "next_contact_on",
)  # fmt: skip
TASK_FIELDS = ("heading", "text", "due_on", "responsible", "given_to", "is_sensitive")
REMINDER_FIELDS = ("text", "remind_on")
GOAL_FIELDS = ("state", "heading", "text", "due_on", "is_sensitive")
ASSESSMENT_FIELDS = ("own_goal", "resources", "is_sensitive")
CASE_FIELDS = ("status", "responsible", "outcome")
PART_FIELDS = (
    "state", "justification", "extent", "planned_start", "planned_end", "other_type",
    "other_request", "evaluation",
)  # fmt: skip


def history_visible_to(actor: Actor, case: Case) -> list[CaseLine]:
    """Return the changes of the case and what hangs on it, the latest first.

    `case` carries the reader's `ground`. The leader sees no version that was sensitive
    when it was written, even where the record no longer is.
    """
    reader = _Reader(actor, case)
    return _latest_first(
        [*reader.case_lines(), *reader.notes_and_plan(), *reader.reminders(), *reader.flags(),
         *reader.consents(), *reader.disclosures(), *reader.measures(), *reader.combinations()]
    )  # fmt: skip


def turns_visible_to(actor: Actor, case: Case) -> list[CaseLine]:
    """Return what has happened besides notes and flags: status, consents and measures.

    Whoever is here through consent gets what the lines open: the measures sent.
    """
    reader = _Reader(actor, case)
    lines = list(reader.measures())
    if not reader.by_consent:
        lines += [*reader.case_lines(), *reader.consents()]
    return [line for line in lines if line.is_turn]


def _latest_first(lines: Iterable[CaseLine]) -> list[CaseLine]:
    return sorted(lines, key=lambda line: line.at, reverse=True)


class _Reader:
    """Reads the versions of a case's records as one person may."""

    def __init__(self, actor: Actor, case: Case) -> None:
        self.actor, self.case = actor, case
        self.on_team = case.ground == Ground.CASE_TEAM
        self.by_consent = case.ground == Ground.CONSENT_FROM_NAV

    def case_lines(self) -> Iterator[CaseLine]:
        """Yield how the case was opened, moved on, given to others, closed and reopened."""
        rows = Case.history.filter(id=self.case.pk).select_related("responsible")
        for old, new in steps(rows):
            changes = changes_between(old, new, CASE_FIELDS) if old else []
            if old and new.status_reason not in ("", old.status_reason):
                changes.append(Change(sentences.why(), "", new.status_reason))
            what = sentences.of_case(old, new)
            yield self._line(new, what, Kind.CASE, "C", changes, is_turn=True)

    def notes_and_plan(self) -> Iterator[CaseLine]:
        """Yield the changes of notes, tasks, goals and the assessment."""
        of_case = {"case": self.case}
        notes = self._versions(Note, Note.objects.visible_to(self.actor).filter(**of_case))
        tasks = self._versions(Task, Task.objects.visible_to(self.actor).filter(**of_case))
        goals = self._versions(Goal, Goal.objects.visible_to(self.actor).filter(**of_case))
        areas = areas_of({Note: notes, Task: tasks, Goal: goals})
        for kind, rows, model, fields, sentence in (
            (Kind.NOTE, notes, Note, NOTE_FIELDS, sentences.of_note),
            (Kind.PLAN, tasks.select_related("responsible"), Task, TASK_FIELDS, sentences.of_task),
            (Kind.PLAN, goals, Goal, GOAL_FIELDS, sentences.of_goal),
        ):
            for old, new in steps(rows):
                changes = changes_between(old, new, fields) if old else []
                changes += area_change(areas[model], old, new)
                classes = _classes(new, shared=getattr(new, "audience", "") == "shared")
                yield self._line(new, sentence(old, new), kind, classes, changes)
        yield from self._assessment()

    def _assessment(self) -> Iterator[CaseLine]:
        """Yield the changes of the assessment, and of the words on each area."""
        visible = Assessment.objects.visible_to(self.actor).filter(case=self.case)
        for old, new in steps(self._versions(Assessment, visible)):
            changes = changes_between(old, new, ASSESSMENT_FIELDS) if old else []
            if changes or old is None:
                what = sentences.of_assessment(old, new)
                yield self._line(new, what, Kind.PLAN, _classes(new), changes)
        words = AssessmentArea.objects.visible_to(self.actor).filter(assessment__case=self.case)
        for old, new in steps(self._versions(AssessmentArea, words).select_related("area")):
            what = sentences.of_assessed_area(old, new)
            before, after = _standing_words(old), _standing_words(new)
            if before != after:
                changes = [Change(str(new.area), before, after)]
                yield self._line(new, what, Kind.PLAN, _classes(new), changes)

    def reminders(self) -> Iterator[CaseLine]:
        """Yield how slips were hung up, changed and taken away."""
        visible = Reminder.objects.visible_to(self.actor).filter(case=self.case)
        for old, new in steps(all_versions(Reminder, visible)):
            changes = changes_between(old, new, REMINDER_FIELDS) if old else []
            what = sentences.of_reminder(old, new)
            yield self._line(new, what, Kind.REMINDER, Reminder.classes, changes)

    def flags(self) -> Iterator[CaseLine]:
        """Yield how flags were raised and settled."""
        visible = RiskFlag.objects.visible_to(self.actor).filter(case=self.case)
        for old, new in steps(self._versions(RiskFlag, visible).select_related("area")):
            reason = Change(sentences.why(), "", new.resolved_reason or new.reason)
            what = sentences.of_flag(old, new)
            yield self._line(new, what, Kind.FLAG, _classes(new), [reason])

    def consents(self) -> Iterator[CaseLine]:
        """Yield the pupil's answers, and how they ended."""
        visible = Consent.objects.visible_to(self.actor).filter(case=self.case)
        for old, new in steps(all_versions(Consent, visible)):
            changes = changes_between(old, new, ("status",)) if old else [sentences.told(new)]
            what = sentences.of_consent(old, new)
            yield self._line(new, what, Kind.CONSENT, "C", changes, is_turn=True)

    def disclosures(self) -> Iterator[CaseLine]:
        """Yield what was shared on a statute and when that ended; not what it said."""
        visible = Disclosure.objects.visible_to(self.actor).filter(case=self.case)
        for _old, new in steps(all_versions(Disclosure, visible)):
            why = Change(sentences.why(), "", new.ended_reason or new.get_statute_display())
            yield self._line(new, sentences.of_disclosure(new), Kind.CONSENT, "C", [why])

    def measures(self) -> Iterator[CaseLine]:
        """Yield the measures' states; their content to those who read every version of it."""
        listed = MeasurePart.objects.listed_to(self.actor).filter(measure__case=self.case)
        rows = all_versions(MeasurePart, listed)
        for old, new in steps(rows.select_related("measure__type", "other_type")):
            if self.by_consent and new.state == MeasureState.DRAFT:
                continue
            fields = ("state",) if self.by_consent else PART_FIELDS
            changes = changes_between(old, new, fields) if old else []
            is_turn = old is None or old.state != new.state
            if changes or is_turn:
                what = sentences.of_part(old, new)
                classes = new.measure.classes
                yield self._line(new, what, Kind.MEASURE, classes, changes, is_turn=is_turn)

    def combinations(self) -> Iterator[CaseLine]:
        """Yield how parts were asked for, made and left, as long as that may be known."""
        links = MeasureLink.objects.visible_to(self.actor).filter(case=self.case)
        for event in events_of(links.told()):
            yield CaseLine(
                at=event.at,
                who=event.who,
                what=event.what,
                kind=Kind.MEASURE,
                classes=event.link.classes,
                case=self.case,
                changes=event.changes,
            )

    def _versions(self, model: Any, visible: QuerySet) -> QuerySet:
        versions = all_versions(model, visible)
        return versions if self.on_team else versions.filter(is_sensitive=False)

    def _line(
        self,
        row: Any,
        what: str,
        kind: Kind,
        classes: str,
        changes: Iterable[Change],
        *,
        is_turn: bool = False,
    ) -> CaseLine:
        return CaseLine(
            at=row.history_date,
            who=str(row.history_user or sentences.the_system()),
            what=what,
            kind=kind,
            classes=classes,
            case=self.case,
            changes=tuple(changes),
            is_turn=is_turn,
        )


def _standing_words(row: Any) -> str:
    """Return the words on an area in a version of it; none where it was out."""
    return row.words if row is not None and row.removed_at is None else ""


def _classes(row: Any, *, shared: bool = False) -> str:
    return ("E" if shared else "C") + ("D" if row.is_sensitive else "")
