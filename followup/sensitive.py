"""Sensitive records that a NAV-leder opens one at a time: what stands of them before and after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followup.models import Goal, Measure, Note, Task
from navskole.ui.templatetags.ui_dates import short_date, short_moment
from pupils.models import RiskFlag

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.db.models import Model
    from django_stubs_ext import StrPromise

    from followup.facts import Facts
    from navskole.access.actor import Actor
    from pupils.models import Case


@dataclass(frozen=True)
class Shown:
    """A record as its own page shows it."""

    heading: str
    text: str
    facts: Facts


@dataclass(frozen=True)
class Kind:
    """A kind of record: what it is called, when and by whom it was written, its page."""

    model: type[Model]
    label: StrPromise
    written_at: str
    written_by: str
    address: str


@dataclass(frozen=True)
class Closed:
    """That a sensitive record stands in the case, with nothing of what it says."""

    label: str
    at: datetime
    who: Any
    url: str


KINDS = (
    Kind(Note, _("Notat"), "created_at", "author", "followup:sensitive_note"),
    Kind(RiskFlag, _("Flagg"), "raised_at", "raised_by", "followup:sensitive_flag"),
    Kind(Goal, _("Mål"), "created_at", "created_by", "followup:sensitive_goal"),
    Kind(Task, _("Oppgave"), "created_at", "created_by", "followup:sensitive_task"),
    Kind(Measure, _("Tiltak"), "created_at", "created_by", "followup:sensitive_measure"),
)


def closed_to_leader(actor: Actor, case: Case) -> list[Closed]:
    """Return which sensitive records of the case the actor may open one at a time, newest first."""
    found = [
        Closed(
            label=str(kind.label),
            at=getattr(record, kind.written_at),
            who=getattr(record, kind.written_by),
            url=reverse(kind.address, args=[record.public_id]),
        )
        for kind in KINDS
        for record in kind.model.objects.closed_to_leader(actor)  # type: ignore[attr-defined]
        .filter(case=case)
        .select_related(kind.written_by)
    ]
    return sorted(found, key=lambda closed: closed.at, reverse=True)


def _areas(record: Any) -> str:
    return ", ".join(area.name for area in record.areas.all())


def _note(note: Note) -> Shown:
    facts: Facts = [
        (_("Type"), note.get_kind_display()),
        (_("Når"), short_moment(note.occurred_at)),
        (_("Skrevet av"), note.author),
        (_("Problemområder"), _areas(note)),
        (_("Strøket"), note.struck_reason),
    ]
    return Shown(note.heading, note.text, facts)


def _flag(flag: RiskFlag) -> Shown:
    facts: Facts = [
        (_("Nivå"), flag.get_level_display()),
        (_("Hevet av"), flag.raised_by),
        (_("Hevet"), short_moment(flag.raised_at)),
        (_("Utløper"), short_date(flag.expires_on)),
        (_("Avsluttet"), flag.resolved_reason),
    ]
    return Shown(flag.what, flag.reason, facts)


def _goal(goal: Goal) -> Shown:
    facts: Facts = [
        (_("Status"), goal.get_state_display()),
        (_("Skal være nådd"), short_date(goal.due_on)),
        (_("Skrevet av"), goal.created_by),
        (_("Problemområder"), _areas(goal)),
    ]
    return Shown(goal.heading, goal.text, facts)


def _task(task: Task) -> Shown:
    facts: Facts = [
        (_("Frist"), short_date(task.due_on)),
        (_("Ansvarlig"), task.responsible),
        (_("Skrevet av"), task.created_by),
        (_("Problemområder"), _areas(task)),
        (_("Strøket"), task.struck_reason),
    ]
    return Shown(task.heading, task.text, facts)


def _measure(measure: Measure) -> Shown:
    part = measure.parts.get(owner=measure.owner)
    facts: Facts = [
        (_("Omfang"), part.extent),
        (_("Planlagt start"), short_date(part.planned_start)),
        (_("Foreslått av"), measure.created_by),
    ]
    return Shown(str(measure.type), part.justification, facts)


_SHOWN: dict[type[Model], Callable[[Any], Shown]] = {
    Note: _note,
    RiskFlag: _flag,
    Goal: _goal,
    Task: _task,
    Measure: _measure,
}


def shown(record: Model) -> Shown:
    """Return what the record's own page shows, without the facts that have no value."""
    found = _SHOWN[type(record)](record)
    return replace(found, facts=[fact for fact in found.facts if fact[1]])
