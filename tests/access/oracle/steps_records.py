"""Steps that write: notes, flags, tasks and the plan, on either side."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from followup.actions.note import (
    NoteContent,
    change_note,
    strike_note,
    write_addendum,
    write_case_note,
    write_school_note,
)
from followup.actions.plan import AssessmentContent, GoalContent, add_goal, save_assessment
from followup.actions.reminder import ReminderContent, add_reminder, end_reminder
from followup.actions.task import TaskContent, add_case_task, add_school_task, strike_task
from followup.models import Assessment, Note, Reminder, Task
from pupils.actions.flag import raise_case_flag, raise_school_flag, resolve_flag
from pupils.models import Case, FlagKind, RiskFlag, Service
from tests.access.oracle.stage import (
    AREAS,
    AT_NAV,
    AT_SCHOOL,
    NO,
    PERSON,
    PICK,
    YES,
    Stage,
)


class RecordSteps(Stage):
    """What is written of a pupil."""

    def _written(self, areas: tuple[int, ...], sensitive: bool, **facts: Any) -> NoteContent:
        return NoteContent(
            kind="phone",
            occurred_at=self.now,
            heading="Samtale",
            text="Vi snakket sammen.",
            areas=self.areas(areas),
            is_sensitive=sensitive,
            **facts,
        )

    @rule(who=AT_NAV, number=PICK, areas=AREAS, sensitive=NO, shared=YES)
    def write_in_a_case(
        self, who: str, number: int, areas: tuple[int, ...], sensitive: bool, shared: bool
    ) -> None:
        """A veileder writes a note, shared where a line lets it be."""
        case = self.pick(Case.objects.open(), number)
        actor = self.on_case(case, who)
        for audience in ["shared", "own"] if shared else ["own"]:
            content = self._written(areas, sensitive, audience=audience)
            if self.attempt(write_case_note, actor=actor, case=case, content=content):
                return

    @rule(who=AT_NAV, number=PICK, areas=AREAS, sensitive=NO)
    def add_to_a_closed_case(
        self, who: str, number: int, areas: tuple[int, ...], sensitive: bool
    ) -> None:
        """The team, or the leader, adds what was missing."""
        case = self.pick(Case.objects.exclude(closed_on=None), number)
        content = self._written(areas, sensitive)
        actor = self.on_case(case, who) if number % 2 else self.leader(case, "manager_1")
        self.attempt(write_addendum, actor=actor, case=case, content=content)

    @rule(who=AT_SCHOOL, number=PICK, areas=AREAS, sensitive=NO, named=AT_SCHOOL)
    def write_at_school(
        self, who: str, number: int, areas: tuple[int, ...], sensitive: bool, named: str
    ) -> None:
        """The school writes a note of its own, shared where a line lets it be."""
        pupil = self.pupil(number)
        for audience in ["shared", "own"]:
            wrote = self.attempt(
                write_school_note,
                actor=self.at_school(pupil, who),
                pupil=pupil,
                school=self.school_of(pupil),
                content=self._written(
                    areas, sensitive, audience=audience, named_readers=[self.cast.people[named]]
                ),
            )
            if wrote:
                return

    @rule(number=PICK, areas=AREAS, sensitive=NO, shared=YES)
    def change_one(
        self, number: int, areas: tuple[int, ...], sensitive: bool, shared: bool
    ) -> None:
        """The writer of a note changes it: other areas, another audience."""
        note = self.pick(Note.objects, number)
        if note is None:
            return
        audience = "shared" if shared else "own"
        self.attempt(
            change_note,
            actor=self._writer(note.author_id),
            note=note,
            version=note.version,
            content=self._written(areas, sensitive, audience=audience),
        )

    @rule(number=PICK)
    def strike_one(self, number: int) -> None:
        """The writer of a note strikes it."""
        note = self.pick(Note.objects, number)
        if note is not None and number % 2:
            self.attempt(
                strike_note,
                actor=self._writer(note.author_id),
                note=note,
                version=note.version,
                reason="Feil elev.",
            )

    def _writer(self, user_id: int) -> Any:
        who = next(name for name, user in self.cast.people.items() if user.pk == user_id)
        return self.acting(who)

    # --- Flags ---

    @rule(who=AT_NAV, number=PICK, area=st.integers(0, 2), sensitive=NO)
    def flag_in_a_case(self, who: str, number: int, area: int, sensitive: bool) -> None:
        """A veileder raises a flag."""
        case = self.pick(Case.objects.open(), number)
        self.attempt(
            raise_case_flag,
            actor=self.on_case(case, who),
            case=case,
            area=self.cast.areas[area],
            level="concern",
            reason="Sover lite.",
            is_sensitive=sensitive,
        )

    @rule(who=AT_SCHOOL, number=PICK, area=st.integers(0, 2), sensitive=NO)
    def flag_at_school(self, who: str, number: int, area: int, sensitive: bool) -> None:
        """The school raises a flag."""
        pupil = self.pupil(number)
        self.attempt(
            raise_school_flag,
            actor=self.at_school(pupil, who),
            pupil=pupil,
            school=self.school_of(pupil),
            kind=FlagKind.AREA,
            area=self.cast.areas[area],
            level="concern",
            reason="Mye borte.",
            is_sensitive=sensitive,
        )

    @rule(who=PERSON, number=PICK)
    def settle_a_flag(self, who: str, number: int) -> None:
        """Somebody settles a flag."""
        flag = self.pick(RiskFlag.objects.filter(resolved_at__isnull=True), number)
        self.attempt(resolve_flag, actor=self.acting(who), flag=flag, reason="I orden.")

    # --- Tasks and the plan ---

    @rule(
        who=AT_NAV,
        number=PICK,
        areas=AREAS,
        sensitive=NO,
        given=st.sampled_from(["", *Service]),
    )
    def task_in_a_case(
        self, who: str, number: int, areas: tuple[int, ...], sensitive: bool, given: str
    ) -> None:
        """A veileder writes a task, and may give it to a service at the school."""
        case = self.pick(Case.objects.open(), number)
        if case is None:
            return
        actor = self.on_case(case, who)
        for service in [given, ""]:
            content = TaskContent(
                heading="Ring hjem",
                due_on=self.today,
                areas=self.areas(areas),
                is_sensitive=sensitive,
                given_to=service,
                receiver=self.school_of(case.pupil) if service else None,
            )
            if self.attempt(add_case_task, actor=actor, case=case, content=content):
                return

    @rule(who=AT_SCHOOL, number=PICK, areas=AREAS, sensitive=NO, to=AT_SCHOOL)
    def task_at_school(
        self, who: str, number: int, areas: tuple[int, ...], sensitive: bool, to: str
    ) -> None:
        """The school writes a task of its own."""
        pupil = self.pupil(number)
        actor = self.at_school(pupil, who)
        content = TaskContent(
            heading="Snakk med klassen",
            due_on=self.today,
            areas=self.areas(areas),
            is_sensitive=sensitive,
            responsible=self.cast.people[to] if number % 2 else actor.user,
        )
        self.attempt(
            add_school_task,
            actor=actor,
            pupil=pupil,
            school=self.school_of(pupil),
            content=content,
        )

    @rule(number=PICK)
    def strike_a_task(self, number: int) -> None:
        """The writer of a task strikes it."""
        task = self.pick(Task.objects, number)
        if task is not None and number % 2:
            self.attempt(
                strike_task,
                actor=self._writer(task.created_by_id),
                task=task,
                version=task.version,
                reason="Feil.",
            )

    @rule(who=AT_NAV, number=PICK)
    def slip_on_a_case(self, who: str, number: int) -> None:
        """A veileder hangs a slip on a case, or takes one away."""
        if number % 2:
            standing = self.pick(Reminder.objects.standing(), number)
            if standing is not None:
                actor = self.on_case(standing.case, who)
                self.attempt(end_reminder, actor=actor, reminder=standing)
            return
        case = self.pick(Case.objects.open(), number)
        content = ReminderContent(text="Ring om praksis", remind_on=self.today)
        self.attempt(add_reminder, actor=self.on_case(case, who), case=case, content=content)

    @rule(who=AT_NAV, number=PICK, areas=AREAS, sensitive=NO)
    def plan(self, who: str, number: int, areas: tuple[int, ...], sensitive: bool) -> None:
        """A veileder saves the assessment and a goal."""
        case = self.pick(Case.objects.open(), number)
        if case is None:
            return
        known = Assessment.objects.filter(case=case).first()
        words = dict.fromkeys(self.areas(areas), "Eget ord.")
        self.attempt(
            save_assessment,
            actor=self.on_case(case, who),
            case=case,
            version=known.version if known else 0,
            content=AssessmentContent(words=words, is_sensitive=sensitive),
        )
        goal = GoalContent(heading="Få lære", areas=self.areas(areas), is_sensitive=sensitive)
        self.attempt(add_goal, actor=self.on_case(case, who), case=case, content=goal)
