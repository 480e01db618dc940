"""Why somebody may see a note, a task or a measure, where it is more than the case's ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from agreements.models import Contract, Placement
from followup.models import (
    Audience,
    Measure,
    MeasurePart,
    MeasureSubmission,
    MeasureType,
    Note,
    Task,
)
from navskole.access.grounds import Ground
from navskole.access.visibility import Among
from navskole.organisations.models import Role
from pupils import grounds
from pupils.models import Information

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model, QuerySet

    from navskole.access.actor import Actor
    from pupils.querysets.consent import ConsentLineQuerySet


def decided_from(day: date) -> date:
    """Return the first day from which twelve months reach `day`: how long a decider is one."""
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year - 1, month=3, day=1)
    return day.replace(year=day.year - 1)


CONSENT_GROUNDS = (Ground.CONSENT_FROM_NAV, Ground.CONSENT_FROM_SCHOOL)
"""The grounds that cross the wall."""

_SHARED = Q(audience=Audience.SHARED, struck_at__isnull=True)


def note_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for a note.

    The school's sensitive notes are for their author and the colleagues the author named.
    Shared notes reach the service a line names, as far as it covers their areas.
    """
    plain_or_named = (
        Q(is_sensitive=False)
        | Q(author_id=actor.person.pk)
        | Q(Among("pk", _notes_naming(actor).values("note_id")))
    )
    arms = {
        ground: condition & Q(case__isnull=True) & plain_or_named
        for ground, condition in grounds.own_school_records(actor).items()
    }
    arms |= grounds.own_case_records(actor, sensitive="is_sensitive")
    lines = grounds.open_lines(actor, Information.NOTES)
    if lines is not None:
        arms[Ground.CONSENT_FROM_NAV] = _SHARED & grounds.covered_by(lines, areas=note_areas())
    opened = grounds.open_school_lines(actor)
    if opened is not None:
        arms[Ground.CONSENT_FROM_SCHOOL] = school_note(opened)
    return arms


def school_note(lines: ConsentLineQuerySet) -> Q:
    """Return the condition that one of the schools' lines opens the note."""
    covered = grounds.covered_by_school(lines.about(Information.NOTES), areas=note_areas())
    return _SHARED & Q(case__isnull=True) & covered


def note_areas() -> QuerySet[Model]:
    """Return the areas of the outer note, as `covered_by` asks for them."""
    return Note.areas.through.objects.filter(note_id=OuterRef(OuterRef("pk")))


def measure_areas() -> QuerySet[Model]:
    """Return the areas of the outer measure's type, as `covered_by` asks for them."""
    return MeasureType.areas.through.objects.filter(measuretype_id=OuterRef(OuterRef("type_id")))


def _notes_naming(actor: Actor) -> QuerySet[Model]:
    return Note.named_readers.through.objects.filter(user_id=actor.person.pk)


def task_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for a task.

    The school's sensitive tasks are for their author and whoever is to do them. NAV's reach
    the service they were given to, at that very school, while a line covers them as it would
    a shared note.
    """
    plain_or_named = (
        Q(is_sensitive=False) | Q(created_by_id=actor.person.pk) | Q(responsible_id=actor.person.pk)
    )
    arms = {
        ground: condition & Q(case__isnull=True) & plain_or_named
        for ground, condition in grounds.own_school_records(actor).items()
    }
    arms |= grounds.own_case_records(actor, sensitive="is_sensitive")
    lines = grounds.open_lines(actor, Information.NOTES)
    if lines is not None:
        arms[Ground.CONSENT_FROM_NAV] = _given_tasks(lines)
    opened = grounds.open_school_lines(actor)
    if opened is not None:
        arms[Ground.CONSENT_FROM_SCHOOL] = school_task(opened)
    return arms


def school_task(lines: ConsentLineQuerySet) -> Q:
    """Return the condition that one of the schools' lines opens the task."""
    covered = grounds.covered_by_school(lines.about(Information.TASKS), areas=task_areas())
    return Q(struck_at__isnull=True, case__isnull=True) & covered


def task_areas() -> QuerySet[Model]:
    """Return the areas of the outer task, as `covered_by` asks for them."""
    return Task.areas.through.objects.filter(task_id=OuterRef(OuterRef("pk")))


def _given_tasks(lines: ConsentLineQuerySet) -> Q:
    """Return the condition that a line to the very service and school of the task covers it."""
    to_same = lines.filter(service=OuterRef("given_to"), receiver_id=OuterRef("receiver_id"))
    covered = grounds.one_covers(to_same, areas=task_areas())
    found = grounds.found_first("case_id", lines.values("consent__case_id"))
    return Q(struck_at__isnull=True) & found & covered


def measure_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for a measure.

    Through a consent line the other side sees what has been sent at least once, never a draft.
    """
    plain_or_own = Q(is_sensitive=False) | Q(created_by_id=actor.person.pk)
    arms = {
        ground: condition & Q(case__isnull=True) & plain_or_own
        for ground, condition in grounds.own_school_records(actor).items()
    }
    arms |= grounds.own_case_records(actor, sensitive="is_sensitive")
    if (decided := _decided_measures(actor)) is not None:
        arms[Ground.DECIDER] = decided
    lines = grounds.open_lines(actor, Information.MEASURES)
    if lines is not None:
        arms[Ground.CONSENT_FROM_NAV] = has_been_sent() & grounds.covered_by(
            lines, areas=measure_areas()
        )
    opened = grounds.open_school_lines(actor)
    if opened is not None:
        arms[Ground.CONSENT_FROM_SCHOOL] = school_measure(opened)
    return arms


def school_measure(lines: ConsentLineQuerySet) -> Q:
    """Return the condition that one of the schools' lines opens the measure."""
    covered = grounds.covered_by_school(lines.about(Information.MEASURES), areas=measure_areas())
    return has_been_sent() & Q(case__isnull=True) & covered


def has_been_sent() -> Q:
    """Return the condition that the measure was submitted at least once."""
    return Q(Exists(MeasureSubmission.objects.filter(part__measure_id=OuterRef("pk"))))


def _decided_measures(actor: Actor) -> Q | None:
    """Return the condition that the actor decides a part: sent to where they lead, not proposed.

    A decider reads an ended part for twelve months. Whoever proposed a part never decides it.
    """
    led = actor.at(Role.NAV_MANAGER, Role.PRINCIPAL)
    if not led:
        return None
    earliest = decided_from(actor.on)
    sent = MeasureSubmission.objects.filter(
        Q(part__ended_on__isnull=True) | Q(part__ended_on__gte=earliest),
        Q(lifted_at__isnull=True) | Q(lifted_at__date__gte=earliest),
        deciding_organisation_id__in=led,
    )
    proposed = MeasurePart.proposers.through.objects.filter(user_id=actor.person.pk)
    sent = sent.exclude(Among("part_id", proposed.values("measurepart_id")))
    return (
        Among("pk", sent.values("part__measure_id"))
        & grounds.hard_rules(actor, path="pupil__")
        & grounds.sides_apart(actor)
    )


def contact_request_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the ground for a contact request, which is about nobody the system knows.

    Whoever works at the school too, on the other side, is shut out as for its pupils.
    """
    led, works = actor.at(Role.NAV_MANAGER), actor.at(Role.NAV_COUNSELLOR)
    if not led | works:
        return {}
    placed = Placement.objects.in_force(on=actor.on).filter(
        counsellor_id=actor.person.pk,
        contract__school_id=OuterRef("school_id"),
        contract__office_id=OuterRef("office_id"),
    )
    partners = Contract.objects.schools_of(led | works, on=actor.on)
    shut = partners.filter(school_id__in=actor.other_side_organisations)
    received = (Q(office_id__in=works) & Exists(placed)) | Q(office_id__in=led)
    return {Ground.CONTACT_RECEIVED: received & ~Q(Among("school_id", shut))}


def sees_submitted_version(measure: Measure) -> bool:
    """Tell whether the measure's reader sees what was sent rather than what is being written.

    `measure` carries its reader's `ground`. A decider reads of a returned part only the
    version submitted, until it is submitted again; the other side through consent likewise.
    """
    return measure.ground == Ground.DECIDER or measure.ground in CONSENT_GROUNDS


def shown_submission(actor: Actor, measure: Measure, part: MeasurePart) -> MeasureSubmission | None:
    """Return the submission the reader sees instead of the part, or None for the part itself.

    A decider reads what was sent to an organisation they lead, not what another got later.
    """
    if not sees_submitted_version(measure):
        return None
    sent = part.submissions.order_by("-part_version")
    if measure.ground == Ground.DECIDER:
        led = actor.at(Role.NAV_MANAGER, Role.PRINCIPAL)
        sent = sent.filter(deciding_organisation_id__in=led)
    return sent.first()


def shown_content(actor: Actor, measure: Measure, part: MeasurePart) -> dict[str, object]:
    """Return the part's content as its reader may see it."""
    submission = shown_submission(actor, measure, part)
    return part.content() if submission is None else submission.content
