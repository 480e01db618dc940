"""Write, change, do, reopen and strike tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from followup.actions.note import NotCoveredByConsent, lines_covering, what_is_lacking
from followup.models import Task
from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Membership, Role
from navskole.records.errors import RuleBroken, require_version
from pupils.grounds import SCHOOL_ROLES
from pupils.models import CaseGrant, ConsentLine
from pupils.policies import require_at_school

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from followup.models import CaseloadReview, Goal
    from navskole.access.actor import Actor
    from navskole.accounts.models import User
    from navskole.organisations.models import Organisation
    from pupils.models import Case, ProblemArea, Pupil


class TaskNotCovered(NotCoveredByConsent):
    """No line in force covers giving a task of these areas to that service."""

    message = _(
        "Ingen samtykkelinje som gjelder, dekker å gi denne oppgaven til skolen. La den bli på "
        "egen side, eller endre problemområdene."
    )
    field = "given_to"


class NotOnOwnSide(RuleBroken):
    """The person could not read the task."""

    message = _("Velg en kollega fra listen som kan lese oppgaven.")
    field = "responsible"


class GoalOfAnotherCase(RuleBroken):
    """The goal belongs to something else."""

    message = _("Velg et av målene i saken.")
    field = "goal"


@dataclass(frozen=True)
class TaskContent:
    """What the writer wrote; `given_to` is a service at `receiver`, a school."""

    heading: str
    due_on: date
    text: str = ""
    areas: Collection[ProblemArea] = ()
    is_sensitive: bool = False
    responsible: User | None = None
    given_to: str = ""
    receiver: Organisation | None = None
    goal: Goal | None = None

    @property
    def holds_sensitive(self) -> bool:
        """Whether the task is sensitive: marked so, or by one of its areas."""
        return self.is_sensitive or any(area.is_sensitive for area in self.areas)


def add_case_task(
    *, actor: Actor, case: Case, content: TaskContent, submission_id: UUID | None = None
) -> Task:
    """Write a task in a case; a second post with the same id returns the first task.

    Raises TaskNotCovered when it is given away and no line in force covers it; NotOnOwnSide
    or GoalOfAnotherCase for a person or a goal from elsewhere.
    """
    policies.require(actor, "followup.add_task", case)
    _require_fitting(actor, content, owner=case.office, case=case)
    return _add(actor, content, submission_id, pupil=case.pupil, owner=case.office, case=case)


def add_school_task(
    *,
    actor: Actor,
    pupil: Pupil,
    school: Organisation,
    content: TaskContent,
    review: CaseloadReview | None = None,
    submission_id: UUID | None = None,
) -> Task:
    """Write a task of the school's own; `review` is the review that it is a point of."""
    policies.require(actor, "followup.add_school_task", pupil)
    require_at_school(actor, pupil, school)
    if review is not None and review.school_id != school.pk:
        raise RuleBroken(_("Gjennomgangen hører til en annen skole."))
    _require_fitting(actor, content, owner=school, case=None)
    return _add(actor, content, submission_id, pupil=pupil, owner=school, review=review)


def colleagues(
    actor: Actor, *, owner: Organisation, case: Case | None, sensitive: bool = False
) -> set[int]:
    """Return the numbers of those who can be given the task: who can read it on the own side.

    In a case its team, and the office's leaders unless it is sensitive; at a school rådgiver
    and rektor.
    """
    members = Membership.objects.in_force(on=actor.on).filter(
        organisation_id=owner.pk, user__is_active=True
    )
    if case is None:
        return set(members.filter(role__in=SCHOOL_ROLES).values_list("user_id", flat=True))
    put_on = CaseGrant.objects.letting_in(owner.pk, on=actor.on).filter(content_object=case)
    team = set(put_on.values_list("user_id", flat=True))
    leaders = members.filter(role=Role.NAV_MANAGER).values_list("user_id", flat=True)
    return team if sensitive else team | set(leaders)


def _require_fitting(
    actor: Actor, content: TaskContent, *, owner: Organisation, case: Case | None
) -> None:
    who, sensitive = content.responsible, content.holds_sensitive
    if who and who.pk not in colleagues(actor, owner=owner, case=case, sensitive=sensitive):
        raise NotOnOwnSide
    if content.goal is not None and (case is None or content.goal.case_id != case.pk):
        raise GoalOfAnotherCase
    if content.given_to and not _covered(actor, content, case):
        raise _not_covered(actor, content, case)


def _not_covered(actor: Actor, content: TaskContent, case: Case | None) -> TaskNotCovered:
    """Return the refusal, with what the consent to the chosen service lacks."""
    lines = ConsentLine.objects.in_force(on=actor.on).filter(
        consent__case=case, service=content.given_to, receiver=content.receiver
    )
    said = what_is_lacking(lines, content) if case is not None else []
    if not said:
        return TaskNotCovered()
    words = gettext(
        "Oppgaven kan ikke gis til skolen. %(lacks)s La den bli på egen side, eller endre "
        "problemområdene."
    )
    return TaskNotCovered(words % {"lacks": " ".join(said)})


def _covered(actor: Actor, content: TaskContent, case: Case | None) -> bool:
    if case is None or content.receiver is None:
        return False
    lines = lines_covering(
        actor, case, areas=content.areas, holds_sensitive=content.holds_sensitive
    )
    wanted = (content.given_to, content.receiver.pk)
    return any((line.service, line.receiver_id) == wanted for line in lines)


@transaction.atomic
def _add(actor: Actor, content: TaskContent, submission_id: UUID | None, **place: object) -> Task:
    known = Task.objects.filter(  # type: ignore[misc]  # no id finds no row
        created_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    task = Task(created_by=actor.user, created_at=actor.now, **place)
    if submission_id:
        task.submission_id = submission_id
    _fill(task, content)
    task.save_change(by=actor.user, at=actor.now, new=True)
    task.areas.set(content.areas)
    log.record(actor, Action.TASK_SAVED, [task.access()])
    return task


def _fill(task: Task, content: TaskContent) -> None:
    task.heading, task.text = content.heading, content.text
    task.due_on = content.due_on
    task.is_sensitive = content.holds_sensitive
    task.responsible, task.goal = content.responsible, content.goal
    task.given_to = content.given_to
    task.receiver = content.receiver if content.given_to else None


@transaction.atomic
def change_task(*, actor: Actor, task: Task, version: int, content: TaskContent) -> Task:
    """Make a new version. Raises StaleVersion, or what adding raises."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    policies.require(actor, "followup.change_task", task)
    require_version(task, version)
    _require_fitting(actor, content, owner=task.owner, case=task.case)
    _fill(task, content)
    task.save_change(by=actor.user, at=actor.now)
    task.areas.set(content.areas)
    log.record(actor, Action.TASK_SAVED, [task.access()])
    return task


class AlreadyDone(RuleBroken):
    """Somebody did it first."""

    message = _("Oppgaven er alt gjort.")


@transaction.atomic
def complete_task(*, actor: Actor, task: Task) -> Task:
    """Say that the task is done. Raises AlreadyDone."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.done_at is not None:
        raise AlreadyDone
    policies.require(actor, "followup.complete_task", task)
    task.done_at, task.done_by = actor.now, actor.user
    task.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.TASK_DONE, [task.access()])
    return task


class NotDone(RuleBroken):
    """It was opened again already."""

    message = _("Oppgaven er alt åpnet igjen.")


@transaction.atomic
def reopen_task(*, actor: Actor, task: Task) -> Task:
    """Say that the task is not done after all. Raises NotDone."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.done_at is None:
        raise NotDone
    policies.require(actor, "followup.reopen_task", task)
    task.done_at, task.done_by = None, None
    task.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.TASK_REOPENED, [task.access()])
    return task


@transaction.atomic
def strike_task(*, actor: Actor, task: Task, version: int, reason: str) -> Task:
    """Strike a mistaken task with a reason; it stays readable, struck, on its own side."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    policies.require(actor, "followup.change_task", task)
    require_version(task, version)
    task.struck_at, task.struck_by, task.struck_reason = actor.now, actor.user, reason
    task.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.TASK_STRUCK, [task.access()])
    return task
