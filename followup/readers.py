""" "Hvem kan se dette?": the roles and the number of people a note will reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from followup.actions.note import covering_lines, covering_school_lines
from followup.models import Audience
from navskole.organisations.models import Membership, Role
from pupils.models import CaseGrant, Service

if TYPE_CHECKING:
    from followup.actions.note import NoteContent
    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.models import Case, Pupil

ROLE_OF_SERVICE = {
    Service.SCHOOL_LEADERSHIP: Role.PRINCIPAL,
    Service.PUPIL_SERVICES: Role.SCHOOL_COUNSELLOR,
}


@dataclass(frozen=True)
class Readers:
    """A group of readers in words, and how many people it is today; None where it must not show.

    `across` marks those on the other side of the wall.
    """

    group: str
    people: int | None
    across: bool = False


def readers_of_case_note(actor: Actor, case: Case, content: NoteContent) -> list[Readers]:
    """Return who would read a note with this content, own side first."""
    readers = [Readers(_("NAV-veiledere på saken"), _team_size(actor, case))]
    if not content.holds_sensitive:
        leaders = _staff(actor, case.office_id, Role.NAV_MANAGER)
        readers.append(Readers(_("Leder av %(office)s") % {"office": case.office}, leaders))
    if content.audience == Audience.SHARED:
        readers += _school_readers(actor, case, content)
    return readers


def readers_of_school_note(
    actor: Actor, pupil: Pupil, school: Organisation, content: NoteContent, *, named: int
) -> list[Readers]:
    """Return who would read a note of the school's own.

    Of an office it is not said how many, nor whether anybody: that would tell of a case.
    """
    readers = _school_staff(actor, school, is_sensitive=content.holds_sensitive, named=named)
    if content.audience == Audience.SHARED:
        lines = covering_school_lines(actor, pupil, school.pk, content)
        offices = {line.receiver_id: str(line.receiver) for line in lines}
        words = _("%(office)s, hvis eleven har en sak der")
        readers += [Readers(words % {"office": name}, None, True) for name in offices.values()]
    return readers


def _school_staff(
    actor: Actor, school: Organisation, *, is_sensitive: bool, named: int
) -> list[Readers]:
    if is_sensitive:
        return [Readers(_("Du"), 1), Readers(_("Kolleger du har valgt"), named)]
    return [
        Readers(
            _("Rådgivere ved %(school)s") % {"school": school},
            _staff(actor, school.pk, Role.SCHOOL_COUNSELLOR),
        ),
        Readers(
            _("Rektor ved %(school)s") % {"school": school},
            _staff(actor, school.pk, Role.PRINCIPAL),
        ),
    ]


def _school_readers(actor: Actor, case: Case, content: NoteContent) -> list[Readers]:
    groups = {}
    for line in covering_lines(actor, case, content):
        role = ROLE_OF_SERVICE[Service(line.service)]
        words = _("%(service)s ved %(school)s") % {
            "service": line.get_service_display(),
            "school": line.receiver,
        }
        groups[words] = _staff(actor, line.receiver_id, role)
    return [Readers(words, people, True) for words, people in groups.items()]


def _team_size(actor: Actor, case: Case) -> int:
    put_on = CaseGrant.objects.letting_in(case.office_id, on=actor.on).filter(content_object=case)
    return put_on.values("user_id").distinct().count()


def _staff(actor: Actor, organisation_id: int, role: Role) -> int:
    members = Membership.objects.in_force(on=actor.on).filter(
        organisation_id=organisation_id, role=role, user__is_active=True
    )
    return members.values("user_id").distinct().count()
