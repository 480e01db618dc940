"""Enter and change absence and standing in a subject."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from navskole.access import policies
from navskole.access.grounds import Ground
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken, require_version
from navskole.records.models import sign_history
from pupils.models import Absence, SubjectStanding
from pupils.policies import require_at_school

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.models import Pupil


@dataclass(frozen=True)
class StandingContent:
    """What is entered: `absences` holds hours by reason code, none of them zero."""

    subject: str
    school_year: int
    term: str
    lesson_hours: Decimal
    absences: dict[str, Decimal] = field(default_factory=dict)
    is_at_risk: bool = False
    warning_sent_on: date | None = None


class SubjectAlreadyEntered(RuleBroken):
    """The school has entered the subject for that term."""

    message = _("Faget er alt ført for denne terminen. Endre det som står der.")
    field = "subject"


@transaction.atomic
def record_standing(
    *,
    actor: Actor,
    pupil: Pupil,
    school: Organisation,
    content: StandingContent,
    submission_id: UUID | None = None,
) -> SubjectStanding:
    """Enter a subject for a term; a second post returns the first.

    Raises SubjectAlreadyEntered.
    """
    policies.require(actor, "pupils.record_standing", pupil)
    require_at_school(actor, pupil, school)
    known = SubjectStanding.objects.filter(  # type: ignore[misc]  # no id finds no row
        recorded_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    standing = SubjectStanding(
        pupil=pupil, owner_id=school.pk, recorded_by=actor.user, recorded_at=actor.now
    )
    if submission_id:
        standing.submission_id = submission_id
    _write(actor, standing, content, new=True)
    return standing


@transaction.atomic
def change_standing(
    *, actor: Actor, standing: SubjectStanding, version: int, content: StandingContent
) -> SubjectStanding:
    """Change what was entered. Raises StaleVersion, or SubjectAlreadyEntered."""
    standing = SubjectStanding.objects.select_for_update().get(pk=standing.pk)
    policies.require(actor, "pupils.change_standing", standing)
    require_version(standing, version)
    _write(actor, standing, content, new=False)
    return standing


def _write(actor: Actor, standing: SubjectStanding, content: StandingContent, *, new: bool) -> None:
    standing.set_subject(content.subject)
    standing.school_year, standing.term = content.school_year, content.term
    standing.lesson_hours = content.lesson_hours
    standing.is_at_risk, standing.warning_sent_on = content.is_at_risk, content.warning_sent_on
    _require_once(standing)
    standing.save_change(by=actor.user, at=actor.now, new=new)
    _write_absences(actor, standing, content.absences)
    log.record(actor, Action.STANDING_SAVED, [standing.access(Ground.OWN_SCHOOL)])


def _require_once(standing: SubjectStanding) -> None:
    same = SubjectStanding.objects.filter(
        pupil=standing.pupil_id,
        owner=standing.owner_id,
        school_year=standing.school_year,
        term=standing.term,
        subject_key=standing.subject_key,
    )
    if same.exclude(pk=standing.pk).exists():
        raise SubjectAlreadyEntered


def _write_absences(actor: Actor, standing: SubjectStanding, wanted: dict[str, Decimal]) -> None:
    """Bring the rows in line with what was entered, each change signed in the history."""
    known = {row.reason_code: row for row in Absence.objects.filter(standing=standing)}
    for code, row in known.items():
        if code not in wanted:
            sign_history(row, by=actor.user, at=actor.now)
            row.delete()
    for code, hours in wanted.items():
        row = known.get(code) or Absence(standing=standing, reason_code=code)
        if row.pk is None or row.hours != hours:
            row.hours = hours
            sign_history(row, by=actor.user, at=actor.now)
            row.save()
