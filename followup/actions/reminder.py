"""Hang a slip on a case, change it, and take it away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from followup.models import Reminder
from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken, require_version

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from navskole.access.actor import Actor
    from pupils.models import Case


class EmptyReminder(RuleBroken):
    """There is neither a word nor a date."""

    message = _("Skriv hva som skal huskes, eller fyll inn en dato.")
    field = "text"


@dataclass(frozen=True)
class ReminderContent:
    """What the writer wrote: words, a date, or both."""

    text: str = ""
    remind_on: date | None = None

    def require_something(self) -> None:
        """Raise EmptyReminder where nothing was written."""
        if not (self.text or self.remind_on):
            raise EmptyReminder


@transaction.atomic
def add_reminder(
    *, actor: Actor, case: Case, content: ReminderContent, submission_id: UUID | None = None
) -> Reminder:
    """Hang a slip on a case; a second post with the same id returns the first slip.

    Raises EmptyReminder.
    """
    policies.require(actor, "followup.add_reminder", case)
    content.require_something()
    known = Reminder.objects.filter(  # type: ignore[misc]  # no id finds no row
        created_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    reminder = Reminder(
        pupil=case.pupil,
        owner=case.office,
        case=case,
        created_by=actor.person,
        created_at=actor.now,
    )
    if submission_id:
        reminder.submission_id = submission_id
    return _save(actor, reminder, content, new=True)


@transaction.atomic
def change_reminder(
    *, actor: Actor, reminder: Reminder, version: int, content: ReminderContent
) -> Reminder:
    """Make a new version. Raises StaleVersion or EmptyReminder."""
    reminder = Reminder.objects.select_for_update().get(pk=reminder.pk)
    policies.require(actor, "followup.change_reminder", reminder)
    require_version(reminder, version)
    content.require_something()
    return _save(actor, reminder, content, new=False)


def _save(actor: Actor, reminder: Reminder, content: ReminderContent, *, new: bool) -> Reminder:
    reminder.text, reminder.remind_on = content.text, content.remind_on
    reminder.saved_by, reminder.saved_at = actor.person, actor.now
    reminder.save_change(by=actor.user, at=actor.now, new=new)
    log.record(actor, Action.REMINDER_SAVED, [reminder.access()])
    return reminder


@transaction.atomic
def end_reminder(*, actor: Actor, reminder: Reminder) -> Reminder:
    """Take a slip away; it stays in the case's history, and can be handed out."""
    reminder = Reminder.objects.select_for_update().get(pk=reminder.pk)
    policies.require(actor, "followup.change_reminder", reminder)
    reminder.ended_at, reminder.ended_by = actor.now, actor.person
    reminder.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.REMINDER_ENDED, [reminder.access()])
    return reminder
