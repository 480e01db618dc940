"""Say from a day on what a reason for absence is called, and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from navskole.access import policies
from navskole.administration.actions.rule import InThePast
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken
from navskole.rules.models import AbsenceReason

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor


class CodeTaken(RuleBroken):
    """Another reason has the code."""

    message = _("Koden er i bruk. Velg en annen, eller endre årsaken som har den.")
    field = "code"


class StaysSensitive(RuleBroken):
    """Hours entered under a promise would be shown to NAV without the pupil's own yes."""

    message = _(
        "En årsak som har vært sensitiv, forblir sensitiv: ellers ble fravær som alt er ført, "
        "vist til NAV uten at eleven har sagt ja til det. Lag en ny årsak."
    )
    field = "is_sensitive"


@transaction.atomic
def set_absence_reason(
    *,
    actor: Actor,
    code: str,
    is_new: bool,
    name: str,
    is_exempt: bool,
    is_sensitive: bool,
    effective_from: date,
    source: str,
    checked_on: date | None = None,
) -> AbsenceReason:
    """Let the reason be this from `effective_from` on; what it was before stays in the history.

    The same day's row that has not been overtaken is replaced. Raises CodeTaken, InThePast or
    StaysSensitive.
    """
    policies.require(actor, "administration.save_rule")
    if effective_from < actor.on:
        raise InThePast
    known = AbsenceReason.objects.select_for_update().filter(code=code).order_by("effective_from")
    rows = list(known)
    if is_new and rows:
        raise CodeTaken
    if not is_sensitive and any(
        row.is_sensitive and row.effective_from <= actor.on for row in rows
    ):
        raise StaysSensitive
    same_day = [row for row in rows if row.effective_from == effective_from]
    reason = same_day[0] if same_day else AbsenceReason(code=code, effective_from=effective_from)
    reason.name, reason.is_exempt, reason.is_sensitive = name, is_exempt, is_sensitive
    reason.source, reason.checked_on = source, checked_on
    reason.position = rows[-1].position if rows else _last_position() + 1
    reason.full_clean()
    reason.save()
    purpose = f"{AbsenceReason._meta.verbose_name}: {name} ({effective_from:%d.%m.%Y})"  # noqa: SLF001 - Django's own
    log.record(actor, Action.RULE_SAVED, purpose=purpose)
    return reason


def _last_position() -> int:
    return AbsenceReason.objects.aggregate(last=Max("position"))["last"] or 0
