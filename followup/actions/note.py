"""Write, change and strike notes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from followup.models import Audience, Note
from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken, require_version
from pupils.models import ConsentLine, Information, Service
from pupils.policies import on_team, require_at_school

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.accounts.models import User
    from navskole.organisations.models import Organisation
    from pupils.models import Case, ProblemArea, Pupil
    from pupils.querysets.consent import ConsentLineQuerySet


class NotCoveredByConsent(RuleBroken):
    """No line in force covers sharing a note of these areas."""

    message = _(
        "Ingen samtykkelinje som gjelder, dekker dette notatet. Velg egen side, eller endre "
        "problemområdene."
    )
    field = "audience"


class SensitiveAddendum(RuleBroken):
    """The leader does not read sensitive notes, and so writes none."""

    message = _("Som NAV-leder kan du ikke skrive sensitive tillegg. Be en veileder på saken.")
    field = "areas"


class Shareable(Protocol):
    """What a line about notes may open: its areas, and whether it is sensitive."""

    @property
    def areas(self) -> Collection[ProblemArea]:
        """The problem areas it is about."""

    @property
    def holds_sensitive(self) -> bool:
        """Whether it is sensitive."""


@dataclass(frozen=True)
class NoteContent:
    """What the writer wrote."""

    kind: str
    occurred_at: datetime
    heading: str
    text: str
    areas: Collection[ProblemArea] = ()
    is_sensitive: bool = False
    audience: str = Audience.OWN
    next_contact_on: date | None = None
    named_readers: Collection[User] = field(default_factory=tuple)

    @property
    def holds_sensitive(self) -> bool:
        """Whether the note is sensitive: marked so, or by one of its areas."""
        return self.is_sensitive or any(area.is_sensitive for area in self.areas)


def write_case_note(
    *, actor: Actor, case: Case, content: NoteContent, submission_id: UUID | None = None
) -> Note:
    """Write a note in a case; a second post with the same id returns the first note.

    Raises NotCoveredByConsent when it is to be shared and no line in force covers it.
    """
    policies.require(actor, "followup.add_note", case)
    if content.audience == Audience.SHARED:
        _require_cover(actor, case, content)
    return _write(
        actor,
        content,
        submission_id,
        pupil=case.pupil,
        owner=case.office,
        case=case,
    )


def write_addendum(
    *, actor: Actor, case: Case, content: NoteContent, submission_id: UUID | None = None
) -> Note:
    """Add to a closed case what was missing; it stays on the own side.

    Raises SensitiveAddendum for whoever could not read it afterwards.
    """
    policies.require(actor, "followup.add_addendum", case)
    if content.holds_sensitive and not on_team(actor, case):
        raise SensitiveAddendum
    return _write(
        actor,
        replace(content, audience=Audience.OWN, next_contact_on=None),
        submission_id,
        pupil=case.pupil,
        owner=case.office,
        case=case,
        is_addendum=True,
    )


def write_school_note(
    *,
    actor: Actor,
    pupil: Pupil,
    school: Organisation,
    content: NoteContent,
    submission_id: UUID | None = None,
) -> Note:
    """Write a note of the school's own. Raises NotCoveredByConsent as `write_case_note`."""
    policies.require(actor, "followup.add_school_note", pupil)
    require_at_school(actor, pupil, school)
    if content.audience == Audience.SHARED:
        _require_school_cover(actor, pupil, school.pk, content)
    return _write(actor, content, submission_id, pupil=pupil, owner=school)


def covering_lines(actor: Actor, case: Case, content: NoteContent) -> list[ConsentLine]:
    """Return the lines in force that would open a shared note with this content."""
    return lines_covering(actor, case, areas=content.areas, holds_sensitive=content.holds_sensitive)


def lines_covering(
    actor: Actor, case: Case, *, areas: Collection[ProblemArea], holds_sensitive: bool
) -> list[ConsentLine]:
    """Return the lines in force that open what is written to be shared, of these areas."""
    return _covering(_case_lines(actor, case), areas=areas, holds_sensitive=holds_sensitive)


def _case_lines(actor: Actor, case: Case) -> ConsentLineQuerySet:
    return ConsentLine.objects.in_force(on=actor.on).filter(consent__case=case)


def covering_school_lines(
    actor: Actor, pupil: Pupil, school_id: int, content: NoteContent
) -> list[ConsentLine]:
    """Return the school's lines that would open a shared note with this content.

    As far as the school can know: whether the office has a case is not asked.
    """
    own = _school_lines(actor, pupil, school_id)
    return _covering(own, areas=content.areas, holds_sensitive=content.holds_sensitive)


def _school_lines(actor: Actor, pupil: Pupil, school_id: int) -> ConsentLineQuerySet:
    lines = ConsentLine.objects.from_school_in_force(on=actor.on)
    return lines.filter(consent__pupil=pupil, consent__owner_id=school_id)


def _covering(
    lines: ConsentLineQuerySet, *, areas: Collection[ProblemArea], holds_sensitive: bool
) -> list[ConsentLine]:
    if holds_sensitive:
        lines = lines.filter(includes_sensitive=True)
    wanted = {area.pk for area in areas}
    found = lines.about(Information.NOTES).select_related("receiver").prefetch_related("areas")
    return [
        line for line in found.order_by("pk") if wanted <= {area.pk for area in line.areas.all()}
    ]


def _require_cover(actor: Actor, case: Case, content: NoteContent) -> None:
    if not covering_lines(actor, case, content):
        raise _not_covered(_case_lines(actor, case), content)


def _require_school_cover(actor: Actor, pupil: Pupil, school_id: int, content: NoteContent) -> None:
    if not covering_school_lines(actor, pupil, school_id, content):
        raise _not_covered(_school_lines(actor, pupil, school_id), content)


def what_is_lacking(lines: ConsentLineQuerySet, content: Shareable) -> list[str]:
    """Return a sentence for each line about notes: what it lacks to open the content."""
    found = lines.about(Information.NOTES).select_related("receiver").prefetch_related("areas")
    return [_lack(line, content) for line in found.order_by("pk")]


def _not_covered(lines: ConsentLineQuerySet, content: NoteContent) -> NotCoveredByConsent:
    """Return the refusal, with a sentence for each line that could have opened the note."""
    said = what_is_lacking(lines, content)
    if not said:
        return NotCoveredByConsent()
    words = gettext(
        "Notatet kan ikke deles. %(lacks)s Lagre det på egen side, eller endre problemområdene."
    )
    return NotCoveredByConsent(words % {"lacks": " ".join(said)})


def _lack(line: ConsentLine, content: Shareable) -> str:
    covered = {area.pk for area in line.areas.all()}
    missing = [area.name for area in content.areas if area.pk not in covered]
    if content.holds_sensitive and not line.includes_sensitive:
        missing.append(gettext("sensitive opplysninger"))
    receiver = line.receiver
    if line.service != Service.NAV_OFFICE:
        facts = {"service": line.get_service_display(), "place": receiver}
        name = gettext("%(service)s, %(place)s") % facts
    else:
        name = str(receiver)
    facts = {"receiver": name, "missing": ", ".join(missing)}
    return gettext("Samtykket til %(receiver)s mangler: %(missing)s.") % facts


@transaction.atomic
def _write(actor: Actor, content: NoteContent, submission_id: UUID | None, **place: object) -> Note:
    known = Note.objects.filter(  # type: ignore[misc]  # no id finds no row
        author=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    note = Note(author=actor.user, created_at=actor.now, **place)
    if submission_id:
        note.submission_id = submission_id
    _fill(note, content)
    note.save_change(by=actor.user, at=actor.now, new=True)
    _fill_lists(note, content)
    log.record(actor, Action.NOTE_WRITTEN, [note.access()])
    return note


def _fill(note: Note, content: NoteContent) -> None:
    note.kind = content.kind
    note.occurred_at = content.occurred_at
    note.heading = content.heading
    note.text = content.text
    note.is_sensitive = content.holds_sensitive
    note.audience = content.audience
    note.next_contact_on = content.next_contact_on


def _fill_lists(note: Note, content: NoteContent) -> None:
    note.areas.set(content.areas)
    note.named_readers.set(content.named_readers if note.is_sensitive else [])


@transaction.atomic
def change_note(*, actor: Actor, note: Note, version: int, content: NoteContent) -> Note:
    """Make a new version. Raises StaleVersion, or NotCoveredByConsent as when writing."""
    note = Note.objects.select_for_update().get(pk=note.pk)
    policies.require(actor, "followup.change_note", note)
    require_version(note, version)
    if content.audience == Audience.SHARED and note.case is not None:
        _require_cover(actor, note.case, content)
    elif content.audience == Audience.SHARED:
        _require_school_cover(actor, note.pupil, note.owner_id, content)
    _fill(note, content)
    note.save_change(by=actor.user, at=actor.now)
    _fill_lists(note, content)
    log.record(actor, Action.NOTE_CHANGED, [note.access()])
    return note


@transaction.atomic
def strike_note(*, actor: Actor, note: Note, version: int, reason: str) -> Note:
    """Strike a mistaken note with a reason; it stays readable, struck, on its own side."""
    note = Note.objects.select_for_update().get(pk=note.pk)
    policies.require(actor, "followup.change_note", note)
    require_version(note, version)
    note.struck_at, note.struck_by, note.struck_reason = actor.now, actor.user, reason
    note.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.NOTE_STRUCK, [note.access()])
    return note
