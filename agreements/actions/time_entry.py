"""Register how the half days of a week were used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agreements.models import TimeEntry
from agreements.time_week import Slot, WeekSheet, Work
from navskole.access import policies
from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken, StaleVersion
from navskole.records.models import sign_history

if TYPE_CHECKING:
    from collections.abc import Mapping

    from navskole.records.week import Week


class WeekToCome(RuleBroken):
    """The week has not begun."""

    message = _("Du kan føre til og med denne uken.")


class NotPlaced(RuleBroken):
    """The half day is a holiday, or no day on which the placement counts."""

    message = _("Du kan bare føre dager du er plassert ved skolen, og ikke helligdager.")


class WeekChanged(StaleVersion):
    """The week was saved in another window after the form was opened."""

    message = _(
        "Uken er lagret i et annet vindu mens du skrev. Teksten din er beholdt under. "
        "Sammenlign, velg og lagre på nytt."
    )


@dataclass(frozen=True)
class WrittenWeek:
    """The version a stale form is told of."""

    version: int


@transaction.atomic
def save_week(
    *, actor: Actor, week: Week, version: int, content: Mapping[Slot, Work | None]
) -> WeekSheet:
    """Write the half days of `content` as they are given; None clears one, others stay.

    What already stands as it is given is written no second time. Raises WeekToCome, NotPlaced,
    or WeekChanged where something else was written after `version`.
    """
    policies.require(actor, "agreements.register_time")
    if week.monday > actor.on:
        raise WeekToCome
    # One at a time: the half days of a week that has none cannot be locked themselves.
    User.objects.select_for_update(no_key=True).get(pk=actor.person.pk)
    sheet = WeekSheet.of(actor, week)
    changes = {slot: work for slot, work in content.items() if work != _standing(sheet, slot)}
    if not changes:
        return sheet
    if sheet.version != version:
        raise WeekChanged(record=WrittenWeek(sheet.version))
    for slot, work in changes.items():
        _write(actor, sheet, slot, work)
    log.record(actor, Action.TIME_SAVED)
    return WeekSheet.of(actor, week)


def _standing(sheet: WeekSheet, slot: Slot) -> Work | None:
    entry = sheet.entries.get(slot)
    return Work.of(entry) if entry is not None else None


def _write(actor: Actor, sheet: WeekSheet, slot: Slot, work: Work | None) -> None:
    day, half = slot
    entry = sheet.entries.get(slot)
    if work is None:
        if entry is not None:
            sign_history(entry, by=actor.user, at=actor.now)
            entry.delete()
        return
    if slot not in sheet.slots or work.placement not in sheet.placements_on(day):
        raise NotPlaced
    entry = entry or TimeEntry(counsellor=actor.person, day=day, half=half)
    entry.placement, entry.place, entry.kind = work.placement, work.place, work.kind
    sign_history(entry, by=actor.user, at=actor.now)
    entry.save()
